/**
 * The one way the demo's ports reach the world: failures set in `systems` come first (I10), a service is only found
 * with its own customer (I11), writes happen once per key (I1).
 */
import type { Answer, ServiceRef } from '../ports';
import { pause, type Timer } from '../timer';
import type { DemoWorld } from './demo-world';
import { once, type Kept } from './once';
import type { DemoService, SystemName, World } from './schema';

/** How late a `slow` system answers, machine time. */
export const SLOW_MS = 10_000;

export interface DemoOperatorNeeds {
  readonly world: DemoWorld;
  /** The brand that customers know. */
  readonly name: string;
  /** Business clock. */
  readonly now: () => number;
  readonly timer: Timer;
}

export interface Written<T> {
  readonly world: World;
  readonly result: T;
}

interface WorldWrite<T extends Kept> {
  readonly verb: string;
  readonly key: string;
  readonly change: (world: World, now: number) => Written<T>;
}

interface ServiceWrite<T extends Kept> {
  readonly verb: string;
  readonly key: string;
  readonly of: ServiceRef;
  readonly change: (world: World, service: DemoService, now: number) => Written<T>;
}

export interface Access {
  readonly now: () => number;
  read<T>(system: SystemName, look: (world: World, now: number) => T): Promise<Answer<T>>;
  readService<T>(system: SystemName, of: ServiceRef, look: (world: World, service: DemoService, now: number) => T): Promise<Answer<T>>;
  /** `null`: never failed by `systems`. */
  write<T extends Kept>(system: SystemName | null, write: WorldWrite<T>): Promise<Answer<T>>;
  writeService<T extends Kept>(system: SystemName, write: ServiceWrite<T>): Promise<Answer<T>>;
}

const UNKNOWN_SERVICE = { ok: false, reason: 'unknown_service' } as const;
const UNAVAILABLE = { ok: false, reason: 'unavailable' } as const;

export const createAccess = ({ world, now, timer }: DemoOperatorNeeds): Access => {
  /** Answers once the system would: `false` when it is down. */
  const answers = async (system: SystemName): Promise<boolean> => {
    const state = (await world.read()).systems[system];
    if (state === 'slow') await pause(timer, SLOW_MS);
    return state !== 'down';
  };
  const access: Access = {
    now,
    read: async (system, look) => ((await answers(system)) ? { ok: true, value: look(await world.read(), now()) } : UNAVAILABLE),
    readService: async (system, of, look) => {
      if (!(await answers(system))) return UNAVAILABLE;
      const seen = await world.read();
      const service = ownService(seen, of);
      return service ? { ok: true, value: look(seen, service, now()) } : UNKNOWN_SERVICE;
    },
    write: async (system, { verb, key, change }) => {
      if (system !== null && !(await answers(system))) return UNAVAILABLE;
      return { ok: true, value: await world.update(once(verb, key, (seen) => change(seen, now()))) };
    },
    writeService: async (system, { verb, key, of, change }) => {
      if (!(await answers(system))) return UNAVAILABLE;
      if (!ownService(await world.read(), of)) return UNKNOWN_SERVICE;
      const write = once(verb, key, (seen: World) => {
        const service = ownService(seen, of);
        if (!service) throw new Error(`The service ${of.serviceId} vanished from the demo world.`);
        return change(seen, service, now());
      });
      return { ok: true, value: await world.update(write) };
    },
  };
  return access;
};

const ownService = (world: World, of: ServiceRef): DemoService | undefined =>
  world.services.find(({ id, customer }) => id === of.serviceId && customer === of.customerId);

export const withService = (world: World, changed: DemoService): World => ({
  ...world,
  services: world.services.map((service) => (service.id === changed.id ? changed : service)),
});

/** The next number in the world's books: `V-0007`. */
export const numbered = (world: World, prefix: string): { readonly id: string; readonly world: World } => ({
  id: `${prefix}-${String(world.counter + 1).padStart(4, '0')}`,
  world: { ...world, counter: world.counter + 1 },
});
