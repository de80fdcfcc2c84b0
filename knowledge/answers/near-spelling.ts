/** How alike two words are: the same, one stem, or one letter apart. Pure and cheap: lengths are checked first. */

/** 1 the same, 0.8 one stem or a near spelling, 0 different. */
export function nearSpelling(word: string, other: string): number {
  if (word === other) return word.length < 2 && word > '9' ? 0 : 1;
  if (word.length < 4 || other.length < 4 || word < 'a' || other < 'a') return 0;
  const stem = Math.max(4, Math.min(word.length, other.length) - 2);
  if (word.slice(0, stem) === other.slice(0, stem) && Math.abs(word.length - other.length) <= 3) return 0.8;
  const allowed = Math.min(word.length, other.length) >= 7 ? 2 : 1;
  return word.length >= 5 && Math.abs(word.length - other.length) <= allowed && distance(word, other) <= allowed ? 0.8 : 0;
}

/** Edits (insert, delete, replace, swap of neighbours) between two words. */
export function distance(a: string, b: string): number {
  let older: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let k = 1; k <= b.length; k += 1) {
      const replaced = (row[k - 1] ?? 0) + (a[i - 1] === b[k - 1] ? 0 : 1);
      const best = Math.min(replaced, (row[k] ?? 0) + 1, (next[k - 1] ?? 0) + 1);
      const swapped = i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1];
      next.push(swapped ? Math.min(best, (older[k - 2] ?? 0) + 1) : best);
    }
    older = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
