/** The short form under which what a channel delivered is remembered (I1): 72 bits of SHA-1, enough within one thread. */
import { createHash } from 'node:crypto';

export const markOf = (dedupe: string): string => createHash('sha1').update(dedupe).digest('base64url').slice(0, 12);
