/** What customers of both channels do: say something, wait for the answer, sometimes say two things at once. */
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
  close(): void;
}

interface Line {
  readonly text: string;
  readonly expects: RegExp;
}

const GREETINGS = ['hola, buenas tardes', 'hola', 'buenos días'];
const THANKS = ['muchas gracias', 'gracias, eso era todo', 'chao, gracias'];
const GREETED = /^Hola\. Cuénteme/;
const THANKED = /^Con gusto/;

const MESSAGES_EACH = 30;
const BURST = 0.25;
const LONGEST_PAUSE_MS = 300;
const LOOK_MS = 10;

const anyOf = <T>(choices: readonly [T, ...T[]] | readonly T[]): T => choices[Math.floor(Math.random() * choices.length)] as T;
const line = (): Line => (Math.random() < 0.5 ? { text: anyOf(GREETINGS), expects: GREETED } : { text: anyOf(THANKS), expects: THANKED });

export interface Manners {
  readonly isOver: () => boolean;
  /** An answer later than this is none; the customer goes on all the same. */
  readonly patienceMs: number;
}

/** One conversation from its first message to its last; ends early when the run is over. */
export const converse = async (mouth: Mouth, { isOver, patienceMs }: Manners): Promise<void> => {
  await mouth.open(patienceMs);
  const { sent } = mouth.observed;
  const said = answersSeen(mouth);
  while (sent.length < MESSAGES_EACH && !isOver()) {
    // The first message waits for its answer: what comes beside it may open the conversation in its place.
    await say(mouth, sent.length > 0 && Math.random() < BURST ? 2 : 1);
    await answered(mouth, said + sent.length, patienceMs);
    await pause(Math.random() * LONGEST_PAUSE_MS);
  }
};

const say = async (mouth: Mouth, messages: number): Promise<void> => {
  const fresh = Array.from({ length: messages }, (): Sent => ({ key: mouth.newKey(), ...line(), triedAt: Date.now(), acceptedAt: null }));
  mouth.observed.sent.push(...fresh);
  await Promise.all(fresh.map((sent) => mouth.deliver(sent)));
};

/** Answers on the screen; one that was shown twice counts once. */
const answersSeen = ({ observed }: Mouth): number => new Set(observed.seen.flatMap(({ by, position }) => (by === 'bot' ? [position] : []))).size;

const answered = async (mouth: Mouth, answers: number, patienceMs: number): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  while (answersSeen(mouth) < answers && Date.now() < deadline) await pause(LOOK_MS);
};
