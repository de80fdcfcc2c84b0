/** Reads the configuration, opens the store, starts, and stops on a signal. */
import { readConfig, type Config } from './config';
import { compose, type App } from './compose';
import { makeLog, type Log } from './observability/log';
import type { Storage } from './runtime/ports';

const LONGEST_STOP_MS = 10_000;

const openStorage = async (config: Config, log: Log): Promise<Storage> => {
  const options = {
    log: (message: string, error?: unknown) => log.warn({ err: error }, message),
    onRegression: (regression: object) => log.error(regression, 'the store went back behind an acknowledged version'),
  };
  if (config.redisUrls.length > 0) {
    const { openRedis } = await import('./storage/redis/open.js');
    return openRedis([...config.redisUrls], options);
  }
  const { openEmbedded } = await import('./storage/embedded/open.js');
  return openEmbedded(config.dataDir, options);
};

const stopOnSignal = (stop: () => Promise<void>, log: Log): void => {
  let stopping = false;
  const leave = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    stop().then(() => process.exit(0), () => process.exit(1));
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
};

const addresses = (config: Config, { port, firstAdministrator }: App): string => {
  const base = config.publicUrl ?? `http://localhost:${port}`;
  return [
    '',
    '  Hilo is listening.',
    '',
    `  Customer chat   ${base}/`,
    `  Staff           ${base}/agents   ${base}/dashboard   ${base}/studio`,
    ...(firstAdministrator ? [`  Administrator   ${firstAdministrator.email}   ${firstAdministrator.password}   (shown this once)`] : []),
    `  Health          ${base}/healthz   ${base}/readyz   ${base}/metrics`,
    ...(config.demoControls ? [`  Demo controls   ${base}/api/demo/world   ${base}/api/demo/messages   ${base}/api/demo/records`] : []),
    `  Store           ${config.redisUrls.length > 0 ? 'Redis' : `embedded, in ${config.dataDir}`}`,
    '',
    '',
  ].join('\n');
};

const fail = (title: string, faults: readonly string[]): never => {
  process.stderr.write(`${title}\n${faults.map((fault) => `  - ${fault}\n`).join('')}`);
  process.exit(1);
};

const main = async (): Promise<void> => {
  const read = readConfig(process.env);
  if (!read.ok) return fail('The environment has faults (see .env.example):', read.faults);
  const { config } = read;
  const log = makeLog(config.logLevel);
  const storage = await openStorage(config, log);
  const composed = await compose(config, storage, log);
  if (!composed.ok) return fail('Hilo cannot start:', composed.faults);
  stopOnSignal(composed.app.stop, log);
  process.stdout.write(addresses(config, composed.app));
};

main().catch((error: unknown) => {
  process.stderr.write(`Hilo could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
