/**
 * Lets arrivals in between decisions while the loop is late (P9): some decisions, then the loop looks at its sockets, then the
 * next ones, first come first served. So whoever writes is heard and acknowledged at once, however many wait for an answer,
 * and no thread is passed over. In the calm nobody stops here.
 */
export interface Turnstile {
  /** Nothing: go through. */
  pass(): Promise<void> | undefined;
}

/** Some five milliseconds of work: fewer, and looking at the sockets costs more than the decisions. */
const AT_ONCE = 16;

export const makeTurnstile = (isLate: () => boolean): Turnstile => {
  let waiting: (() => void)[] = [];
  let next = 0;
  const letSomeThrough = (): void => {
    const end = Math.min(waiting.length, next + AT_ONCE);
    for (; next < end; next += 1) waiting[next]?.();
    if (next < waiting.length) return void setImmediate(letSomeThrough);
    [waiting, next] = [[], 0];
  };
  return {
    pass() {
      if (waiting.length === 0 && !isLate()) return undefined;
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) setImmediate(letSomeThrough);
      });
    },
  };
};
