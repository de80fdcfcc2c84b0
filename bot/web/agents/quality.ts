/** The measures of help, each as a figure for charts and as words for tables. What could not be measured is a dash, never a zero. */
import type { Language } from '../../../knowledge/language';
import type { QualityRow } from '../desk-contracts';
import { tagOf } from '../texts';

export const MEASURES = [
  'conversations', 'resolvedConfirmed', 'resolvedUnconfirmed', 'handedOff', 'handOffRate', 'abandoned', 'abandonedBeforeAnswer', 'repeatedQuestions',
  'wrongLevelCorrected', 'drops', 'dropsResumed', 'questionsPerResolution', 'botSeconds', 'queueSeconds', 'humanSeconds', 'rating', 'affectedSilent',
] as const satisfies readonly (keyof QualityRow)[];
export type Measure = (typeof MEASURES)[number];

export function measureValue(row: QualityRow, measure: Measure): number | null {
  return row[measure];
}

export function measureText(row: QualityRow, measure: Measure, language: Language): string {
  const value = measureValue(row, measure);
  if (value === null) return '–';
  if (measure.endsWith('Seconds')) return durationText(value);
  const share = measure === 'handOffRate';
  return new Intl.NumberFormat(tagOf(language), { style: share ? 'percent' : 'decimal', maximumFractionDigits: share ? 0 : 1 }).format(value);
}

/** `45 s`, `12 min`, `3 h 05 min`. */
function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
