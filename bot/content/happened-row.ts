/**
 * What entries of one conversation add to the figures of its steps, and which of the customer's words were not understood.
 * Pure, and in small parts: what a conversation is in the middle of is carried, so that counting goes on where it stopped.
 */
import type { Entry, StepsEntry } from '../../dialogs/transcript';
import type { Outcome } from '../../flows/run';
import type { Language, Level } from '../../knowledge/language';
import { masked } from './masking';

/** In this order in what is stored; only ever added to. */
export const MEASURES = ['arrived', 'answered', 'notUnderstood', 'silent', 'resolved', 'handedOff'] as const;
export type Measure = (typeof MEASURES)[number];

/** A step at a level in a release: `release/level/flow/step`. */
export type StepKey = string;

export const keyOf = (release: string, level: Level, at: string): StepKey => `${release}/${level}/${at}`;

export interface Unheard {
  readonly text: string;
  readonly language: Language;
  /** Empty for the first words about a problem. */
  readonly at: StepKey;
}

/** Where a conversation is in the middle of. */
export interface Carried {
  /** The question that nobody answered yet, and since when nothing was said. */
  readonly open?: { readonly at: StepKey; readonly since: number } | undefined;
  /** The step that was passed last. */
  readonly last?: StepKey | undefined;
  /** What the customer said last and nobody reacted to yet. */
  readonly said?: string | undefined;
  /** In which the bot spoke last. */
  readonly language?: Language | undefined;
}

export interface Counted {
  readonly carried: Carried;
  readonly counts: ReadonlyMap<StepKey, ReadonlyMap<Measure, number>>;
  readonly unheard: readonly Unheard[];
}

/** Whether words that were said to no question mean nothing to the bot. */
export type IsUnheard = (text: string) => boolean;

interface Counting {
  carried: { -readonly [Key in keyof Carried]: Carried[Key] };
  readonly counts: Map<StepKey, Map<Measure, number>>;
  readonly unheard: Unheard[];
  readonly isUnheard: IsUnheard;
}

const LONGEST = 300;

export const countEntries = (before: Carried, entries: readonly Entry[], isUnheard: IsUnheard): Counted => {
  const counting: Counting = { carried: { ...before }, counts: new Map(), unheard: [], isUnheard };
  for (const entry of entries) take(counting, entry);
  const { carried, counts, unheard } = counting;
  return { carried, counts, unheard };
};

const take = (counting: Counting, entry: Entry): void => {
  const { carried } = counting;
  switch (entry.kind) {
    case 'customer':
      carried.said = entry.text.trim() === '' || entry.value !== undefined ? undefined : entry.text.slice(0, LONGEST);
      if (carried.open) carried.open = { ...carried.open, since: entry.at };
      return;
    case 'steps':
      return passed(counting, entry);
    case 'bot':
      carried.language = entry.language;
      // Said to no question, followed by no step: the first words of a problem, or words beside everything.
      if (carried.said && !carried.open && counting.isUnheard(carried.said)) unheard(counting, '');
      carried.said = undefined;
      return;
    case 'end':
      return ended(counting, entry);
    case 'event':
      return happened(counting, entry);
    case 'agent':
    case 'system':
    case 'note':
    case 'facts':
    case 'level':
    case 'rating':
      return;
  }
};

const passed = (counting: Counting, { release, level, passages, at }: StepsEntry): void => {
  for (const { flow, outcomes } of passages) {
    for (const outcome of outcomes) became(counting, keyOf(release, level, `${flow}/${outcome.step}`), { outcome, at });
  }
  // What a step reacted to was understood, or stands among the others by now.
  counting.carried.said = undefined;
};

const became = (counting: Counting, key: StepKey, { outcome: { outcome }, at }: { readonly outcome: Outcome; readonly at: number }): void => {
  const { carried } = counting;
  switch (outcome) {
    case 'asked':
      if (carried.open?.at !== key) add(counting, key, 'arrived');
      carried.open = { at: key, since: at };
      break;
    case 'answered':
      add(counting, key, 'answered');
      carried.open = undefined;
      break;
    case 'not_understood':
      add(counting, key, 'notUnderstood');
      unheard(counting, key);
      break;
    case 'silent':
      add(counting, key, 'silent');
      break;
    case 'result':
    case 'waited':
    case 'decided':
      add(counting, key, 'arrived');
      break;
    case 'reminded':
    case 'known':
    case 'assumed':
    case 'skipped':
      return;
  }
  carried.last = key;
};

const ended = (counting: Counting, { release, flow, step, code }: Extract<Entry, { kind: 'end' }>): void => {
  const { carried } = counting;
  const level = (carried.last?.split('/')[1] ?? 'basic') as Level;
  const end = keyOf(release, level, `${flow}/${step}`);
  if (end !== carried.last) add(counting, end, 'arrived');
  if (code === 'RESUELTO') for (const at of new Set([end, carried.last ?? end])) add(counting, at, 'resolved');
  counting.carried = { language: carried.language, said: carried.said, last: end };
};

const happened = (counting: Counting, { name }: Extract<Entry, { kind: 'event' }>): void => {
  const { carried } = counting;
  if (name === 'handed_off' && carried.last !== undefined) add(counting, carried.last, 'handedOff');
  if (OVER.has(name)) counting.carried = { language: carried.language, last: name === 'handed_off' ? carried.last : undefined };
};

/** Nobody waits for the answer any more. */
const OVER: ReadonlySet<string> = new Set(['handed_off', 'new_customer', 'started_over', 'case_closed', 'case_parked']);

const add = ({ counts }: Counting, key: StepKey, measure: Measure): void => {
  const figures = counts.get(key) ?? new Map<Measure, number>();
  counts.set(key, figures.set(measure, (figures.get(measure) ?? 0) + 1));
};

const unheard = ({ carried, unheard: all }: Counting, at: StepKey): void => {
  const text = masked(carried.said ?? '');
  if (text !== '') all.push({ text, language: carried.language ?? 'es', at });
};
