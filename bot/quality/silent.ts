/**
 * How many people outages touch who were never told in a conversation of their own: they did not write (P10). Nobody's
 * transcript tells that, so it is looked at from time to time and the most of each day is kept.
 */
import type { Operator } from '../operator/operator';
import type { Records } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import { dayOf } from './quality';

const OVER: ReadonlySet<string> = new Set(['restored', 'cancelled']);
/** Machine time. */
const EVERY_MS = 5 * 60_000;

export interface Silent {
  /** Right now. */
  count(): Promise<number>;
  /** Looks, if it is time to. */
  note(): Promise<void>;
  /** The most of a day; undefined when nobody looked. */
  on(day: string): Promise<number | undefined>;
}

export interface SilentParts {
  readonly operator: Pick<Operator, 'outages'>;
  readonly watch: { told(outage: string): Promise<number> };
  readonly records: Records;
  readonly now: () => number;
  readonly machineNow: () => number;
}

export const makeSilent = ({ operator: { outages }, watch, records, now, machineNow }: SilentParts): Silent => {
  const recordOf = (day: string): SharedRecord<{ readonly most?: number }> => ({ records, name: `quality:silent:${day}`, first: {} });
  const silentIn = async (outage: string): Promise<number> => {
    const affected = await outages.affected(outage);
    return affected.ok ? Math.max(0, new Set(affected.value.map(({ customerId }) => customerId)).size - (await watch.told(outage))) : 0;
  };
  const count = async (): Promise<number> => {
    const all = await outages.all();
    const going = all.ok ? all.value.filter(({ state }) => !OVER.has(state)) : [];
    return (await Promise.all(going.map(({ id }) => silentIn(id)))).reduce((total, one) => total + one, 0);
  };
  let lookedAt = -Infinity;
  return {
    count,
    async note() {
      if (machineNow() - lookedAt < EVERY_MS) return;
      lookedAt = machineNow();
      const found = await count();
      await changeShared(recordOf(dayOf(now())), (before) => (before.most !== undefined && before.most >= found ? before : { most: found }));
    },
    on: async (day) => (await readShared(recordOf(day))).most,
  };
};
