/** The key that sessions, tokens and links are signed with: the operator's own, or one that is made once and shared by all processes. */
import { randomBytes } from 'node:crypto';
import type { Config } from '../config';
import type { Records } from '../runtime/ports';

/** Without SESSION_SECRET (localhost only) one is made and kept in the store, so that restarts and processes share it. */
export const sessionSecret = async (config: Pick<Config, 'sessionSecret'>, records: Records): Promise<Uint8Array> => {
  if (config.sessionSecret !== undefined) return Buffer.from(config.sessionSecret, 'utf8');
  for (;;) {
    const stored = await records.get('session-secret');
    if (stored) return Buffer.from(JSON.parse(stored.json) as string, 'base64url');
    await records.put('session-secret', JSON.stringify(randomBytes(32).toString('base64url')), 0);
  }
};
