/**
 * Which shards to look at now. A full look at 256 shards on every call would cost an idle process too much, so each
 * call takes the next part of the round: called every 250 ms, all shards are seen within two seconds.
 */
import { ALL_SHARDS, type ShardKeys } from './keys';
import type { Wire } from './wire';

/** Calls for a full round. */
const SWEEP_CALLS = 8;

export class Sweep {
  private turn = 0;

  next(): readonly ShardKeys[] {
    const part = this.turn;
    this.turn = (part + 1) % SWEEP_CALLS;
    return ALL_SHARDS.filter((keys) => keys.shard % SWEEP_CALLS === part);
  }
}

export interface Scanning {
  /** Where each node's round stands; kept by who goes round. */
  readonly cursors: Map<string, string>;
  readonly match: string;
  readonly count: number;
}

/** The next keys of a round over all nodes. */
export const scan = async (wire: Wire, { cursors, match, count }: Scanning): Promise<readonly string[]> => {
  const pages = await wire.eachNode((node) => ['SCAN', cursors.get(node) ?? '0', 'MATCH', match, 'COUNT', String(count)]);
  return pages.flatMap(({ node, reply }) => {
    const [cursor, keys] = reply as readonly [string, readonly string[]];
    cursors.set(node, cursor);
    return keys;
  });
};
