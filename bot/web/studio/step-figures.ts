/** What happened at a step, releases and levels together. */
import type { StepFigures, StepRow } from '../flow-contracts';

export const FIGURES = ['arrived', 'answered', 'notUnderstood', 'silent', 'left', 'resolved', 'handedOff'] as const satisfies readonly (keyof StepFigures)[];

const NONE: StepFigures = { arrived: 0, answered: 0, notUnderstood: 0, silent: 0, left: 0, resolved: 0, handedOff: 0 };

export function sumByStep(rows: readonly StepRow[]): ReadonlyMap<string, StepFigures> {
  const sums = new Map<string, StepFigures>();
  for (const row of rows) {
    const before = sums.get(row.step) ?? NONE;
    sums.set(row.step, Object.fromEntries(FIGURES.map((name) => [name, before[name] + row[name]])) as unknown as StepFigures);
  }
  return sums;
}
