/**
 * Who may do what, in one table: every route of the staff API, its permission, and the roles that hold it. A route is
 * made from its key in this table (see `guard.ts`), so one without a permission does not compile.
 */
import type { Role } from '../web/contracts';

const EVERYBODY = ['administrator', 'supervisor', 'agent', 'editor', 'reviewer', 'auditor'] as const;
const DESK = ['administrator', 'supervisor', 'agent'] as const;
const LEADS = ['administrator', 'supervisor'] as const;

/** `public` is for the routes by which nobody becomes somebody, and learns that she is nobody yet. */
export const PERMISSIONS = {
  public: EVERYBODY,
  'session.own': EVERYBODY,
  'users.manage': ['administrator'],
  'cases.read': [...DESK, 'auditor'],
  'cases.work': DESK,
  'cases.lead': LEADS,
  'audit.read': ['administrator', 'auditor'],
  'quality.read': [...LEADS, 'auditor'],
  'connectors.manage': ['administrator'],
  'outages.read': EVERYBODY,
  'outages.declare': ['administrator'],
  /** Stopping a broadcast, and opening the brake. */
  'notices.stop': LEADS,
  'deliveries.mend': DESK,
  'articles.read': EVERYBODY,
  'flows.read': ['administrator', 'editor', 'reviewer'],
  'flows.edit': ['administrator', 'editor'],
  /** Approving what somebody else changed. */
  'flows.review': ['administrator', 'reviewer'],
  /** Publishing and going back; the server asks for the proof and for the approval. */
  'flows.publish': ['administrator', 'editor', 'reviewer'],
  /** Moving conversations that are under way. */
  'flows.move': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export type StaffMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';
export type StaffPath = `${StaffMethod} /api/staff/${string}`;

export const STAFF_ROUTES = {
  'POST /api/staff/session': 'public',
  'GET /api/staff/session': 'public',
  'DELETE /api/staff/session': 'session.own',
  'PUT /api/staff/session/password': 'session.own',
  'GET /api/staff/sessions': 'session.own',
  'DELETE /api/staff/sessions/:id': 'session.own',
  'GET /api/staff/users': 'users.manage',
  'POST /api/staff/users': 'users.manage',
  'PATCH /api/staff/users/:id': 'users.manage',
  'DELETE /api/staff/users/:id': 'users.manage',
  'GET /api/staff/users/:id/sessions': 'users.manage',
  'DELETE /api/staff/users/:id/sessions': 'users.manage',
  'DELETE /api/staff/users/:id/sessions/:session': 'users.manage',
  'GET /api/staff/cases': 'cases.read',
  'POST /api/staff/cases/next': 'cases.work',
  'GET /api/staff/cases/:thread': 'cases.read',
  'GET /api/staff/cases/:thread/handoff': 'cases.read',
  'GET /api/staff/cases/:thread/customer': 'cases.read',
  'GET /api/staff/cases/:thread/steps': 'cases.read',
  'GET /api/staff/cases/:thread/export': 'cases.read',
  'GET /api/staff/cases/:thread/export.html': 'cases.read',
  'POST /api/staff/cases/:thread/claim': 'cases.work',
  'POST /api/staff/cases/:thread/messages': 'cases.work',
  'POST /api/staff/cases/:thread/files': 'cases.work',
  'POST /api/staff/cases/:thread/notes': 'cases.work',
  'POST /api/staff/cases/:thread/transfer': 'cases.work',
  'POST /api/staff/cases/:thread/give-back': 'cases.work',
  'POST /api/staff/cases/:thread/resolve': 'cases.work',
  'POST /api/staff/cases/:thread/priority': 'cases.lead',
  'DELETE /api/staff/cases/:thread': 'cases.lead',
  'POST /api/staff/cases/:thread/verify': 'cases.work',
  'POST /api/staff/cases/:thread/said': 'cases.work',
  'POST /api/staff/phone': 'cases.work',
  'POST /api/staff/presence': 'cases.read',
  'GET /api/staff/agents': 'cases.read',
  'PATCH /api/staff/agents/:id': 'cases.lead',
  'GET /api/staff/replies': 'cases.read',
  'PUT /api/staff/replies/:id': 'cases.lead',
  'DELETE /api/staff/replies/:id': 'cases.lead',
  'GET /api/staff/audit': 'audit.read',
  'GET /api/staff/quality': 'quality.read',
  'GET /api/staff/webhooks': 'connectors.manage',
  'POST /api/staff/webhooks': 'connectors.manage',
  'PATCH /api/staff/webhooks/:id': 'connectors.manage',
  'DELETE /api/staff/webhooks/:id': 'connectors.manage',
  'GET /api/staff/webhooks/:id/deliveries': 'connectors.manage',
  'POST /api/staff/webhooks/:id/deliveries/:delivery/redeliver': 'connectors.manage',
  'GET /api/staff/media/:id': 'cases.read',
  'GET /api/staff/unanswered': 'cases.read',
  'GET /api/staff/pqrs': 'cases.read',
  'GET /api/staff/dead-letters': 'deliveries.mend',
  'POST /api/staff/dead-letters/:id/resend': 'deliveries.mend',
  'GET /api/staff/outages': 'outages.read',
  'POST /api/staff/outages': 'outages.declare',
  'POST /api/staff/outages/preview': 'outages.read',
  'PATCH /api/staff/outages/:id': 'outages.declare',
  'POST /api/staff/outages/:id/merge': 'outages.declare',
  'GET /api/staff/outages/:id/history': 'outages.read',
  'GET /api/staff/outage-alerts': 'outages.read',
  'POST /api/staff/outage-alerts/:id/confirm': 'outages.declare',
  'POST /api/staff/outage-alerts/:id/merge': 'outages.declare',
  'POST /api/staff/outage-alerts/:id/dismiss': 'outages.declare',
  'GET /api/staff/notices': 'outages.read',
  'GET /api/staff/notices/:id/rows': 'outages.read',
  'POST /api/staff/notices/:id/stop': 'notices.stop',
  'PUT /api/staff/notices/brake': 'notices.stop',
  'GET /api/staff/articles': 'articles.read',
  'GET /api/staff/flows': 'flows.read',
  'POST /api/staff/flows/check': 'flows.read',
  'POST /api/staff/flows/understand': 'flows.read',
  'POST /api/staff/flows/publish': 'flows.publish',
  'POST /api/staff/flows/rollback': 'flows.publish',
  'GET /api/staff/flows/drafts': 'flows.read',
  'POST /api/staff/flows/drafts': 'flows.edit',
  'GET /api/staff/flows/drafts/:draft': 'flows.read',
  'PUT /api/staff/flows/drafts/:draft': 'flows.edit',
  'DELETE /api/staff/flows/drafts/:draft': 'flows.edit',
  'POST /api/staff/flows/drafts/:draft/rebase': 'flows.edit',
  'POST /api/staff/flows/drafts/:draft/lock': 'flows.edit',
  'POST /api/staff/flows/drafts/:draft/review': 'flows.read',
  'GET /api/staff/flows/releases/:release': 'flows.read',
  'GET /api/staff/flows/board': 'flows.read',
  'POST /api/staff/flows/impact': 'flows.read',
  'POST /api/staff/flows/move': 'flows.read',
  'GET /api/staff/flows/happened': 'flows.read',
  'GET /api/staff/flows/unheard': 'flows.read',
  'GET /api/staff/flows/conversations': 'flows.read',
  'POST /api/staff/flows/test-from-case': 'flows.edit',
  'GET /api/staff/flows/utterances': 'flows.read',
  'POST /api/staff/flows/utterances': 'flows.edit',
  'DELETE /api/staff/flows/utterances/:utterance': 'flows.edit',
  'GET /api/staff/flows/utterances/export': 'flows.read',
} as const satisfies Record<StaffPath, Permission>;
export type StaffRouteKey = keyof typeof STAFF_ROUTES;

export const mayUse = (role: Role, permission: Permission): boolean => (PERMISSIONS[permission] as readonly Role[]).includes(role);
