/** What each address of the staff API takes and gives, in terms of the contracts; the document is made of it. */
import type { StaffRouteKey } from '../staff/permissions';

/** The name of a contract, a list of it, or fields of an answer: `{ cases: ['CaseSummary'] }`. */
export type Shape = string | readonly [string] | { readonly [field: string]: Shape };

export interface Operation {
  readonly summary: string;
  readonly query?: readonly string[];
  readonly body?: Shape;
  readonly reply: Shape;
  /** 200 without it. */
  readonly status?: number;
  /** JSON without it. */
  readonly type?: string;
  /** It may be taken for later, with 202. */
  readonly mayBeLater?: true;
  /** The body is a form with files, `multipart/form-data`. */
  readonly form?: true;
}

const NOTHING = {} as const;
const ONE_CASE = { summary: 'CaseSummary' } as const;

export const OPERATIONS: Readonly<Partial<Record<StaffRouteKey, Operation>>> = {
  'POST /api/staff/session': { summary: 'Sign in', body: { email: 'string', password: 'string' }, reply: 'SessionReply' },
  'GET /api/staff/session': { summary: 'Who is signed in; null for nobody', reply: { user: 'StaffUser?' } },
  'DELETE /api/staff/session': { summary: 'Sign out', reply: NOTHING },
  'PUT /api/staff/session/password': { summary: 'Change the own password', body: { current: 'string', password: 'string' }, reply: 'SessionReply' },
  'GET /api/staff/sessions': { summary: 'The own open sessions', reply: { sessions: ['SessionRow'] } },
  'DELETE /api/staff/sessions/:id': { summary: 'End a session of one’s own', reply: NOTHING },
  'GET /api/staff/users': { summary: 'Everybody who works here', reply: { users: ['StaffUser'] } },
  'POST /api/staff/users': { summary: 'Add somebody', body: { name: 'string', email: 'string', role: 'Role', password: 'string' }, reply: { user: 'StaffUser' }, status: 201 },
  'PATCH /api/staff/users/:id': { summary: 'Change name, role, password, skills, capacity, or whether she may sign in', body: NOTHING, reply: { user: 'StaffUser' } },
  'DELETE /api/staff/users/:id': { summary: 'Remove somebody', reply: { user: 'StaffUser' } },
  'GET /api/staff/users/:id/sessions': { summary: 'The open sessions of somebody', reply: { sessions: ['SessionRow'] } },
  'DELETE /api/staff/users/:id/sessions/:session': { summary: 'End one session of somebody', reply: NOTHING },
  'DELETE /api/staff/users/:id/sessions': { summary: 'End all sessions of somebody', reply: NOTHING },
  'GET /api/staff/cases': {
    summary: 'Cases, most urgent first', reply: 'CaseList',
    query: ['status', 'agent', 'level', 'language', 'service', 'zone', 'channel', 'priority', 'sla', 'q', 'limit', 'cursor', 'since'],
  },
  'POST /api/staff/cases/next': { summary: 'Take the case that suits best', reply: { summary: 'CaseSummary?' } },
  'GET /api/staff/cases/:thread': { summary: 'One case: packet and transcript', query: ['from', 'lang'], reply: 'CaseDetail' },
  'GET /api/staff/cases/:thread/handoff': { summary: 'The case as handoff.initiate of the Bot Framework', reply: NOTHING },
  'GET /api/staff/cases/:thread/customer': { summary: 'Everything about the verified customer', reply: 'Customer360' },
  'GET /api/staff/cases/:thread/steps': { summary: 'Where the bot may go on', query: ['lang'], reply: { steps: ['SkipTarget'] } },
  'GET /api/staff/cases/:thread/export': { summary: 'The whole case with its hash', query: ['lang'], reply: 'CaseExport' },
  'GET /api/staff/cases/:thread/export.html': { summary: 'The whole case as a page to print', query: ['lang'], reply: 'string', type: 'text/html' },
  'POST /api/staff/cases/:thread/claim': { summary: 'Take a case; 409 Taken tells who has it', body: NOTHING, reply: ONE_CASE },
  'POST /api/staff/cases/:thread/messages': { summary: 'Write to the customer', body: 'NoteBody', reply: NOTHING },
  'POST /api/staff/cases/:thread/files': { summary: 'Send 1 to 4 photos or PDF files; with note=true for colleagues only', query: ['note'], body: { id: 'string', text: 'string', file: ['string'] }, form: true, reply: 'FilesSent' },
  'DELETE /api/staff/cases/:thread': { summary: 'Delete a closed conversation on request of its customer; 202 when it goes within minutes', reply: 'ForgottenCase', mayBeLater: true },
  'POST /api/staff/cases/:thread/notes': { summary: 'Write to colleagues only', body: 'NoteBody', reply: NOTHING },
  'POST /api/staff/cases/:thread/transfer': { summary: 'Pass a case on', body: 'TransferBody', reply: NOTHING },
  'POST /api/staff/cases/:thread/give-back': { summary: 'Let the bot go on, or close', body: 'GiveBackBody', reply: NOTHING },
  'POST /api/staff/cases/:thread/resolve': { summary: 'Close with a cause', body: 'ResolveBody', reply: NOTHING },
  'POST /api/staff/cases/:thread/priority': { summary: 'Say how urgent it is', body: 'PriorityBody', reply: ONE_CASE },
  'POST /api/staff/cases/:thread/verify': { summary: 'A caller’s answer, compared by the server', body: { question: 'string', answer: 'string' }, reply: 'VerifyReply' },
  'POST /api/staff/cases/:thread/said': { summary: 'What a caller says', body: 'NoteBody', reply: NOTHING },
  'POST /api/staff/phone': { summary: 'A call: open a case or go on with it', body: 'PhoneBody', reply: 'PhoneReply' },
  'POST /api/staff/presence': { summary: 'A sign of life', body: 'PresenceBody', reply: 'PresenceReply' },
  'GET /api/staff/agents': { summary: 'Who is at the desk', reply: { agents: ['AgentPresence'] } },
  'PATCH /api/staff/agents/:id': { summary: 'What cases suit somebody, and how many at once', body: 'AgentPatch', reply: { agent: 'AgentPresence' } },
  'GET /api/staff/replies': { summary: 'Replies ready to use', reply: { replies: ['CannedReply'] } },
  'PUT /api/staff/replies/:id': { summary: 'Keep a reply', body: NOTHING, reply: { reply: 'CannedReply' } },
  'DELETE /api/staff/replies/:id': { summary: 'Remove a reply', reply: NOTHING },
  'GET /api/staff/audit': { summary: 'Who saw, took and changed what', query: ['from', 'to', 'user', 'action', 'thread', 'cursor'], reply: { records: ['AuditRecord'] } },
  'GET /api/staff/quality': { summary: 'Whether the help helps', query: ['from', 'to', 'by', 'format', 'table', 'lang'], reply: 'QualityReply' },
  'GET /api/staff/webhooks': { summary: 'Who is told of cases', reply: { webhooks: ['Webhook'] } },
  'POST /api/staff/webhooks': { summary: 'Tell another system', body: { url: 'string', events: ['WebhookEvent'] }, reply: { webhook: 'Webhook', secret: 'string' }, status: 201 },
  'PATCH /api/staff/webhooks/:id': { summary: 'Change or stop a webhook', body: NOTHING, reply: { webhook: 'Webhook' } },
  'DELETE /api/staff/webhooks/:id': { summary: 'Remove a webhook', reply: NOTHING },
  'GET /api/staff/webhooks/:id/deliveries': { summary: 'What was sent, and how it went', reply: { deliveries: ['WebhookDelivery'] } },
  'POST /api/staff/webhooks/:id/deliveries/:delivery/redeliver': { summary: 'Send again', reply: NOTHING },
  'GET /api/staff/unanswered': { summary: 'Customers without an answer', reply: { customers: ['UnansweredRow'] } },
  'GET /api/staff/dead-letters': { summary: 'What could not be sent', reply: { letters: ['DeadLetterRow'], total: 'number' } },
  'GET /api/staff/channel-alarms': { summary: 'What WhatsApp told of the account, and refuses until somebody repairs it', reply: { alarms: ['ChannelAlarm'] } },
  'POST /api/staff/dead-letters/:id/resend': { summary: 'Send it again', reply: NOTHING },
  'GET /api/staff/outages': { summary: 'The outage board', reply: { outages: ['Outage'], scopes: ['Scope'] } },
  'POST /api/staff/outages': { summary: 'Declare an outage', body: 'OutageDraft', reply: { outage: 'Outage' }, status: 201 },
  'PATCH /api/staff/outages/:id': { summary: 'Change an outage', body: NOTHING, reply: { outage: 'Outage' } },
  'GET /api/staff/articles': { summary: 'Search the articles', query: ['q', 'language', 'level'], reply: { articles: ['ArticleHit'] } },
};
