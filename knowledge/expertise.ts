/**
 * How much the writer knows, from what is said alone: spelling, age, region, anger and hurry are never signs, and
 * somebody else's knowledge is not the writer's. Cues found by rule and the words around them are weighed by a small
 * trained model, so that a turn of phrase nobody listed still tells something; no sign means `unknown`.
 */
import { EXPERTISE_CUES, type ExpertiseCue } from './expertise-cues';
import { bucket, namedFeatures, SEEDS, type FeatureSet, type MessageFeatures } from './features';
import { LEVELS, type Level } from './language';
import { largest, probabilities, reasons, type LinearModel } from './linear';
import { findPhrases, type Hit } from './phrase-matcher';
import type { Text } from './text';

export interface ExpertiseReading {
  readonly level: Level | 'unknown';
  readonly why: readonly string[];
}

export const LEVEL_LABELS = [...LEVELS, 'unknown'] as const;
export type LevelLabel = (typeof LEVEL_LABELS)[number];

/** The features by which a level is told: the words of the message, and its cues alone and in pairs. */
export function levelFeatures(set: MessageFeatures, hits: readonly Hit<ExpertiseCue>[]): FeatureSet {
  const cues = [...new Set(hits.map((hit) => hit.cue))].sort();
  const pairs = cues.flatMap((cue, i) => cues.slice(i + 1).map((other) => bucket(`${cue}+${other}`, SEEDS.cue)));
  const alone = cues.length === 0 ? [bucket('none', SEEDS.cue)] : cues.map((cue) => bucket(cue, SEEDS.cue));
  return { words: set.words, concepts: [...alone, ...pairs] };
}

export const expertiseHits = (text: Text): Hit<ExpertiseCue>[] => findPhrases(EXPERTISE_CUES, text.sounds);

/** Without a sign that is listed, words alone must be surer: it is no better to guess than not to know. */
const SURE_WITHOUT_SIGN = 0.6;

/** The level that one message shows, with the words that show it. */
export function readExpertise(text: Text, set: MessageFeatures, model: LinearModel<LevelLabel>): ExpertiseReading {
  if (text.tokens.length === 0) return { level: 'unknown', why: [] };
  const hits = expertiseHits(text);
  const shares = probabilities(model, levelFeatures(set, hits));
  const top = largest(shares);
  const level = LEVEL_LABELS[top] ?? 'unknown';
  if (hits.length === 0 && (shares[top] ?? 0) < SURE_WITHOUT_SIGN) return { level: 'unknown', why: [] };
  if (level === 'unknown') return { level, why: [] };
  return { level, why: [...cuesTold(text, hits), ...reasons(model, top, namedFeatures(text, set))] };
}

/** Each cue once, with the words that gave it. */
function cuesTold(text: Text, hits: readonly Hit<ExpertiseCue>[]): string[] {
  const first = new Map<ExpertiseCue, Hit<ExpertiseCue>>();
  for (const hit of hits) if (!first.has(hit.cue)) first.set(hit.cue, hit);
  return [...first.values()].map(({ cue, from, to }) => `${cue}: ${text.tokens.slice(from, to).join(' ')}`);
}
