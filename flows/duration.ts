/** Durations as people write them in flows: `30 min`, `2 h`, `1 d`, `20 s`. */
export const DURATION = /^([1-9]\d*) (s|min|h|d)$/;

const UNIT_MS = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds. The text has passed the schema. */
export const durationMs = (text: string): number => {
  const match = DURATION.exec(text);
  if (match === null) return 0;
  return Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
};
