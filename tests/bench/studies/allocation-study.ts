/** What one turn allocates, garbage included, by place and by function: the collector's share starts here. */
import { functionOf, placeOf, type CallFrame } from '../call-frame';
import { INSPECTABLE, inspect } from '../inspector';
import type { Load } from '../load-process';
import { CLIENTS, underLoad } from '../measure';
import { withServer, type Plan, type Running } from '../servers';

interface AllocationNode {
  readonly callFrame: CallFrame;
  readonly selfSize: number;
  readonly children: readonly AllocationNode[];
}

export interface Allocated {
  readonly name: string;
  readonly bytes: number;
}

export interface AllocationFigures {
  readonly bytesPerTurn: number;
  /** By what allocates itself. */
  readonly places: readonly Allocated[];
  /** By what allocates itself or through what it calls. */
  readonly functions: readonly Allocated[];
}

const KEPT = 30;
const SAMPLING = { samplingInterval: 16_384, includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true };

interface Sums {
  readonly places: Map<string, number>;
  readonly functions: Map<string, number>;
}

const add = (sums: Map<string, number>, name: string, bytes: number): void => void sums.set(name, (sums.get(name) ?? 0) + bytes);

/** Adds a node to the sums and returns its bytes with its children's; a function on its own path counts once. */
const collect = (node: AllocationNode, sums: Sums, path: ReadonlySet<string>): number => {
  const name = functionOf(node.callFrame);
  const below = new Set([...path, name]);
  const bytes = node.children.reduce((sum, child) => sum + collect(child, sums, below), node.selfSize);
  add(sums.places, placeOf(node.callFrame), node.selfSize);
  if (!path.has(name)) add(sums.functions, name, bytes);
  return bytes;
};

const ranked = (sums: ReadonlyMap<string, number>, turns: number): readonly Allocated[] =>
  [...sums].map(([name, bytes]) => ({ name, bytes: bytes / turns })).sort((a, b) => b.bytes - a.bytes).slice(0, KEPT);

const study = async (server: Running, load: Load): Promise<AllocationFigures> => {
  await underLoad(load, server, { warmMs: 0, ms: 4000, clients: CLIENTS });
  const inspector = await inspect(server);
  await inspector.call('HeapProfiler.startSampling', SAMPLING);
  const { allTurns } = await underLoad(load, server, { warmMs: 0, ms: 3000, clients: CLIENTS });
  const { profile } = (await inspector.call('HeapProfiler.stopSampling')) as { profile: { head: AllocationNode } };
  inspector.close();
  const sums: Sums = { places: new Map(), functions: new Map() };
  const total = collect(profile.head, sums, new Set());
  return { bytesPerTurn: total / allTurns, places: ranked(sums.places, allTurns), functions: ranked(sums.functions, allTurns) };
};

export const allocationStudy = (plan: Plan, load: Load): Promise<AllocationFigures> =>
  withServer({ ...plan, nodeOptions: INSPECTABLE }, (server) => study(server, load));
