/**
 * A pure function that keeps its last results, for texts that are read again and again. Bounded: the oldest makes room.
 * Results are shared by all who ask, so nobody may change them.
 */
export const remembering = <Result extends NonNullable<unknown>>(most: number, make: (text: string) => Result): ((text: string) => Result) => {
  const known = new Map<string, Result>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (known.size >= most) known.delete(known.keys().next().value ?? text);
    known.set(text, made);
    return made;
  };
};
