/** Rows as text in columns: the first `left` columns to the left, figures to the right. */
export const textTable = (head: readonly string[], rows: readonly (readonly string[])[], left = 1): readonly string[] => {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd();
  return [line(head), ...rows.map(line)];
};
