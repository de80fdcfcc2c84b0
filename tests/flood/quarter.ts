/** A part of the crowd with what it needs around it: the web's needs nothing, WhatsApp's has Meta in its own process. */
import { environmentFor, openMeta } from '../support/whatsapp';
import type { ServerEnvironment } from '../support/server';
import { sendCrowd, type Answered, type Crowd, type Follower } from './crowd';
import { hangUp } from './post';
import type { Visitor } from './visitors';

export interface Quarter {
  /** What the server must know of it. */
  environment(): Promise<ServerEnvironment>;
  /** Sends the visitors on their ways; resolves when the last one has gone. */
  send(server: string, visitors: readonly Visitor[], began: number): Promise<readonly Answered[]>;
  followers(): Promise<readonly Follower[]>;
  /** Milliseconds of a core that its process used so far. */
  cpuMs(): Promise<number>;
  close(): Promise<void>;
}

export const openQuarter = async (hasWhatsApp: boolean): Promise<Quarter> => {
  const meta = hasWhatsApp ? await openMeta() : undefined;
  let crowd: Crowd | undefined;
  return {
    environment: () => Promise.resolve(meta ? environmentFor(meta) : {}),
    async send(server, visitors, began) {
      // Whoever comes before the flood connects it.
      if (meta && !crowd) await meta.webhooks.subscribe(`${server}/webhooks/whatsapp`);
      crowd = sendCrowd({ server, meta, began }, visitors);
      return crowd.gone;
    },
    followers: async () => (await crowd?.followers()) ?? [],
    cpuMs() {
      const { user, system } = process.cpuUsage();
      return Promise.resolve((user + system) / 1_000);
    },
    async close() {
      hangUp();
      await meta?.close();
    },
  };
};
