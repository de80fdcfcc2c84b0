/**
 * A linear model over hashed features: adding a few rows of small integers, so a decision takes microseconds and
 * each can be explained by its features. Weights are made offline by `bot/cli/train-understanding.ts`.
 */
import type { FeatureSet, NamedFeature } from './features';

/** A model as it is stored: a bitmap of the buckets that matter and their rows of small integers, both base64. */
export interface PackedModel {
  readonly scale: number;
  readonly temperature: number;
  readonly bias: readonly number[];
  readonly bitmap: string;
  readonly rows: string;
}

export interface LinearModel<Label extends string = string> {
  readonly labels: readonly Label[];
  /** Row of a bucket in `weights`, or -1 for a bucket that training never met. */
  readonly rows: Int32Array;
  readonly weights: Int8Array;
  /** The same two labels at a time, the second 16 bits higher: one addition does for both. */
  readonly pairs: Int32Array;
  readonly bias: Float64Array;
  /** What one step of a weight is worth. */
  readonly scale: number;
  /** Divides the scores before they become probabilities: calibrated by cross-validation. */
  readonly temperature: number;
}

/** How much one group of features counts, whatever its size. */
const GROUP_WEIGHT = { words: 1, concepts: 1.3 };

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

function bytes(base64: string): Uint8Array {
  const text = atob(base64);
  const found = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) found[i] = text.charCodeAt(i);
  return found;
}

/** A model ready for use, unpacked at the first call and kept. */
export function lazyModel<Label extends string>(packed: PackedModel, labels: readonly Label[]): () => LinearModel<Label> {
  let model: LinearModel<Label> | undefined;
  return () => (model ??= unpack(packed, labels));
}

export function unpack<Label extends string>(packed: PackedModel, labels: readonly Label[]): LinearModel<Label> {
  const bitmap = bytes(packed.bitmap);
  const rows = new Int32Array(bitmap.length * 8).fill(-1);
  let next = 0;
  for (let bucket = 0; bucket < rows.length; bucket += 1) {
    if (((bitmap[bucket >> 3] ?? 0) >> (bucket & 7)) & 1) rows[bucket] = next++;
  }
  const weights = new Int8Array(bytes(packed.rows).buffer);
  return { labels, rows, weights, pairs: paired(weights, labels.length), bias: Float64Array.from(packed.bias), scale: packed.scale, temperature: packed.temperature };
}

function paired(weights: Int8Array, size: number): Int32Array {
  const half = Math.ceil(size / 2);
  const rows = Math.floor(weights.length / size);
  const pairs = new Int32Array(rows * half);
  for (let row = 0; row < rows; row += 1) {
    for (let k = 0; k < half; k += 1) {
      const at = row * size + 2 * k;
      const second = 2 * k + 1 < size ? (weights[at + 1] ?? 0) : 0;
      pairs[row * half + k] = (weights[at] ?? 0) + second * 0x10000;
    }
  }
  return pairs;
}

/** The names of the features that speak most for a label, strongest first, each once. */
export function reasons(model: LinearModel, label: number, features: Iterable<NamedFeature>, most = 3): string[] {
  const found: { readonly name: string; readonly weight: number }[] = [];
  for (const { name, id } of features) {
    const row = model.rows[id] ?? -1;
    const weight = row < 0 ? 0 : (model.weights[row * model.labels.length + label] ?? 0);
    if (weight <= (found.length < most ? 0 : (found[most - 1]?.weight ?? 0)) || found.some((other) => other.name === name)) continue;
    const place = found.findIndex((other) => other.weight < weight);
    found.splice(place < 0 ? found.length : place, 0, { name, weight });
    if (found.length > most) found.pop();
  }
  return found.map(({ name }) => name);
}

/** Where the largest of some numbers stands. */
export function largest(numbers: ArrayLike<number>): number {
  let top = 0;
  for (let i = 1; i < numbers.length; i += 1) if ((numbers[i] ?? 0) > (numbers[top] ?? 0)) top = i;
  return top;
}

const MOST_LABELS = 64;
/** Filled anew for each message, one at a time. */
const [WORD_SUMS, CONCEPT_SUMS, BOTH] = [new Int32Array(MOST_LABELS), new Int32Array(MOST_LABELS), new Int32Array(MOST_LABELS / 2)];

/** Probabilities of the labels, summing to one. */
export function probabilities(model: LinearModel, set: FeatureSet): Float64Array {
  const size = model.labels.length;
  sumRows(model, set.words, WORD_SUMS);
  sumRows(model, set.concepts, CONCEPT_SUMS);
  const wordValue = strength(set.words.length, GROUP_WEIGHT.words) * model.scale;
  const conceptValue = strength(set.concepts.length, GROUP_WEIGHT.concepts) * model.scale;
  const scores = new Float64Array(size);
  for (let i = 0; i < size; i += 1) scores[i] = (WORD_SUMS[i] ?? 0) * wordValue + (CONCEPT_SUMS[i] ?? 0) * conceptValue + (model.bias[i] ?? 0);
  return softmax(scores, model.temperature);
}

/** So many rows of bytes add up to no more than 16 bits hold. */
const MOST_AT_ONCE = 256;

/** Whole numbers as long as possible: all features of a group count the same. */
function sumRows(model: LinearModel, ids: readonly number[], sums: Int32Array): void {
  const half = Math.ceil(model.labels.length / 2);
  sums.fill(0);
  for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
    BOTH.fill(0);
    addRows(model, ids, { from, to: Math.min(ids.length, from + MOST_AT_ONCE), half });
    for (let k = 0; k < half; k += 1) {
      const pair = BOTH[k] ?? 0;
      const first = (pair << 16) >> 16;
      sums[2 * k] = (sums[2 * k] ?? 0) + first;
      sums[2 * k + 1] = (sums[2 * k + 1] ?? 0) + ((pair - first) >> 16);
    }
  }
}

function addRows({ rows, pairs }: LinearModel, ids: readonly number[], { from, to, half }: { readonly from: number; readonly to: number; readonly half: number }): void {
  for (let i = from; i < to; i += 1) {
    const row = rows[ids[i] ?? 0] ?? -1;
    if (row < 0) continue;
    const start = row * half;
    for (let k = 0; k < half; k += 1) BOTH[k] = (BOTH[k] ?? 0) + (pairs[start + k] ?? 0);
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
