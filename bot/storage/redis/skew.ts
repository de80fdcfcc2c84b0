/**
 * How far the clocks of the store's machines are from ours. Leases are counted by the clock of each process: one that is seconds
 * ahead takes others' work for abandoned. Nothing is lost by that (I3), but much is done twice.
 */
import type { Wire } from './wire';

/** The largest of all nodes, ms; above 0 theirs is ahead. `null`: nobody answers now. */
export const skewOf = async (wire: Pick<Wire, 'eachNode'>, machineNow: () => number): Promise<number | null> => {
  const asked = machineNow();
  const told = await wire.eachNode(() => ['TIME']).catch(() => []);
  // What the call took may lie on either side of their look at the clock.
  const ours = (asked + machineNow()) / 2;
  const skews = told.map(({ reply }) => theirs(reply as readonly [string, string]) - ours);
  return skews.reduce<number | null>((most, one) => (Math.abs(one) > Math.abs(most ?? 0) ? one : (most ?? one)), null);
};

const theirs = ([seconds, micros]: readonly [string, string]): number => Number(seconds) * 1_000 + Number(micros) / 1_000;
