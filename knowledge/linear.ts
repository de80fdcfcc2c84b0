/**
 * A linear model over hashed features: adding a few rows of small integers, so a decision takes microseconds and
 * each can be explained by its features. Weights are made offline by `bot/cli/train-intents.ts`.
 */
import type { FeatureSet } from './features';

export interface LinearModel {
  readonly labels: readonly string[];
  /** Row of a bucket in `weights`, or -1 for a bucket that training never met. */
  readonly rows: Int32Array;
  readonly weights: Int8Array;
  readonly bias: Float64Array;
  /** What one step of a weight is worth. */
  readonly scale: number;
  /** Divides the scores before they become probabilities: calibrated by cross-validation. */
  readonly temperature: number;
}

/** How much one group of features counts, whatever its size. */
export const GROUP_WEIGHT = { words: 1, concepts: 1.3 };

const strength = (count: number, weight: number): number => (count === 0 ? 0 : weight / Math.sqrt(count));

/** The features with their values, in the form that training and use share. */
export function weighted(set: FeatureSet): { readonly ids: readonly number[]; readonly values: readonly number[] } {
  const words = strength(set.words.length, GROUP_WEIGHT.words);
  const concepts = strength(set.concepts.length, GROUP_WEIGHT.concepts);
  return {
    ids: [...set.words, ...set.concepts],
    values: [...set.words.map(() => words), ...set.concepts.map(() => concepts)],
  };
}

/** Probabilities of the labels, summing to one. */
export function probabilities(model: LinearModel, set: FeatureSet): Float64Array {
  const size = model.labels.length;
  const scores = new Float64Array(size);
  addRows(model, scores, set.words, strength(set.words.length, GROUP_WEIGHT.words));
  addRows(model, scores, set.concepts, strength(set.concepts.length, GROUP_WEIGHT.concepts));
  for (let i = 0; i < size; i += 1) scores[i] = (scores[i] ?? 0) * model.scale + (model.bias[i] ?? 0);
  return softmax(scores, model.temperature);
}

function addRows(model: LinearModel, scores: Float64Array, ids: readonly number[], value: number): void {
  const size = model.labels.length;
  for (const id of ids) {
    const row = model.rows[id] ?? -1;
    if (row < 0) continue;
    const start = row * size;
    for (let i = 0; i < size; i += 1) scores[i] = (scores[i] ?? 0) + value * (model.weights[start + i] ?? 0);
  }
}

/** Scores to probabilities, in place. */
export function softmax(scores: Float64Array, temperature: number): Float64Array {
  let top = -Infinity;
  for (const score of scores) top = Math.max(top, score);
  let sum = 0;
  for (let i = 0; i < scores.length; i += 1) {
    const value = Math.exp(((scores[i] ?? 0) - top) / temperature);
    scores[i] = value;
    sum += value;
  }
  for (let i = 0; i < scores.length; i += 1) scores[i] = (scores[i] ?? 0) / sum;
  return scores;
}
