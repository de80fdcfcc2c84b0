/** The whole product in the test's own process, on the embedded store and the flows of the tests: what a channel's customer needs. */
import path from 'node:path';
import { compose } from '../../bot/compose';
import { readConfig, type Environment } from '../../bot/config';
import { makeLog } from '../../bot/observability/log';
import type { Storage } from '../../bot/runtime/ports';
import { openEmbedded } from '../../bot/storage/embedded/open';
import type { Address } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import { freshFolder, removeFolder } from './server';
import { ROOT } from './sources';

export interface House {
  readonly url: string;
  readonly storage: Storage;
  /** All that happened in the thread of an address. */
  transcript(of: Address): Promise<readonly Entry[]>;
  stop(): Promise<void>;
}

export const openHouse = async (environment: Environment): Promise<House> => {
  const folder = freshFolder();
  const read = readConfig({ PORT: '0', DATA_DIR: folder, RATE_LIMIT: 'off', FLOWS_DIR: path.join(ROOT, 'tests', 'support', 'flows'), ...environment });
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const storage = await openEmbedded(folder, {});
  const composed = await compose({ config: read.config, storage, log: makeLog('silent'), takePort: () => Promise.resolve(0) });
  if (!composed.ok) throw new Error(composed.faults.join('\n'));
  const { app } = composed;
  return {
    url: `http://127.0.0.1:${app.port}`,
    storage,
    async transcript(of) {
      const thread = await storage.addresses.resolve(of);
      const entries = thread ? await storage.threads.read(thread, 0, 1_000) : [];
      return entries.map(({ entry }) => entry);
    },
    async stop() {
      await app.stop('end');
      removeFolder(folder);
    },
  };
};
