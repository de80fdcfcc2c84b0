/** When to look again: the usual beat while all is well, ever longer gaps while the server is away, never above 15 s. */
const MOST_MS = 15_000;

export function nextLook(beatMs: number, failures: number): number {
  return Math.min(MOST_MS, beatMs * 2 ** Math.min(failures, 10));
}
