/**
 * How much the writer knows, from what is said alone: spelling, age, region, anger and hurry are never signs, and
 * somebody else's knowledge is not the writer's. Every sign found is told as evidence; no sign means `unknown`.
 */
import { CUE_POINTS, EXPERTISE_CUES, type ExpertiseCue } from './expertise-cues';
import type { Level } from './language';
import { findPhrases, type Hit } from './phrase-matcher';
import type { Text } from './text';

export interface ExpertiseReading {
  readonly level: Level | 'unknown';
  readonly why: readonly string[];
}

const ADVANCED_FROM = 3;
const INTERMEDIATE_FROM = 0.5;
const BASIC_TO = -1.5;
/** Signs of practice never add up to more than this without a term of the trade. */
const PRACTICE_CAP = 2.5;

const TERMS: ReadonlySet<ExpertiseCue> = new Set(['expertTerm', 'namesThing', 'namesLight', 'measures']);
const PRACTICE: ReadonlySet<ExpertiseCue> = new Set(['namesLight', 'didStep', 'isolates', 'measures', 'namesThing', 'midSelf', 'protests']);
const DENIALS: readonly ExpertiseCue[] = ['knowsNothing', 'deniesTerm', 'asksTerm', 'asksSimpler'];

/** The level that one message shows, with the words that show it. */
export function readExpertise(text: Text): ExpertiseReading {
  const hits = findPhrases(EXPERTISE_CUES, text.sounds);
  if (hits.length === 0) return { level: 'unknown', why: [] };
  const cues = new Set(hits.map((hit) => hit.cue));
  if (cues.has('bareTrade') && cues.has('wrongUse')) return { level: 'intermediate', why: [`bareTrade and wrongUse: ${wordsOf(text, hits, 'wrongUse')}`] };
  const counted = [...cues].filter((cue) => CUE_POINTS[cue] !== 0 && !discounted(cue, cues));
  const points = sum(counted, (cue) => CUE_POINTS[cue] > 0 && !PRACTICE.has(cue)) + Math.min(PRACTICE_CAP, sum(counted, (cue) => PRACTICE.has(cue))) + sum(counted, (cue) => CUE_POINTS[cue] < 0);
  return { level: levelOf(points, counted), why: counted.map((cue) => `${cue}: ${wordsOf(text, hits, cue)}`) };
}

/** A term that the writer only repeats, asks about or denies to know is no sign of knowing it. */
function discounted(cue: ExpertiseCue, cues: ReadonlySet<ExpertiseCue>): boolean {
  if (cue === 'fieldTrade') return cues.has('knowsNothing') && cues.has('quotes');
  if (cue === 'didStep' || TERMS.has(cue)) {
    if (cues.has('wrongUse') || cues.has('asksTerm')) return true;
    return TERMS.has(cue) && DENIALS.some((denial) => cues.has(denial)) && !cues.has('fieldTrade');
  }
  return false;
}

function levelOf(points: number, counted: readonly ExpertiseCue[]): Level | 'unknown' {
  if (counted.length === 0) return 'unknown';
  if (points >= ADVANCED_FROM) return 'advanced';
  if (points >= INTERMEDIATE_FROM) return 'intermediate';
  return points <= BASIC_TO ? 'basic' : 'unknown';
}

const sum = (cues: readonly ExpertiseCue[], which: (cue: ExpertiseCue) => boolean): number =>
  cues.filter(which).reduce((total, cue) => total + CUE_POINTS[cue], 0);

function wordsOf(text: Text, hits: readonly Hit<ExpertiseCue>[], cue: ExpertiseCue): string {
  const hit = hits.find((candidate) => candidate.cue === cue);
  return hit === undefined ? '' : text.tokens.slice(hit.from, hit.to).join(' ');
}
