/** The installation that is crashed: a store that lives on, and the processes on it that die and are started again. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { address } from '../../dialogs/ids';
import type { Positioned, Storage } from '../../bot/runtime/ports';
import type { FakeMeta } from '../fake-meta/server';
import { startServer, type Server, type ServerEnvironment } from '../support/server';
import { ROOT } from '../../bot/root';
import { environmentFor } from '../support/whatsapp';
import type { Doors } from './doors';
import type { Kill, Observed } from './observed';
import { FAULT, ORDER_FILE, type Fault, type Order, type Question } from './points';
import { openStore, type StoreName, type Trouble } from './stores';

/** A point that is not passed so soon: the process is killed where it is. */
const LONGEST_TO_A_POINT_MS = 2_500;
const PAGE = 1_000;
const LOOK_MS = 50;
const ANSWER_LOOK_MS = 10;
const LONGEST_ANSWER_MS = 5_000;

export interface House {
  /** Kills a process at its next passing of a point, or anywhere, and starts it again. */
  crash(order: Order | 'anywhere'): Promise<void>;
  /** What befalls the store; resolves when it is over and every process is ready again. */
  befall(): Promise<void>;
  /** Lets business time pass for all processes. */
  pass(ms: number): Promise<void>;
  /** Whether nothing is under way or due in the store any more, as soon as that is so; no after so long. */
  rest(ms: number): Promise<boolean>;
  /** Stops all processes as an operator would, and reads every conversation's transcript. */
  read(conversations: readonly Omit<Observed['conversations'][number], 'transcript'>[]): Promise<Observed>;
  /** What the processes wrote in their logs. */
  output(): string;
  dispose(): Promise<void>;
}

/** One place where a process runs, dies, and runs again at the same address. */
interface Slot {
  server: Server;
  readonly orders: string;
  readonly start: () => Promise<Server>;
}

export interface HouseOptions {
  readonly store: StoreName;
  readonly fault: Fault | undefined;
  readonly trouble: Trouble | undefined;
  readonly replicas: number;
  readonly meta: FakeMeta;
  readonly doors: Doors;
}

export const openHouse = async ({ store: name, fault, trouble, replicas, meta, doors }: HouseOptions): Promise<House> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hilo-crash-'));
  const store = await openStore(name, { folder, trouble, replicas });
  const outputs: string[] = [];
  const kills: Kill[] = [];
  const openSlot = async (place: number): Promise<Slot> => {
    const orders = path.join(folder, `orders-${place}`);
    const environment: ServerEnvironment = {
      ...store.environment, ...environmentFor(meta),
      NODE_OPTIONS: `--require ${path.join(ROOT, 'dist', 'tests', 'crash', 'preload.js')}`,
      [ORDER_FILE]: orders, ...(fault && { [FAULT]: fault }),
    };
    const server = await startServer(environment);
    doors.urls[place] = server.url;
    return { server, orders, start: () => startServer({ ...environment, PORT: String(server.port) }) };
  };
  const slots: Slot[] = [];
  for (let place = 0; place < store.processes; place += 1) slots.push(await openSlot(place));

  const die = async ({ server, orders }: Slot, order: Order | 'anywhere'): Promise<string> => {
    if (order === 'anywhere') {
      await server.kill();
      return order;
    }
    writeFileSync(orders, JSON.stringify(order));
    process.kill(server.pid, 'SIGUSR2');
    const late = new AbortController();
    const waited = pause(LONGEST_TO_A_POINT_MS, 'late', { signal: late.signal }).catch(() => 'died');
    const died = (await Promise.race([server.exited, waited])) !== 'late';
    late.abort();
    await server.kill();
    return died ? order.point : 'anywhere';
  };

  return {
    async crash(order) {
      const slot = slots[kills.length % slots.length];
      if (!slot) throw new Error('there is nothing to kill');
      const point = await die(slot, order);
      kills.push({ point, at: Date.now() });
      outputs.push(slot.server.output());
      slot.server = await slot.start();
      await ready(slot.server);
    },
    async befall() {
      kills.push({ point: trouble ?? 'anywhere', at: Date.now() });
      await store.befall();
      await Promise.all(slots.map(({ server }) => ready(server)));
    },
    async pass(ms) {
      while ((await asked(slots[0], { passes: ms })) === null) await pause(LOOK_MS);
    },
    async rest(ms) {
      for (const deadline = Date.now() + ms; Date.now() < deadline; await pause(LOOK_MS)) if ((await asked(slots[0])) === false) return true;
      return false;
    },
    async read(conversations) {
      await Promise.all(slots.map(({ server }) => server.kill('SIGTERM')));
      const storage = await store.open();
      const read = await Promise.all(conversations.map(async (one) => ({ ...one, seen: one.seen, transcript: await transcriptOf(storage, `${one.channel}`, one.name) })));
      const clock = await storage.records.get('clock');
      await storage.close();
      const { offsetMs } = JSON.parse(clock?.json ?? '{"offsetMs":0}') as { readonly offsetMs: number };
      return { kills, conversations: read, endedAt: Date.now() + offsetMs };
    },
    output: () => [...outputs, ...slots.map(({ server }) => server.output())].join(''),
    async dispose() {
      await Promise.all(slots.map(({ server }) => server.kill()));
      await store.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Whether the store is busy, asked inside a process: the embedded one is open there and nowhere else. `null`: no answer. */
const asked = async (slot: Slot | undefined, question: Omit<Question, 'answer'> = {}): Promise<boolean | null> => {
  if (!slot) throw new Error('there is nobody to ask');
  const answer = `${slot.orders}.answer`;
  rmSync(answer, { force: true });
  writeFileSync(slot.orders, JSON.stringify({ ...question, answer } satisfies Question));
  process.kill(slot.server.pid, 'SIGUSR2');
  for (const deadline = Date.now() + LONGEST_ANSWER_MS; Date.now() < deadline; await pause(ANSWER_LOOK_MS)) {
    if (existsSync(answer)) return readFileSync(answer, 'utf8') !== 'false';
  }
  return null;
};

/** A process that is killed before it ever works would only measure how long a start takes. */
const ready = async ({ url }: Server): Promise<void> => {
  while (!(await fetch(`${url}/readyz`).then(({ ok }) => ok, () => false))) await pause(50);
};

const transcriptOf = async (storage: Storage, channel: string, name: string): Promise<readonly Positioned[]> => {
  const thread = await storage.addresses.resolve(address(channel, name));
  const entries: Positioned[] = [];
  while (thread) {
    const page = await storage.threads.read(thread, (entries.at(-1)?.position ?? -1) + 1, PAGE);
    entries.push(...page);
    if (page.length < PAGE) break;
  }
  return entries;
};
