/** What of a request of the staff is recorded: every change that was made, and every look at a customer's case. */
import type { StaffUser } from '../web/contracts';
import type { Audited } from './audit';
import type { StaffRouteKey } from './permissions';

interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly user: StaffUser;
}

/** Looks that count, and by what name. */
const SEEN: Readonly<Partial<Record<StaffRouteKey, string>>> = {
  'GET /api/staff/cases/:thread': 'cases.see',
  'GET /api/staff/cases/:thread/handoff': 'cases.see',
  'GET /api/staff/cases/:thread/customer': 'cases.customer',
  'GET /api/staff/cases/:thread/export': 'cases.export',
  'GET /api/staff/cases/:thread/export.html': 'cases.export',
  'GET /api/staff/media/:id': 'media.see',
};
/** Signs of life, and questions that only look like changes. */
const SILENT: ReadonlySet<StaffRouteKey> = new Set(['POST /api/staff/presence', 'POST /api/staff/flows/check', 'POST /api/staff/flows/understand', 'POST /api/staff/outages/preview', 'POST /api/staff/outage-alerts/:id/preview', 'POST /api/staff/flows/impact', 'POST /api/staff/flows/articles/effect']);

/** Done again and again by a page that is open: recorded once in a while, as looks are. */
const OFTEN: ReadonlySet<StaffRouteKey> = new Set(['PUT /api/staff/flows/drafts/:draft', 'POST /api/staff/flows/drafts/:draft/lock']);

const VERBS: Readonly<Record<string, string>> = { POST: 'add', PUT: 'set', PATCH: 'change', DELETE: 'remove' };

/** An open case is looked at every second: one look in ten minutes is recorded. */
const LOOK_MS = 10 * 60_000;
const REMEMBERED = 20_000;
const looks = new Map<string, number>();

/** `null` for what is not recorded. */
export const auditedOf = (key: StaffRouteKey, { params, body, user }: Asked, status: number): Audited | null => {
  if (status >= 400 || SILENT.has(key)) return null;
  const { thread, ...others } = params;
  const about = { user, ...(thread !== undefined && { thread }), ...subjectOf(others), ...detailOf(body) };
  if (OFTEN.has(key) && !isFirstLook(`${user.id} ${key} ${about.subject ?? ''} ${about.detail ?? ''}`)) return null;
  if (!key.startsWith('GET ')) return { ...about, action: actionOf(key) };
  const seen = SEEN[key];
  return seen !== undefined && isFirstLook([user.id, seen, ...Object.values(params)].join(' ')) ? { ...about, action: seen } : null;
};

/** `POST /api/staff/cases/:thread/claim` is `cases.claim`, `PATCH /api/staff/users/:id` is `users.change`. */
export const actionOf = (key: StaffRouteKey): string => {
  const [method = '', path = ''] = key.split(' ');
  const words = path.replace('/api/staff/', '').split('/').filter((part) => !part.startsWith(':'));
  return words.length > 1 && method === 'POST' ? words.join('.') : [...words, VERBS[method]].join('.');
};

const isFirstLook = (what: string): boolean => {
  const now = Date.now();
  const before = looks.get(what);
  if (before !== undefined && now - before < LOOK_MS) return false;
  looks.delete(what);
  if (looks.size >= REMEMBERED) looks.delete(looks.keys().next().value ?? what);
  looks.set(what, now);
  return true;
};

const subjectOf = (params: Readonly<Record<string, string>>): { readonly subject?: string } => {
  const subject = Object.values(params).join('/');
  return subject === '' ? {} : { subject };
};

/** Never what was written to anybody, and no secret. */
const TELLING: ReadonlySet<string> = new Set(['how', 'act', 'draft', 'thread', 'from', 'to', 'rehearse', 'step', 'cause', 'confirmed', 'priority', 'takeOver', 'reason', 'role', 'inactive', 'capacity', 'email', 'state', 'title', 'question', 'events', 'url']);
const LONGEST = 300;

const detailOf = (body: unknown): { readonly detail?: string } => {
  if (typeof body !== 'object' || body === null) return {};
  const told = Object.entries(body).map(([field, value]) => (TELLING.has(field) ? `${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}` : field));
  return told.length === 0 ? {} : { detail: told.join(', ').slice(0, LONGEST) };
};
