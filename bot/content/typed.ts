/** Typed words as an answer in tests of flows: understood as in a conversation. */
import type { Reader } from '../../flows/testing/play';
import { understand } from '../../knowledge/understand';

/** What the conversation settles itself, before a flow hears of it. */
const NO_ANSWER: ReadonlySet<unknown> = new Set(['off_topic', 'frustrated', 'wants_human']);

export const readTyped: Reader = (text, question) => {
  const { answer } = understand(text, question);
  return NO_ANSWER.has(answer) ? undefined : answer;
};
