/** The staff API as its users meet it: real routes on a real socket over a real store; the desks are small honest stand-ins. */
import { makeAlarms } from '../../../bot/channels/alarms';
import path from 'node:path';
import { loadLiveArticles } from '../../../bot/content/live-articles';
import { loadLiveUnderstanding } from '../../../bot/content/live-understanding';
import { loadReleases, type Releases } from '../../../bot/content/releases';
import { retrain } from '../../../bot/content/retrain';
import { makeStudio, type Studio } from '../../../bot/content/studio';
import { makeHttpServer } from '../../../bot/http/server';
import { openMedia } from '../../../bot/media/media';
import { makeLog } from '../../../bot/observability/log';
import type { Storage } from '../../../bot/runtime/ports';
import { makeWebhooks } from '../../../bot/connectors/webhooks';
import { makeCannedReplies } from '../../../bot/desk/canned';
import { makeQuality } from '../../../bot/quality/quality';
import { makeAccounts, type Accounts } from '../../../bot/staff/accounts';
import { approvalNeeded } from '../../../bot/staff/flow-approval';
import { makeAudit, type Audit } from '../../../bot/staff/audit';
import type { PqrOnFile } from '../../../bot/operator/office';
import type { Desk, OutageDesk } from '../../../bot/staff/ports';
import { staffRoutes } from '../../../bot/staff/routes';
import { makeSessions } from '../../../bot/staff/sessions';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import type { CaseDetail, CaseSummary, Outage, Role } from '../../../bot/web/contracts';
import type { AgentPresence, CaseList } from '../../../bot/web/desk-contracts';
import { compiledOnce } from '../../support/compiled-once';
import { bundledLibrary } from '../../support/articles';
import { someShippedFiles, writeFiles } from '../../flows/release-files';
import { freshFolder, removeFolder } from '../../support/server';

const DAY_MS = 86_400_000;
/** Business time stands in the last hours of Wednesday, 31 December 1969, in Bogotá. */
const REQUESTS: readonly PqrOnFile[] = [
  { id: 'R-3', customer: 'C-1', kind: 'petition', answered: true, filedAt: -9 * DAY_MS, answerBy: '1970-01-09' },
  { id: 'R-2', customer: 'C-1', kind: 'complaint', answered: false, filedAt: -2 * DAY_MS, answerBy: '1970-01-20', cun: '9999-70-0000000002', thread: 't-2' },
  { id: 'R-1', customer: 'C-1', kind: 'appeal', answered: false, filedAt: -30 * DAY_MS, answerBy: '1969-12-26' },
  { id: 'R-4', customer: 'C-1', kind: 'petition', answered: false, filedAt: -20 * DAY_MS, answerBy: '1970-01-02' },
  { id: 'R-5', customer: 'C-1', kind: 'petition', answered: true, filedAt: -90 * DAY_MS, answerBy: '1969-11-01' },
];

export const PASSWORD = 'una-clave-larga';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & { readonly error?: Readonly<Record<string, string>> };
  readonly headers: Headers;
}

export interface Call {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Office {
  readonly url: string;
  readonly storage: Storage;
  readonly accounts: Accounts;
  readonly audit: Audit;
  readonly releases: Releases;
  readonly studio: Studio;
  /** What the desks were asked, in order. */
  readonly asked: unknown[][];
  /** Machine time of the server, ms; tests move it. */
  machineNow: number;
  call(method: string, path: string, call?: Call): Promise<Answer>;
  /** Bearer token of a new user with that role. */
  signInAs(role: Role): Promise<string>;
  close(): Promise<void>;
}

export const openOffice = async (): Promise<Office> => {
  const folder = freshFolder();
  const storage = await openEmbedded(folder, {});
  const clock = { now: 1_000_000 };
  const accounts = makeAccounts(storage.records);
  const audit = makeAudit(storage.records, () => clock.now);
  const sessions = makeSessions({ secret: Buffer.alloc(32, 7), accounts, records: storage.records, machineNow: () => clock.now });
  const definitions = path.join(folder, 'definitions');
  writeFiles(definitions, someShippedFiles());
  const loaded = await loadReleases(definitions, storage.records, { compile: compiledOnce });
  const live = await loadLiveArticles({ records: storage.records, now: () => clock.now });
  if (!loaded.ok || !live.ok) throw new Error('the shipped content has faults');
  const asked: unknown[][] = [];
  const studio = makeStudio({ storage, releases: loaded.releases, articles: live.articles, understanding: await loadLiveUnderstanding({ records: storage.records }), train: (input) => Promise.resolve(retrain(input)), approvalNeeded: approvalNeeded('auto', accounts), now: () => clock.now, machineNow: () => clock.now });
  const server = makeHttpServer({
    routes: staffRoutes({ storage, unansweredAfterMs: 30_000, accounts, sessions, machineNow: () => clock.now, now: () => clock.now, audit, quality: { quality: makeQuality({ storage, now: () => clock.now, rowOf: () => Promise.resolve(null), zoneOf: () => Promise.resolve(undefined), titles: { titleOf: (flow) => flow, stepTitleOf: (step) => step } }), unanswered: () => Promise.resolve(2), silent: { count: () => Promise.resolve(7), on: () => Promise.resolve(undefined) } }, alarms: makeAlarms({ records: storage.records, now: () => clock.now, tell: () => Promise.resolve() }), replies: makeCannedReplies(storage.records), webhooks: makeWebhooks({ records: storage.records, machineNow: () => clock.now, send: () => Promise.resolve({ taken: true }) }), allowLocal: false, desk: { ...deskOf(asked), agents: () => agentsOf(accounts) }, forget: { forget: async (thread) => (asked.push(['forget', thread]), thread === 'proof' ? { ok: false, reason: 'kept', requests: ['9999-70-0000000002'] } : { ok: true, ...(thread === 'busy' && { later: true as const }) }) }, office: { requests: async () => ({ ok: true, value: REQUESTS }) }, claims: { settle: async (id, how) => (asked.push(['settle', id, how]), id === 'R-6' ? { ok: true, deleted: 2, kept: 1 } : { ok: false, reason: id === 'R-7' ? 'open' : 'unknown' }) }, outages: outagesOf(asked), notices: {} as never, detection: {} as never, feed: {} as never, studio, articles: bundledLibrary(), media: openMedia({ directory: path.join(folder, 'media'), secret: Buffer.alloc(32, 9), now: () => clock.now }) }),
    upgrades: [], publicUrl: undefined, rateLimit: false, log: makeLog('silent'),
  });
  const url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  return {
    url, storage, accounts, audit, releases: loaded.releases, studio, asked,
    get machineNow() {
      return clock.now;
    },
    set machineNow(at) {
      clock.now = at;
    },
    call: (method, at, call = {}) => callOffice(url, method, { ...call, path: at }),
    async signInAs(role) {
      const email = `${role}-${asked.length}-${Math.random()}@hilo.test`;
      await accounts.add({ name: `Camilo (${role})`, email, role, password: PASSWORD });
      const known = await accounts.signIn(email, PASSWORD);
      if (!known) throw new Error('the new user could not sign in');
      return sessions.issue(known);
    },
    async close() {
      await server.close();
      await storage.close();
      removeFolder(folder);
    },
  };
};

const callOffice = async (url: string, method: string, { path: at, token, body, headers }: Call & { path: string }): Promise<Answer> => {
  const response = await fetch(`${url}${at}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']), headers: response.headers };
};

export const SUMMARY: CaseSummary = {
  thread: 't-1', status: 'waiting', name: 'Rosa', channel: 'web', language: 'es', level: 'basic', reason: 'asked',
  since: '2026-11-22T09:00:00-05:00', length: 3, priority: 'normal', sla: { state: 'ok', spentMs: 0, limitMs: 1_800_000 }, turn: 'us', returns: 0,
  updatedAt: '2026-11-22T09:00:00-05:00',
};

const DETAIL: CaseDetail = {
  summary: SUMMARY,
  packet: {
    version: 1, why: 'Pidió hablar con una persona.', mood: 'calm', shown: { said: [], verified: [] }, outage: { checked: false },
    position: { mode: 'guided', stack: [] }, transcript: { length: 3, url: '/api/staff/cases/t-1?from=0' },
    who: { verified: true, name: 'Rosa' }, level: { value: 'basic', evidence: [] }, language: 'es', reason: 'asked', steps: [], said: {}, verified: {}, assumed: [],
  },
  transcript: [{ position: 2, at: SUMMARY.since, kind: 'customer', text: 'hola' }],
  viewers: [], deliveries: {}, customerTyping: false,
};

const LIST: CaseList = { cases: [SUMMARY], total: 1, counts: { waiting: 1, with_agent: 0, with_bot: 0, closed: 0, mine: 0, warning: 0, breached: 0 }, mark: '1', at: '2026-11-23T15:00:00.000Z' };

const agentsOf = async (accounts: Accounts): Promise<readonly AgentPresence[]> =>
  (await accounts.list()).flatMap(({ id, name, role, skills = {}, capacity = 12 }) => (role === 'agent' ? [{ id, name, role, skills, capacity, state: 'offline' as const, load: 0 }] : []));

/** One waiting case `t-1`, one that Ana has, `t-ana`. */
const deskOf = (asked: unknown[][]): Desk => {
  const act = (what: string, thread: string, ...rest: unknown[]) => {
    asked.push([what, thread, ...rest]);
    if (thread === 't-1') return { ok: true } as const;
    return { ok: false, reason: thread === 't-ana' ? 'not_yours' : 'unknown' } as const;
  };
  return {
    list: async (query) => {
      asked.push(['list', query]);
      return LIST;
    },
    handoffActivity: () => Promise.resolve(null),
    detail: async (thread, { from }) => {
      asked.push(['detail', thread, from]);
      return thread === 't-1' ? DETAIL : null;
    },
    claim: async (thread, agent) => {
      const { ok } = act('claim', thread, agent.name);
      if (ok) return { ok, summary: SUMMARY };
      return thread === 't-ana' ? { ok, reason: 'taken', by: 'Ana' } : { ok, reason: 'unknown' };
    },
    owns: async (thread) => act('owns', thread),
    knows: async (thread) => thread.startsWith('t-'),
    say: async (thread, agent, message) => act('say', thread, agent.name, message),
    giveBack: async (thread, agent, how) => act('giveBack', thread, agent.name, how),
    note: async (thread, agent, { text, attachments }) => act('note', thread, agent.name, text, ...(attachments ? [attachments] : [])),
    transfer: async (thread, agent, transfer) => act('transfer', thread, agent.name, transfer),
    said: async (thread, agent, message) => act('said', thread, agent.name, message.text),
    prioritize: async (thread, priority) => (act('prioritize', thread, priority).ok ? { ...SUMMARY, priority } : null),
    next: async () => null,
    steps: async (thread) => (thread === 't-1' ? [{ step: 'guide/lights', kind: 'ask', label: '¿Qué luces ve?' }] : null),
    customer: async () => null,
    export: async () => null,
    release: async (agent, why) => void asked.push(['release', agent, why]),
    call: async (agent, { key }) => {
      asked.push(['call', agent.name, key]);
      return key === '1234' ? { ok: true, reply: { summary: SUMMARY, how: 'opened', questions: [] } } : { ok: false, reason: 'nobody' };
    },
    verify: async () => ({ ok: true, reply: { verified: true, missing: 0, triesLeft: 3 } }),
    beat: async (user, beat) => void asked.push(['beat', beat]),
    agents: async () => [],
    standing: async () => ({ waiting: 2 }),
  };
};

export const OUTAGE: Outage = {
  id: 'o-1', title: 'Corte de fibra', state: 'identified', scope: ['place:usme'], since: '2026-11-22T08:00:00-05:00', affected: 12, told: 3,
  updatedAt: '2026-11-22T08:30:00-05:00', version: 1, source: 'staff', overlaps: [],
};

const outagesOf = (asked: unknown[][]): OutageDesk => ({
  list: async () => ({ outages: [OUTAGE], scopes: [{ id: 'place:usme', kind: 'place', label: 'Usme' }] }),
  declare: async (draft, by) => {
    asked.push(['declare', draft, by.name]);
    const isKnown = draft.scope.every((id) => id === 'place:usme');
    return isKnown
      ? { ok: true, outage: { ...OUTAGE, ...draft } }
      : { ok: false, faults: [{ field: 'scope.0', en: 'There is no such place.', es: 'No existe ese lugar.' }] };
  },
  preview: async () => ({ ok: true, preview: { affected: 12, of: 100, overlaps: [], texts: { es: 'Hay una falla.', en: 'There is an outage.' } } }),
  merge: async (id, { into }) => (id === 'o-1' ? { ok: true, outage: { ...OUTAGE, id: into } } : null),
  parts: async (id) => (id === 'o-1' ? [] : null),
  restorePart: async () => null,
  wider: async () => null,
  widen: async () => null,
  confirmed: async () => undefined,
  history: async (id) => (id === 'o-1' ? [] : null),
  change: async (id, patch, by) => {
    asked.push(['change', id, patch, by.name]);
    return id === 'o-1' ? { ok: true, outage: { ...OUTAGE, ...(patch.state && { state: patch.state }) } } : null;
  },
});
