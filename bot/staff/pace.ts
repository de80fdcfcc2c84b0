/** How much one person may ask of something costly: a full bucket at first, filled again as time passes. Kept in this process. */
export interface PaceParts {
  readonly most: number;
  readonly aSecond: number;
  /** Machine time, ms. */
  readonly now: () => number;
}

export interface Pace {
  /** Takes so much; milliseconds to wait when it is not there, 0 when it was taken. */
  take(key: string, much: number): number;
}

const REMEMBERED = 10_000;

export const makePace = ({ most, aSecond, now }: PaceParts): Pace => {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>();
  return {
    take(key, much) {
      const [at, bucket] = [now(), buckets.get(key)];
      const left = bucket === undefined ? most : Math.min(most, bucket.left + ((at - bucket.at) / 1_000) * aSecond);
      const missing = Math.min(much, most) - left;
      if (missing > 0) return (missing / aSecond) * 1_000;
      // Set anew, so that the head of the map is who was away longest.
      buckets.delete(key);
      if (buckets.size >= REMEMBERED) buckets.delete(buckets.keys().next().value ?? key);
      buckets.set(key, { left: left - Math.min(much, most), at });
      return 0;
    },
  };
};
