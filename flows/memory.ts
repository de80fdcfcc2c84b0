/**
 * Remembers what was made of the same things, for whoever checks nearly the same files again and again. What is made must
 * follow from the things alone: they are compared by identity, which what is remembered keeps.
 */
export interface Memory {
  of<T>(name: string, things: readonly unknown[], make: () => T): T;
}

export const FORGETFUL: Memory = { of: (_name, _things, make) => make() };

/** One value for each name: the last. */
export const remembering = (): Memory => {
  const known = new Map<string, { readonly things: readonly unknown[]; readonly made: unknown }>();
  return {
    of<T>(name: string, things: readonly unknown[], make: () => T): T {
      const before = known.get(name);
      if (before?.things.length === things.length && before.things.every((thing, index) => thing === things[index])) return before.made as T;
      const made = make();
      known.set(name, { things, made });
      return made;
    },
  };
};
