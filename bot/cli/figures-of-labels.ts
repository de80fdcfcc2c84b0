/** Precision, recall, F1 and confusions of labels, and their printing. */
export interface Judged {
  readonly text: string;
  readonly wanted: string;
  /** Further labels that are right too. */
  readonly also: readonly string[];
  readonly got: string;
}

export interface Score {
  readonly label: string;
  readonly rows: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Scores of the labels that occur; a further right label counts as the wanted one. */
export function perLabel(judged: readonly Judged[], labels: readonly string[]): Score[] {
  const pairs = judged.map(({ wanted, also, got }) => ({ wanted, got: also.includes(got) ? wanted : got }));
  return labels.flatMap((label) => {
    const rows = pairs.filter(({ wanted }) => wanted === label).length;
    if (rows === 0) return [];
    const hit = pairs.filter(({ wanted, got }) => wanted === label && got === label).length;
    const precision = hit / Math.max(1, pairs.filter(({ got }) => got === label).length);
    const recall = hit / rows;
    return [{ label, rows, precision, recall, f1: hit === 0 ? 0 : (2 * precision * recall) / (precision + recall) }];
  });
}

/** The pairs most often taken for one another, in words. */
export function confusions(judged: readonly Judged[], most: number): string {
  const counts = new Map<string, number>();
  for (const { wanted, also, got } of judged) {
    if (wanted === got || also.includes(got)) continue;
    counts.set(`${wanted} as ${got}`, (counts.get(`${wanted} as ${got}`) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1]).slice(0, most);
  return sorted.map(([pair, count]) => `${pair} ${count}`).join(', ') || 'none';
}

export function printLabels(scores: readonly Score[]): void {
  for (const { label, rows, precision, recall, f1 } of scores) {
    console.log(`  ${label.padEnd(18)} ${String(rows).padStart(4)} lines  precision ${precision.toFixed(2)}  recall ${recall.toFixed(2)}  F1 ${f1.toFixed(2)}`);
  }
}

export function printAccuracy(scores: readonly Score[], judged: readonly Judged[]): void {
  const strict = judged.filter(({ wanted, got }) => wanted === got).length / Math.max(1, judged.length);
  const right = judged.filter(({ wanted, also, got }) => wanted === got || also.includes(got)).length / Math.max(1, judged.length);
  const macro = scores.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, scores.length);
  console.log(`  intents   accuracy ${strict.toFixed(3)} (first or further intent ${right.toFixed(3)}), macro-F1 ${macro.toFixed(3)}, ${judged.length} lines`);
}
