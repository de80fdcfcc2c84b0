/**
 * One world for all processes: read from the store before every use, changed by compare-and-set (I3). Changes that
 * arrive together are saved together; a stale save applies them again to the fresh world, so a change must be pure.
 */
import { parseWith } from './parse';
import { worldSchema, type World } from './schema';

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
  /** An outage was declared or changed, and that is saved. */
  readonly outagesChanged?: () => void;
}

interface Loaded {
  readonly version: number;
  readonly world: World;
}

/** Reads through a memory of the last text, so that only what somebody else changed is parsed. */
interface Shelf {
  load(): Promise<Loaded>;
  save(world: World, expectedVersion: number): Promise<'saved' | 'stale'>;
}

/** Many processes may collide; one of them always gets through, so this is only reached when the store misbehaves. */
const MOST_COLLISIONS = 200;

interface Waiting {
  /** Applies the change; the answer settles the caller once the world is saved. */
  apply(world: World): { readonly world: World; readonly settle: () => void };
  reject(error: unknown): void;
}

export const createDemoWorld = (needs: DemoWorldNeeds): DemoWorld => {
  const shelf = createShelf(needs);
  const { outagesChanged = () => undefined } = needs;
  let waiting: Waiting[] = [];
  let saving = false;

  const drain = async (): Promise<void> => {
    saving = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await saveBatch(shelf, batch, outagesChanged).catch((error: unknown) => batch.forEach(({ reject }) => reject(error)));
    }
    saving = false;
  };

  return {
    read: async () => (await shelf.load()).world,
    update: (change) =>
      new Promise((resolve, reject) => {
        waiting.push({ apply: (world) => applied(world, change, { resolve, reject }), reject });
        if (!saving) void drain();
      }),
  };
};

const saveBatch = async (shelf: Shelf, batch: readonly Waiting[], outagesChanged: () => void): Promise<void> => {
  for (let collision = 0; collision < MOST_COLLISIONS; collision += 1) {
    const before = await shelf.load();
    const settlers: (() => void)[] = [];
    let world = before.world;
    for (const { apply } of batch) {
      const next = apply(world);
      world = next.world;
      settlers.push(next.settle);
    }
    if (world === before.world || (await shelf.save(world, before.version)) === 'saved') {
      if (world.outages !== before.world.outages) outagesChanged();
      return settlers.forEach((settle) => settle());
    }
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

const createShelf = ({ store, seed, now }: DemoWorldNeeds): Shelf => {
  const schema = worldSchema(now);
  const write = worldWriter();
  let last: { readonly json: string; readonly world: World } | null = null;
  const seeded = async () => {
    await store.save(JSON.stringify(seed()), 0);
    return store.load();
  };
  return {
    load: async () => {
      const stored = (await store.load()) ?? (await seeded());
      if (stored === null) throw new Error('The demo world was saved but is not there.');
      if (last?.json !== stored.json) last = { json: stored.json, world: parseStored(schema, stored.json) };
      return { version: stored.version, world: last.world };
    },
    save: async (world, expectedVersion) => {
      const json = write(world);
      const saved = await store.save(json, expectedVersion);
      if (saved === 'saved') last = { json, world };
      return saved;
    },
  };
};

/** As `JSON.stringify` does: a change makes a new object of what it touches, so the text of all else is known. */
const worldWriter = (): ((world: World) => string) => {
  const texts = new WeakMap<object, string>();
  const textOf = (part: unknown): string | undefined => {
    if (typeof part !== 'object' || part === null) return JSON.stringify(part) as string | undefined;
    const text = texts.get(part) ?? JSON.stringify(part);
    texts.set(part, text);
    return text;
  };
  return (world) => {
    const parts = Object.entries(world).flatMap(([name, part]) => {
      const text = textOf(part);
      return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
    });
    return `{${parts.join(',')}}`;
  };
};

const parseStored = (schema: ReturnType<typeof worldSchema>, json: string): World => {
  const parsed = parseWith(schema, JSON.parse(json));
  if (!parsed.ok) throw new Error(`The stored demo world is not understood: ${JSON.stringify(parsed.faults.slice(0, 5))}`);
  return parsed.value;
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
