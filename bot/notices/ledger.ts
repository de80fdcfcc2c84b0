/**
 * What was broadcast, as stored: a list of broadcasts, for each one row a recipient, and the brake. Whatever process goes
 * on after a crash finds here whom is still to be told (P7).
 */
import type { Records } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { NoticeState } from '../web/outage-contracts';
import { PARTITIONS } from './followers';
import { makePartitions, type Partitions } from './partitions';

export interface StoredBroadcast {
  readonly id: string;
  readonly outage: string;
  readonly kind: 'announced' | 'confirmed' | 'estimate' | 'restored' | 'called_off';
  /** The estimate that is told; absent = none any more. */
  readonly eta?: number;
  /** Of announced work when it begins, of a confirmed outage when it began. */
  readonly since?: number;
  /** It ended before all were told that it is one, or that work comes. */
  readonly over?: 'restored' | 'called_off';
  /** Not all recipients are rows yet: it is not done before they are. */
  readonly enrolling?: true;
  /** Over in a part: what else is told of those that it was `merged` of stays true elsewhere. */
  readonly part?: true;
  /** Outages that were merged into this one: who was told of those hears of this. */
  readonly merged: readonly string[];
  readonly state: 'running' | 'stopped' | 'done';
  readonly startedAt: number;
  readonly endedAt?: number;
}

export interface StoredRow {
  readonly state: NoticeState;
  readonly why?: string;
  readonly at?: number;
  /** Not before. */
  readonly due?: number;
  readonly subscribed?: true;
  /** Whose service announced work, or a confirmed outage, touches. */
  readonly customer?: string;
}

export interface StoredBrake {
  readonly on: boolean;
  readonly at?: number;
  readonly by?: string;
  readonly why?: string;
  /** Broadcasts from here on count for the brake: what was reopened is not closed again for what went wrong before. */
  readonly since?: number;
}

export interface Ledger {
  broadcasts(): Promise<readonly StoredBroadcast[]>;
  /** Adds it unless it is there already. */
  begin(broadcast: StoredBroadcast): Promise<void>;
  /** The broadcast after it, or null when there is none. */
  change(id: string, edit: (broadcast: StoredBroadcast) => StoredBroadcast): Promise<StoredBroadcast | null>;
  rows(id: string): Partitions<StoredRow>;
  brake(): Promise<StoredBrake>;
  setBrake(brake: StoredBrake): Promise<void>;
}

const MOST_KEPT = 200;
const LIST = 'notices';
const BRAKE = 'notices:brake';

export const makeLedger = (records: Records): Ledger => {
  const list: SharedRecord<readonly StoredBroadcast[]> = { records, name: LIST, first: [] };
  const brake: SharedRecord<StoredBrake> = { records, name: BRAKE, first: { on: false } };
  return {
    broadcasts: () => readShared(list),
    async begin(broadcast) {
      await changeShared(list, (all) => (all.some(({ id }) => id === broadcast.id) ? all : kept([broadcast, ...all])));
    },
    async change(id, step) {
      const all = await changeShared(list, (before) => (before.some((each) => each.id === id) ? before.map((each) => (each.id === id ? step(each) : each)) : before));
      return all.find((each) => each.id === id) ?? null;
    },
    rows: (id) => makePartitions<StoredRow>(records, `notice:${id}`, PARTITIONS),
    brake: () => readShared(brake),
    async setBrake(to) {
      await changeShared(brake, () => to);
    },
  };
};

/** Running ones are never dropped from the list. */
const kept = (all: readonly StoredBroadcast[]): readonly StoredBroadcast[] =>
  all.filter(({ state }, index) => index < MOST_KEPT || state === 'running');
