/** Tickets over TMF621: written as the document says, one per conversation and service, and nobody else's. */
import { makeTroubleTickets } from '../../../../bot/operator/tmf/trouble-ticket';
import { openTicketSystem, type TicketSystem } from '../../../support/tmf621';

const OURS = { customerId: 'C-1001', serviceId: 'S-1001' };
const NOW = Date.parse('2026-11-23T11:00:00-05:00');

describe('trouble tickets', () => {
  let system: TicketSystem;
  const tickets = () => makeTroubleTickets({ base: system.base, now: () => NOW });
  beforeEach(async () => {
    system = await openTicketSystem();
  });
  afterEach(() => system.close());

  test('a new one holds to the published document, and is found as open', async () => {
    expect(await tickets().openFor(OURS)).toEqual({ ok: true, value: null });
    expect(await tickets().open(OURS, { key: 'k1', thread: 't-1' })).toEqual({ ok: true, value: { id: 'TT-1' } });
    expect(system.faults).toEqual([]);
    expect(system.tickets[0]).toMatchObject({ ticketType: 'incident', externalId: 't-1/S-1001', relatedParty: [{ id: 'C-1001', '@referredType': 'Customer' }] });
    expect(await tickets().openFor(OURS)).toEqual({ ok: true, value: { id: 'TT-1', status: 'open', openedAt: Date.parse('2026-11-23T10:00:00-05:00') } });
  });

  test('the same conversation again adds a note; a solved one makes room for a new one', async () => {
    await tickets().open(OURS, { key: 'k1', thread: 't-1' });
    expect(await tickets().open(OURS, { key: 'k2', thread: 't-1' })).toEqual({ ok: true, value: { id: 'TT-1' } });
    expect([system.tickets.length, (system.tickets[0]?.['note'] as object[]).length, system.faults]).toEqual([1, 2, []]);
    system.tickets[0] = { ...system.tickets[0], id: 'TT-1', status: 'resolved' };
    expect(await tickets().openFor(OURS)).toEqual({ ok: true, value: null });
    expect(await tickets().open(OURS, { key: 'k3', thread: 't-1' })).toEqual({ ok: true, value: { id: 'TT-2' } });
  });

  test('a ticket of somebody else is neither told nor written to, whatever the server filters', async () => {
    await tickets().open({ customerId: 'C-2', serviceId: 'S-1001' }, { key: 'k', thread: 't-1' });
    expect(await tickets().openFor(OURS)).toEqual({ ok: true, value: null });
    expect(await tickets().open(OURS, { key: 'k', thread: 't-1' })).toEqual({ ok: true, value: { id: 'TT-2' } });
  });

  test('a system that is away, or answers something else, is an honest failure', async () => {
    system.away = 503;
    expect(await tickets().openFor(OURS)).toEqual({ ok: false, reason: 'unavailable' });
    system.away = 200;
    expect(await tickets().openFor(OURS)).toEqual({ ok: false, reason: 'unavailable' });
    expect(await makeTroubleTickets({ base: 'http://127.0.0.1:1', now: () => NOW }).openFor(OURS)).toEqual({ ok: false, reason: 'unavailable' });
  });
});
