/**
 * Lets arrivals in between decisions while there is too much to do (P9): one decision, then the loop looks at its sockets, then
 * the next one, first come first served. So whoever writes is heard and acknowledged at once, however many wait for an answer,
 * and no thread is passed over. In the calm nobody stops here.
 */
export interface Turnstile {
  /** Nothing: go through. */
  pass(): Promise<void> | undefined;
  /** Whether everybody goes through. */
  isOpen(): boolean;
}

export const makeTurnstile = (isHigh: () => boolean): Turnstile => {
  let waiting: (() => void)[] = [];
  let next = 0;
  const letOneThrough = (): void => {
    waiting[next]?.();
    next += 1;
    if (next < waiting.length) return void setImmediate(letOneThrough);
    [waiting, next] = [[], 0];
  };
  const isOpen = (): boolean => waiting.length === 0 && !isHigh();
  return {
    isOpen,
    pass() {
      if (isOpen()) return undefined;
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) setImmediate(letOneThrough);
      });
    },
  };
};
