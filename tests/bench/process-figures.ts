/** What the kernel knows of a process: processor time, resident memory, bytes on disk. Linux only; elsewhere zeros. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const TICKS_PER_SECOND = 100;

const text = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Processor seconds of a process with all its threads so far: by the scheduler's nanoseconds where they are kept. */
export const cpuSeconds = (pid: number): number => {
  const precise = scheduledSeconds(pid);
  if (precise > 0) return precise;
  const fields = text(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
};

/** Of them those of the thread that runs the program; the others collect and compile. */
export const mainSeconds = (pid: number): number => taskSeconds(pid, String(pid));

const scheduledSeconds = (pid: number): number => listed(`/proc/${pid}/task`).reduce((sum, task) => sum + taskSeconds(pid, task), 0);

const taskSeconds = (pid: number, task: string): number => Number(text(`/proc/${pid}/task/${task}/schedstat`).split(' ')[0] ?? 0) / 1e9;

const listed = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Resident bytes of a process. */
export const residentBytes = (pid: number): number => {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(text(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
};

/** Bytes really allocated on disk below a folder (sparse files count what they hold). */
export const diskBytes = (folder: string): number =>
  listed(folder).reduce((sum, name) => {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return sum;
    return sum + (found.isDirectory() ? diskBytes(path) : found.blocks * 512);
  }, 0);
