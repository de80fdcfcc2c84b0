/**
 * The one door to understanding: a text, and the question that was open, to what the bot makes of it. Pure, never
 * fails, and bounded: a message is cut to what is looked at before any work. Half of a reply's sense is the question.
 */
import { readAnswer } from './answer';
import { readLanguage } from './detect-language';
import { findEntities } from './entities';
import { readExpertise } from './expertise';
import { features } from './features';
import { readIntent } from './intents';
import { SHIPPED, type Learnt } from './learnt';
import type { Question } from './question';
import { warmRecognizers } from './recognize';
import { MAX_CHARS, read } from './text';
import type { Understanding } from './understanding';

/** A figure without a word asks for nothing, except the 0 by which telephone menus reach a person. */
const isLoneNumber = (folded: string): boolean => /^\W*\d[\d\s.,]*\W*$/.test(folded) && folded.trim() !== '0';

const NOTHING = { intent: 'other', also: [], confidence: 0.2, why: [] } as const;

/** What one message means, with the cues that say so; as the shipped models learnt it when no others are given. */
export function understand(text: string, question?: Question, learnt: Learnt = SHIPPED): Understanding {
  const message = read(text);
  const set = features(message);
  const { intent, also, confidence, why: topics } = isLoneNumber(message.folded) ? NOTHING : readIntent(message, set, learnt.intents);
  const { level, why: signs } = readExpertise(message, set, learnt.levels);
  const answer = question === undefined ? undefined : readAnswer({ raw: text, text: message, words: set.words }, question);
  return {
    intent,
    ...(also.length > 0 ? { also } : {}),
    confidence,
    level,
    ...readLanguage(message),
    entities: findEntities(message),
    ...(answer === undefined ? {} : { answer: answer.value }),
    ...(text.length > MAX_CHARS ? { cut: true as const } : {}),
    why: [
      ...signs.map((sign) => `level: ${sign}`),
      ...(topics.length > 0 ? [`intent: ${topics.join(', ')}`] : []),
      ...(answer === undefined ? [] : [`answer: ${answer.why}`]),
    ],
  };
}

/** Makes the first real message fast: half a second of loading, to be called after the start. */
export function warm(): void {
  warmRecognizers();
  for (let i = 0; i < 50; i += 1) {
    understand('no tengo internet desde ayer, ya reinicié el módem', { kind: 'yes_no', text: '¿Ya le funciona?' });
    understand('la roja', { kind: 'choice', options: [{ id: 'red', label: 'Roja' }, { id: 'off', label: 'Apagada' }] });
  }
}
