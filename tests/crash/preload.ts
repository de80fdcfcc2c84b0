/**
 * Loaded into the real server before its own code: wraps the store it opens, so that the process can be made to die at
 * a named point of the turn, or to be a broken build. Orders and questions come by a file and SIGUSR2.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Outbox, Storage, ThreadStore } from '../../bot/runtime/ports';
import { withFault } from './faulty';
import { over } from './over';
import { FAULT, ORDER_FILE, type Fault, type Order, type Point, type Question } from './points';

type Open = (...args: readonly unknown[]) => Promise<Storage>;

/** Less than the fake Meta takes to answer. */
const INTO_A_CALL_MS = 15;

let order: (Order & { left: number }) | undefined;
let opened: Storage | undefined;

/** Nothing runs behind this line when its time has come, not even a queued write. */
const probe = (point: Point): void => {
  if (order?.point !== point) return;
  order.left -= 1;
  if (order.left <= 0) process.kill(process.pid, 'SIGKILL');
};

const probed = (storage: Storage): Storage =>
  over(storage, { threads: threadsProbed(storage.threads), outbox: outboxProbed(storage.outbox) });

const outboxProbed = (outbox: Outbox): Outbox =>
  over(outbox, {
    async sending(effect) {
      const answer = await outbox.sending(effect);
      probe('before send');
      setTimeout(() => probe('during send'), INTO_A_CALL_MS);
      return answer;
    },
    settle(settlements) {
      probe('after send');
      return outbox.settle(settlements);
    },
  });

const threadsProbed = (threads: ThreadStore): ThreadStore =>
  over(threads, {
    async accept(acceptance) {
      const accepted = await threads.accept(acceptance);
      probe('after accept');
      return accepted;
    },
    async begin(beginning) {
      probe('before commit');
      const begun = await threads.begin(beginning);
      probe('after commit');
      return begun;
    },
    async commit(commit) {
      probe('before commit');
      const committed = await threads.commit(commit);
      probe('after commit');
      return committed;
    },
  });

const wrap = (module: string, name: string): void => {
  const exported = createRequire(__filename)(module) as Record<string, Open>;
  const open = exported[name];
  if (!open) throw new Error(`${module} has no ${name}`);
  const fault = process.env[FAULT] as Fault | undefined;
  exported[name] = async (...args) => {
    const storage = await open(...args);
    opened = storage;
    return probed(fault ? withFault(storage, fault) : storage);
  };
};

/** Written aside and put in place, so that nobody reads half of it. What cannot be told is asked again. */
const tell = async (storage: Storage, { answer, passes = 0 }: Question): Promise<void> => {
  const now = await letPass(storage, passes);
  const timer = await storage.outbox.nextTimer();
  const busy = (timer !== null && timer.due <= now) || (await storage.outbox.busy());
  writeFileSync(`${answer}.new`, String(busy));
  renameSync(`${answer}.new`, answer);
};

const CLOCK = 'clock';

/** The shared clock moves as it does by itself, only faster: nobody plays timers one by one. Tells business time. */
const letPass = async ({ records, news }: Storage, ms: number): Promise<number> => {
  const stored = await records.get(CLOCK);
  const offsetMs = ms + (stored ? (JSON.parse(stored.json) as { readonly offsetMs: number }).offsetMs : 0);
  if (ms > 0) {
    if ((await records.put(CLOCK, JSON.stringify({ offsetMs }), stored?.version ?? 0)) === 'stale') throw new Error('somebody else moves the clock');
    news.publishRecord(CLOCK);
  }
  return Date.now() + offsetMs;
};

const file = process.env[ORDER_FILE];
if (file !== undefined) {
  if (process.env['REDIS_URL']) wrap('../../bot/storage/redis/open', 'openRedis');
  else wrap('../../bot/storage/embedded/open', 'openEmbedded');
  process.on('SIGUSR2', () => {
    const given = JSON.parse(readFileSync(file, 'utf8')) as Order | Question;
    if ('point' in given) order = { ...given, left: given.nth };
    else if (opened) void tell(opened, given).catch(() => undefined);
  });
}
