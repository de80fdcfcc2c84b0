/** The same flows are compiled once for all stores of a suite, as a process does for all its conversations: a release never changes. */
import { compileRelease, type Compiled } from '../../flows/release';
import type { SourceFiles } from '../../flows/sources';

const known = new Map<string, Compiled>();

/** `id` is the hash of the files. */
export const compiledOnce = (id: string, files: SourceFiles): Compiled => {
  const compiled = known.get(id) ?? compileRelease(id, files);
  known.set(id, compiled);
  return compiled;
};
