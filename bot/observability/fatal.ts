/**
 * The last line of a process that meets a bug outside of any request or turn: one JSON line like all others, then the end. What
 * was accepted is in the store (I1) and is gone on with by another process, or by this one when it is started again; going on here
 * with a state that nobody knows would be worse.
 */
import type { Log } from './log';

/** A rejection that nobody waits for comes here too: Node makes an exception of it. */
export const endOnBug = (log: Pick<Log, 'fatal'>): void => {
  process.on('uncaughtException', (error: unknown, origin) => {
    try {
      log.fatal({ origin, err: factsOf(error) }, 'a bug ended this process: what was accepted is kept, start it again');
    } finally {
      process.exit(1);
    }
  });
};

interface Facts {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly stack: readonly string[];
}

/** Where it was thrown. The words of a bug may quote what a customer wrote; those of the system, which have a code, do not. */
export const factsOf = (error: unknown): Facts => {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: error.name,
    ...(code !== undefined && { code, message: error.message }),
    stack: (error.stack ?? '').replace(error.message, '').split('\n').filter((line) => FRAME.test(line)).map((line) => line.trim()),
  };
};

const FRAME = /^\s+at .*[\d>)]$/;
