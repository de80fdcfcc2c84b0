/** A Redis Cluster for tests: three masters with a replica each, on free ports of this machine. */
import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { startRedis, type TestRedis } from './redis';
import { until } from './until';

const NODES = 6;
const NODE_OPTIONS = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000', '--cluster-replica-validity-factor', '0', '--repl-diskless-sync-delay', '0'];
/** A lost master stays away this long after its replica took over: the service must go on without it. */
const GONE_MS = 12_000;

export interface TestCluster {
  readonly nodes: readonly TestRedis[];
  /** Addresses of all nodes. */
  readonly urls: readonly string[];
  /** The master that has this key. */
  masterOf(key: string): TestRedis;
  /** The one that follows it. */
  replicaOf(master: TestRedis): TestRedis;
  /** Kills a master; its replica takes over; resolves when it is back and follows that one. */
  loseMaster(): Promise<void>;
  stop(): Promise<void>;
}

export const startCluster = async (): Promise<TestCluster> => {
  const nodes = await Promise.all(Array.from({ length: NODES }, () => startRedis(NODE_OPTIONS)));
  const stop = async (): Promise<void> => void (await Promise.all(nodes.map((node) => node.stop())));
  try {
    cli('--cluster', 'create', ...nodes.map(({ port }) => `127.0.0.1:${port}`), '--cluster-replicas', '1', '--cluster-yes');
    for (const { port } of nodes) await agreed(port);
    for (const { port } of nodes) await until(() => isInStep(port), () => `a replica does not follow: ${cli('-p', String(port), 'info', 'replication')}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, urls: nodes.map(({ url }) => url), stop, masterOf: (key) => masterOf(nodes, key), replicaOf: (master) => replicaOf(nodes, master), loseMaster: () => loseMaster(nodes) };
};

/** Everybody else tells where the key has moved. */
const masterOf = (nodes: readonly TestRedis[], key: string): TestRedis => {
  const found = nodes.find(({ port }) => !cli('-p', String(port), 'exists', key).includes('MOVED'));
  if (!found) throw new Error(`no node has ${key}`);
  return found;
};

const replicaOf = (nodes: readonly TestRedis[], master: TestRedis): TestRedis => {
  const found = nodes.find(({ port }) => cli('-p', String(port), 'info', 'replication').includes(`master_port:${master.port}`));
  if (!found) throw new Error(`nobody follows ${master.port}`);
  return found;
};

const cli = (...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync('redis-cli', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`redis-cli ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
};

/** Every node must know that all slots are served, or its first clients are turned away. */
const agreed = (port: number): Promise<void> => {
  const isSettled = (): boolean => {
    const info = cli('-p', String(port), 'cluster', 'info');
    const nodes = cli('-p', String(port), 'cluster', 'nodes');
    return info.includes('cluster_state:ok') && (nodes.match(/ connected/g)?.length ?? 0) === NODES && nodes.split('slave').length - 1 === NODES / 2;
  };
  return until(isSettled, () => `the cluster did not settle: ${cli('-p', String(port), 'cluster', 'info')}`);
};

const roleOf = (port: number): string => /role:(\w+)/.exec(cli('-p', String(port), 'info', 'replication'))?.[1] ?? '';

const loseMaster = async (nodes: readonly TestRedis[]): Promise<void> => {
  const masters = nodes.filter(({ port }) => roleOf(port) === 'master');
  const lost = masters[Math.floor(Math.random() * masters.length)];
  if (!lost) throw new Error('no node is a master');
  await lost.kill();
  const others = nodes.filter((node) => node !== lost);
  const isReplaced = (): boolean => others.filter(({ port }) => roleOf(port) === 'master').length === masters.length;
  await until(isReplaced, () => 'no replica took over');
  await pause(GONE_MS);
  await lost.start();
  for (const { port } of others) await agreed(port);
  for (const { port } of nodes) await until(() => isInStep(port), () => `a replica does not follow: ${cli('-p', String(port), 'info', 'replication')}`);
};

/** A master that hears from its replica, or a replica that has all of its master. */
const isInStep = (port: number): boolean => /state=online|master_link_status:up/.test(cli('-p', String(port), 'info', 'replication'));
