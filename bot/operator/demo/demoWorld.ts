/**
 * One world for all processes: read from the store before every use, changed by compare-and-set (I3). Changes that
 * arrive together are saved together; a stale save applies them again to the fresh world, so a change must be pure.
 */
import { parseWith, worldSchema, type World } from './schema';

/** A shared text with a version, bound to the product's store by the composition root. */
export interface WorldStore {
  load(): Promise<{ readonly version: number; readonly json: string } | null>;
  /** `expectedVersion` 0 = nothing was there. */
  save(json: string, expectedVersion: number): Promise<'saved' | 'stale'>;
}

/** Answering the same `world` means that nothing changed and nothing is saved. */
export interface Changed<T> {
  readonly world: World;
  readonly result: T;
}
export type Change<T> = (world: World) => Changed<T>;

export interface DemoWorld {
  read(): Promise<World>;
  update<T>(change: Change<T>): Promise<T>;
}

export interface DemoWorldNeeds {
  readonly store: WorldStore;
  /** The world of the first start, already resolved against the clock. */
  readonly seed: () => World;
  /** Business clock. */
  readonly now: () => number;
}

interface Loaded {
  readonly version: number;
  readonly json: string;
  readonly world: World;
}

/** Many processes may collide; one of them always gets through, so this is only reached when the store misbehaves. */
const MOST_COLLISIONS = 200;

interface Waiting {
  /** Applies the change; the answer settles the caller once the world is saved. */
  apply(world: World): { readonly world: World; readonly settle: () => void };
  reject(error: unknown): void;
}

export const createDemoWorld = (needs: DemoWorldNeeds): DemoWorld => {
  const load = createLoader(needs);
  let waiting: Waiting[] = [];
  let saving = false;

  const drain = async (): Promise<void> => {
    saving = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await saveBatch(needs.store, load, batch).catch((error: unknown) => batch.forEach(({ reject }) => reject(error)));
    }
    saving = false;
  };

  return {
    read: async () => (await load()).world,
    update: (change) =>
      new Promise((resolve, reject) => {
        waiting.push({ apply: (world) => applied(world, change, { resolve, reject }), reject });
        if (!saving) void drain();
      }),
  };
};

const saveBatch = async (store: WorldStore, load: () => Promise<Loaded>, batch: readonly Waiting[]): Promise<void> => {
  for (let collision = 0; collision < MOST_COLLISIONS; collision += 1) {
    const before = await load();
    const settlers: (() => void)[] = [];
    let world = before.world;
    for (const { apply } of batch) {
      const next = apply(world);
      world = next.world;
      settlers.push(next.settle);
    }
    if (world === before.world || (await store.save(JSON.stringify(world), before.version)) === 'saved') return settlers.forEach((settle) => settle());
  }
  throw new Error('The demo world could not be saved: every attempt was stale.');
};

/** A change that throws (a bug) fails alone: the others of its batch are not lost. */
const applied = <T>(
  world: World,
  change: Change<T>,
  caller: { readonly resolve: (value: T) => void; readonly reject: (error: unknown) => void },
): { readonly world: World; readonly settle: () => void } => {
  try {
    const changed = change(world);
    return { world: changed.world, settle: () => caller.resolve(changed.result) };
  } catch (error) {
    return { world, settle: () => caller.reject(error) };
  }
};

/** Loads, seeding an empty store; parses again only what changed. */
const createLoader = ({ store, seed, now }: DemoWorldNeeds): (() => Promise<Loaded>) => {
  let last: Loaded | null = null;
  const schema = worldSchema(now);
  return async () => {
    let stored = await store.load();
    if (stored === null) {
      await store.save(JSON.stringify(seed()), 0);
      stored = await store.load();
    }
    if (stored === null) throw new Error('The demo world was saved but is not there.');
    if (last?.version === stored.version && last.json === stored.json) return last;
    const parsed = parseWith(schema, JSON.parse(stored.json));
    if (!parsed.ok) throw new Error(`The stored demo world is not understood: ${JSON.stringify(parsed.faults.slice(0, 5))}`);
    last = { version: stored.version, json: stored.json, world: parsed.value };
    return last;
  };
};

/** For one process and for tests. */
export const memoryWorldStore = (): WorldStore => {
  let held: { version: number; json: string } | null = null;
  return {
    load: () => Promise.resolve(held),
    save: (json, expectedVersion) => {
      if ((held?.version ?? 0) !== expectedVersion) return Promise.resolve('stale');
      held = { version: expectedVersion + 1, json };
      return Promise.resolve('saved');
    },
  };
};
