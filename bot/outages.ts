/**
 * Outages beside the conversations: who was told of which one, and the word when its estimate moves and when it is over,
 * once to each (P7). Looks at the operator's feed from time to time and begins what is to be broadcast.
 */
import type { ThreadId } from '../dialogs/ids';
import { makeBroadcasts, type Broadcasts } from './notices/broadcasts';
import { makeFollowers } from './notices/followers';
import { makeLedger, type Ledger } from './notices/ledger';
import type { Operator } from './operator/operator';
import type { Outage } from './operator/ports';
import type { Records, Storage } from './runtime/ports';
import type { Turn } from './runtime/turn';

const ANNOUNCED = 'outages:announced';
const MOST_TRIES = 100;

export interface OutageWatch {
  watch(thread: ThreadId, outage: string, subscribed?: boolean): Promise<void>;
  /** Begins what is to be told and goes on with it; called from time to time and after a change. */
  sweep(): Promise<void>;
  told(outage: string): Promise<number>;
  /** Who was told of one is told of the other from now on. */
  merge(from: string, into: string): Promise<void>;
  readonly ended: Broadcasts['ended'];
  readonly ledger: Ledger;
}

interface WatchParts {
  readonly storage: Pick<Storage, 'threads' | 'records'>;
  readonly turn: Pick<Turn, 'receive'>;
  readonly now: () => number;
  readonly outages: Pick<Operator['outages'], 'all'>;
}

/** The estimate that followers know, by outage; null = none. */
type Announced = Readonly<Record<string, number | null>>;

export const makeOutageWatch = ({ storage, turn, now, outages }: WatchParts): OutageWatch => {
  const { records } = storage;
  const followers = makeFollowers(records);
  const ledger = makeLedger(records);
  const broadcasts = makeBroadcasts({ storage, turn, followers, ledger, now });
  const lookAt = async (id: string, all: readonly Outage[], announced: Announced): Promise<number | null | undefined> => {
    const outage = all.find((each) => each.id === id);
    const merged = mergedInto(id, all);
    if (!outage || isOver(outage)) {
      if (outage?.mergedInto !== undefined) await followers.merge(id, outage.mergedInto);
      else await broadcasts.start({ id: `${id}~over~${outage?.updatedAt ?? 0}`, outage: id, kind: outage?.state === 'cancelled' ? 'called_off' : 'restored', merged });
      return undefined;
    }
    const eta = outage.eta ?? null;
    const known = announced[id];
    if (known !== undefined && known !== eta) {
      await broadcasts.start({ id: `${id}~eta~${outage.updatedAt}`, outage: id, kind: 'estimate', merged, ...(outage.eta !== undefined && { eta: outage.eta }) });
    }
    return eta;
  };
  return {
    ledger,
    ended: broadcasts.ended,
    watch: (thread, outage, subscribed = false) => followers.follow(outage, thread, { at: now(), ...(subscribed && { subscribed: true as const }) }),
    told: (outage) => followers.count(outage),
    async merge(from, into) {
      await followers.merge(from, into);
    },
    async sweep() {
      const followed = await followers.followed();
      if (followed.length > 0) {
        const all = await outages.all();
        if (all.ok) {
          const announced = await readAnnounced(records);
          const next: Record<string, number | null> = {};
          for (const id of followed) {
            const eta = await lookAt(id, all.value, announced);
            if (eta !== undefined) next[id] = eta;
          }
          await announce(records, next);
        }
      }
      await broadcasts.run();
    },
  };
};

/** All that became part of it, directly or by way of another one. */
const mergedInto = (id: string, all: readonly Outage[], seen: ReadonlySet<string> = new Set([id])): readonly string[] =>
  all
    .filter((each) => each.mergedInto === id && !seen.has(each.id))
    .flatMap((each) => [each.id, ...mergedInto(each.id, all, new Set([...seen, each.id]))]);

const isOver = ({ state }: Outage): boolean => state === 'restored' || state === 'cancelled';

const readAnnounced = async (records: Records): Promise<Announced> => {
  const stored = await records.get(ANNOUNCED);
  return stored ? (JSON.parse(stored.json) as Announced) : {};
};

/** After the broadcasts of the change began: a crash in between begins them again under the same names. */
const announce = async (records: Records, next: Announced): Promise<void> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const stored = await records.get(ANNOUNCED);
    if (stored?.json === JSON.stringify(next)) return;
    if ((await records.put(ANNOUNCED, JSON.stringify(next), stored?.version ?? 0)) === 'saved') return;
  }
};
