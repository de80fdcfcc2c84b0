/**
 * Calls one atomic step by its hash. A node that does not know it yet (restart, failover, new node) gets the source
 * with the same call, so no load step can be missed.
 */
import { createHash } from 'node:crypto';
import type { Wire } from './wire';

export interface Script {
  readonly source: string;
  readonly sha: string;
  readonly keys: string;
}

export const script = (keys: number, ...parts: readonly string[]): Script => {
  const source = parts.join('\n');
  return { source, sha: createHash('sha1').update(source).digest('hex'), keys: String(keys) };
};

const isUnknownScript = (error: unknown): boolean => error instanceof Error && error.message.startsWith('NOSCRIPT');

type Rest = readonly [string, ...string[]];

/** The first key tells a cluster where to go. `rest` are the other keys and then the arguments. */
export const run = (wire: Wire, step: Script, rest: Rest): Promise<unknown> => call((args) => wire.send(rest[0], args), step, rest);

/** The same for a step whose effect is acknowledged to somebody: it answers when that is kept. */
export const keep = (wire: Wire, step: Script, rest: Rest): Promise<unknown> => call((args) => wire.keep(rest[0], args), step, rest);

const call = (send: (args: readonly string[]) => Promise<unknown>, step: Script, rest: Rest): Promise<unknown> =>
  send(['EVALSHA', step.sha, step.keys, ...rest]).catch((error: unknown) => {
    if (isUnknownScript(error)) return send(['EVAL', step.source, step.keys, ...rest]);
    throw error;
  });

/** The same step with another number of keys. */
export const withKeys = (step: Script, keys: number): Script => ({ ...step, keys: String(keys) });
