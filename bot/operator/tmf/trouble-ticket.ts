/**
 * The operator's tickets over the TM Forum's Trouble Ticket API (TMF621 v4). One ticket a conversation and service, told
 * by its external id: a repeated request finds it and adds a note, also after a crash between the two calls (I1). What
 * comes from outside is parsed; a ticket of somebody else is none of ours (I11). Its base address is configuration.
 */
import { z } from 'zod';
import { toIso } from '../colombia';
import type { Answer, OpenTicket, Request, ServiceRef, Tickets, TicketState } from '../ports';

const LONGEST_MS = 4_000;
const MOST_TICKETS = 100;

const STATES = {
  acknowledged: 'open', inProgress: 'in_progress', pending: 'waiting_customer', held: 'on_hold', resolved: 'solved', closed: 'closed', cancelled: 'closed', rejected: 'closed',
} as const satisfies Record<string, TicketState>;

const reference = z.object({ id: z.string(), role: z.string().optional() });
const ticket = z.object({
  id: z.string().min(1),
  status: z.enum(['acknowledged', 'rejected', 'pending', 'held', 'inProgress', 'cancelled', 'closed', 'resolved']).default('acknowledged'),
  ticketType: z.string().optional(),
  creationDate: z.string().optional(),
  externalId: z.string().optional(),
  note: z.array(z.object({}).loose()).default([]),
  relatedEntity: z.array(reference).default([]),
  relatedParty: z.array(reference).default([]),
});
type TroubleTicket = z.infer<typeof ticket>;

export interface TroubleTicketParts {
  /** Such as `https://tickets.example/tmf-api/troubleTicket/v4`, without a trailing slash. */
  readonly base: string;
  readonly token?: string | undefined;
  /** Business time. */
  readonly now: () => number;
}

type Call = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) => Promise<Answer<unknown>>;

export const makeTroubleTickets = ({ base, token, now }: TroubleTicketParts): Tickets => {
  const call: Call = (method, path, body) => ask(`${base}${path}`, { method, body, token });
  const search = async (filter: Readonly<Record<string, string>>, of: ServiceRef): Promise<Answer<readonly TroubleTicket[]>> => {
    const found = await call('GET', `/troubleTicket?${new URLSearchParams({ ...filter, limit: String(MOST_TICKETS) }).toString()}`);
    if (!found.ok) return found;
    const parsed = z.array(ticket).safeParse(found.value);
    // Not every server filters: what it did not is filtered here.
    return parsed.success ? { ok: true, value: parsed.data.filter((one) => isOf(one, of)) } : UNAVAILABLE;
  };
  return {
    async openFor(of) {
      const found = await search({ 'relatedEntity.id': of.serviceId }, of);
      if (!found.ok) return found;
      const [newest] = found.value.filter(isOpenFault).map(openTicketOf).sort((a, b) => b.openedAt - a.openedAt);
      return { ok: true, value: newest ?? null };
    },
    async open(of, request) {
      const externalId = externalIdOf(of, request);
      const found = await search({ externalId }, of);
      if (!found.ok) return found;
      const same = found.value.find((one) => one.externalId === externalId && isOpenFault(one));
      const written = same ? await call('PATCH', `/troubleTicket/${encodeURIComponent(same.id)}`, { note: [...same.note, noteAt(now(), AGAIN)] }) : await call('POST', '/troubleTicket', newTicket(of, { externalId, at: now() }));
      if (!written.ok) return written;
      const parsed = ticket.safeParse(written.value);
      return parsed.success ? { ok: true, value: { id: parsed.data.id } } : UNAVAILABLE;
    },
  };
};

const UNAVAILABLE = { ok: false, reason: 'unavailable' } as const;
const AGAIN = 'El cliente volvió a escribir por este caso.';

const externalIdOf = ({ serviceId }: ServiceRef, { thread }: Request): string => `${thread}/${serviceId}`;

const isOf = ({ relatedEntity, relatedParty }: TroubleTicket, { customerId, serviceId }: ServiceRef): boolean =>
  relatedEntity.some(({ id }) => id === serviceId) && relatedParty.some(({ id }) => id === customerId);

const isOpenFault = ({ status, ticketType = 'incident' }: TroubleTicket): boolean => ticketType === 'incident' && STATES[status] !== 'solved' && STATES[status] !== 'closed';

const openTicketOf = ({ id, status, creationDate = '' }: TroubleTicket): OpenTicket => ({ id, status: STATES[status], openedAt: Date.parse(creationDate) || 0 });

const noteAt = (at: number, text: string): object => ({ author: 'Hilo', date: toIso(at), text });

const newTicket = ({ customerId, serviceId }: ServiceRef, { externalId, at }: { readonly externalId: string; readonly at: number }): object => ({
  '@type': 'TroubleTicket',
  name: 'Falla reportada por el cliente',
  description: 'El cliente reportó una falla y se hicieron con él las pruebas guiadas. La conversación completa está en el caso.',
  severity: 'Major', ticketType: 'incident', externalId,
  channel: { id: 'hilo', name: 'Hilo' },
  relatedParty: [{ id: customerId, role: 'customer', '@referredType': 'Customer' }],
  relatedEntity: [{ id: serviceId, role: 'affectedService', '@referredType': 'Service' }],
  note: [noteAt(at, 'Abierto desde la conversación.')],
});

interface Asking {
  readonly method: string;
  readonly body?: object | undefined;
  readonly token?: string | undefined;
}

const ask = async (url: string, { method, body, token }: Asking): Promise<Answer<unknown>> => {
  try {
    const response = await fetch(url, {
      method, signal: AbortSignal.timeout(LONGEST_MS), redirect: 'error',
      headers: {
        accept: 'application/json', ...(body && { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return response.ok ? { ok: true, value: await response.json() } : UNAVAILABLE;
  } catch (error) {
    return { ok: false, reason: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unavailable' };
  }
};
