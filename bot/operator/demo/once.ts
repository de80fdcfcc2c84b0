/** Once per key: the effect and the mark that it was done are saved together, so a repetition only answers (I1, I4). */
import type { Change } from './demo-world';
import type { World } from './schema';

/** Far more than can be in flight; then the oldest are forgotten, many at once. */
const REMEMBERED = 1_000;
const MOST = 1_250;

/** Results that survive JSON unchanged. */
export type Kept = string | number | boolean | null | { readonly [name: string]: string | number | boolean };

/** `verb` keeps the keys of different writes apart. */
export const once = <T extends Kept>(verb: string, key: string, change: Change<T>): Change<T> => {
  const name = `${verb} ${key}`;
  return (world) => {
    // Only this function writes under this verb, so what it finds is what `change` of the same verb answered.
    if (Object.hasOwn(world.done, name)) return { world, result: world.done[name] as T };
    const changed = change(world);
    return { world: { ...changed.world, done: withResult(changed.world.done, name, changed.result) }, result: changed.result };
  };
};

const withResult = (done: World['done'], name: string, result: Kept): World['done'] => {
  const next = { ...done, [name]: result };
  const names = Object.keys(next);
  return names.length <= MOST ? next : Object.fromEntries(names.slice(-REMEMBERED).map((each) => [each, next[each] ?? null]));
};
