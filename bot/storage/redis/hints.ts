/**
 * What this process knows to come due, by shard, so that its own timers and retries are not late by a round of the
 * sweep. Only hints: a lost one costs time, never an effect.
 */
export class Hints {
  private readonly timers = new Map<number, number>();
  private readonly retries = new Map<number, number>();

  /** Business time. */
  timer(shard: number, due: number): void {
    earliest(this.timers, shard, due);
  }

  /** Machine time. */
  retry(shard: number, due: number): void {
    earliest(this.retries, shard, due);
  }

  /** Shards with something due by now; they are forgotten here and hinted at again by what the claim finds. */
  take(businessNow: number, machineNow: number): Set<number> {
    const shards = new Set<number>();
    takeDue(this.timers, businessNow, shards);
    takeDue(this.retries, machineNow, shards);
    return shards;
  }
}

const earliest = (times: Map<number, number>, shard: number, due: number): void => {
  const held = times.get(shard);
  if (held === undefined || due < held) times.set(shard, due);
};

const takeDue = (times: Map<number, number>, now: number, into: Set<number>): void => {
  for (const [shard, due] of times) {
    if (due > now) continue;
    times.delete(shard);
    into.add(shard);
  }
};
