/**
 * What Redis would keep now: each node that holds data is asked to keep nothing, on the way of every message, so whatever
 * would refuse one is heard: a lost replica, a full disk or memory, a cluster that is not whole.
 */
import { StorageUnavailable, whyOf, type Standing } from '../../runtime/ports';
import { ALL_SHARDS, keyOfNothing, type ShardKeys } from './keys';
import { LONGEST_WAIT_MS, type Line } from './replicas';
import type { Wire } from './wire';

/** Who asks wants an answer now, not when the watchdog gives up. */
const LONGEST_MS = LONGEST_WAIT_MS + 300;

export const standingOf = async (wire: Wire & Pick<Line, 'nodeOf'>): Promise<Standing> => {
  const shards = new Map<string, ShardKeys[]>();
  for (const keys of ALL_SHARDS) {
    const node = wire.nodeOf(keys.hot);
    shards.set(node, [...(shards.get(node) ?? []), keys]);
  }
  const parts = await Promise.all([...shards.values()].map(async (held) => ({ shards: held.length, reason: await refusalOf(wire, held) })));
  const refused = parts.filter(({ reason }) => reason !== undefined);
  const reason = refused[0]?.reason;
  return { share: 1 - refused.reduce((sum, part) => sum + part.shards, 0) / ALL_SHARDS.length, ...(reason !== undefined && { reason }) };
};

/** Nothing written at the end of nothing: refused like any other write, and leaves no key. */
const refusalOf = async (wire: Wire, [one]: readonly ShardKeys[]): Promise<string | undefined> => {
  if (!one) return undefined;
  const key = keyOfNothing(one);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StorageUnavailable('no answer in time')), LONGEST_MS);
  });
  try {
    await Promise.race([wire.keep(key, ['SETRANGE', key, '0', '']), late]);
    return undefined;
  } catch (error) {
    return whyOf(error);
  } finally {
    clearTimeout(timer);
  }
};
