/**
 * What a customer came for, and in which words: the guide that everything else was opened for, not the part of it that asks
 * who she is, and her own sentences, so that nobody asks her to tell it again (P4).
 */
import { isMereGreeting } from '../../dialogs/conversation/returning';
import type { ThreadState } from '../../dialogs/conversation/state';
import { shownText, type CustomerEntry, type Entry } from '../../dialogs/transcript';
import { fold } from '../../knowledge/text';
import { readWish } from '../../knowledge/wishes';
import type { OwnWords } from '../web/contracts';
import { isoOf } from './lines';

export interface Guide {
  readonly flow: string;
  /** The current one when absent. */
  readonly release?: string | undefined;
}

/** The outermost guide that is open, the one that waits for her level, or the one that ended last. */
export const guideOf = ({ stack, waiting }: Pick<ThreadState, 'stack' | 'waiting'>, entries: readonly Entry[]): Guide | undefined => {
  const [outermost] = stack;
  if (outermost) return outermost;
  if (waiting?.type === 'open') return waiting;
  const ended = entries.findLast((entry) => entry.kind === 'end');
  return ended?.kind === 'end' ? ended : undefined;
};

/** What stands of it on a card: how it began and what came last, of one day. */
const MOST = 8;
const LONGEST = 300;
const SAME_TALK_MS = 86_400_000;
const SENTENCE = 3;

/** Her sentences in the order of telling; taps, bare answers, greetings, numbers and wishes for a person are none. */
export const ownWords = (entries: readonly Entry[]): readonly OwnWords[] => {
  const told: CustomerEntry[] = [];
  let offered: Extract<Entry, { readonly kind: 'bot' }> | undefined;
  for (const entry of entries) {
    if (entry.kind === 'bot') offered = entry;
    if (entry.kind === 'customer' && tells(entry, { offered, isFirst: told.length === 0 })) told.push(entry);
  }
  const newest = told.at(-1)?.at ?? 0;
  const today = told.filter(({ at }) => newest - at < SAME_TALK_MS);
  const kept = today.length <= MOST ? today : [...today.slice(0, 1), ...today.slice(1 - MOST)];
  return kept.map((entry) => ({ text: cut(shownText(entry)), at: isoOf(entry.at) }));
};

interface Heard {
  readonly offered: Extract<Entry, { readonly kind: 'bot' }> | undefined;
  readonly isFirst: boolean;
}

const tells = ({ text, value, attachments }: CustomerEntry, { offered, isFirst }: Heard): boolean => {
  if (value !== undefined) return false;
  if (attachments) return true;
  if (!/\p{L}/u.test(text) || isMereGreeting(text) || readWish(text) === 'person') return false;
  if (offered?.choices?.some(({ label }) => fold(label).trim() === fold(text).trim())) return false;
  const words = text.trim().split(/\s+/).length;
  // A word or two answer what was asked; where nothing was, they tell what it is about.
  return offered?.asks === undefined ? isFirst || words > 1 : words >= SENTENCE;
};

const cut = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= LONGEST ? flat : `${flat.slice(0, LONGEST - 1)}…`;
};
