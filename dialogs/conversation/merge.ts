/** Burst: texts written one after the other, before anything was answered, may be decided as one message. */
import type { ThreadState } from './state';

/**
 * Whether consecutive texts of the customer (without a tapped value and without attachments) may be joined by line breaks
 * and decided as one: what follows a first "no" was said to the same question, not to the next one, which she has not seen.
 * While a person has the thread nothing is decided, so nothing is joined.
 */
export const mayMerge = (state: ThreadState | null): boolean => state === null || state.owner.kind === 'bot';
