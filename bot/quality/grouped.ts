/** Things by a key, in the order in which keys come (Node 20 has no `Map.groupBy`). */
export const grouped = <Thing>(things: Iterable<Thing>, keyOf: (thing: Thing) => string): ReadonlyMap<string, readonly Thing[]> => {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
};
