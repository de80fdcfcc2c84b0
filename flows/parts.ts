/**
 * Long work in parts: it rests where it `yield`s, so that a server answers others meanwhile and a page stays alive. Whoever
 * has nothing else to do finishes it at once.
 */
export type Parts<T> = Generator<void, T>;

export const finish = <T>(parts: Parts<T>): T => {
  for (;;) {
    const { done, value } = parts.next();
    if (done === true) return value;
  }
};
