/**
 * Which shards to look at now. A full look at 256 shards on every call would cost an idle process too much, so each
 * call takes the next part of the round: called every 250 ms, all shards are seen within two seconds.
 */
import { ALL_SHARDS, type ShardKeys } from './keys';

/** Calls for a full round. */
export const SWEEP_CALLS = 8;

export class Sweep {
  private turn = 0;

  next(): readonly ShardKeys[] {
    const part = this.turn;
    this.turn = (part + 1) % SWEEP_CALLS;
    return ALL_SHARDS.filter((keys) => keys.shard % SWEEP_CALLS === part);
  }
}
