/** Where the product's processor time goes under load: a CPU profile, and its self time by function and by package. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionOf, placeOf, type CallFrame } from '../call-frame';
import { INSPECTABLE, inspect } from '../inspector';
import type { Load } from '../load-process';
import { CLIENTS, underLoad, WARM_MS } from '../measure';
import { withServer, type Plan, type Running, type ServerName } from '../servers';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: CallFrame;
}

interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
}

export interface Share {
  readonly name: string;
  /** Percent of the busy samples. */
  readonly percent: number;
}

export interface ProfileFigures {
  readonly server: ServerName;
  readonly functions: readonly Share[];
  readonly places: readonly Share[];
  /** Percent of all samples in which the process waited. */
  readonly idle: number;
}

const KEPT = 40;
const SAMPLE_MICROS = 200;

const ranked = (counts: ReadonlyMap<string, number>, total: number): readonly Share[] =>
  [...counts].map(([name, count]) => ({ name, percent: (100 * count) / total })).sort((a, b) => b.percent - a.percent).slice(0, KEPT);

const tally = (profile: CpuProfile, name: (frame: CallFrame) => string): Map<string, number> => {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const counts = new Map<string, number>();
  for (const id of profile.samples) {
    const node = nodes.get(id);
    if (node === undefined || node.callFrame.functionName === '(idle)') continue;
    counts.set(name(node.callFrame), (counts.get(name(node.callFrame)) ?? 0) + 1);
  }
  return counts;
};

const figuresOf = (server: ServerName, profile: CpuProfile): ProfileFigures => {
  const functions = tally(profile, functionOf);
  const busy = [...functions.values()].reduce((sum, count) => sum + count, 0);
  return {
    server,
    functions: ranked(functions, busy),
    places: ranked(tally(profile, placeOf), busy),
    idle: 100 * (1 - busy / Math.max(1, profile.samples.length)),
  };
};

const record = async (server: Running, load: Load): Promise<CpuProfile> => {
  await underLoad(load, server, { warmMs: 0, ms: WARM_MS[server.name], clients: CLIENTS });
  const inspector = await inspect(server);
  await inspector.call('Profiler.enable');
  await inspector.call('Profiler.setSamplingInterval', { interval: SAMPLE_MICROS });
  await inspector.call('Profiler.start');
  await underLoad(load, server, { warmMs: 100, ms: 4000, clients: CLIENTS });
  const { profile } = (await inspector.call('Profiler.stop')) as { profile: CpuProfile };
  inspector.close();
  return profile;
};

export const profileStudy = async (plan: Plan, load: Load, folder: string): Promise<ProfileFigures> => {
  const profile = await withServer({ ...plan, nodeOptions: INSPECTABLE }, (server) => record(server, load));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${plan.name}.cpuprofile`), JSON.stringify(profile));
  return figuresOf(plan.name, profile);
};
