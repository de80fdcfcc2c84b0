/**
 * What a conversation leaves behind once it is idle: bytes in the store, bytes appended to Redis's log, memory in the
 * process (live objects after a full collection, so that the collector's mood does not count).
 */
import { INSPECTABLE, inspect } from '../inspector';
import type { LoadResult } from '../load/contract';
import type { Load } from '../load-process';
import { TURNS } from '../measure';
import { diskBytes, residentBytes } from '../process-figures';
import { DIALECT, withServer, type Running, type ServerName } from '../servers';

export interface IdleFigures {
  readonly server: ServerName;
  readonly conversations: number;
  /** Bytes appended to the log per turn, the conversation's opening shared among its turns; 0 without Redis. */
  readonly logPerTurn: number;
  /** Bytes appended to the log by opening a conversation without a turn. */
  readonly logPerOpening: number;
  /** MEMORY USAGE of all keys, or bytes on disk (embedded), per conversation. */
  readonly storedPerConversation: number;
  readonly usedMemoryPerConversation: number;
  readonly heapPerConversation: number;
  readonly residentPerConversation: number;
  /** Processor microseconds of opening a conversation. */
  readonly openingMicros: number;
}

interface Snapshot {
  readonly log: number;
  readonly stored: number;
  readonly used: number;
  readonly heap: number;
  readonly resident: number;
}

const SETTLE_MS = 1000;
const CLIENTS = 16;
/**
 * More conversations than the process's bounded memories (addresses, tokens) hold: they are full before memory is
 * measured, as in any server that has run for a day, so that filling them does not count as a conversation's.
 */
const FULL = 21_000;
/** Memory is measured over this many times more conversations of one turn: the heap's own noise is half a megabyte. */
const CROWD = 6;
/** A smoke has fewer conversations and tells no figure: its memories stay unfilled. */
const LEAST_TOLD = 100;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const have = (load: Load, server: Running, what: { conversations: number; turns: number }): Promise<LoadResult> =>
  load.run({
    dialect: DIALECT[server.name],
    ports: server.ports,
    clients: CLIENTS,
    turns: what.turns,
    limit: { kind: 'conversations', count: what.conversations },
    watch: server.pids,
  });

const snapshot = async (server: Running): Promise<Snapshot> => {
  await pause(SETTLE_MS);
  const inspector = await inspect(server);
  const heap = await inspector.liveBytes();
  inspector.close();
  const redis = await server.redis?.figures();
  const resident = residentBytes(server.pids[0] ?? 0);
  return { log: redis?.log ?? 0, stored: redis?.keys ?? diskBytes(server.dataDir), used: redis?.used ?? 0, heap, resident };
};

type Memory = Pick<IdleFigures, 'heapPerConversation' | 'residentPerConversation'>;

/** The process is the same one on every store: measuring it on one of them is enough. */
const UNMEASURED: Memory = { heapPerConversation: NaN, residentPerConversation: NaN };

const memoryOf = async (load: Load, server: Running, conversations: number): Promise<Memory> => {
  if (conversations >= LEAST_TOLD) await have(load, server, { conversations: FULL, turns: 0 });
  const before = await snapshot(server);
  const crowd = conversations * CROWD;
  await have(load, server, { conversations: crowd, turns: 1 });
  const after = await snapshot(server);
  return { heapPerConversation: (after.heap - before.heap) / crowd, residentPerConversation: (after.resident - before.resident) / crowd };
};

const study = async (load: Load, server: Running, conversations: number): Promise<IdleFigures> => {
  await have(load, server, { conversations, turns: TURNS });
  const first = await snapshot(server);
  const talked = await have(load, server, { conversations, turns: TURNS });
  const second = await snapshot(server);
  const opened = await have(load, server, { conversations, turns: 0 });
  const afterOpening = await snapshot(server);
  const memory = server.redis === null ? UNMEASURED : await memoryOf(load, server, conversations);
  return {
    server: server.name,
    conversations,
    logPerTurn: (second.log - first.log) / Math.max(1, talked.allTurns),
    logPerOpening: (afterOpening.log - second.log) / conversations,
    storedPerConversation: (second.stored - first.stored) / conversations,
    usedMemoryPerConversation: (second.used - first.used) / conversations,
    ...memory,
    openingMicros: (opened.serverCpu / conversations) * 1e6,
  };
};

export const idleStudy = (name: ServerName, load: Load, conversations: number): Promise<IdleFigures> =>
  withServer({ name, nodeOptions: INSPECTABLE }, (server) => study(load, server, conversations));
