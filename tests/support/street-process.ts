/** The process of a street: opens and closes whole houses of the product as it is told over its channel. Run built, by `street.ts`. */
import { compose, type App } from '../../bot/compose';
import { readConfig, type Config } from '../../bot/config';
import { makeLog } from '../../bot/observability/log';
import type { Storage } from '../../bot/runtime/ports';
import { openEmbedded } from '../../bot/storage/embedded/open';
import { openRedis } from '../../bot/storage/redis/open';
import type { Asked, Told } from './street';

const apps = new Map<number, App>();

const openStorage = ({ redisUrls, redisReplicas, dataDir }: Config): Promise<Storage> =>
  redisUrls.length > 0 ? openRedis([...redisUrls], { replicas: redisReplicas }) : openEmbedded(dataDir, {});

const open = async ({ house, environment }: Asked): Promise<Told> => {
  const read = readConfig(environment ?? {});
  if (!read.ok) return { house, fault: read.faults.join('\n') };
  const { config } = read;
  const composed = await compose({ config, storage: await openStorage(config), log: makeLog(config.logLevel), takePort: () => Promise.resolve(config.port) });
  if (!composed.ok) return { house, fault: composed.faults.join('\n') };
  apps.set(house, composed.app);
  return { house, port: composed.app.port };
};

const close = async ({ house }: Asked): Promise<Told> => {
  await apps.get(house)?.stop('end');
  apps.delete(house);
  return { house };
};

process.on('message', (asked: Asked) => {
  const doing = asked.environment ? open(asked) : close(asked);
  doing.catch((error: unknown): Told => ({ house: asked.house, fault: String(error) })).then((told) => process.send?.(told), () => process.exit(1));
});
process.on('disconnect', () => process.exit(0));
