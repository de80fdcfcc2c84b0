/** What customers of both channels do: say something, wait for the answer, sometimes say two or three things at once. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Conversation, Sent } from './observed';

/** What a customer needs of her channel. */
export interface Mouth {
  readonly observed: Omit<Conversation, 'transcript'> & { readonly sent: Sent[] };
  /** Resolves when the conversation is open and what the bot says first was seen, or is that long overdue. */
  open(patienceMs: number): Promise<void>;
  /** Delivers until the server said 200, and sometimes once more. */
  deliver(sent: Sent): Promise<void>;
  newKey(): string;
  /** Sees what comes until closed; what is missing at the end is fetched. */
  catchUp(): Promise<void>;
  /** What came after that. */
  lookBack(): Promise<void>;
  close(): void;
}

interface Line {
  readonly text: string;
  readonly expects?: RegExp;
}

const GREETINGS = ['hola, buenas tardes', 'hola', 'buenos días'];
const THANKS = ['muchas gracias', 'gracias, eso era todo', 'chao, gracias'];
const GREETED = /^Hola\. Cuénteme/;
const THANKED = /^Con gusto/;

const MESSAGES_EACH = 30;
const BURST = 0.4;
const LONGEST_PAUSE_MS = 300;
const LOOK_MS = 10;
/** Several messages may have one answer: those after the first are not waited for longer than this. */
const GRACE_MS = 2_500;
/** For so long an answer that was not waited for may still come in the middle of something else. */
const UNSURE_MS = 10_000;

export const anyOf = <T>(choices: readonly T[]): T => choices[Math.floor(Math.random() * choices.length)] as T;
const greeting = (): Line => ({ text: anyOf(GREETINGS), expects: GREETED });
const thanks = (): Line => ({ text: anyOf(THANKS), expects: THANKED });
/** In turns, so that one that was decided before its turn is answered with what was not expected there. */
const linesOf = (count: number): readonly Line[] => {
  const first = Math.random() < 0.5 ? 0 : 1;
  return Array.from({ length: count }, (_, place) => ((first + place) % 2 === 0 ? greeting() : thanks()));
};

export interface Manners {
  readonly isOver: () => boolean;
  /** An answer later than this is none; the customer goes on all the same. */
  readonly patienceMs: number;
  /** Now and then she says several things at once. */
  readonly bursts: boolean;
}

/** One conversation from its first message to its last; ends early when the run is over. */
export const converse = async (mouth: Mouth, { isOver, patienceMs, bursts }: Manners): Promise<void> => {
  await mouth.open(patienceMs);
  const { sent } = mouth.observed;
  let unsureUntil = 0;
  while (sent.length < MESSAGES_EACH && !isOver()) {
    // The first message waits for its answer: what comes beside it may open the conversation in its place.
    const lines = linesOf(bursts && sent.length > 0 && Math.random() < BURST ? anyOf([2, 3]) : 1);
    const before = answersSeen(mouth);
    await say(mouth, lines, { mayMerge: lines.length > 1 || Date.now() < unsureUntil });
    await answered(mouth, before + 1, patienceMs);
    if (lines.length > 1 && !(await answered(mouth, before + lines.length, GRACE_MS))) unsureUntil = Date.now() + UNSURE_MS;
    await pause(Math.random() * LONGEST_PAUSE_MS);
  }
};

export const say = async (mouth: Mouth, lines: readonly Line[], { mayMerge }: { readonly mayMerge: boolean }): Promise<void> => {
  const fresh = lines.map((each): Sent => ({ key: mouth.newKey(), ...each, mayMerge, triedAt: Date.now(), acceptedAt: null }));
  mouth.observed.sent.push(...fresh);
  await Promise.all(fresh.map((sent) => mouth.deliver(sent)));
};

/** Answers on the screen; one that was shown twice counts once. */
export const answersSeen = ({ observed }: Mouth): number => new Set(observed.seen.flatMap(({ by, position }) => (by === 'bot' ? [position] : []))).size;

/** Whether so many answers were seen in time. */
export const answered = async (mouth: Mouth, answers: number, patienceMs: number): Promise<boolean> => {
  const deadline = Date.now() + patienceMs;
  while (answersSeen(mouth) < answers) {
    if (Date.now() > deadline) return false;
    await pause(LOOK_MS);
  }
  return true;
};
