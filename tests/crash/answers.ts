/**
 * Whether every message has its answer, once and in order. Messages that were said together may be decided as one; any
 * other one has an answer of its own.
 */
import { finding, keyOf, type Finding } from './finding';
import type { Conversation, Sent } from './observed';

interface Asked {
  readonly key: string;
  readonly sent: Sent | undefined;
  readonly position: number;
}

interface Answer {
  readonly text: string;
  readonly position: number;
}

/** Whether the bot speaks first: on the web it greets who joins. */
export const greetings = ({ channel }: Conversation): number => (channel === 'web' ? 1 : 0);

export const answersIn = (conversation: Conversation): readonly Finding[] => (conversation.guided ? guidedAnswers(conversation) : plainAnswers(conversation));

const askedIn = ({ transcript, sent }: Conversation): readonly Asked[] => {
  const byKey = new Map(sent.map((one) => [one.key, one]));
  return transcript.flatMap(({ entry, position }) => {
    const key = keyOf(entry);
    return key === undefined ? [] : [{ key, sent: byKey.get(key), position }];
  });
};

const plainAnswers = (conversation: Conversation): readonly Finding[] => {
  const asked = askedIn(conversation);
  const answers = conversation.transcript
    .flatMap(({ entry, position }): Answer[] => (entry.kind === 'bot' ? [{ text: entry.text, position }] : []))
    .slice(greetings(conversation));
  const told = `${asked.length} messages, ${answers.length} answers`;
  if (answers.length > asked.length) return Array.from({ length: answers.length - asked.length }, () => finding('doubled', told));
  if (isCovered(asked, answers)) return [];
  return answers.length < asked.length ? Array.from({ length: asked.length - answers.length }, () => finding('unanswered', told)) : inOrder(asked, answers);
};

/** Each answer stands for the messages that follow those of the answer before it, and comes after all of them. */
const isCovered = (asked: readonly Asked[], answers: readonly Answer[]): boolean => {
  /** How many messages the answers so far may stand for. */
  let reached = new Set([0]);
  for (const answer of answers) reached = new Set([...reached].flatMap((from) => endsOf(asked, from, answer)));
  return reached.has(asked.length);
};

const endsOf = (asked: readonly Asked[], from: number, answer: Answer): number[] => {
  const ends: number[] = [];
  for (let to = from; ; to += 1) {
    const message = asked[to];
    if (!message || message.position > answer.position) return ends;
    const alone = to === from;
    if (!alone || message.sent?.expects?.test(answer.text) !== false) ends.push(to + 1);
    if (message.sent?.mayMerge !== true) return ends;
  }
};

const inOrder = (asked: readonly Asked[], answers: readonly Answer[]): readonly Finding[] =>
  asked.flatMap(({ key, sent }, place) => {
    const answer = answers[place]?.text ?? '';
    return sent?.expects?.test(answer) === false ? [finding('disordered', `${key} was answered with "${answer}"`)] : [];
  });

/** Until a person was asked for, something was said behind every message. */
const guidedAnswers = ({ transcript }: Conversation): readonly Finding[] => {
  const lastSaid = transcript.findLast(({ entry }) => entry.kind === 'bot' || entry.kind === 'system' || entry.kind === 'agent')?.position ?? -1;
  const handedOver = transcript.find(({ entry }) => entry.kind === 'event' && entry.name === 'handed_off')?.position ?? Infinity;
  return transcript.flatMap(({ entry, position }) =>
    entry.kind === 'customer' && position > lastSaid && position < handedOver ? [finding('unanswered', `nothing was said behind entry ${position}`)] : [],
  );
};
