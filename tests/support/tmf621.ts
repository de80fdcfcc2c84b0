/**
 * A small honest trouble ticket system after TMF621 v4.0.0: what is written to it is held to the shapes of the published
 * document (names, required fields, the closed list of states; nothing that is not in it).
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import Ajv, { type ErrorObject } from 'ajv';

const text = { type: 'string' };
const time = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$' };
const sub = { '@baseType': text, '@schemaLocation': text, '@type': text };
const object = (properties: object, required: readonly string[] = []) => ({ type: 'object', properties: { ...properties, ...sub }, required, additionalProperties: false });
const list = (items: object) => ({ type: 'array', items });

const reference = { id: text, href: text, name: text, '@referredType': text };
const note = object({ id: text, author: text, date: time, text });
const fields = {
  description: text, name: text, severity: text, priority: text, ticketType: text, externalId: text, expectedResolutionDate: time, requestedResolutionDate: time,
  resolutionDate: time, statusChangeReason: text, note: list(note), channel: object(reference, ['id']),
  status: { enum: ['acknowledged', 'rejected', 'pending', 'held', 'inProgress', 'cancelled', 'closed', 'resolved'] },
  relatedEntity: list(object({ ...reference, role: text }, ['@referredType', 'id', 'role'])), relatedParty: list(object({ ...reference, role: text }, ['@referredType', 'id'])),
};
const CREATE = object({ ...fields, creationDate: time, lastUpdate: time, statusChangeDate: time }, ['description', 'severity', 'ticketType']);
const UPDATE = object(fields);

type Ticket = Record<string, unknown> & { readonly id: string };

export interface TicketSystem {
  readonly base: string;
  readonly tickets: Ticket[];
  readonly faults: ErrorObject[];
  readonly calls: string[];
  /** What the next calls are answered with instead. */
  away: number | undefined;
  close(): Promise<void>;
}

export const openTicketSystem = async (): Promise<TicketSystem> => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  const checks = { POST: ajv.compile(CREATE), PATCH: ajv.compile(UPDATE) };
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      system.calls.push(`${request.method ?? ''} ${(request.url ?? '').split('?')[0] ?? ''}`);
      const [status, json] = system.away === undefined ? answer(request, body) : [system.away, { code: '1', reason: 'away' }];
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(json));
    });
  });
  const answer = (request: IncomingMessage, body: Record<string, unknown>): readonly [number, unknown] => {
    const check = request.method === 'POST' || request.method === 'PATCH' ? checks[request.method] : undefined;
    if (check && !check(body)) {
      system.faults.push(...(check.errors ?? []));
      return [400, { code: '20', reason: 'not as the document says' }];
    }
    if (request.method === 'GET') return [200, system.tickets];
    if (request.method === 'POST') {
      const made = { id: `TT-${system.tickets.length + 1}`, creationDate: '2026-11-23T10:00:00-05:00', status: 'acknowledged', ...body };
      system.tickets.push(made);
      return [201, made];
    }
    const index = system.tickets.findIndex(({ id }) => request.url?.endsWith(`/${id}`));
    const changed = { ...system.tickets[index], ...body } as Ticket;
    system.tickets[index] = changed;
    return [200, changed];
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const system: TicketSystem = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tmf-api/troubleTicket/v4`, tickets: [], faults: [], calls: [], away: undefined,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
  return system;
};

const readJson = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
};
