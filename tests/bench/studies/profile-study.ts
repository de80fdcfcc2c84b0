/** Where the product's processor time goes under load: a CPU profile, and its self time by function and by package. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INSPECTABLE, inspect } from '../inspector';
import type { Load } from '../load-process';
import { CLIENTS, underLoad } from '../measure';
import { ROOT } from '../places';
import { startServer, type Plan, type ServerName } from '../servers';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
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

const fileOf = (url: string): string => url.replace(/^file:\/\//, '').replace(`${ROOT}/`, '');

/** A package, one of our folders, a part of Node, or the engine itself. */
const placeOf = ({ callFrame }: ProfileNode): string => {
  const file = fileOf(callFrame.url);
  const modules = file.split('node_modules/').at(-1) ?? '';
  if (file.includes('node_modules/')) return modules.split('/').slice(0, modules.startsWith('@') ? 2 : 1).join('/');
  if (file.startsWith('dist/')) return file.split('/').slice(1, 4).join('/');
  if (file === '') return callFrame.functionName;
  return file.split('/')[0] ?? file;
};

const functionOf = ({ callFrame }: ProfileNode): string =>
  `${callFrame.functionName || '(anonymous)'} ${fileOf(callFrame.url)}:${callFrame.lineNumber + 1}`;

const ranked = (counts: ReadonlyMap<string, number>, total: number): readonly Share[] =>
  [...counts].map(([name, count]) => ({ name, percent: (100 * count) / total })).sort((a, b) => b.percent - a.percent).slice(0, KEPT);

const tally = (profile: CpuProfile, name: (node: ProfileNode) => string): Map<string, number> => {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const counts = new Map<string, number>();
  for (const id of profile.samples) {
    const node = nodes.get(id);
    if (node === undefined || node.callFrame.functionName === '(idle)') continue;
    counts.set(name(node), (counts.get(name(node)) ?? 0) + 1);
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

export const profileStudy = async (plan: Plan, load: Load, folder: string): Promise<ProfileFigures> => {
  const server = await startServer({ ...plan, nodeOptions: INSPECTABLE });
  try {
    await underLoad(load, server, { warmMs: 2000, ms: 500, clients: CLIENTS });
    const inspector = await inspect(server);
    await inspector.call('Profiler.enable');
    await inspector.call('Profiler.setSamplingInterval', { interval: SAMPLE_MICROS });
    await inspector.call('Profiler.start');
    await underLoad(load, server, { warmMs: 100, ms: 4000, clients: CLIENTS });
    const { profile } = (await inspector.call('Profiler.stop')) as { profile: CpuProfile };
    inspector.close();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${plan.name}.cpuprofile`), JSON.stringify(profile));
    return figuresOf(plan.name, profile);
  } finally {
    await server.stop();
  }
};
