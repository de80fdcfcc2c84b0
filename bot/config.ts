/**
 * The only reader of the environment: parsed once into a frozen value, or all faults at once. Names and defaults are the
 * public interface and stand in `.env.example`.
 */
import path from 'node:path';
import { z } from 'zod';
import type { NoticeRules } from '../dialogs/outages/notices';

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');
const days = z.coerce.number().int().min(1).max(3650);

/** As Meta names templates. */
const templateName = z.string().regex(/^[a-z0-9_]{1,512}$/, 'lower-case letters, digits and _').optional();

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3978),
  HOST: z.string().optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  REDIS_URL: z.string().optional(),
  SESSION_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  PUBLIC_URL: z.url().optional(),
  STAFF_BOOTSTRAP_EMAIL: z.email().optional(),
  STAFF_BOOTSTRAP_PASSWORD: z.string().min(8, 'at least 8 characters').optional(),
  MicrosoftAppId: z.string().optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppType: z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']).optional(),
  MicrosoftAppTenantId: z.string().optional(),
  ALLOW_ANONYMOUS_BOT: flag.default(false),
  WHATSAPP_VERIFY_TOKEN: z.string().optional(),
  WHATSAPP_APP_SECRET: z.string().optional(),
  WHATSAPP_ACCESS_TOKEN: z.string().optional(),
  WHATSAPP_PHONE_NUMBER_ID: z.string().regex(/^\d+(?:\s*,\s*\d+)*$/, 'digits only; several are separated by commas').optional(),
  WHATSAPP_TEMPLATE_AGENT: templateName,
  WHATSAPP_TEMPLATE_NOTICE: templateName,
  WHATSAPP_TEMPLATE_REMINDER: templateName,
  WHATSAPP_API_URL: z.url().default('https://graph.facebook.com'),
  WHATSAPP_API_VERSION: z.string().regex(/^v\d+\.\d+$/, 'such as v26.0').default('v26.0'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DEMO_DIR: z.string().optional(),
  DEMO_CONTROLS: flag.optional(),
  RATE_LIMIT: z.enum(['on', 'off']).default('on'),
  PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  MEDIA_DIR: z.string().min(1).optional(),
  HILO_IDENTITY_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  IDENTITY_JWKS_URL: z.url().optional(),
  IDENTITY_AUDIENCE: z.string().min(1).default('hilo'),
  TREATMENT: z.enum(['usted', 'tu']).default('usted'),
  VERIFIED_HOURS: z.coerce.number().int().min(1).max(168).default(168),
  FLOWS_DIR: z.string().optional(),
  WEB_TOKEN_DAYS: days.default(30),
  REDIS_WAIT_REPLICAS: z.coerce.number().int().min(0).max(5).default(0),
  RETENTION_TRANSCRIPT_DAYS: days.default(730),
  RETENTION_IDLE_DAYS: days.default(730),
  TMF621_URL: z.url().optional(),
  TMF621_TOKEN: z.string().min(1).optional(),
  SLA_MINUTES: z.coerce.number().int().min(1).max(10_080).default(30),
  DESK_CAPACITY: z.coerce.number().int().min(1).max(100).default(12),
  AGENT_SILENT_MINUTES: z.coerce.number().min(0.05).max(120).default(5),
  PLANNED_NOTICE_HOURS: z.coerce.number().int().min(1).max(168).optional(),
  QUIET_HOURS: z.string().regex(/^([01]?\d|2[0-3])-([01]?\d|2[0-3])$/, 'such as 21-7').default('21-7'),
  SERVICE_NOTICES_A_DAY: z.coerce.number().int().min(1).max(50).default(4),
  OUTAGE_FEED_TOKEN: z.string().min(24).optional(),
  METRICS_TOKEN: z.string().min(24, 'at least 24 characters').optional(),
  FLOW_REVIEW: z.enum(['auto', 'required', 'off']).default('auto'),
  UNANSWERED_AFTER_SECONDS: z.coerce.number().int().min(1).max(86_400).default(30),
});

/** What may be set, by name. */
export const SETTINGS: readonly string[] = Object.keys(schema.shape);

export interface WhatsAppConfig {
  readonly verifyToken: string;
  readonly appSecret: string;
  readonly accessToken: string;
  readonly phoneNumberIds: readonly string[];
  readonly apiUrl: string;
  readonly version: string;
  /** Approved at Meta, with one parameter in the body: what is said after 24 hours of the customer's silence. */
  readonly templates: { readonly agent: string | undefined; readonly notice: string | undefined; readonly reminder: string | undefined };
}

/** How a site proves who is signed in there. */
export interface IdentityConfig {
  readonly secret: string | undefined;
  readonly jwksUrl: string | undefined;
  readonly audience: string;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly redisUrls: readonly string[];
  readonly sessionSecret: string | undefined;
  /** Where customers reach this server, without a trailing slash. */
  readonly publicUrl: string | undefined;
  /** The first administrator; without one a password is made and printed once. */
  readonly staffBootstrap: { readonly email: string; readonly password: string } | undefined;
  readonly azure: {
    readonly appId: string | undefined;
    readonly password: string | undefined;
    readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI' | undefined;
    readonly tenantId: string | undefined;
    readonly allowAnonymous: boolean;
  };
  /** Absent while the channel is not connected. */
  readonly whatsApp: WhatsAppConfig | undefined;
  readonly logLevel: string;
  readonly demoDir: string | undefined;
  readonly demoControls: boolean;
  /** Whether others than this machine may come. */
  readonly isPublic: boolean;
  readonly rateLimit: boolean;
  /** Proxies of ours in front, each of which appends to `X-Forwarded-For`. */
  readonly proxies: number;
  /** Where what customers send is kept; all processes share it. */
  readonly mediaDir: string;
  /** Absent while no site signs its visitors in. */
  readonly identity: IdentityConfig | undefined;
  readonly treatment: 'usted' | 'tu';
  /** How long it holds that a customer proved who she is, milliseconds of business time. */
  readonly proofMs: number;
  readonly flowsDir: string | undefined;
  /** How long a web conversation's token may be used again, milliseconds. */
  readonly tokenMs: number;
  /** How many replicas of Redis must have what is acknowledged. */
  readonly redisReplicas: number;
  /** How long what was said is kept, business time. */
  readonly retention: { readonly entriesMs: number; readonly idleMs: number };
  /** The operator's trouble ticket system (TMF621); the demo's own without it. */
  readonly tickets: { readonly base: string; readonly token: string | undefined } | undefined;
  /** The desk's clock, how many cases a person has at once, and when who is silent loses them. */
  readonly desk: { readonly limitMs: number; readonly capacity: number; readonly silentMs: number };
  /** Whether another person approves flows before they are published; `auto`: as soon as there is one. */
  readonly flowReview: 'auto' | 'required' | 'off';
  /** When service news may ring, how many a day, and how long before planned work those it touches are told; absent = they are not. */
  readonly notices: { readonly rules: NoticeRules; readonly plannedAheadMs: number | undefined };
  /** A customer without an answer is listed from here on. */
  readonly unansweredAfterMs: number;
  /** What the operator's feed of outages proves itself with; without it there is no such door. */
  readonly outageFeedToken: string | undefined;
  /** What who reads the figures proves himself with; without it only this machine and private networks may. */
  readonly metricsToken: string | undefined;
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

const isLocalHost = (host: string | undefined): boolean => host === undefined || /^(?:localhost|127(?:\.\d+){3}|::1)$/i.test(host);

const contradictions = (values: Values): string[] => {
  const faults: string[] = [];
  if (!isLocal(values.PUBLIC_URL) && values.SESSION_SECRET === undefined) {
    faults.push('SESSION_SECRET: needed when PUBLIC_URL is not localhost; at least 32 random characters');
  }
  if (!isLocal(values.PUBLIC_URL) && values.RATE_LIMIT === 'off') faults.push('RATE_LIMIT: may be off on localhost only');
  if (!isLocal(values.PUBLIC_URL) && values.DEMO_CONTROLS === true) {
    faults.push('DEMO_CONTROLS: shows one-time codes, so it works on localhost only; remove it or PUBLIC_URL');
  }
  if (!isLocalHost(values.HOST) && values.DEMO_CONTROLS === true) {
    faults.push('DEMO_CONTROLS: shows one-time codes to whoever reaches this server; remove it or HOST');
  }
  if (!isLocal(values.PUBLIC_URL) && values.ALLOW_ANONYMOUS_BOT) {
    faults.push('ALLOW_ANONYMOUS_BOT: lets anybody write as anybody, so it works on localhost only; set MicrosoftAppId instead');
  }
  if ((values.STAFF_BOOTSTRAP_EMAIL === undefined) !== (values.STAFF_BOOTSTRAP_PASSWORD === undefined)) {
    faults.push('STAFF_BOOTSTRAP_EMAIL, STAFF_BOOTSTRAP_PASSWORD: set both or none');
  }
  if (values.HILO_IDENTITY_SECRET !== undefined && values.IDENTITY_JWKS_URL !== undefined) {
    faults.push('HILO_IDENTITY_SECRET, IDENTITY_JWKS_URL: set one of them');
  }
  faults.push(...azureFaults(values));
  const named = WHATSAPP_NAMES.filter((name) => values[name] !== undefined);
  if (named.length > 0 && named.length < WHATSAPP_NAMES.length) {
    faults.push(...WHATSAPP_NAMES.filter((name) => values[name] === undefined).map((name) => `${name}: needed, since ${named[0]} is set`));
  }
  for (const url of redisUrls(values)) {
    if (!/^rediss?:\/\//.test(url)) faults.push('REDIS_URL: must start with redis:// or rediss://; several nodes are separated by commas');
  }
  return faults;
};

const bootstrapOf = ({ STAFF_BOOTSTRAP_EMAIL: email, STAFF_BOOTSTRAP_PASSWORD: password }: Values): Config['staffBootstrap'] =>
  email === undefined || password === undefined ? undefined : { email, password };

const WHATSAPP_NAMES = ['WHATSAPP_VERIFY_TOKEN', 'WHATSAPP_APP_SECRET', 'WHATSAPP_ACCESS_TOKEN', 'WHATSAPP_PHONE_NUMBER_ID'] as const;

const whatsAppOf = (values: Values): WhatsAppConfig | undefined => {
  const { WHATSAPP_VERIFY_TOKEN: verifyToken, WHATSAPP_APP_SECRET: appSecret, WHATSAPP_ACCESS_TOKEN: accessToken, WHATSAPP_PHONE_NUMBER_ID: numbers } = values;
  if (verifyToken === undefined || appSecret === undefined || accessToken === undefined || numbers === undefined) return undefined;
  const apiUrl = values.WHATSAPP_API_URL.replace(/\/$/, '');
  return {
    verifyToken, appSecret, accessToken, apiUrl, version: values.WHATSAPP_API_VERSION,
    phoneNumberIds: numbers.split(',').map((id) => id.trim()),
    templates: { agent: values.WHATSAPP_TEMPLATE_AGENT, notice: values.WHATSAPP_TEMPLATE_NOTICE, reminder: values.WHATSAPP_TEMPLATE_REMINDER },
  };
};

const azureFaults = ({ MicrosoftAppType: type, MicrosoftAppId: id, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenant }: Values): readonly string[] => {
  if (type === 'SingleTenant' && (id === undefined || password === undefined || tenant === undefined)) {
    return ['MicrosoftAppType: SingleTenant needs MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId'];
  }
  if (type === 'UserAssignedMSI' && (id === undefined || tenant === undefined || password !== undefined)) {
    return ['MicrosoftAppType: UserAssignedMSI needs MicrosoftAppId and MicrosoftAppTenantId, and no MicrosoftAppPassword'];
  }
  return [];
};

const identityOf = ({ HILO_IDENTITY_SECRET: secret, IDENTITY_JWKS_URL: jwksUrl, IDENTITY_AUDIENCE: audience }: Values): IdentityConfig | undefined =>
  secret === undefined && jwksUrl === undefined ? undefined : { secret, jwksUrl, audience };

const redisUrls = ({ REDIS_URL }: Values): readonly string[] =>
  (REDIS_URL ?? '').split(',').map((url) => url.trim()).filter((url) => url !== '');

const quietOf = (hours: string): NoticeRules['quiet'] => {
  const [from = 21, to = 7] = hours.split('-').map(Number);
  return { from, to };
};

const configOf = (values: Values): Config => {
  const isPublic = !isLocal(values.PUBLIC_URL) || !isLocalHost(values.HOST);
  const demoControls = values.DEMO_CONTROLS ?? !isPublic;
  return {
    port: values.PORT,
    host: values.HOST ?? (demoControls ? '127.0.0.1' : '0.0.0.0'),
    dataDir: path.resolve(values.DATA_DIR),
    redisUrls: redisUrls(values),
    sessionSecret: values.SESSION_SECRET,
    publicUrl: values.PUBLIC_URL?.replace(/\/$/, ''),
    staffBootstrap: bootstrapOf(values),
    azure: {
      appId: values.MicrosoftAppId, password: values.MicrosoftAppPassword, type: values.MicrosoftAppType,
      tenantId: values.MicrosoftAppTenantId, allowAnonymous: values.ALLOW_ANONYMOUS_BOT,
    },
    whatsApp: whatsAppOf(values),
    logLevel: values.LOG_LEVEL,
    demoDir: values.DEMO_DIR,
    demoControls,
    isPublic,
    rateLimit: values.RATE_LIMIT === 'on',
    proxies: values.PROXIES,
    mediaDir: path.resolve(values.MEDIA_DIR ?? path.join(values.DATA_DIR, 'media')),
    identity: identityOf(values),
    treatment: values.TREATMENT,
    flowsDir: values.FLOWS_DIR,
    proofMs: values.VERIFIED_HOURS * 3_600_000,
    tokenMs: values.WEB_TOKEN_DAYS * 86_400_000,
    redisReplicas: values.REDIS_WAIT_REPLICAS,
    retention: { entriesMs: values.RETENTION_TRANSCRIPT_DAYS * 86_400_000, idleMs: values.RETENTION_IDLE_DAYS * 86_400_000 },
    tickets: values.TMF621_URL === undefined ? undefined : { base: values.TMF621_URL.replace(/\/$/, ''), token: values.TMF621_TOKEN },
    desk: { limitMs: values.SLA_MINUTES * 60_000, capacity: values.DESK_CAPACITY, silentMs: values.AGENT_SILENT_MINUTES * 60_000 },
    notices: {
      rules: { quiet: quietOf(values.QUIET_HOURS), serviceADay: values.SERVICE_NOTICES_A_DAY },
      plannedAheadMs: values.PLANNED_NOTICE_HOURS === undefined ? undefined : values.PLANNED_NOTICE_HOURS * 3_600_000,
    },
    outageFeedToken: values.OUTAGE_FEED_TOKEN,
    metricsToken: values.METRICS_TOKEN,
    flowReview: values.FLOW_REVIEW,
    unansweredAfterMs: values.UNANSWERED_AFTER_SECONDS * 1_000,
  };
};
