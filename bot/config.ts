/**
 * The only reader of the environment: parsed once into a frozen value, or all faults at once. Names and defaults are the
 * public interface and stand in `.env.example`.
 */
import path from 'node:path';
import { z } from 'zod';

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');
const days = z.coerce.number().int().min(1).max(3650);

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3978),
  HOST: z.string().optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  REDIS_URL: z.string().optional(),
  SESSION_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  PUBLIC_URL: z.url().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DEMO_DIR: z.string().optional(),
  DEMO_CONTROLS: flag.optional(),
  RATE_LIMIT: z.enum(['on', 'off']).default('on'),
  TREATMENT: z.enum(['usted', 'tu']).default('usted'),
  FLOWS_DIR: z.string().optional(),
  WEB_TOKEN_DAYS: days.default(30),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly redisUrls: readonly string[];
  readonly sessionSecret: string | undefined;
  /** Where customers reach this server, without a trailing slash. */
  readonly publicUrl: string | undefined;
  readonly logLevel: string;
  readonly demoDir: string | undefined;
  readonly demoControls: boolean;
  readonly rateLimit: boolean;
  readonly treatment: 'usted' | 'tu';
  readonly flowsDir: string | undefined;
  /** How long a web conversation's token may be used again, milliseconds. */
  readonly tokenMs: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;
export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly faults: readonly string[] };

export const readConfig = (environment: Environment): ConfigResult => {
  const parsed = schema.safeParse(withoutEmpty(environment));
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`) };
  const values = parsed.data;
  const faults = contradictions(values);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, config: Object.freeze(configOf(values)) };
};

/** An empty variable is an absent one: `.env` files list names without values. */
const withoutEmpty = (environment: Environment): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => (entry[1] ?? '') !== ''));

type Values = z.infer<typeof schema>;

const isLocal = (url: string | undefined): boolean =>
  url === undefined || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

const contradictions = (values: Values): string[] => {
  const faults: string[] = [];
  if (!isLocal(values.PUBLIC_URL) && values.SESSION_SECRET === undefined) {
    faults.push('SESSION_SECRET: needed when PUBLIC_URL is not localhost; at least 32 random characters');
  }
  if (!isLocal(values.PUBLIC_URL) && values.RATE_LIMIT === 'off') faults.push('RATE_LIMIT: may be off on localhost only');
  if (!isLocal(values.PUBLIC_URL) && values.DEMO_CONTROLS === true) {
    faults.push('DEMO_CONTROLS: shows one-time codes, so it works on localhost only; remove it or PUBLIC_URL');
  }
  for (const url of redisUrls(values)) {
    if (!/^rediss?:\/\//.test(url)) faults.push('REDIS_URL: must start with redis:// or rediss://; several nodes are separated by commas');
  }
  return faults;
};

const redisUrls = ({ REDIS_URL }: Values): readonly string[] =>
  (REDIS_URL ?? '').split(',').map((url) => url.trim()).filter((url) => url !== '');

const configOf = (values: Values): Config => {
  const local = isLocal(values.PUBLIC_URL);
  const demoControls = values.DEMO_CONTROLS ?? local;
  return {
    port: values.PORT,
    host: values.HOST ?? (demoControls ? '127.0.0.1' : '0.0.0.0'),
    dataDir: path.resolve(values.DATA_DIR),
    redisUrls: redisUrls(values),
    sessionSecret: values.SESSION_SECRET,
    publicUrl: values.PUBLIC_URL?.replace(/\/$/, ''),
    logLevel: values.LOG_LEVEL,
    demoDir: values.DEMO_DIR,
    demoControls,
    rateLimit: values.RATE_LIMIT === 'on',
    treatment: values.TREATMENT,
    flowsDir: values.FLOWS_DIR,
    tokenMs: values.WEB_TOKEN_DAYS * 86_400_000,
  };
};
