/**
 * Positions and the way back as they are stored: short, because they stand in every turn's state (I7: each position still
 * names its release, once for all that share it).
 */
import type { Position } from '../../flows/run';

/** An answered question that can be gone back to: `flow/step` of each position, outermost first, and what it left. */
export interface Place {
  readonly at: readonly string[];
  readonly fact?: string;
  /** How much was taken for granted before it. */
  readonly assumed: number;
}

/** A text names the release of the positions behind it. */
type StoredPosition = string | readonly [flow: string, step: string, turns: number, tries?: Readonly<Record<string, number>>];
export type StoredStack = readonly StoredPosition[];

export const packStack = (stack: readonly Position[]): StoredStack => {
  const packed: StoredPosition[] = [];
  let last: string | undefined;
  for (const { flow, release, step, turns, tries } of stack) {
    if (release !== last) packed.push((last = release));
    packed.push(tries ? [flow, step, turns, tries] : [flow, step, turns]);
  }
  return packed;
};

export const unpackStack = (packed: StoredStack): readonly Position[] => {
  const stack: Position[] = [];
  let release = '';
  for (const one of packed) {
    if (typeof one === 'string') release = one;
    else stack.push(positionOf(release, one));
  }
  return stack;
};

const positionOf = (release: string, [flow, step, turns, tries]: Exclude<StoredPosition, string>): Position =>
  tries ? { flow, release, step, turns, tries } : { flow, release, step, turns };

/** How many of the outer places are where the thread stands now, how much was assumed, what was learnt, the other places. */
type StoredPlace = readonly [same: number, assumed: number, fact: string | 0, ...at: string[]];
export type StoredPath = readonly StoredPlace[];

export const packPath = (path: readonly Place[], stack: readonly Position[]): StoredPath => {
  const here = stack.map(nameOf);
  return path.map(({ at, assumed, fact }) => {
    let same = 0;
    while (same < at.length && at[same] === here[same]) same += 1;
    return [same, assumed, fact ?? 0, ...at.slice(same)];
  });
};

export const unpackPath = (packed: StoredPath, stack: readonly Position[]): readonly Place[] =>
  packed.map(([same, assumed, fact, ...rest]) => {
    const at = [...stack.slice(0, same).map(nameOf), ...rest];
    return fact === 0 ? { at, assumed } : { at, fact, assumed };
  });

const nameOf = ({ flow, step }: Position): string => `${flow}/${step}`;
