/**
 * P7 on one Redis with several processes, some of which are killed while they tell: whom the broadcast missed, told twice,
 * and may or may not have told; and whether the counters of the detection, fed by the same processes, lost or doubled a report.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Channel } from '../../bot/channels/channel';
import { countsOf } from '../../bot/notices/broadcasts';
import type { Ledger } from '../../bot/notices/ledger';
import { makePartitions } from '../../bot/notices/partitions';
import type { Storage } from '../../bot/runtime/ports';
import type { Tally } from '../../dialogs/outages/detect';
import { addressOf, makeCounters, makeTeller, openStore, seeded, type Seat } from '../bot/notices/teller';
import { inChild } from '../support/child';
import { startRedis } from '../support/redis';
import { exitOf, freshFolder, removeFolder } from '../support/server';

export interface BroadcastOptions {
  readonly recipients: number;
  readonly processes: number;
  readonly kills: number;
  /** Different services whose fault is reported meanwhile; at most 90. */
  readonly reports: number;
}

export interface BroadcastOutcome {
  /** Recipients with no message and no mark that they may have one. */
  readonly missed: number;
  readonly doubled: number;
  /** Listed, never sent again by itself. */
  readonly uncertain: number;
  readonly sent: number;
  readonly kills: number;
  readonly seconds: number;
  readonly reportsLost: number;
  readonly alerts: number;
}

const TELLER = path.join(__dirname, '..', 'bot', 'notices', 'teller');

/** From the sources in a test, from what was built otherwise. */
const startTeller = (seat: Seat): ChildProcess => {
  const call = `require(${JSON.stringify(TELLER)}).tellAndTell(${JSON.stringify(seat)})`;
  return existsSync(`${TELLER}.js`) ? spawn(process.execPath, ['-e', call], { stdio: ['ignore', 'pipe', 'pipe'] }) : inChild(call);
};

export const runBroadcast = async (options: BroadcastOptions): Promise<BroadcastOutcome> => {
  const [folder, redis] = [freshFolder(), await startRedis()];
  const storage = await openStore(folder, redis.url);
  try {
    return await play(storage, { folder, redis: redis.url }, options);
  } finally {
    await storage.close();
    await redis.stop();
    removeFolder(folder);
  }
};

const play = async (storage: Storage, seat: Seat, options: BroadcastOptions): Promise<BroadcastOutcome> => {
  const nobody: Channel = { name: 'sms', idempotent: false, typing: () => Promise.resolve(), deliver: () => Promise.resolve({ kind: 'delivered' }) };
  const { watch } = await makeTeller(storage, nobody);
  await seeded(storage, watch, options.recipients);
  const began = Date.now();
  const kills = await tellWithKills(seat, options);
  const seconds = (Date.now() - began) / 1_000;
  const [broadcast] = await watch.ledger.broadcasts();
  const id = broadcast?.id ?? '';
  const uncertain = await uncertainIn(watch.ledger, id);
  const counters = makeCounters(storage);
  await counters.round();
  const times = timesOf(seat.folder);
  const numbers = Array.from({ length: options.recipients }, (_, number) => number);
  const told = (number: number): number => times.get(addressOf(number)) ?? 0;
  return {
    missed: numbers.filter((number) => told(number) === 0 && !uncertain.has(`t${number}`)).length,
    doubled: numbers.filter((number) => told(number) > 1).length,
    uncertain: uncertain.size, sent: (await countsOf(watch.ledger, id)).sent, kills, seconds,
    reportsLost: options.reports - (await servicesCounted(storage)), alerts: (await counters.alerts()).length,
  };
};

/** All of them: the desk lists the first of many. */
const uncertainIn = async (ledger: Ledger, id: string): Promise<ReadonlySet<string>> =>
  ledger.rows(id).fold(new Set<string>(), (found, thread, { state }) => (state === 'uncertain' ? found.add(thread) : found));

const timesOf = (folder: string): ReadonlyMap<string, number> => {
  const times = new Map<string, number>();
  for (const to of readFileSync(path.join(folder, 'left.txt'), 'utf8').trim().split('\n')) times.set(to, (times.get(to) ?? 0) + 1);
  return times;
};

const servicesCounted = async ({ records }: Storage): Promise<number> => {
  const tally = await makePartitions<Tally>(records, 'reports', 32).fold<Tally | null>(null, (found, id, each) => (id === 'BOG-1' ? each : found));
  return new Set(Object.values(tally?.recent ?? {}).flatMap((services) => Object.keys(services))).size;
};

/** Keeps `processes` of them at work, kills one whenever a further share has left, and waits until the last is at rest. */
const tellWithKills = async (seat: Seat, { recipients, processes, kills, reports }: BroadcastOptions): Promise<number> => {
  const counted = new Set<string>();
  const all = Array.from({ length: reports }, (_, number) => `S-${number}`);
  const running: ChildProcess[] = [];
  const ends: Promise<number | null>[] = [];
  const faults: string[] = [];
  let left = 0;
  let killed = 0;
  const heard = (line: string): void => {
    if (line.startsWith('counted ')) counted.add(line.slice(8));
    if (line !== 'left') return;
    left += 1;
    if (killed >= kills || left < ((killed + 1) * recipients) / (kills + 1)) return;
    killed += 1;
    running.shift()?.kill('SIGKILL');
    begin(killed);
  };
  const begin = (number: number): void => {
    // What was counted may be reported again by another process: it must count once.
    const child = startTeller({ ...seat, reports: all.filter((service, index) => !counted.has(service) || index % (number + 2) === 0) });
    running.push(child);
    eachLine(child, heard);
    child.stderr?.on('data', (chunk: Buffer) => faults.push(chunk.toString()));
    ends.push(exitOf(child));
  };
  for (let number = 0; number < processes; number += 1) begin(number);
  // One that is killed begins another, whose end is waited for too.
  for (let waited = 0; waited < ends.length; waited += 1) {
    const code = await ends[waited];
    if (typeof code !== 'number' || code === 0) continue;
    running.forEach((child) => child.kill('SIGKILL'));
    throw new Error(faults.join(''));
  }
  return killed;
};

const eachLine = (child: ChildProcess, heard: (line: string) => void): void => {
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(heard);
  });
};
