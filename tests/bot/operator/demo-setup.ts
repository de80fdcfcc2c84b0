/** What the operator's tests share: a hand-moved clock and timer, a small world, and everything built over one store. */
import { createActions, type PerformAction } from '../../../bot/operator/actions';
import { createChecks, type RunChecks } from '../../../bot/operator/checks';
import { createDemoControls, type DemoControls } from '../../../bot/operator/demo/controls';
import { createDemoOperator } from '../../../bot/operator/demo/demo-operator';
import { createDemoWorld, memoryWorldStore, type DemoWorld, type WorldStore } from '../../../bot/operator/demo/demo-world';
import type { World } from '../../../bot/operator/demo/schema';
import { bundledWorldDir, loadWorld } from '../../../bot/operator/demo/world-files';
import type { Operator } from '../../../bot/operator/operator';
import type { Timer } from '../../../bot/operator/timer';
import type { Facts, FactValue } from '../../../flows/facts';

/** Tuesday 24 November 2026, 10:00 in Colombia. */
export const TUESDAY = Date.parse('2026-11-24T10:00:00-05:00');
export const MINUTE = 60_000;

export interface HandClock {
  readonly now: () => number;
  move(ms: number): void;
}

export const handClock = (start = TUESDAY): HandClock => {
  let at = start;
  return { now: () => at, move: (ms) => void (at += ms) };
};

export interface HandTimer extends Timer {
  /** Lets waiting work run, then fires what is due within `ms`. */
  pass(ms: number): Promise<void>;
}

const handTimer = (): HandTimer => {
  let at = 0;
  let waiting: { due: number; fire: () => void }[] = [];
  return {
    start(ms, fire) {
      const entry = { due: at + ms, fire };
      waiting.push(entry);
      return () => void (waiting = waiting.filter((each) => each !== entry));
    },
    async pass(ms) {
      await settled();
      at += ms;
      const due = waiting.filter((each) => each.due <= at);
      waiting = waiting.filter((each) => each.due > at);
      due.forEach(({ fire }) => fire());
      await settled();
    },
  };
};

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const bundledWorld = (now: () => number): World => {
  const loaded = loadWorld(bundledWorldDir(), now);
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  return loaded.world;
};

export interface Demo {
  readonly clock: HandClock;
  readonly timer: HandTimer;
  readonly store: WorldStore;
  readonly world: DemoWorld;
  readonly operator: Operator;
  readonly controls: DemoControls;
  readonly runChecks: RunChecks;
  readonly perform: PerformAction;
}

/** A demo over its own store, or one more process over somebody else's. Codes are 000001, 000002 and so on. */
export const demo = (given: { readonly store?: WorldStore; readonly clock?: HandClock } = {}): Demo => {
  const { store = memoryWorldStore(), clock = handClock() } = given;
  const timer = handTimer();
  const world = createDemoWorld({ store, now: clock.now, seed: () => bundledWorld(clock.now) });
  const operator = createDemoOperator({ world, now: clock.now, timer, name: 'Barquito Fibra' });
  let codes = 0;
  const newCode = () => String((codes += 1)).padStart(6, '0');
  return {
    clock,
    timer,
    store,
    world,
    operator,
    controls: createDemoControls({ world, now: clock.now }),
    runChecks: createChecks({ operator, timer }),
    perform: createActions({ operator, timer, newCode }),
  };
};

/** Facts as a system would have told them. */
export const told = (facts: Readonly<Record<string, FactValue>>, source = 'verify_code'): Facts =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value, source, at: TUESDAY }]));

/** The facts of a verified customer, found by first name in the bundled world, on her first service. */
export const factsOf = (world: World, firstName: string, more: Readonly<Record<string, FactValue>> = {}): Facts => {
  const customer = world.customers.find(({ name }) => name.first === firstName);
  const service = world.services.find((each) => each.customer === customer?.id);
  if (!customer || !service) throw new Error(`nobody is called ${firstName}`);
  return told({ 'customer.id': customer.id, 'service.id': service.id, ...more });
};
