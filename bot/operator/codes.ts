/**
 * The rules of one-time codes as pure functions (I11: nobody is verified by guessing). All times are business time:
 * a code lives 10 minutes, 3 wrong tries block the customer's codes for 15 minutes, 3 codes an hour are sent.
 * A new code does not forgive wrong tries: only a right one or a served block does.
 */
import { randomInt } from 'node:crypto';
import { sameText } from '../same-text';

const MINUTE = 60_000;
export const CODE_LIFE_MS = 10 * MINUTE;
export const CODE_BLOCK_MS = 15 * MINUTE;
export const CODE_WINDOW_MS = 60 * MINUTE;
export const CODES_PER_WINDOW = 3;
export const WRONG_TRIES = 3;

export interface CodeState {
  /** When codes were sent, within the last hour. */
  readonly sentAt: readonly number[];
  readonly active?: { readonly code: string; readonly expiresAt: number } | undefined;
  readonly wrong: number;
  readonly blockedUntil?: number | undefined;
}

export const NO_CODES: CodeState = { sentAt: [], wrong: 0 };

export interface Ruled<T> {
  readonly state: CodeState;
  readonly result: T;
}

/** Six digits, each equally likely. */
export const randomCode = (): string => String(randomInt(0, 1_000_000)).padStart(6, '0');

const isBlocked = (state: CodeState, now: number): boolean => state.blockedUntil !== undefined && now < state.blockedUntil;

/** Answers `too_many`, or the code itself, which replaces the one before it. */
export const issueCode = (state: CodeState, now: number, code: string): Ruled<string> => {
  const sentAt = state.sentAt.filter((at) => now - at < CODE_WINDOW_MS);
  if (isBlocked(state, now) || sentAt.length >= CODES_PER_WINDOW) return { state, result: 'too_many' };
  const active = { code, expiresAt: now + CODE_LIFE_MS };
  return { state: { ...state, sentAt: [...sentAt, now], active }, result: code };
};

export type Tried = 'verified' | 'wrong' | 'expired' | 'blocked';

/** Spaces and dashes in what was typed do not matter. A code works once. */
export const tryCode = (state: CodeState, now: number, typed: string): Ruled<Tried> => {
  if (isBlocked(state, now)) return { state, result: 'blocked' };
  if (!state.active || now >= state.active.expiresAt) return { state: { ...state, active: undefined }, result: 'expired' };
  if (sameText(typed.replace(/[\s.-]/g, ''), state.active.code)) return { state: { sentAt: state.sentAt, wrong: 0 }, result: 'verified' };
  return wrongTry(state, now);
};

const wrongTry = (state: CodeState, now: number): Ruled<Tried> =>
  state.wrong + 1 < WRONG_TRIES
    ? { state: { ...state, wrong: state.wrong + 1 }, result: 'wrong' }
    : { state: { sentAt: state.sentAt, wrong: 0, blockedUntil: now + CODE_BLOCK_MS }, result: 'blocked' };
