/**
 * Fits the linear models offline: multinomial logistic regression by AdaGrad, with features dropped at random so that
 * a sentence is learnt from several of its cues. Seeded: the same data give the same weights.
 */
import { BUCKETS } from '../../knowledge/features';
import { softmax, type LinearModel } from '../../knowledge/linear';

export interface Example {
  readonly ids: readonly number[];
  readonly values: readonly number[];
  readonly label: number;
  readonly weight: number;
}

export interface Fitted {
  readonly size: number;
  readonly weights: Float32Array;
  readonly bias: Float64Array;
}

export interface Settings {
  readonly size: number;
  readonly rounds: number;
  readonly rate: number;
  /** Share of features hidden in each step, 0..1. */
  readonly drop: number;
  /** Pull of weights towards zero. */
  readonly decay: number;
  /** A model to go on from. */
  readonly start?: Fitted;
}

/** A small seeded generator (mulberry32), 0..1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function shuffled<T>(list: readonly T[], chance: () => number): T[] {
  return list.map((item) => ({ item, at: chance() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
}

/** A packed model as one that can go on learning. */
export function unpacked(model: LinearModel): Fitted {
  const size = model.labels.length;
  const weights = new Float32Array(BUCKETS * size);
  model.rows.forEach((row, bucket) => {
    if (row >= 0) for (let i = 0; i < size; i += 1) weights[bucket * size + i] = (model.weights[row * size + i] ?? 0) * model.scale;
  });
  return { size, weights, bias: Float64Array.from(model.bias) };
}

export function scoresOf(fitted: Fitted, example: Pick<Example, 'ids' | 'values'>): Float64Array {
  const scores = Float64Array.from(fitted.bias);
  example.ids.forEach((id, k) => {
    const start = id * fitted.size;
    for (let i = 0; i < fitted.size; i += 1) scores[i] = (scores[i] ?? 0) + (example.values[k] ?? 0) * (fitted.weights[start + i] ?? 0);
  });
  return scores;
}

export function fit(examples: readonly Example[], settings: Settings): Fitted {
  const { size, rounds, rate } = settings;
  const fitted: Fitted = settings.start ?? { size, weights: new Float32Array(BUCKETS * size), bias: new Float64Array(size) };
  const past = new Float32Array(BUCKETS * size).fill(0.01);
  const chance = seeded(7);
  for (let round = 0; round < rounds; round += 1) {
    for (const example of shuffled(examples, chance)) learn(fitted, past, thin(example, settings.drop, chance), { rate, decay: settings.decay });
  }
  return fitted;
}

function thin(example: Example, drop: number, chance: () => number): Example {
  const kept = example.ids.map(() => chance() >= drop);
  const raise = 1 / (1 - drop);
  return {
    ...example,
    ids: example.ids.filter((_, i) => kept[i] === true),
    values: example.values.filter((_, i) => kept[i] === true).map((value) => value * raise),
  };
}

interface Pace {
  readonly rate: number;
  readonly decay: number;
}

function learn(fitted: Fitted, past: Float32Array, example: Example, pace: Pace): void {
  const { size } = fitted;
  const guess = softmax(scoresOf(fitted, example), 1);
  guess[example.label] = (guess[example.label] ?? 0) - 1;
  for (let i = 0; i < size; i += 1) fitted.bias[i] = (fitted.bias[i] ?? 0) - 0.02 * example.weight * (guess[i] ?? 0);
  example.ids.forEach((id, k) => {
    const start = id * size;
    const value = (example.values[k] ?? 0) * example.weight;
    for (let i = 0; i < size; i += 1) {
      const at = start + i;
      const slope = value * (guess[i] ?? 0) + pace.decay * (fitted.weights[at] ?? 0);
      past[at] = (past[at] ?? 0) + slope * slope;
      fitted.weights[at] = (fitted.weights[at] ?? 0) - (pace.rate * slope) / Math.sqrt(past[at] ?? 1);
    }
  });
}

/** Which fold each example falls into, spread evenly within each label. */
export function folds(labels: readonly number[], count: number): number[] {
  const chance = seeded(11);
  const seen = new Map<number, number>();
  const result = new Array<number>(labels.length).fill(0);
  for (const i of shuffled(labels.map((_, at) => at), chance)) {
    const label = labels[i] ?? 0;
    const place = seen.get(label) ?? 0;
    result[i] = (place + label) % count;
    seen.set(label, place + 1);
  }
  return result;
}
