/**
 * What did not go as it should, over HTTP: customers without an answer, effects that could not be performed, which are sent
 * again from here (I4), and what a channel's provider told of the account. Nothing of what was said is shown: who may read a case opens the case.
 */
import type { Alarms } from '../channels/alarms';
import type { HttpReply, Route } from '../http/route';
import type { DeadLetter, Storage } from '../runtime/ports';
import { waitingCustomers, type WaitingCustomer } from '../runtime/waiting-customers';
import { splitAddress, threadId } from '../../dialogs/ids';
import type { DeadLetterRow, UnansweredRow } from '../web/backlog-contracts';
import type { StaffRoutes } from './guard';
import { notFound } from './problems';

const MOST_ROWS = 200;

export interface BacklogParts {
  readonly storage: Pick<Storage, 'threads' | 'outbox'>;
  /** A customer waits too long from here on, machine time. */
  readonly unansweredAfterMs: number;
  readonly machineNow: () => number;
  readonly alarms: Pick<Alarms, 'list'>;
}

export const backlogRoutes = (parts: BacklogParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/unanswered', async () => {
    const { storage, unansweredAfterMs, machineNow } = parts;
    const found = await waitingCustomers(storage, machineNow() - unansweredAfterMs, MOST_ROWS);
    return { status: 200, json: { customers: found.map(unansweredRow) } };
  }),
  staffRoute('GET /api/staff/dead-letters', async () => {
    const { outbox } = parts.storage;
    const [letters, total] = await Promise.all([outbox.deadLetters(MOST_ROWS), outbox.countDeadLetters()]);
    return { status: 200, json: { letters: letters.map(letterRow), total } };
  }),
  staffRoute('GET /api/staff/channel-alarms', async () => ({ status: 200, json: { alarms: await parts.alarms.list() } })),
  staffRoute('POST /api/staff/dead-letters/:id/resend', ({ params }) => resend(parts, params['id'] ?? '')),
];

const unansweredRow = ({ thread, since, heldAt }: WaitingCustomer): UnansweredRow => ({ thread, since: new Date(since).toISOString(), ...(heldAt !== undefined && { heldAt }) });

const letterRow = ({ key, thread, effect, end, reason, at }: DeadLetter): DeadLetterRow => ({
  id: Buffer.from(key).toString('base64url'),
  thread, kind: effect.kind, end, reason, at: new Date(at).toISOString(),
  ...(effect.kind === 'deliver' && { channel: splitAddress(effect.to).channel }),
});

const resend = async ({ storage }: BacklogParts, id: string): Promise<HttpReply> => {
  const key = Buffer.from(id, 'base64url').toString();
  const [, thread] = /^(.+)\/\d+\/\d+$/.exec(key) ?? [];
  const sent = thread !== undefined && (await storage.outbox.resend({ key, thread: threadId(thread) }));
  return sent ? { status: 200, json: {} } : UNKNOWN;
};

const UNKNOWN = notFound({ en: 'That dead letter', es: 'ese envío fallido' });
