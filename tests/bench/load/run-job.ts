/**
 * Runs one job: `clients` customers in a closed loop, each with one conversation at a time. Only turns that both begin
 * and end inside the measured window count for latency; processor time is read at the window's two edges.
 */
import { cpuSeconds } from '../process-figures';
import type { Dialect, LoadJob, LoadResult, Seat } from './contract';
import { directlineDoor } from './directline-door';
import { rawDoor, stockDoor } from './inline-door';
import { FIRST, type Conversation, type Door } from './talk';

const FAULTS_KEPT = 3;
const FAULTS_BEARABLE = 50;

interface Tally {
  readonly latencies: number[];
  readonly seats: Seat[];
  readonly faults: string[];
  /** Start of the measured window by `performance.now()`. */
  from: number;
  allTurns: number;
  conversations: number;
  unanswered: number;
  stopped: boolean;
}

const DOORS: Readonly<Record<Dialect, (port: number) => Promise<Door>>> = {
  inline: rawDoor,
  botframework: stockDoor,
  directline: directlineDoor,
};

const newTally = (from: number): Tally => ({
  latencies: [], seats: [], faults: [], from, allTurns: 0, conversations: 0, unanswered: 0, stopped: false,
});

/** Hands out the conversations to have: endless until stopped, or as many as asked for. */
type Supply = () => { readonly seat?: Seat } | null;

const supply = (job: LoadJob, tally: Tally): Supply => {
  const { limit } = job;
  let taken = 0;
  return () => {
    if (tally.stopped) return null;
    switch (limit.kind) {
      case 'time':
        return {};
      case 'opened':
        return null;
      case 'conversations':
        return taken++ < limit.count ? {} : null;
      case 'seats': {
        const seat = limit.seats[taken++];
        return seat === undefined ? null : { seat };
      }
    }
  };
};

const oneTurn = async (talk: Conversation, text: string, tally: Tally): Promise<string> => {
  const sent = performance.now();
  const next = await talk.say(text);
  if (tally.stopped) return next;
  tally.allTurns += 1;
  if (sent >= tally.from) tally.latencies.push(performance.now() - sent);
  return next;
};

const converse = async (job: LoadJob, tally: Tally, talk: Conversation, first: string): Promise<void> => {
  let next = first;
  for (let turn = 0; turn < job.turns && !tally.stopped; turn += 1) {
    next = await oneTurn(talk, job.script?.[turn % job.script.length] ?? next, tally);
  }
  tally.conversations += 1;
  if (job.limit.kind !== 'time') tally.seats.push(talk.seat(next));
};

const note = (tally: Tally, fault: unknown): void => {
  tally.unanswered += 1;
  if (tally.faults.length < FAULTS_KEPT) tally.faults.push(fault instanceof Error ? fault.message : String(fault));
  if (tally.unanswered > FAULTS_BEARABLE) tally.stopped = true;
};

const customer = async (job: LoadJob, port: number, next: Supply, tally: Tally): Promise<void> => {
  const door = await DOORS[job.dialect](port);
  for (let wanted = next(); wanted !== null; wanted = next()) {
    let talk: Conversation | null = null;
    try {
      talk = await door.open(wanted.seat);
      await converse(job, tally, talk, wanted.seat?.next ?? FIRST);
    } catch (fault) {
      if (!tally.stopped) note(tally, fault);
    }
    talk?.end();
  }
  door.close();
};

interface Party {
  readonly door: Door;
  readonly talks: readonly Conversation[];
}

const gather = async (job: LoadJob, port: number, each: number): Promise<Party> => {
  const door = await DOORS[job.dialect](port);
  const talks: Conversation[] = [];
  while (talks.length < each) talks.push(await door.open());
  return { door, talks };
};

const converseAll = async (job: LoadJob, tally: Tally, { talks }: Party): Promise<void> => {
  for (const talk of talks) await converse(job, tally, talk, FIRST).catch((fault: unknown) => note(tally, fault));
};

/** What an opening leaves to be done after it was answered must not count as a turn's. */
const CALM_MS = 300;

const runOpened = async (job: LoadJob, each: number): Promise<LoadResult> => {
  const parties = await Promise.all(clientPorts(job).map((port) => gather(job, port, each)));
  await pause(CALM_MS);
  const tally = newTally(performance.now());
  const before = edge(job);
  await Promise.all(parties.map((party) => converseAll(job, tally, party)));
  const after = edge(job);
  for (const { talks, door } of parties) {
    talks.forEach((talk) => talk.end());
    door.close();
  }
  return summary(tally, before, after);
};

const clientPorts = (job: LoadJob): readonly number[] => Array.from({ length: job.clients }, (_, i) => job.ports[i % job.ports.length] ?? 0);

interface Edge {
  readonly at: number;
  readonly server: number;
  readonly own: number;
}

const edge = (job: LoadJob): Edge => {
  const own = process.cpuUsage();
  return {
    at: performance.now(),
    server: job.watch.reduce((sum, pid) => sum + cpuSeconds(pid), 0),
    own: (own.user + own.system) / 1e6,
  };
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const runJob = async (job: LoadJob): Promise<LoadResult> => {
  const { limit } = job;
  if (limit.kind === 'opened') return runOpened(job, limit.each);
  const tally = newTally(performance.now() + (limit.kind === 'time' ? limit.warmMs : 0));
  const next = supply(job, tally);
  let before = edge(job);
  const all = Promise.all(clientPorts(job).map((port) => customer(job, port, next, tally)));
  if (limit.kind !== 'time') {
    await all;
    return summary(tally, before, edge(job));
  }
  await Promise.race([pause(limit.warmMs), all]);
  before = edge(job);
  tally.from = before.at;
  tally.latencies.length = 0;
  await Promise.race([pause(limit.ms), all]);
  const after = edge(job);
  tally.stopped = true;
  await all;
  return summary(tally, before, after);
};

const summary = (tally: Tally, before: Edge, after: Edge): LoadResult => {
  const sorted = Float64Array.from(tally.latencies).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    turns: sorted.length,
    allTurns: tally.allTurns,
    conversations: tally.conversations,
    unanswered: tally.unanswered,
    faults: tally.faults,
    seconds: (after.at - before.at) / 1000,
    serverCpu: after.server - before.server,
    loadCpu: after.own - before.own,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    seats: tally.seats,
  };
};
