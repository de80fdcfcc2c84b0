/**
 * One process a data directory. The lock file names its owner by process id and start time, so that a killed owner's
 * lock is taken over at once, also when its number was given to another process (in a container it is often the same).
 */
import { closeSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Directories that this very process has open. */
const mine = new Set<string>();

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);

/** Clock ticks since boot at which a process started; `-` where the system does not tell. */
const startOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
  } catch {
    return '-';
  }
};

const isAlive = (owner: string): boolean => {
  const [pid = '', start = '-'] = owner.trim().split(' ');
  const number = Number(pid);
  if (!Number.isInteger(number) || number <= 0 || number === process.pid) return false;
  try {
    process.kill(number, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  return startOf(number) === start;
};

const tryCreate = (path: string): boolean => {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, `${process.pid} ${startOf(process.pid)}\n`);
    closeSync(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
};

const refuse = (dir: string, owner: string): never => {
  const pid = owner.trim().split(' ')[0];
  throw new Error(
    `the data directory ${dir} is in use by process ${pid}. Stop that process, choose another DATA_DIR, ` +
      'or set REDIS_URL to run several processes.',
  );
};

/** Puts a dead owner's lock aside; only one of several that try finds it there. */
const setAside = (path: string, owner: string): boolean => {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    const same = readFileSync(aside, 'utf8') === owner;
    if (same) unlinkSync(aside);
    else renameSync(aside, path);
    return same;
  } catch {
    return false;
  }
};

const readOwner = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

/** Returns the release. @throws Error when a living process has the directory. */
export const lockDirectory = (dir: string): (() => void) => {
  const path = join(dir, 'hilo.lock');
  if (mine.has(path)) refuse(dir, String(process.pid));
  for (let tries = 0; !tryCreate(path); tries += 1) {
    const owner = readOwner(path);
    if (owner === null) continue;
    if (isAlive(owner) || tries > 10) refuse(dir, owner);
    setAside(path, owner);
  }
  mine.add(path);
  return () => {
    mine.delete(path);
    unlinkSync(path);
  };
};
