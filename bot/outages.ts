/**
 * Outages beside the conversations: who was told of which one, and the word when its estimate moves and when it is over,
 * once to each (P7); and planned work ahead of its time, to whom it touches. Looks at the operator's feed from time to time
 * and begins what is to be broadcast.
 */
import { heardReports } from '../dialogs/conversation/outage-news';
import { threadId, type ThreadId } from '../dialogs/ids';
import type { NoticeRules } from '../dialogs/outages/notices';
import { makeBroadcasts, type Broadcasts, type Touched } from './notices/broadcasts';
import { makeFollowers, without, type Followers } from './notices/followers';
import { makeLedger, type Ledger, type StoredBroadcast } from './notices/ledger';
import type { Operator } from './operator/operator';
import type { AffectedService, Outage } from './operator/ports';
import type { Records, Storage } from './runtime/ports';
import { changeShared, readShared, type SharedRecord } from './runtime/shared-record';
import { readThreadState } from './runtime/thread-state';
import type { Turn } from './runtime/turn';

const ANNOUNCED = 'outages:announced';

export interface OutageWatch {
  watch(thread: ThreadId, outage: string, subscribed?: boolean): Promise<void>;
  /** Begins what is to be told after a change. Whoever made it waits for nobody to be told: that goes on with the next sweep. */
  begin(): Promise<void>;
  /** Begins what is to be told and goes on with it; called from time to time. */
  sweep(): Promise<void>;
  told(outage: string): Promise<number>;
  /** Who was told of one is told of the other from now on. */
  merge(from: string, into: string): Promise<void>;
  /** Customers of an outage who heard of reports that nobody had confirmed. */
  reported(affected: readonly AffectedService[], outage: string): Promise<readonly Touched[]>;
  /** Begins to tell them that it is confirmed. */
  confirm(outage: string): Promise<void>;
  readonly ended: Broadcasts['ended'];
  readonly ledger: Ledger;
}

interface WatchParts {
  readonly storage: Pick<Storage, 'threads' | 'records'>;
  readonly turn: Pick<Turn, 'receive'>;
  readonly now: () => number;
  readonly outages: Pick<Operator['outages'], 'all' | 'affected'>;
  readonly rules?: NoticeRules;
  readonly isPressed?: () => boolean;
  /** A customer's threads, newest first. */
  threadsOf(customer: string): Promise<readonly ThreadId[]>;
  /** Absent: nobody is told ahead. */
  readonly planned?: Planned;
}

export interface Planned {
  /** So long before it begins. */
  readonly aheadMs: number;
}

/** The estimate that followers know, by outage; null = none. */
type Announced = Readonly<Record<string, number | null>>;

export const makeOutageWatch = (parts: WatchParts): OutageWatch => {
  const { storage, turn, now, outages, rules, planned, isPressed } = parts;
  const { records } = storage;
  const followers = makeFollowers(records);
  const ledger = makeLedger(records);
  const broadcasts = makeBroadcasts({ storage, turn, followers, ledger, now, ...(rules && { rules }), ...(isPressed && { isPressed }) });
  const telling: Telling = { ...parts, followers, ledger, broadcasts };
  const begin = async (): Promise<void> => {
    const followed = await followers.followed();
    const held = (await ledger.broadcasts()).filter(isHeld);
    if (followed.length === 0 && held.length === 0 && !planned) return;
    const all = await outages.all();
    if (all.ok) await beginNews(telling, { all: all.value, followed, held });
  };
  return {
    ledger,
    ended: broadcasts.ended,
    reported: (affected, outage) => reportedOf(parts, affected, outage),
    confirm: (id) => confirmTo(telling, id),
    async watch(thread, outage, subscribed = false) {
      await followers.follow(outage, thread, { at: now(), ...(subscribed && { subscribed: true as const }) });
      await noteEstimate(parts, outage, thread);
    },
    told: (outage) => followers.count(outage),
    merge: (from, into) => join(telling, from, into),
    begin,
    async sweep() {
      await begin();
      await broadcasts.run();
    },
  };
};

interface Telling extends WatchParts {
  readonly followers: Followers;
  readonly ledger: Ledger;
  readonly broadcasts: Broadcasts;
}

interface Sight {
  readonly all: readonly Outage[];
  /** Ids of outages that somebody follows. */
  readonly followed: readonly string[];
  /** First words that did not reach everybody yet. */
  readonly held: readonly StoredBroadcast[];
}

const beginNews = async (telling: Telling, { all, followed, held }: Sight): Promise<void> => {
  const { storage: { records }, planned } = telling;
  for (const broadcast of held) await keepTrue(telling, broadcast, all);
  if (planned) await announceWork(telling, all, planned);
  await announceParts(telling, all);
  const announced = await readShared(announcedIn(records));
  const next: Record<string, number | null | undefined> = {};
  for (const id of followed) next[id] = await lookAt(telling, id, { all, announced });
  await announce(records, announced, next);
};

const isHeld = ({ kind, state }: StoredBroadcast): boolean => state === 'running' && (kind === 'confirmed' || kind === 'announced');

/** To who was told of the whole and is served there. For her it is over: she follows no more. */
const announceParts = async (telling: Telling, all: readonly Outage[]): Promise<void> => {
  const { broadcasts, followers, now } = telling;
  for (const { id, partOf, state, restoredAt = 0 } of all) {
    if (partOf === undefined || state !== 'restored' || now() - restoredAt > PART_MS) continue;
    const merged = [partOf, ...mergedInto(partOf, all)];
    const over = await broadcasts.announce({ id: `${id}~over~${restoredAt}`, outage: id, kind: 'restored', part: true, merged }, () => followersIn(telling, { part: id, whole: partOf }));
    const of = followers.of(partOf);
    for (const name of over.length === 0 ? [] : of.names) await of.update(name, (rows) => without(rows, over.map(({ thread }) => thread)));
  }
};

/** What is older was told, or is told with the whole. */
const PART_MS = 86_400_000;

const followersIn = async ({ followers, outages, storage }: Telling, { part, whole }: { readonly part: string; readonly whole: string }): Promise<readonly Touched[]> => {
  const affected = await outages.affected(part);
  if (!affected.ok) throw new Error('who is served where it is over is not known now');
  const owners = new Map(affected.value.map(({ serviceId, customerId }) => [serviceId, customerId]));
  const of = followers.of(whole);
  const found: Touched[] = [];
  for (const name of of.names) {
    for (const thread of Object.keys(await of.read(name)).map(threadId)) {
      const customer = owners.get(await serviceIn(storage, thread));
      if (customer !== undefined) found.push({ thread, customer });
    }
  }
  return found;
};

const serviceIn = async ({ threads }: Pick<Storage, 'threads'>, thread: ThreadId): Promise<string> => {
  const stored = (await threads.peek(thread))?.state;
  return stored == null ? '' : String(readThreadState(stored).facts['service.id']?.value ?? '');
};

/** Whoever hears of it only in the morning hears what is so by then: its hour, what it was merged into, that it is over. */
const keepTrue = async ({ ledger, now }: Telling, broadcast: StoredBroadcast, all: readonly Outage[]): Promise<void> => {
  const outage = wholeOf(broadcast.outage, all);
  if (!outage) return;
  const [over, eta] = [endOf(outage), hourOf(outage, now())];
  if (over === broadcast.over && outage.id === broadcast.outage && eta === broadcast.eta) return;
  await ledger.change(broadcast.id, ({ eta: _, over: __, ...each }) => ({
    ...each, outage: outage.id, ...(eta !== undefined && { eta }), ...(over !== undefined && { over }),
  }));
};

/** An hour that passed is none any more: who waits for it hears so before she has to ask. */
const hourOf = ({ eta }: Outage, now: number): number | undefined => (eta !== undefined && now - eta < OVERDUE_MS ? eta : undefined);

/** Who repairs may be about to tell. */
const OVERDUE_MS = 5 * 60_000;

const endOf = ({ state }: Outage): StoredBroadcast['over'] => (state === 'restored' ? 'restored' : state === 'cancelled' ? 'called_off' : undefined);

/** What it became part of, directly or by way of another one. */
const wholeOf = (id: string, all: readonly Outage[], seen: ReadonlySet<string> = new Set()): Outage | undefined => {
  const found = all.find((each) => each.id === id);
  return found?.mergedInto === undefined || seen.has(id) ? found : wholeOf(found.mergedInto, all, new Set([...seen, id]));
};

interface Look {
  readonly all: readonly Outage[];
  readonly announced: Announced;
}

/** Begins what its followers are to hear; the estimate that they know then, `undefined` when it is over. */
const lookAt = async (telling: Telling, id: string, { all, announced }: Look): Promise<number | null | undefined> => {
  const { broadcasts, now } = telling;
  const outage = all.find((each) => each.id === id);
  const merged = mergedInto(id, all);
  if (!outage || isOver(outage)) {
    if (outage?.mergedInto !== undefined) await join(telling, id, outage.mergedInto);
    else await broadcasts.start({ id: `${id}~over~${outage?.updatedAt ?? 0}`, outage: id, kind: (outage && endOf(outage)) ?? 'restored', merged });
    return undefined;
  }
  const eta = hourOf(outage, now());
  const known = announced[id];
  if (known !== undefined && known !== (eta ?? null)) {
    // The hour too: operators tell time in seconds, and it may move twice in one.
    await broadcasts.start({ id: `${id}~eta~${outage.updatedAt}~${eta ?? 'none'}`, outage: id, kind: 'estimate', merged, ...(eta !== undefined && { eta }) });
  }
  return eta ?? null;
};

/** Who was told another hour of what is part of it now hears the one that holds. */
const join = async ({ followers, storage: { records } }: Telling, from: string, into: string): Promise<void> => {
  await followers.merge(from, into);
  await changeShared(announcedIn(records), ({ [from]: told, ...known }) => (told === undefined || known[into] === told ? known : { ...known, [into]: told }));
};

/** As she was told it: an estimate that moved since, before anybody noticed that she follows, has moved for her too. */
const noteEstimate = async ({ storage, outages, now: clock }: WatchParts, id: string, thread: ThreadId): Promise<void> => {
  const all = await outages.all();
  const found = all.ok ? all.value.find((outage) => outage.id === id) : undefined;
  if (!found || isOver(found)) return;
  const now = hourOf(found, clock()) ?? null;
  const told = await toldHour(storage, thread, id);
  if (told !== undefined && told !== now) await changeShared(announcedIn(storage.records), (known) => ({ ...known, [id]: told }));
  else await changeShared(announcedIn(storage.records), (known) => (known[id] === undefined ? { ...known, [id]: now } : known));
};

const announceWork = async ({ broadcasts, now, outages, threadsOf }: Telling, all: readonly Outage[], { aheadMs }: Planned): Promise<void> => {
  for (const { id, since, eta } of all.filter((outage) => isToAnnounce(outage, now(), aheadMs))) {
    await broadcasts.announce({ id: `${id}~ahead~${since}`, outage: id, kind: 'announced', merged: [], since, ...(eta !== undefined && { eta }) }, async () => {
      const affected = await outages.affected(id);
      if (!affected.ok) throw new Error('whom the planned work touches is not known now');
      return newestThreads(affected.value, threadsOf);
    });
  }
};

const reportedOf = async ({ storage, now, threadsOf }: WatchParts, affected: readonly AffectedService[], outage: string): Promise<readonly Touched[]> => {
  const found: Touched[] = [];
  for (const touched of await newestThreads(affected, threadsOf)) {
    const peeked = await storage.threads.peek(touched.thread);
    if (peeked?.state != null && heardReports(readThreadState(peeked.state), { outage, customer: touched.customer, now: now() })) found.push(touched);
  }
  return found;
};

/** Only those of it who heard of the reports. */
const confirmTo = async (telling: Telling, id: string): Promise<void> => {
  const { broadcasts, outages, now } = telling;
  const all = await outages.all();
  const outage = all.ok ? all.value.find((each) => each.id === id) : undefined;
  if (!outage || isOver(outage)) return;
  const { since, updatedAt } = outage;
  const eta = hourOf(outage, now());
  await broadcasts.announce({ id: `${id}~confirmed~${updatedAt}`, outage: id, kind: 'confirmed', merged: [], since, ...(eta !== undefined && { eta }) }, async () => {
    const affected = await outages.affected(id);
    if (!affected.ok) throw new Error('whom the confirmed outage touches is not known now');
    return reportedOf(telling, affected.value, id);
  });
};

/** All that became part of it, directly or by way of another one. */
const mergedInto = (id: string, all: readonly Outage[], seen: ReadonlySet<string> = new Set([id])): readonly string[] =>
  all
    .filter((each) => each.mergedInto === id && !seen.has(each.id))
    .flatMap((each) => [each.id, ...mergedInto(each.id, all, new Set([...seen, each.id]))]);

const isToAnnounce = (outage: Outage, now: number, aheadMs: number): boolean =>
  outage.planned && !isOver(outage) && outage.since > now && outage.since - now <= aheadMs;

/** One word a customer, where she was heard last; who never wrote has no thread. */
const newestThreads = async (affected: readonly AffectedService[], threadsOf: WatchParts['threadsOf']): Promise<readonly Touched[]> => {
  const found: Touched[] = [];
  for (const customer of new Set(affected.map(({ customerId }) => customerId))) {
    const [thread] = await threadsOf(customer);
    if (thread !== undefined) found.push({ thread, customer });
  }
  return found;
};

const isOver = (outage: Outage): boolean => endOf(outage) !== undefined;

/** What this thread heard of the outage's hour, `null` = that there is none; `undefined` when it did not hear of it by asking. */
const toldHour = async ({ threads }: Pick<Storage, 'threads'>, thread: ThreadId, outage: string): Promise<number | null | undefined> => {
  const stored = (await threads.peek(thread))?.state;
  const facts = stored == null ? undefined : readThreadState(stored).facts;
  if (facts?.['outage.id']?.value !== outage) return undefined;
  const eta = facts['outage.eta']?.value;
  return typeof eta === 'string' ? Date.parse(eta) : null;
};

const announcedIn = (records: Records): SharedRecord<Announced> => ({ records, name: ANNOUNCED, first: {} });

/** After the broadcasts of the change began: a crash in between begins them again under the same names. */
const announce = (records: Records, before: Announced, looked: Readonly<Record<string, number | null | undefined>>): Promise<unknown> =>
  changeShared(announcedIn(records), (known) => {
    // What a new follower was told meanwhile is looked at the next time.
    const settled = Object.fromEntries(Object.entries(looked).filter(([id]) => known[id] === before[id]));
    const next = Object.fromEntries(Object.entries({ ...known, ...settled }).filter((entry): entry is [string, number | null] => entry[1] !== undefined));
    return JSON.stringify(known) === JSON.stringify(next) ? known : next;
  });
