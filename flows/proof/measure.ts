/** The longest and the shortest ways through the explored situations; they form no circle, so one pass backwards will do. */
import type { Flow, Step } from '../schema';
import type { Way } from './ways';
import type { Explored, Link, Taken } from './explore';

export interface Range {
  readonly least: number;
  readonly most: number;
}

export interface Measures {
  /** Steps on the way to an end, those of called flows included. */
  readonly steps: Range;
  /** Questions that are really asked; with those of called flows no more than this, whatever is known. */
  readonly questions: Range;
  /** The flow's own questions. */
  readonly ownQuestions: Range;
  /** Customer turns that count against this flow's own limit. */
  readonly ownTurns: number;
  /** Things to look at, to do or to choose, at most, before a visit or a person is offered or the flow ends. */
  readonly beforeHelp: number;
}

export interface Measuring {
  readonly flow: Flow;
  readonly explored: Explored;
  readonly called: (flow: string) => Measures | undefined;
  /** Is a visit or a person offered here? */
  readonly isHelp: (step: string) => boolean;
}

export interface Measured {
  readonly at: readonly Measures[];
  readonly start: Measures;
  /** The way on which most of something happens. */
  longest(by: 'ownTurns' | 'beforeHelp'): Way;
}

const NOTHING: Measures = { steps: { least: 0, most: 0 }, questions: { least: 0, most: 0 }, ownQuestions: { least: 0, most: 0 }, ownTurns: 0, beforeHelp: 0 };

export const measure = (measuring: Measuring): Measured => {
  const { situations } = measuring.explored;
  const at = new Array<Measures | undefined>(situations.length);
  for (const place of backwards(measuring.explored)) {
    const ways = (situations[place]?.moves ?? []).map((link) => alongOf(measuring, place, { link, rest: at[link.to] ?? NOTHING }));
    at[place] = ways.length === 0 ? { ...NOTHING, steps: { least: 1, most: 1 } } : ways.reduce(either);
  }
  const done = at.map((measures) => measures ?? NOTHING);
  return { at: done, start: done[0] ?? NOTHING, longest: (by) => longestBy(measuring, done, by) };
};

const spanning = (a: Range, b: Range): Range => ({ least: Math.min(a.least, b.least), most: Math.max(a.most, b.most) });

const either = (a: Measures, b: Measures): Measures => ({
  steps: spanning(a.steps, b.steps),
  questions: spanning(a.questions, b.questions),
  ownQuestions: spanning(a.ownQuestions, b.ownQuestions),
  ownTurns: Math.max(a.ownTurns, b.ownTurns),
  beforeHelp: Math.max(a.beforeHelp, b.beforeHelp),
});

const PASSED: ReadonlySet<Link['how']> = new Set(['said', 'asked', 'result', 'waited', 'decided']);

const alongOf = ({ called, explored, flow, isHelp }: Measuring, place: number, { link, rest }: { link: Link; rest: Measures }): Measures => {
  const name = explored.situations[place]?.state.step ?? '';
  const step = flow.steps[name];
  const inner = step?.kind === 'call' && link.how === 'result' ? called(step.call) : undefined;
  const isAsked = Number(link.how === 'asked');
  const passed = Number(PASSED.has(link.how));
  const plus = (a: Range, own: number, b: Range | undefined): Range => ({ least: a.least + own + (b?.least ?? 0), most: a.most + own + (b?.most ?? 0) });
  return {
    steps: plus(rest.steps, passed, inner?.steps),
    questions: plus(rest.questions, isAsked, inner?.questions),
    ownQuestions: plus(rest.ownQuestions, isAsked, undefined),
    // Who says *done* during a wait takes a turn too, which counts if there is a question to come.
    ownTurns: rest.ownTurns + isAsked + Number(link.how === 'waited' && rest.ownTurns > 0),
    beforeHelp: isHelp(name) ? 0 : rest.beforeHelp + (isDoing(step) ? isAsked : 0),
  };
};

/** Looking, doing and choosing among what stands in the flow; not telling who one is, what happened, or when one has time. */
const isDoing = (step: Step | undefined): boolean =>
  step?.kind === 'ask' && (step.expects === 'yes_no' || step.expects === 'number' || step.expects === 'photo' || step.options !== undefined);

/** Every situation after all that it leads to. */
const backwards = ({ situations }: Explored): readonly number[] => {
  const order: number[] = [];
  const next = new Int32Array(situations.length);
  const seen = new Uint8Array(situations.length);
  const path = [0];
  seen[0] = 1;
  while (path.length > 0) {
    const place = path[path.length - 1] ?? 0;
    const link = situations[place]?.moves[next[place] ?? 0];
    if (link === undefined) order.push(path.pop() ?? 0);
    else {
      next[place] = (next[place] ?? 0) + 1;
      if (seen[link.to] === 0) path.push(link.to);
      seen[link.to] = 1;
    }
  }
  return order;
};

const longestBy = (measuring: Measuring, at: readonly Measures[], by: 'ownTurns' | 'beforeHelp'): Way => {
  const { situations } = measuring.explored;
  const taken: Taken[] = [];
  for (let place = 0; ; ) {
    const here = situations[place];
    const value = (link: Link): number => alongOf(measuring, place, { link, rest: at[link.to] ?? NOTHING })[by];
    const best = here?.moves.reduce<Link | undefined>((most, link) => (most === undefined || value(link) > value(most) ? link : most), undefined);
    if (here === undefined || best === undefined) return { taken, last: here?.state.step ?? '' };
    taken.push({ step: here.state.step, link: best });
    place = best.to;
  }
};
