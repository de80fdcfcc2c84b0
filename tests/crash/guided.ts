/**
 * A customer without internet: goes through the real flow, with her identification, checks of systems and their time-outs.
 * Now and then she says nothing until something comes by itself; at the end she asks for a person, or just goes away. What the
 * bot says is the flows' business; that nothing of it is lost is ours.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { anyOf, answered, answersSeen, say, type Manners, type Mouth } from './customer';
import type { Doors } from './doors';

const PROBLEM = 'no tengo internet desde anoche';
const WORDS = ['sí', 'no', 'ya lo hice', 'no sé', '1', '2', 'está en rojo', 'listo'];
const WITHOUT = 'no tengo el documento a la mano';
const PERSON = 'quiero hablar con una persona';
const STEPS = 8;
const LOOK_MS = 50;
const LONGEST_PAUSE_MS = 400;
const LONGEST_WAIT_FOR_A_CODE_MS = 10_000;
const SAYS_NOTHING = 0.3;
/** Machine time, in which business time jumps several times. */
const LONGEST_SILENCE_MS = 12_000;
const GOES_AWAY = 0.5;
const GOES_AT_ONCE = 0.3;

/** Known customers of the demo operator, one a conversation: a second one would be joined into the first. */
const DOCUMENTS = 38;
let known = 0;
const nextDocument = (): string | null => ((known += 1) <= DOCUMENTS ? `99000000${String(known).padStart(2, '0')}` : null);

export const askForHelp = async (mouth: Mouth, doors: Doors, { isOver, patienceMs }: Manners): Promise<void> => {
  Object.assign(mouth.observed, { guided: true });
  await mouth.open(patienceMs);
  const speak = async (text: string): Promise<void> => {
    const before = answersSeen(mouth);
    await say(mouth, [{ text }], { mayMerge: true });
    await answered(mouth, before + 1, patienceMs);
    await pause(Math.random() * LONGEST_PAUSE_MS);
  };
  /** Until it writes by itself; where nothing is due, not for ever. */
  const listen = async (): Promise<void> => {
    const before = answersSeen(mouth);
    for (const deadline = Date.now() + LONGEST_SILENCE_MS; Date.now() < deadline && !isOver(); await pause(LOOK_MS)) if (answersSeen(mouth) > before) return;
  };
  await speak(PROBLEM);
  if (Math.random() < GOES_AT_ONCE) return;
  const document = nextDocument();
  await speak(document ?? WITHOUT);
  if (document !== null) await speak(await codeFor(doors, document));
  for (let step = 0; step < STEPS && !isOver(); step += 1) {
    if (Math.random() < SAYS_NOTHING) await listen();
    await speak(anyOf(WORDS));
  }
  if (Math.random() >= GOES_AWAY) await speak(PERSON);
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
