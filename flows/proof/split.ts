/** Cuts what is known in two at a condition: where it holds and where it does not, without trying every combination. */
import type { Condition } from '../schema';
import type { Cut, Words } from './regions';

/** One mask for each domain, in the order of `Words.domains`; then whether anything was taken for granted (bit 0 no, 1 yes). */
export type Known = readonly number[];

export interface Side {
  readonly known: Known;
  readonly holds: boolean;
}

export const everything = ({ domains }: Words): Known => [...domains.map(({ all }) => all), 3];

export const assumedAt = ({ domains }: Words): number => domains.length;

export const withMask = (known: Known, index: number, mask: number): Known => {
  if (known[index] === mask) return known;
  const next = [...known];
  next[index] = mask;
  return next;
};

/** More cases than this are told apart no longer, only together: coarser, never wrong, and no glossary can make it endless. */
const MOST_CASES = 64;

export const atMost = (cases: readonly Known[], most = MOST_CASES): readonly Known[] => (cases.length > most ? [joined(cases)] : cases);

/** What any of them allows. */
export const joined = (cases: readonly Known[]): Known =>
  cases.reduce((all, one) => all.map((mask, index) => mask | (one[index] ?? 0)));

/** Never empty; a condition on a fact that is not followed may hold or not. */
export const splitAt = (words: Words, name: string, known: Known): readonly Side[] => {
  if (name === 'nothing_assumed') return cut(known, { index: assumedAt(words), mask: 1 });
  const condition = words.glossary.conditions[name];
  if (condition === undefined) return either(known);
  return splitOn(words, name, condition, known);
};

const splitOn = (words: Words, name: string, condition: Condition, known: Known): readonly Side[] => {
  switch (condition.kind) {
    case 'fact': {
      const at = words.cuts.get(name);
      return at === undefined ? either(known) : cut(known, at);
    }
    case 'not':
      return splitAt(words, condition.not, known).map((side) => ({ known: side.known, holds: !side.holds }));
    case 'all':
      return inTurn(words, condition.all, { known, holds: true });
    case 'any':
      return inTurn(words, condition.any, { known, holds: false });
  }
};

/** Goes on with the parts as long as they say `holds`; the first that says otherwise decides. */
const inTurn = (words: Words, parts: readonly string[], { known, holds }: Side): readonly Side[] => {
  const decided: Known[] = [];
  let open: readonly Known[] = [known];
  for (const part of parts) {
    const sides = open.flatMap((one) => splitAt(words, part, one));
    decided.push(...knownWhere(sides, !holds));
    open = atMost(knownWhere(sides, holds));
  }
  return [...atMost(decided).map((one) => ({ known: one, holds: !holds })), ...open.map((one) => ({ known: one, holds }))];
};

export const knownWhere = (sides: readonly Side[], holds: boolean): readonly Known[] =>
  sides.filter((side) => side.holds === holds).map((side) => side.known);

const either = (known: Known): readonly Side[] => [{ known, holds: true }, { known, holds: false }];

const cut = (known: Known, { index, mask }: Cut): readonly Side[] => {
  const now = known[index] ?? 0;
  const sides: Side[] = [];
  if ((now & mask) !== 0) sides.push({ known: withMask(known, index, now & mask), holds: true });
  if ((now & ~mask) !== 0) sides.push({ known: withMask(known, index, now & ~mask), holds: false });
  return sides;
};
