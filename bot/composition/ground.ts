/** What everything else stands on: figures, the business clock, flows and articles, the operator's systems, the secret. */
import type { Config } from '../config';
import { loadContent, type Content } from '../content/content';
import { makeDemo, type Demo } from '../demo';
import type { Log } from '../observability/log';
import { makeMetrics, measureBacklog, measurePressure, measureStore, type Metrics } from '../observability/metrics';
import { pressureHere, type Pressure } from '../observability/pressure';
import { makeTroubleTickets } from '../operator/tmf/trouble-ticket';
import { makeClock, type BusinessClock } from '../runtime/clock';
import { withEnds } from '../runtime/ended-records';
import type { Storage } from '../runtime/ports';
import { waitingCustomers } from '../runtime/waiting-customers';
import { sessionSecret } from '../staff/session-secret';

export interface Given {
  readonly config: Config;
  readonly storage: Storage;
  readonly log: Log;
}

export interface Ground extends Given {
  readonly metrics: Metrics;
  readonly pressure: Pressure;
  readonly clock: BusinessClock;
  readonly content: Content;
  readonly demo: Demo;
  readonly secret: Uint8Array;
  /** Where customers reach this server, `https://chat.example.co`. */
  readonly base: string;
  /** How many customers wait for an answer for longer than they should. */
  readonly unanswered: () => Promise<number>;
}

export type Grounded = { readonly ok: true; readonly ground: Ground } | { readonly ok: false; readonly faults: readonly string[] };

const MOST_COUNTED = 100_000;

/** `faults`: one line each, for whoever starts the server. */
export const makeGround = async ({ storage: opened, ...rest }: Given): Promise<Grounded> => {
  const { config, log } = rest;
  const clock = await makeClock(opened);
  const { now } = clock;
  const storage = withEndedRecords(opened, { now, retention: config.retention });
  const given: Given = { ...rest, storage };
  const content = await loadContent({ storage, now, flowsDir: config.flowsDir });
  if (!content.ok) return content;
  const tickets = config.tickets && makeTroubleTickets({ ...config.tickets, now });
  const made = makeDemo({ records: storage.records, news: storage.news, now, directory: config.demoDir, tickets, log });
  if (!made.ok) return made;
  if (config.isPublic) log.warn({ operator: made.demo.name }, 'the operator is fictional: accounts, lines and bills that customers hear of are made up until an adapter stands in its place');
  const secret = await sessionSecret(config, storage.records);
  const base = config.publicUrl ?? `http://localhost:${config.port}`;
  const unanswered = (): Promise<number> => unansweredNow(given);
  const [metrics, pressure] = [makeMetrics(), pressureHere()];
  measurePressure(metrics, pressure);
  measureStore(metrics, storage);
  measureBacklog(metrics, { unanswered, deadLetters: () => storage.outbox.countDeadLetters(), isSpared: pressure.isHigh });
  return { ok: true, ground: { ...given, metrics, pressure, clock, content, demo: made.demo, secret, base, unanswered } };
};

/** Named one by one: a store that stands in front of another one has nothing of its own to be copied. */
const withEndedRecords = (opened: Storage, ends: Pick<Parameters<typeof withEnds>[0], 'now' | 'retention'>): Storage => ({
  kind: opened.kind, threads: opened.threads, outbox: opened.outbox, addresses: opened.addresses, news: opened.news,
  records: withEnds({ records: opened.records, ...ends }),
  standing: () => opened.standing(),
  skew: () => opened.skew(),
  close: () => opened.close(),
});

const unansweredNow = async ({ config, storage }: Given): Promise<number> =>
  (await waitingCustomers(storage, Date.now() - config.unansweredAfterMs, MOST_COUNTED)).length;
