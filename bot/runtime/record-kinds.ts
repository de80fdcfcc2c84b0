/**
 * Every kind of shared record, what it holds and when it ends (P14): the one table that says so, for people too
 * (`bot/storage/records.md` is made from it). A test finds each name that is written anywhere in it.
 */

/**
 * - `idle`: so long after it was written last as idle conversations are kept, and two months more, in which their addresses and
 *   counters go
 * - `used`: the same after it was read or written last
 * - `said`: as long after it was written last as what was said is kept
 * - days after it was written last
 * - `own`: whoever writes it says until when
 * - `thread`: taken away with the conversations it is about
 * - `fixed`: a fixed number of records, in which what is new takes the place of what is old
 * - `staff`: until somebody of the staff removes or replaces it
 * - `good`: never
 */
export type RecordEnd = 'idle' | 'used' | 'said' | { readonly days: number } | 'own' | 'thread' | 'fixed' | 'staff' | 'good';

export interface RecordKind {
  /** The whole name, or its beginning where it ends in `:`. */
  readonly name: string;
  readonly holds: string;
  readonly end: RecordEnd;
}

export const RECORD_KINDS: readonly RecordKind[] = [
  { name: 'layout', holds: 'the layout of the store', end: 'fixed' },
  { name: 'clock', holds: 'how far the business clock was moved', end: 'fixed' },
  { name: 'session-secret', holds: 'the secret of tokens where none is configured', end: 'fixed' },
  { name: 'demo-world', holds: 'the demo operator: customers, plant, tickets', end: 'fixed' },
  { name: 'customer:', holds: 'the conversations of a customer', end: 'thread' },
  { name: 'resume:', holds: 'a code that carries a case to another channel', end: 'own' },
  { name: 'own-data:', holds: 'the link to a copy of her data, by the hash of its token', end: 'own' },
  { name: 'signed-in:', holds: 'proofs of a signed-in visitor that were used, by their hash; the old ones go with each write', end: 'fixed' },
  { name: 'wa:', holds: 'the phone behind a user id of WhatsApp, and where she went', end: 'used' },
  { name: 'azure:', holds: 'where a conversation of a Bot Framework channel is answered', end: 'used' },
  { name: 'receipts:', holds: 'how far each message of a conversation got, and where it was joined into', end: 'idle' },
  { name: 'channel-alarms', holds: 'what a channel told of the account, the newest', end: 'fixed' },
  { name: 'desk:cases:', holds: 'rows of the cases at the desk', end: 'thread' },
  { name: 'desk:customer:', holds: 'closed cases of a customer', end: 'thread' },
  { name: 'desk:call:', holds: 'answers compared in a call', end: 'idle' },
  { name: 'desk:wrong:', holds: 'wrong answers given for a customer', end: 'own' },
  { name: 'desk:reached:', holds: 'how far a browser was handed a conversation', end: 'idle' },
  { name: 'desk:seen:', holds: 'how far a conversation was read', end: 'idle' },
  { name: 'desk:forgetting', holds: 'conversations that are being deleted', end: 'fixed' },
  { name: 'desk:replies', holds: 'ready replies of the desk', end: 'staff' },
  { name: 'desk:presence:', holds: 'whether an agent is at the desk', end: 'staff' },
  { name: 'staff:users', holds: 'accounts of the staff', end: 'staff' },
  { name: 'staff:sessions:', holds: 'open sessions of one of the staff, the newest twenty', end: 'staff' },
  { name: 'tries:', holds: 'tries to sign in, by the hash of e-mail and address; the old ones go with each write', end: 'fixed' },
  { name: 'audit:', holds: 'who of the staff saw and changed what: proof', end: 'good' },
  { name: 'webhooks', holds: 'registered webhooks', end: 'staff' },
  { name: 'webhook:', holds: 'the newest deliveries of a webhook', end: 'staff' },
  { name: 'quality:at:', holds: 'how far a conversation was counted', end: 'idle' },
  { name: 'quality:', holds: 'figures of a day', end: 'said' },
  { name: 'compensations:done', holds: 'outages that were counted, the newest', end: 'fixed' },
  { name: 'compensations:', holds: 'what is paid back to a customer', end: 'idle' },
  { name: 'outage-feed', holds: 'when the feed was heard last', end: 'fixed' },
  { name: 'outage-alerts', holds: 'alerts, the newest', end: 'fixed' },
  { name: 'outages:followed', holds: 'outages that somebody follows', end: 'fixed' },
  { name: 'outages:announced', holds: 'which estimate of an outage was told', end: 'fixed' },
  { name: 'followers:', holds: 'conversations that were told of an outage', end: 'said' },
  { name: 'reports:', holds: 'reports by place and minute', end: 'fixed' },
  { name: 'notices', holds: 'broadcasts, the newest', end: 'fixed' },
  { name: 'notices:brake', holds: 'whether broadcasts are stopped', end: 'fixed' },
  { name: 'notice:', holds: 'whom a broadcast reached', end: 'said' },
  { name: 'release:', holds: 'flows as they were published: conversations under way stay on theirs', end: 'good' },
  { name: 'content:articles', holds: 'articles as they were changed', end: 'staff' },
  { name: 'content:articles:', holds: 'editions of the articles', end: 'staff' },
  { name: 'content:understanding', holds: 'editions of what messages are understood with', end: 'staff' },
  { name: 'content:understanding:model:', holds: 'what was learnt, by its hash', end: 'staff' },
  { name: 'studio:drafts', holds: 'drafts of flows', end: 'staff' },
  { name: 'studio:draft:', holds: 'the text of a draft', end: 'staff' },
  { name: 'studio:draft-lock:', holds: 'who has a draft', end: 'staff' },
  { name: 'studio:draft-ends', holds: 'what became of drafts, the newest', end: 'fixed' },
  { name: 'studio:utterances', holds: 'sentences to be learnt', end: 'staff' },
  { name: 'studio:training', holds: 'the last training', end: 'fixed' },
  { name: 'studio:standing:', holds: 'which conversations are under way on which release', end: 'fixed' },
  { name: 'studio:happened-from:', holds: 'how far the steps of a conversation were counted', end: 'idle' },
  { name: 'studio:happened:', holds: 'what happened at each step of a day', end: { days: 100 } },
];

const isOf = ({ name: kind }: RecordKind, name: string): boolean => (kind.endsWith(':') ? name.startsWith(kind) : name === kind);

/** The most exact one. */
export const kindOf = (name: string): RecordKind | undefined =>
  RECORD_KINDS.reduce<RecordKind | undefined>((best, kind) => (isOf(kind, name) && kind.name.length > (best?.name.length ?? 0) ? kind : best), undefined);
