/**
 * The releases of the flows: what new threads start on, and those that older threads are pinned to (I7). Kept in the
 * store, so that every process and every restart finds them; compiled once per process. Publishing checks and proves first, names
 * the release it was edited from, and moves *current* by compare-and-set: of two at once, one is told about the other.
 */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { checkInParts } from '../../flows/check';
import type { Fault } from '../../flows/faults';
import { remembering } from '../../flows/memory';
import type { Parts } from '../../flows/parts';
import { compileInParts, compileRelease, releaseId, type Compiled, type CompiledRelease } from '../../flows/release';
import { withArticles, type SourceFiles } from '../../flows/sources';
import type { News, Records } from '../runtime/ports';
import type { ReleaseInfo } from '../web/contracts';
import { followRecord } from './followed-record';
import { contentFaults } from './limits';
import { readTyped } from './typed';
import { keepFiles, moved, readFiles, readLog, RELEASE_LOG, writeLog, type ReleaseLog, type ReleaseMeta, type ReleaseMove } from './release-log';

export interface Publication {
  readonly files: SourceFiles;
  /** Id of the release that the files were edited from; it must still be current. */
  readonly base: string;
  /** Names that a flow's help may have; not looked at when absent. */
  readonly articles?: Iterable<string>;
  readonly author: string;
  readonly approvedBy?: string | undefined;
  readonly reason: string;
}

export type Published =
  | { readonly kind: 'published'; readonly release: ReleaseInfo }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] }
  /** `base` is no longer current: this one is. */
  | { readonly kind: 'conflict'; readonly current: ReleaseInfo };

export interface Releases {
  current(): CompiledRelease;
  /** A release by id, loaded when this process has not met it yet. Throws for an id that was never kept. */
  get(id: string): Promise<CompiledRelease>;
  /** The compiled release if this process has it already. */
  known(id: string): CompiledRelease | undefined;
  /** Reads which release is current again. */
  refresh(): Promise<void>;
  /** Newest first; the current one is always among them. */
  list(): Promise<readonly ReleaseInfo[]>;
  /** The source files of a release. Throws for an id that was never kept. */
  files(id: string): Promise<SourceFiles>;
  /** Form, meaning, proof and tests. `articles`: as in a publication. */
  check(files: SourceFiles, articles?: Iterable<string>): Promise<readonly Fault[]>;
  publish(publication: Publication): Promise<Published>;
  /** Makes a listed release current again, by id or name; `null` for one that is not listed. */
  rollback(wanted: { readonly id: string; readonly author: string; readonly reason: string }): Promise<ReleaseInfo | null>;
  /** Stops listening to news. */
  stop(): void;
}

export type Loaded = { readonly ok: true; readonly releases: Releases } | { readonly ok: false; readonly faults: readonly Fault[] };

export interface ReleaseOptions {
  /** Tells other processes at once; without it they learn by `refresh`. */
  readonly news?: Pick<News, 'publishRecord' | 'subscribeRecord'>;
  /** What time a publication carries, epoch ms. */
  readonly now?: () => number;
  /** How the definitions on disk become a release. */
  readonly compile?: typeof compileRelease;
}

export const loadReleases = async (directory: string, records: Records, options: ReleaseOptions = {}): Promise<Loaded> => {
  const files = await readDefinitions(directory);
  const id = releaseId(files);
  const compiled = (options.compile ?? compileRelease)(id, files);
  if ('faults' in compiled) return { ok: false, faults: compiled.faults };
  await keepFiles(records, id, files);
  const now = options.now ?? Date.now;
  await claimForDisk(records, { id, at: iso(now()), author: 'disk', reason: 'flows/definitions' });
  return { ok: true, releases: await makeReleases({ records, news: options.news, now, current: compiled.release }) };
};

/** All YAML files below the directory, by their path inside it. */
export const readDefinitions = async (directory: string): Promise<Record<string, string>> => {
  const names = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(directory, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name.split(path.sep).join('/'), texts[index] ?? '']));
};

/** The definitions on disk win when they changed since they were last seen; looked at when a process starts, never later. */
const claimForDisk = async (records: Records, move: ReleaseMove): Promise<void> => {
  for (;;) {
    const { version, log } = await readLog(records);
    const isListed = log?.releases.some(({ id }) => id === log.id) ?? false;
    if (log?.fromDisk === move.id && isListed) return;
    const before = log ?? { id: move.id, fromDisk: move.id, given: 0, releases: [], moves: [] };
    const next = before.fromDisk === move.id ? moved(before, { ...move, id: before.id }) : { ...moved(before, move), fromDisk: move.id };
    if (await writeLog(records, next, version)) return;
  }
};

interface ReleaseParts {
  readonly records: Records;
  readonly news: ReleaseOptions['news'];
  readonly now: () => number;
  /** Until the log is read. */
  readonly current: CompiledRelease;
}

const makeReleases = async (parts: ReleaseParts): Promise<Releases> => {
  const { records, news, current } = parts;
  const compiled = shelfOf(records, current);
  const followed = await followRecord<Pick<ReleaseLog, 'id'>, CompiledRelease>({ records, news, name: RELEASE_LOG, first: current, make: ({ id }) => compiled.get(id) });
  return {
    current: followed.now,
    get: compiled.get,
    known: compiled.known,
    refresh: followed.refresh,
    list: async () => infosOf((await readLog(records)).log),
    files: (wanted) => readFiles(records, wanted),
    check: async (files, articles) => faultsOf(await checkContent(files, articles)),
    async publish(publication) {
      const checked = await checkContent(publication.files, publication.articles);
      if ('faults' in checked) return { kind: 'faults', faults: checked.faults };
      compiled.keep(checked.release);
      const published = await publishCompiled(parts, checked.release.id, publication);
      if (published.kind === 'published') await followed.changed();
      return published;
    },
    async rollback(wanted) {
      const release = await goBack(parts, wanted);
      if (release) await followed.changed();
      return release;
    },
    stop: followed.stop,
  };
};

/** The compiled releases that this process has met, each made once however many ask for it at the same time. */
const shelfOf = (records: Records, first: CompiledRelease): Pick<Releases, 'get' | 'known'> & { keep(release: CompiledRelease): void } => {
  const byId = new Map([[first.id, first]]);
  const coming = new Map<string, Promise<CompiledRelease>>();
  const bring = async (wanted: string): Promise<CompiledRelease> => {
    const release = await compiledOrThrow(wanted, await readFiles(records, wanted));
    byId.set(wanted, release);
    return release;
  };
  return {
    known: (wanted) => byId.get(wanted),
    keep: (release) => void byId.set(release.id, release),
    async get(wanted) {
      const found = byId.get(wanted);
      if (found !== undefined) return found;
      const begun = coming.get(wanted) ?? bring(wanted).finally(() => coming.delete(wanted));
      coming.set(wanted, begun);
      return begun;
    },
  };
};

/** What may be published: within the limits, without faults, proven at every level, and with all its tests passed. */
const checkContent = async (files: SourceFiles, articles: Iterable<string> = []): Promise<Compiled> => {
  const limits = contentFaults(files);
  return limits.length > 0 ? { faults: limits } : prove(withArticles(files, articles));
};

/** Several people who check at once take no more from the customers than one. */
const oneAfterAnother = <Given, Made>(work: (given: Given) => Promise<Made>): ((given: Given) => Promise<Made>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (given) => {
    const mine = last.then(() => work(given));
    last = mine.catch(() => undefined);
    return mine;
  };
};

/** The very same texts again: another page that has the draft open, and publishing what was just checked. */
const MOST_PROVEN = 4;
let proven: readonly { readonly files: SourceFiles; readonly compiled: Compiled }[] = [];

const prove = oneAfterAnother(async (files: SourceFiles): Promise<Compiled> => {
  const known = proven.find((one) => sameFiles(one.files, files));
  const latest = known ?? { files, compiled: await proveAnew(files) };
  proven = [latest, ...proven.filter((one) => one !== known)].slice(0, MOST_PROVEN);
  return latest.compiled;
});

/** By their texts: a name made of them could be forged. */
const sameFiles = (one: SourceFiles, other: SourceFiles): boolean => {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => Object.hasOwn(other, path) && one[path] === other[path]);
};

/** Of the files as they were checked last: most stay the same from one check to the next. */
const memory = remembering();

const proveAnew = async (files: SourceFiles): Promise<Compiled> => {
  const { faults, whole } = await inBreaths(checkInParts(files, readTyped, memory));
  return whole === undefined || faults.length > 0 ? { faults } : { release: whole.release };
};

/** Longer nobody waits for the work of others, ms. */
const BREATH_MS = 8;

/** Customers are answered meanwhile. */
const inBreaths = async <T>(parts: Parts<T>): Promise<T> => {
  let since = performance.now();
  for (;;) {
    const { done, value } = parts.next();
    if (done === true) return value;
    if (performance.now() - since < BREATH_MS) continue;
    await setImmediate();
    since = performance.now();
  }
};

const faultsOf = (compiled: Compiled): readonly Fault[] => ('faults' in compiled ? compiled.faults : []);

const compiledOrThrow = async (id: string, files: SourceFiles): Promise<CompiledRelease> => {
  const compiled = await inBreaths(compileInParts(id, files));
  if ('faults' in compiled) throw new Error(`release ${id} no longer compiles: ${compiled.faults[0]?.message.en ?? ''}`);
  return compiled.release;
};

const publishCompiled = async ({ records, now }: ReleaseParts, id: string, { files, base, author, approvedBy, reason }: Publication): Promise<Published> => {
  await keepFiles(records, id, files);
  for (;;) {
    const { version, log } = await readLog(records);
    if (log === null) throw new Error('the log of releases is gone');
    if (log.id !== base) return { kind: 'conflict', current: currentOf(log) };
    // The same words again are not a new release.
    if (log.id === id) return { kind: 'published', release: currentOf(log) };
    const next = moved(log, { id, at: iso(now()), author, reason, ...(approvedBy !== undefined && { approvedBy }) });
    if (await writeLog(records, next, version)) return { kind: 'published', release: currentOf(next) };
  }
};

const goBack = async ({ records, now }: ReleaseParts, { id, author, reason }: { id: string; author: string; reason: string }): Promise<ReleaseInfo | null> => {
  for (;;) {
    const { version, log } = await readLog(records);
    const wanted = log?.releases.find((release) => release.id === id || release.name === id);
    if (!log || !wanted) return null;
    if (log.id === wanted.id) return currentOf(log);
    const next = moved(log, { id: wanted.id, at: iso(now()), author, reason });
    if (await writeLog(records, next, version)) return currentOf(next);
  }
};

const infosOf = (log: ReleaseLog | null): readonly ReleaseInfo[] =>
  (log?.releases ?? []).map((release) => infoOf(release, log?.id === release.id)).reverse();

const infoOf = (meta: ReleaseMeta, current: boolean): ReleaseInfo => ({ ...meta, current });

const currentOf = (log: ReleaseLog): ReleaseInfo => {
  const found = log.releases.find(({ id }) => id === log.id);
  if (!found) throw new Error(`the current release ${log.id} is not listed`);
  return infoOf(found, true);
};

const iso = (at: number): string => new Date(at).toISOString();
