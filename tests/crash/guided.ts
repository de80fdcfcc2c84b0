/**
 * A customer without internet: goes through the real flow, with her identification, checks of systems and their time-outs,
 * and asks for a person at the end. What the bot says is the flows' business; that nothing of it is lost is ours.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { anyOf, answered, answersSeen, say, type Manners, type Mouth } from './customer';
import type { Doors } from './doors';

const PROBLEM = 'no tengo internet desde anoche';
const WORDS = ['sí', 'no', 'ya lo hice', 'no sé', '1', '2', 'está en rojo', 'listo'];
const PERSON = 'quiero hablar con una persona';
const STEPS = 8;
const LONGEST_PAUSE_MS = 400;
const LONGEST_WAIT_FOR_A_CODE_MS = 10_000;

export const askForHelp = async (mouth: Mouth, doors: Doors, { document, isOver, patienceMs }: Manners & { readonly document: string }): Promise<void> => {
  Object.assign(mouth.observed, { guided: true });
  await mouth.open(patienceMs);
  const speak = async (text: string): Promise<void> => {
    const before = answersSeen(mouth);
    await say(mouth, [{ text }], { mayMerge: true });
    await answered(mouth, before + 1, patienceMs);
    await pause(Math.random() * LONGEST_PAUSE_MS);
  };
  await speak(PROBLEM);
  await speak(document);
  await speak(await codeFor(doors, document));
  for (let step = 0; step < STEPS && !isOver(); step += 1) await speak(anyOf(WORDS));
  await speak(PERSON);
};

interface OperatorMessage {
  readonly to: string;
  readonly text: string;
}

/** What the demo operator sent to her phone last; none in time is a wrong code, which the flow must bear too. */
const codeFor = async (doors: Doors, document: string): Promise<string> => {
  const deadline = Date.now() + LONGEST_WAIT_FOR_A_CODE_MS;
  while (Date.now() < deadline) {
    const response = await doors.call('/api/demo/messages', {});
    const messages = response?.ok ? ((await response.json()) as readonly OperatorMessage[]) : [];
    const code = messages.findLast(({ to }) => to.endsWith(document.slice(-2)))?.text.match(/\b\d{6}\b/)?.[0];
    if (code !== undefined) return code;
    await doors.rest();
  }
  return '000000';
};
