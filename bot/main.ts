/**
 * Reads the configuration, opens the store, starts, and stops on a signal. While the store is away it says so, is alive and
 * not ready, and goes on by itself.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig, type Config } from './config';
import { compose, type App, type Composed } from './compose';
import { makeDoor, type Door } from './http/waiting-room';
import { endOnBug } from './observability/fatal';
import { makeLog, type Log } from './observability/log';
import { backoff } from './runtime/backoff';
import { StorageUnavailable, type Storage } from './runtime/ports';

const LONGEST_STOP_MS = 10_000;
/** A store that is there is open before this; from here on who comes is answered "not now". */
const PATIENCE_MS = 700;
/** Only now it is said: before, it may be this machine that is busy with other things. */
const SAID_AFTER_MS = 3_000;
/** At most two seconds between two tries. */
const MOST_DOUBLINGS = 3;

const openStorage = async (config: Config, log: Log): Promise<Storage> => {
  const options = {
    log: (message: string, error?: unknown) => log.warn({ err: error }, message),
    onRegression: (regression: object) => log.error(regression, 'the store went back behind an acknowledged version'),
  };
  if (config.redisUrls.length > 0) {
    const { openRedis } = await import('./storage/redis/open.js');
    return openRedis([...config.redisUrls], { ...options, replicas: config.redisReplicas });
  }
  const { openEmbedded } = await import('./storage/embedded/open.js');
  return openEmbedded(config.dataDir, options);
};

/** The store once it is open; until then who comes hears that there is none. */
const opened = async (config: Config, log: Log, door: Door): Promise<Storage> => {
  const saying = setTimeout(() => log.warn('the store is away: waiting for it, not ready'), SAID_AFTER_MS);
  try {
    const opening = openStorage(config, log);
    const late = await Promise.race([opening.then(() => false), pause(PATIENCE_MS, true, { ref: false })]);
    if (late) await door.shut('no answer');
    return await opening;
  } finally {
    clearTimeout(saying);
  }
};

const attempt = async (config: Config, log: Log, door: Door): Promise<Composed> => {
  const storage = await opened(config, log, door);
  try {
    return await compose({ config, storage, log, takePort: () => door.handOver() });
  } catch (error) {
    await storage.close().catch(() => undefined);
    throw error;
  }
};

/** A store that is away, or cannot keep anything yet, is waited for: nobody has to start the server again. */
const start = async (config: Config, log: Log): Promise<Composed> => {
  const door = makeDoor(config);
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt(config, log, door);
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      log.warn({ err: error }, 'the store cannot serve the start yet: trying again');
      await door.shut(error.why);
      await pause(backoff(Math.min(failures, MOST_DOUBLINGS)));
    }
  }
};

/** Whoever runs servers sends SIGTERM and starts the next one; somebody at a keyboard sends SIGINT. */
const stopOnSignal = (stop: App['stop'], log: Log): void => {
  let stopping = false;
  const leave = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    stop(signal === 'SIGTERM' ? 'restart' : 'end').then(() => process.exit(0), () => process.exit(1));
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
  endOnBug(log);
  const composed = await start(config, log);
  if (!composed.ok) return fail('Hilo cannot start:', composed.faults);
  stopOnSignal(composed.app.stop, log);
  process.stdout.write(addresses(config, composed.app));
};

const reasonOf = (error: unknown): string => {
  const { code, port, message } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (code === 'EADDRINUSE') return `another program listens on port ${port}, perhaps a Hilo that was started before. Stop it, or set PORT to a free one.`;
  if (code === 'EACCES' && port !== undefined) return `port ${port} is not for this user. Set PORT to one above 1023 and put a proxy before it.`;
  return message ?? String(error);
};

main().catch((error: unknown) => {
  process.stderr.write(`Hilo could not start: ${reasonOf(error)}\n`);
  process.exit(1);
});
