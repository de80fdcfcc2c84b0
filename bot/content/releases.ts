/**
 * The releases of the flows: what new threads start on, and those that older threads are pinned to (I7). Kept in the
 * store, so that every process and every restart finds them; compiled once per process.
 */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Fault } from '../../flows/faults';
import { compileRelease, releaseId, type CompiledRelease } from '../../flows/release';
import type { Records } from '../runtime/ports';

interface ReleaseRecord {
  readonly files: Readonly<Record<string, string>>;
}

interface CurrentRecord {
  readonly id: string;
  /** The release that the definitions on disk made last: only a change on disk replaces what was published since. */
  readonly fromDisk: string;
}

const CURRENT = 'release:current';
const recordName = (id: string): string => `release:${id}`;

export interface Releases {
  current(): CompiledRelease;
  /** A release by id, loaded when this process has not met it yet. Throws for an id that was never kept. */
  get(id: string): Promise<CompiledRelease>;
  /** The compiled release if this process has it already. */
  known(id: string): CompiledRelease | undefined;
  /** Reads which release is current again. */
  refresh(): Promise<void>;
}

export type Loaded = { readonly ok: true; readonly releases: Releases } | { readonly ok: false; readonly faults: readonly Fault[] };

export const loadReleases = async (directory: string, records: Records): Promise<Loaded> => {
  const files = await readDefinitions(directory);
  const id = releaseId(files);
  const compiled = compileRelease(id, files);
  if ('faults' in compiled) return { ok: false, faults: compiled.faults };
  await keep(records, id, files);
  const byId = new Map([[id, compiled.release]]);
  let current = compiled.release;

  const get = async (wanted: string): Promise<CompiledRelease> => {
    const found = byId.get(wanted) ?? (await load(records, wanted));
    byId.set(wanted, found);
    return found;
  };
  const refresh = async (): Promise<void> => {
    current = await get(await currentId(records, id));
  };
  await refresh();
  return { ok: true, releases: { current: () => current, get, known: (wanted) => byId.get(wanted), refresh } };
};

/** All YAML files below the directory, by their path inside it. */
export const readDefinitions = async (directory: string): Promise<Record<string, string>> => {
  const names = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(directory, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name.split(path.sep).join('/'), texts[index] ?? '']));
};

const keep = async (records: Records, id: string, files: Readonly<Record<string, string>>): Promise<void> => {
  const record: ReleaseRecord = { files };
  await records.put(recordName(id), JSON.stringify(record), 0);
};

/** What is current; the definitions on disk win when they changed since they were last seen. */
const currentId = async (records: Records, fromDisk: string): Promise<string> => {
  for (;;) {
    const stored = await records.get(CURRENT);
    const current = stored ? (JSON.parse(stored.json) as CurrentRecord) : null;
    if (current?.fromDisk === fromDisk) return current.id;
    const next: CurrentRecord = { id: fromDisk, fromDisk };
    if ((await records.put(CURRENT, JSON.stringify(next), stored?.version ?? 0)) === 'saved') return fromDisk;
  }
};

const load = async (records: Records, id: string): Promise<CompiledRelease> => {
  const stored = await records.get(recordName(id));
  if (!stored) throw new Error(`release ${id} is not in the store`);
  const compiled = compileRelease(id, (JSON.parse(stored.json) as ReleaseRecord).files);
  if ('faults' in compiled) throw new Error(`release ${id} no longer compiles: ${compiled.faults[0]?.message.en ?? ''}`);
  return compiled.release;
};
