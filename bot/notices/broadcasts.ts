/**
 * Tells the followers of an outage how it goes on (P7): a changed estimate, its end, or that it was called off; and those
 * whom planned work will touch that it comes. Every word
 * is an event under a key of its own in its thread, so a crash in the middle resumes where it was, with nobody missed and
 * nobody told twice (I1). What may have arrived is listed as *uncertain* and never sent again by itself (I4). The brake
 * closes by itself when too much goes wrong; only a person opens it.
 */
import { heardReports } from '../../dialogs/conversation/outage-news';
import type { OutageChangedEvent, OutageConfirmedEvent, OutageRestoredEvent, WorkAnnouncedEvent } from '../../dialogs/event';
import type { ThreadState } from '../../dialogs/conversation/state';
import { splitAddress, threadId, type ThreadId } from '../../dialogs/ids';
import { dayIn, mayTell, shouldBrake, type NoticeRules, type Verdict } from '../../dialogs/outages/notices';
import { isPublicHoliday } from '../operator/business-days';
import type { Storage } from '../runtime/ports';
import { readThreadState } from '../runtime/thread-state';
import type { Turn } from '../runtime/turn';
import type { NoticeState } from '../web/outage-contracts';
import { without, type Followers } from './followers';
import type { Ledger, StoredBroadcast, StoredRow } from './ledger';

/** Recipients at one look, so that nothing else waits for a large broadcast: the next look goes on. */
const AT_ONCE = 400;
/** Also at one look while customers who wrote wait: they come first, and the news goes on all the same. */
const SIDE_BY_SIDE = 40;

export interface BroadcastParts {
  readonly storage: Pick<Storage, 'threads'>;
  readonly turn: Pick<Turn, 'receive'>;
  readonly followers: Followers;
  readonly ledger: Ledger;
  /** Business time, ms. */
  readonly now: () => number;
  readonly rules?: NoticeRules;
  /** Whether this process has more to do than it can. */
  readonly isPressed?: () => boolean;
}

/** Whom planned work touches, and where she was heard last. */
export interface Touched {
  readonly thread: ThreadId;
  readonly customer: string;
}

type Begun = Omit<StoredBroadcast, 'state' | 'startedAt'>;

export interface Broadcasts {
  /** Begins it, or goes on with it for followers who came since. */
  start(broadcast: Begun): Promise<void>;
  /** Begins it for those whom `touched` finds, unless it was: then nobody is found. A crash in between finds them again. */
  announce(broadcast: Begun, touched: () => Promise<readonly Touched[]>): Promise<readonly Touched[]>;
  /** Goes on with what runs; called from time to time. */
  run(): Promise<void>;
  /** How a delivery ended that did not simply arrive. */
  ended(thread: ThreadId, broadcast: string, end: 'failed' | 'uncertain'): Promise<void>;
}

export const makeBroadcasts = (parts: BroadcastParts): Broadcasts => {
  const { ledger, now } = parts;
  return {
    async start(broadcast) {
      const begun: StoredBroadcast = { ...broadcast, state: 'running', startedAt: now() };
      await ledger.begin(begun);
      const { all, fresh } = await enrol(parts, begun);
      if (broadcast.kind === 'estimate' ? fresh > 0 : all > 0) await ledger.change(broadcast.id, (each) => (each.state === 'done' ? again(each) : each));
    },
    announce: (broadcast, touched) => announceTo(parts, broadcast, touched),
    async run() {
      const all = await ledger.broadcasts();
      const share = makeShare(parts);
      for (const broadcast of all.filter(({ state }) => state === 'running').toReversed()) {
        if (share.isSpent() || (await isBraked(ledger, all, now()))) return;
        await runOne(parts, { broadcast, isStale: isOvertaken(broadcast, all), share });
      }
    },
    async ended(thread, broadcast, end) {
      const rows = ledger.rows(broadcast);
      await rows.update(rows.nameOf(thread), (known) => ({ ...known, [thread]: { ...known[thread], state: end, at: now() } }));
    },
  };
};

/** The followers become rows of it; who is a row of a last word follows no more. */
const enrol = async ({ followers, ledger }: BroadcastParts, { id, outage, kind }: StoredBroadcast): Promise<{ readonly all: number; readonly fresh: number }> => {
  const [of, rows] = [followers.of(outage), ledger.rows(id)];
  let [enrolled, added] = [0, 0];
  for (const name of of.names) {
    const waiting = Object.entries(await of.read(name));
    if (waiting.length === 0) continue;
    // Both maps are parted alike.
    const fresh = Object.fromEntries(waiting.map(([thread, { subscribed }]): [string, StoredRow] => [thread, { state: 'waiting', ...(subscribed && { subscribed }) }]));
    let here = 0;
    await rows.update(rows.nameOf(waiting[0]?.[0] ?? ''), (known) => {
      here = Object.keys(fresh).filter((thread) => known[thread] === undefined).length;
      return here === 0 ? known : { ...fresh, ...known };
    });
    added += here;
    enrolled += waiting.length;
    // Only now: whoever is a row of a last word is followed up there.
    if (kind !== 'estimate') await of.update(name, (known) => without(known, waiting.map(([thread]) => thread)));
  }
  if (kind !== 'estimate') await followers.settle(outage);
  return { all: enrolled, fresh: added };
};

const announceTo = async ({ ledger, now }: BroadcastParts, broadcast: Begun, touched: () => Promise<readonly Touched[]>): Promise<readonly Touched[]> => {
  const known = (await ledger.broadcasts()).find(({ id }) => id === broadcast.id);
  if (known && !known.enrolling) return [];
  await ledger.begin({ ...broadcast, state: 'running', startedAt: now(), enrolling: true });
  const rows = ledger.rows(broadcast.id);
  const all = await touched();
  const found = all.map(({ thread, customer }): [string, StoredRow] => [thread, { state: 'waiting', customer }]);
  for (const name of rows.names) {
    const fresh = Object.fromEntries(found.filter(([thread]) => rows.nameOf(thread) === name));
    if (Object.keys(fresh).length > 0) await rows.update(name, (before) => ({ ...fresh, ...before }));
  }
  await ledger.change(broadcast.id, ({ enrolling: _, ...enrolled }) => enrolled);
  return all;
};

/** What it says is no longer so: a newer word on it went out, or work that comes was called off. `all`: the newest first. */
const isOvertaken = ({ id, kind, outage, over }: StoredBroadcast, all: readonly StoredBroadcast[]): boolean => {
  if (kind === 'announced' && over !== undefined) return true;
  if (kind !== 'announced' && kind !== 'estimate') return false;
  const newer = all.slice(0, all.findIndex((each) => each.id === id));
  return newer.some((each) => each.part !== true && (each.outage === outage || each.merged.includes(outage)) && OVERTAKES[kind].has(each.kind));
};

type Kind = StoredBroadcast['kind'];
const OVERTAKES: Readonly<Record<'announced' | 'estimate', ReadonlySet<Kind>>> = {
  announced: new Set<Kind>(['announced']), estimate: new Set<Kind>(['estimate', 'restored', 'called_off']),
};

interface Run {
  readonly broadcast: StoredBroadcast;
  readonly isStale: boolean;
  readonly share: Share;
}

const runOne = async (parts: BroadcastParts, { broadcast, isStale, share }: Run): Promise<void> => {
  const { ledger, now } = parts;
  const rows = ledger.rows(broadcast.id);
  let left = 0;
  for (const name of fromAnywhere(rows.names)) {
    const waiting = Object.entries(await rows.read(name)).filter(([, { state }]) => state === 'waiting');
    const ripe = waiting.filter(([, { due = 0 }]) => isStale || due <= now());
    const told: (readonly [string, StoredRow])[] = [];
    for (let group = share.of(ripe); group.length > 0; group = share.of(ripe.slice(told.length))) {
      told.push(...(await Promise.all(group.map(([thread, row]) => tellOne(parts, broadcast, { thread, row, isStale })))));
    }
    if (told.length > 0) await rows.update(name, (known) => marked(known, told));
    left += waiting.length - told.filter(([, { state }]) => state !== 'waiting').length;
  }
  if (left === 0 && !broadcast.enrolling) await ledger.change(broadcast.id, (each) => (each.state === 'running' ? { ...each, state: 'done', endedAt: now() } : each));
};

/** What one look may tell. */
interface Share {
  isSpent(): boolean;
  /** The next ones of them, side by side; nobody when it is spent. */
  of<T>(ripe: readonly T[]): readonly T[];
}

const makeShare = ({ isPressed = () => false }: BroadcastParts): Share => {
  let taken = 0;
  const isSpent = (): boolean => taken >= (isPressed() ? SIDE_BY_SIDE : AT_ONCE);
  return {
    isSpent,
    of(ripe) {
      const group = isSpent() ? [] : ripe.slice(0, Math.min(SIDE_BY_SIDE, AT_ONCE - taken));
      taken += group.length;
      return group;
    },
  };
};

/** Processes that tell the same begin at different places, so that they meet at its end only. */
const fromAnywhere = (names: readonly string[]): readonly string[] => {
  const first = Math.floor(Math.random() * names.length);
  return [...names.slice(first), ...names.slice(0, first)];
};

const again = ({ endedAt: _, ...broadcast }: StoredBroadcast): StoredBroadcast => ({ ...broadcast, state: 'running' });

/** What was told meanwhile as failed or uncertain stays so. */
const marked = (known: Readonly<Record<string, StoredRow>>, told: readonly (readonly [string, StoredRow])[]): Readonly<Record<string, StoredRow>> => ({
  ...known,
  ...Object.fromEntries(told.filter(([thread]) => known[thread]?.state === 'waiting')),
});

interface Recipient {
  readonly thread: string;
  readonly row: StoredRow;
  readonly isStale: boolean;
}

/** Resolves once her thread has the event; a repeated one counts once there. */
const tellOne = async (parts: BroadcastParts, broadcast: StoredBroadcast, recipient: Recipient): Promise<readonly [string, StoredRow]> => {
  const { thread, row } = recipient;
  const at = parts.now();
  const verdict = await verdictOn(parts, broadcast, recipient);
  if (verdict.kind === 'never') return [thread, { ...row, state: 'skipped', why: verdict.why, at }];
  if (verdict.kind === 'later') return [thread, { ...row, due: verdict.at, why: verdict.why }];
  await parts.turn.receive({ thread: threadId(thread), dedupe: `notice:${broadcast.id}`, event: eventOf(broadcast, row, at) });
  return [thread, { state: 'sent', at, ...(row.subscribed && { subscribed: true }) }];
};

const eventOf = ({ id, outage, kind, eta, since = 0, merged, over }: StoredBroadcast, { customer = '' }: StoredRow, at: number): OutageRestoredEvent | OutageChangedEvent | WorkAnnouncedEvent | OutageConfirmedEvent => {
  if (kind === 'announced') return { kind: 'work_announced', at, outage, since, customer, notice: id, ...(eta !== undefined && { eta }) };
  if (over !== undefined) return { kind: 'outage_restored', at, outage, customer, notice: id, ...(over === 'called_off' && { calledOff: true as const }) };
  if (kind === 'confirmed') return { kind: 'outage_confirmed', at, outage, since, customer, notice: id, ...(eta !== undefined && { eta }) };
  return kind === 'estimate'
    ? { kind: 'outage_changed', at, outage, notice: id, ...(eta !== undefined && { eta }), ...(merged.length > 0 && { merged }) }
    : { kind: 'outage_restored', at, outage, notice: id, ...(merged.length > 0 && { merged }), ...(kind === 'called_off' && { calledOff: true as const }) };
};

type Judged = Verdict | { readonly kind: 'never'; readonly why: 'gone' | 'declined' | 'begun' | 'known' | 'superseded' };

const verdictOn = async ({ storage, now, rules }: BroadcastParts, broadcast: StoredBroadcast, { thread, row, isStale }: Recipient): Promise<Judged> => {
  const { id, kind, since = 0 } = broadcast;
  if (kind === 'announced' && since <= now()) return { kind: 'never', why: 'begun' };
  const seen = await storage.threads.peek(threadId(thread));
  if (!seen) return { kind: 'never', why: 'gone' };
  // Joined into another thread: whether it still follows is decided there.
  if (seen.state === null) return { kind: 'now' };
  const state = readThreadState(seen.state);
  // It was said, and this process died before it was marked: her thread knows it under its key.
  if (state.noticed?.last === id) return { kind: 'now' };
  if (isStale) return { kind: 'never', why: 'superseded' };
  if (!isMeant(broadcast, { row, state, now: now() })) return { kind: 'never', why: 'declined' };
  if (kind === 'estimate' && isKnown(broadcast, state)) return { kind: 'never', why: 'known' };
  const sentToday = state.noticed?.day === dayIn(now()) ? state.noticed.count : 0;
  const rings = splitAddress(state.address).channel !== 'web';
  const occasion = { class: 'service', now: now(), critical: false, owed: OWED.has(kind), isHoliday: isPublicHoliday, ...(rules && { rules }) } as const;
  return mayTell({ subscribed: row.subscribed === true, rings, heardAt: state.heardAt, sentToday }, occasion);
};

/** Who is not told that what she reported is one would not hear its end either. */
const OWED: ReadonlySet<Kind> = new Set<Kind>(['confirmed', 'restored', 'called_off']);

interface Meant {
  readonly row: StoredRow;
  readonly state: ThreadState;
  readonly now: number;
}

/** Announced work is for whose service it is, proven in this thread (I11); everything else for who was told and wants to hear. */
const isMeant = ({ kind, outage, merged }: StoredBroadcast, { row: { customer = '' }, state, now }: Meant): boolean => {
  const { facts, toldOutage, declinedOutage } = state;
  if (kind === 'confirmed') return heardReports(state, { outage, customer, now });
  if (kind === 'announced') return facts['customer.id']?.value === customer && facts['customer.id']?.source !== 'customer' && declinedOutage !== outage;
  return toldOutage !== undefined && [outage, ...merged].includes(toldOutage);
};

/** She heard that hour already, or that there is none, with what she asked. */
const isKnown = ({ eta, outage }: StoredBroadcast, { facts }: ThreadState): boolean => {
  const known = facts['outage.eta']?.value;
  return typeof known === 'string' ? Date.parse(known) === eta : eta === undefined && facts['outage.id']?.value === outage;
};

/** Closes the brake when the newest broadcasts go too wrong; says whether it is closed. */
const isBraked = async (ledger: Ledger, all: readonly StoredBroadcast[], now: number): Promise<boolean> => {
  const brake = await ledger.brake();
  if (brake.on) return true;
  const running = all.filter(({ state, startedAt }) => state === 'running' && startedAt >= (brake.since ?? 0));
  for (const { id } of running) {
    const counts = await countsOf(ledger, id);
    if (!shouldBrake({ sent: counts.sent, bad: counts.failed + counts.uncertain })) continue;
    await ledger.setBrake({ on: true, at: now, by: 'system', why: `too many deliveries of ${id} failed` });
    return true;
  }
  return false;
};

export const countsOf = (ledger: Ledger, id: string): Promise<Readonly<Record<NoticeState, number>>> =>
  ledger.rows(id).fold({ waiting: 0, sent: 0, skipped: 0, failed: 0, uncertain: 0 }, (sum, _, { state }) => ({ ...sum, [state]: sum[state] + 1 }));
