/** A desk over a real store, the demo operator and the real turn and relay; only the two clocks are the test's. */
import path from 'node:path';
import { loadReleases } from '../../bot/content/releases';
import { phoneChannel } from '../../bot/channels/phone';
import { makeReceipts, type Receipts } from '../../bot/channels/receipts';
import { makeDemo } from '../../bot/demo';
import { makeDesk, type Desk, type DeskSettings } from '../../bot/desk/desk';
import type { CaseQuery } from '../../bot/desk/listing';
import { rememberedCalendar, rememberedHours, type Rush, type Shift } from '../../bot/desk/hours';
import { makeReach, type CaseNews } from '../../bot/desk/reach';
import { makeLog } from '../../bot/observability/log';
import { makeMetrics } from '../../bot/observability/metrics';
import { makePeople } from '../../bot/people';
import { makeResumeCodes } from '../../bot/resume-codes';
import { makeClock } from '../../bot/runtime/clock';
import { makeDirectory } from '../../bot/runtime/directory';
import type { Storage } from '../../bot/runtime/ports';
import type { Reach } from '../../bot/runtime/perform';
import { makeRelay } from '../../bot/runtime/relay';
import { makeTurn, type Turn } from '../../bot/runtime/turn';
import { makeQuality, type Quality } from '../../bot/quality/quality';
import { makeAccounts, type Accounts } from '../../bot/staff/accounts';
import { openEmbedded } from '../../bot/storage/embedded/open';
import type { Agent } from '../../dialogs/event';
import { address, threadId, type Address, type ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import { compiledOnce } from './compiled-once';
import { bundledLibrary } from './articles';
import { freshFolder, removeFolder } from './server';
import { ROOT } from './sources';

/** Monday 23 November 2026, 10:00 in Bogotá. */
export const MONDAY = Date.parse('2026-11-23T10:00:00-05:00');
export const MINUTE = 60_000;
const SHIFTS: readonly Shift[] = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }];
export const ALL: CaseQuery = { status: [], limit: 500 };
export const [CAMILO, VIVIANA]: readonly [Agent, Agent] = [{ id: 'u-camilo', name: 'Camilo' }, { id: 'u-viviana', name: 'Viviana' }];

export interface Office {
  readonly desk: Desk;
  readonly quality: Quality;
  readonly storage: Storage;
  readonly turn: Turn;
  readonly accounts: Accounts;
  readonly news: CaseNews[];
  readonly receipts: Receipts;
  /** What carries that case to another channel. */
  codeFor(thread: ThreadId): Promise<string>;
  /** Where somebody was shown to be typing. */
  readonly shown: readonly Address[];
  /** Whose time ran out, or nearly. */
  readonly overdue: readonly (readonly [ThreadId, string])[];
  readonly clocks: { machine: number };
  now(): number;
  /** Performs what is due and waits until nothing is under way. */
  settle(): Promise<void>;
  says(thread: ThreadId, text: string): Promise<void>;
  /** A customer who wrote and asked for a person: her case waits. */
  handOff(name: string): Promise<ThreadId>;
  entries(thread: ThreadId): Promise<readonly Entry[]>;
  passes(ms: number): Promise<void>;
  close(): Promise<void>;
}

const homeOf = (thread: ThreadId): Address => address('web', `home-${thread}`);

export const openDesk = async (settings: Partial<DeskSettings> = {}): Promise<Office> => {
  const folder = freshFolder();
  const clocks = { machine: MONDAY };
  const storage = await openEmbedded(folder, { machineNow: () => clocks.machine });
  const clock = await makeClock({ ...storage, machineNow: () => clocks.machine });
  const [log, metrics] = [makeLog('silent'), makeMetrics()];
  const loaded = await loadReleases(path.join(ROOT, 'flows', 'definitions'), storage.records, { compile: compiledOnce });
  const made = makeDemo({ records: storage.records, now: clock.now, directory: undefined, log });
  if (!loaded.ok || !made.ok) throw new Error('the shipped content has faults');
  const calendar = rememberedCalendar(() => SHIFTS, clock.now);
  let rush = (): Rush => ({});
  const turn = makeTurn({
    storage, clock, releases: loaded.releases, treatment: 'usted', articles: bundledLibrary(), desk: rememberedHours(calendar, clock.now, () => rush()),
    outages: () => new Map(), readsTranscript: () => false, log, metrics,
  });
  const accounts = makeAccounts(storage.records);
  const directory = makeDirectory(storage.addresses);
  const people = makePeople({ storage, turn, directory, now: clock.now, moved: (thread) => void desk.cases.forget(thread), carry: (thread, joined) => receipts.joined(thread, joined) });
  const users = { list: async () => [...(await accounts.list()), ...STANDING], user: async (id: string) => (await accounts.user(id)) ?? STANDING.find((user) => user.id === id) ?? null };
  const receipts = makeReceipts(storage.records);
  const [shown, overdue]: [Address[], [ThreadId, string][]] = [[], []];
  const desk = makeDesk({
    storage, turn, releases: loaded.releases, people, calendar, customers: made.demo.operator.directory, users, zoneOf: made.demo.zoneOf,
    settings: { limitMs: 30 * MINUTE, capacity: 12, silentMs: 5 * MINUTE, ...settings }, now: clock.now, machineNow: () => clocks.machine, receipts, media: { sizeOf: async () => 1_234 }, lost: () => undefined, showTyping: async (to) => void shown.push(to),
    overdue: async (thread, _row, mark) => void overdue.push([thread, mark]),
  });
  rush = desk.rush;
  const quality = makeQuality({ storage, now: clock.now, rowOf: desk.cases.get, zoneOf: made.demo.zoneOf, titles: { titleOf: (flow) => flow, stepTitleOf: (step) => step } });
  const codes = makeResumeCodes(storage.records, { now: clock.now, base: 'http://localhost' });
  const news: CaseNews[] = [];
  const tell = (what: CaseNews): Promise<void> => Promise.resolve(void news.push(what));
  const reach: Reach = makeReach({
    storage, cases: desk.cases, people, tell, tally: (thread) => quality.count(thread),
    outages: { watch: () => Promise.resolve(), sweep: () => Promise.resolve(), told: () => Promise.resolve(0) } as never,
    codes,
  });
  const web = { ...phoneChannel, name: 'web' };
  const relay = makeRelay({ storage, clock, turn, channels: new Map([['web', web], ['phone', phoneChannel]]), operator: made.demo.systems, reach, log, metrics });
  const settle = async (): Promise<void> => {
    do {
      await relay.tick();
      await turn.rest();
      await relay.rest();
    } while (await storage.outbox.busy());
  };
  let heard = 0;
  const office: Office = {
    desk, quality, storage, turn, accounts, news, clocks, now: clock.now, settle, receipts, shown, overdue, codeFor: async (thread) => (await codes.offer(thread)).code,
    async says(thread, text) {
      const [at, from] = [clock.now(), homeOf(thread)];
      await turn.receive({ thread, dedupe: `said-${(heard += 1)}`, event: { kind: 'message', at, from, text }, entry: { kind: 'customer', at, from, text } });
      await settle();
    },
    async handOff(name) {
      const thread = threadId(`t-${name}`);
      await office.says(thread, 'quiero hablar con una persona');
      return thread;
    },
    entries: async (thread) => (await storage.threads.read(thread, 0, 10_000)).map(({ entry }) => entry),
    async passes(ms) {
      clocks.machine += ms;
      await settle();
    },
    async close() {
      desk.stop();
      clock.stop();
      loaded.releases.stop();
      await settle();
      await storage.close();
      removeFolder(folder);
    },
  };
  return office;
};

const STANDING = [CAMILO, VIVIANA].map(({ id, name }) => ({ id, name, email: `${name.toLowerCase()}@hilo.example`, role: 'agent' as const }));
