/**
 * All situations that a customer of one level who answers can come to in a flow, as one graph: a situation is the step,
 * the counters that still count and what is still looked at. Different ways to the same situation are walked once.
 */
import type { Parts } from '../parts';
import { movesFrom, type Move, type State, type Walking } from './moves';
import { everything } from './split';
import { NO_TRIES } from './tries';

export interface Situation {
  readonly state: State;
  moves: readonly Link[];
  /** The first way here, in moves from the start. */
  readonly from?: { readonly at: number; readonly link: Link };
}

export interface Link extends Pick<Move, 'on' | 'how'> {
  /** Place in the list of situations. */
  readonly to: number;
}

export interface Explored {
  readonly situations: readonly Situation[];
  /** There are more situations than can be looked at. */
  readonly overflow: boolean;
}

export const MOST_SITUATIONS = 150_000;

/** Situations between two rests. */
const AT_ONCE = 2_000;

export function* explore(walking: Walking): Parts<Explored> {
  const start: State = { step: walking.flow.start, tries: NO_TRIES, known: everything(walking.words), facts: '*' };
  const situations: Situation[] = [{ state: start, moves: [] }];
  const places = new Map<string, number>([[keyOf(start), 0]]);
  for (let at = 0; at < situations.length; at++) {
    const here = situations[at];
    if (here === undefined) break;
    if (at % AT_ONCE === AT_ONCE - 1) yield;
    const links = new Map<string, Link>();
    for (const { how, on, to } of movesFrom(walking, here.state)) {
      const key = keyOf(to);
      const known = places.get(key);
      const link: Link = { on, how, to: known ?? situations.length };
      if (known === undefined) {
        if (situations.length >= MOST_SITUATIONS) return { situations, overflow: true };
        places.set(key, link.to);
        situations.push({ state: to, moves: [], from: { at, link } });
      }
      links.set(`${how} ${on} ${link.to}`, link);
    }
    here.moves = [...links.values()];
  }
  return { situations, overflow: false };
}

const keyOf = ({ facts, step, tries }: State): string => `${step} ${tries} ${facts}`;

/** The way from the start to a situation: the situations passed, each with the link taken there. */
export const wayTo = ({ situations }: Explored, goal: number): readonly Taken[] => {
  const way: Taken[] = [];
  for (let here = situations[goal]; here?.from !== undefined; here = situations[here.from.at]) {
    const before = situations[here.from.at];
    if (before !== undefined) way.push({ step: before.state.step, link: here.from.link });
  }
  return way.reverse();
};

export interface Taken {
  readonly step: string;
  readonly link: Pick<Link, 'on' | 'how'>;
}
