/**
 * What can happen at a step to a customer of one level who answers: every way on, with what is known afterwards. It
 * mirrors the order of the compiled step (tries, level, assumed, known, asked); facts are taken to stay as fresh as they
 * were, for who takes longer than a fact stays fresh is silent, and silence may fall through.
 */
import type { Level } from '../../knowledge/language';
import { durationMs } from '../duration';
import { answersOf, exitNamed, exitsOf, WORD_EXITS, wordExit } from '../exits';
import type { AskStep, CallStep, Flow, Step } from '../schema';
import { assumedTarget, meeting } from './level-graph';
import { writesOf, type Live } from './live';
import { answeredMask, knownMask, type Words } from './regions';
import { assumedAt, atMost, everything, knownWhere, splitAt, withMask, type Known } from './split';
import { NO_TRIES, oneMore, onlyWhere, triesAt, type Tries } from './tries';

export interface State {
  readonly step: string;
  readonly tries: Tries;
  /** `known` as far as it matters, as a key. */
  readonly facts: string;
  readonly known: Known;
}

export type How = 'said' | 'asked' | 'answered_before' | 'assumed' | 'hidden' | 'spent' | 'result' | 'decided' | 'waited';

export interface Move {
  /** The answer, the result or the condition. */
  readonly on: string;
  readonly how: How;
  readonly to: State;
}

/** What a called flow can come to. */
export interface Called {
  /** By exit: what may be known then. */
  readonly exits: ReadonlyMap<string, readonly Known[]>;
  readonly writes: ReadonlySet<number>;
}

export interface Walking {
  readonly flow: Flow;
  readonly level: Level;
  readonly words: Words;
  readonly live: Live;
  readonly called: (flow: string) => Called | undefined;
  /** Moves thought of already. */
  readonly shapes: Map<string, readonly Move[]>;
}

export const movesFrom = (walking: Walking, state: State): readonly Move[] => {
  const step = walking.flow.steps[state.step];
  if (step === undefined) return [];
  const place = walking.live.counted.get(state.step);
  const tries = place === undefined ? state.tries : oneMore(state.tries, place);
  const most = 'tries' in step ? step.tries?.most : undefined;
  const spent = place !== undefined && most !== undefined && triesAt(tries, place) > most;
  return shapesOf(walking, state, spent).map((move) => ({ ...move, to: { ...move.to, tries: onlyWhere(tries, walking.live.counters.get(move.to.step) ?? []) } }));
};

/** What is possible does not depend on the counts but for the one that is spent: thought of once. */
const shapesOf = (walking: Walking, { step: name, facts, known }: State, spent: boolean): readonly Move[] => {
  const key = `${name}${spent ? '!' : ' '}${facts}`;
  const found = walking.shapes.get(key);
  if (found !== undefined) return found;
  const state: State = { step: name, tries: NO_TRIES, known, facts };
  const step = walking.flow.steps[name];
  const moves = step === undefined ? [] : stepMoves({ walking, state, spent }, step).map((move) => ({ ...move, to: remembered(walking.live, move.to) }));
  walking.shapes.set(key, moves);
  return moves;
};

interface At {
  readonly spent: boolean;
  readonly walking: Walking;
  readonly state: State;
}

const stepMoves = (at: At, step: Step): readonly Move[] => {
  const { spent, state, walking } = at;
  if (spent && 'tries' in step && step.tries !== undefined) return [go(state, 'tries', 'spent', step.tries.go)];
  if (step.kind === 'decide') return decided(at, step);
  const met = meeting(step, walking.level);
  if (met === 'hidden') return 'others' in step && step.others !== undefined ? [go(state, 'others', 'hidden', step.others)] : [];
  if (met === 'assumed') {
    const target = assumedTarget(step, walking.level);
    return target === undefined ? [] : [go({ ...state, known: withMask(state.known, assumedAt(walking.words), 2) }, 'assumed', 'assumed', target)];
  }
  switch (step.kind) {
    case 'say':
      return [go(state, 'next', 'said', step.go)];
    case 'wait':
      return [go(state, 'next', 'waited', step.go)];
    case 'ask':
      return asked(at, step);
    case 'check':
    case 'do':
      return results(at, step);
    case 'call':
      return returned(at, step);
    case 'end':
      return [];
  }
};

const go = (state: State, on: string, how: How, step: string): Move => ({ on, how, to: { ...state, step } });

const decided = ({ walking: { words }, state }: At, step: Step & { kind: 'decide' }): readonly Move[] => {
  const moves: Move[] = [];
  let open: readonly Known[] = [state.known];
  for (const branch of step.decide) {
    if ('else' in branch) return [...moves, ...open.map((known) => go({ ...state, known }, 'else', 'decided', branch.else))];
    const sides = open.flatMap((known) => splitAt(words, branch.when, known));
    moves.push(...knownWhere(sides, true).map((known) => go({ ...state, known }, branch.when, 'decided', branch.go)));
    open = atMost(knownWhere(sides, false));
  }
  return moves;
};

const asked = ({ walking: { flow, words }, state }: At, step: AskStep): readonly Move[] => {
  const index = step.fact === undefined ? undefined : words.indexOf.get(step.fact);
  const domain = index === undefined ? undefined : words.domains[index];
  const moves: Move[] = [];
  let unknown = state.known;
  if (index !== undefined && domain !== undefined && step.fresh !== undefined) {
    for (const answer of answersOf(step)) {
      const mask = knownMask(domain, answer, durationMs(step.fresh)) & (unknown[index] ?? 0);
      const target = exitNamed(step, answer);
      if (mask === 0 || target === undefined) continue;
      moves.push(go({ ...state, known: withMask(unknown, index, mask) }, answer, 'answered_before', target));
      unknown = withMask(unknown, index, (unknown[index] ?? 0) & ~mask);
    }
    if (unknown[index] === 0) return moves;
  }
  for (const answer of answersOf(step)) {
    const target = exitNamed(step, answer);
    const known = toldBy(words, step, answer, unknown);
    if (target !== undefined) moves.push(go({ ...state, known }, answer, 'asked', target));
  }
  for (const word of WORD_EXITS) {
    const target = word === 'unknown' ? undefined : wordExit(flow, step, word);
    if (target !== undefined) moves.push(go({ ...state, known: unknown }, word, 'asked', target));
  }
  return moves;
};

/** An answer is known afterwards; how it stands to other facts is open. */
const toldBy = (words: Words, { fact }: AskStep, answer: string, known: Known): Known =>
  (fact === undefined ? [] : (words.touchedBy.get(fact) ?? [])).reduce((told, index) => {
    const domain = words.domains[index];
    return domain === undefined ? told : withMask(told, index, domain.than === undefined ? answeredMask(domain, answer) : domain.all);
  }, known);

/** What comes back may tell any of its facts, or none. */
const results = ({ walking: { flow, words }, state }: At, step: Step & { kind: 'check' | 'do' }): readonly Move[] => {
  const writes = writesOf(step, words, () => new Set());
  const known = state.known.map((mask, index) => (writes.has(index) ? (words.domains[index]?.all ?? mask) : mask));
  return exitsOf(flow, state.step)
    .filter(({ on }) => on !== 'tries' && on !== 'others')
    .map(({ on, go: target }) => go({ ...state, known }, on, 'result', target));
};

const returned = ({ walking, state }: At, step: CallStep): readonly Move[] => {
  const called = walking.called(step.call);
  const all = everything(walking.words);
  return Object.entries(step.exits).flatMap(([on, target]) =>
    (called?.exits.get(on) ?? []).flatMap((after) => {
      const known = state.known.map((mask, index) => (called?.writes.has(index) ? after[index] ?? mask : mask & (after[index] ?? mask)) & (all[index] ?? 0));
      // What the caller knew already rules this way through the called flow out.
      return known.includes(0) ? [] : [go({ ...state, known }, on, 'result', target)];
    }),
  );
};

const remembered = ({ facts }: Live, { step, known }: State): State => {
  const live = new Set(facts.get(step));
  const kept = known.map((mask, index) => (live.has(index) ? mask : -1));
  return { step, tries: NO_TRIES, known: kept, facts: kept.join() };
};
