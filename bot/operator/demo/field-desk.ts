/** The demo's people side: tickets, technicians' visits, and requests for a person. */
import { toIso } from '../colombia';
import type { HumanRequests, Tickets, Visits } from '../ports';
import { numbered, type Access } from './access';
import { freeSlots, isUpcoming, withVisit } from './agenda';
import type { DemoService, DemoTicket, DemoVisit, World } from './schema';

const isOpen = (ticket: DemoTicket): boolean => ticket.status !== 'solved' && ticket.status !== 'closed';

const openFaults = (world: World, service: DemoService): readonly DemoTicket[] =>
  world.tickets
    .filter((ticket) => ticket.service === service.id && ticket.kind === 'fault' && isOpen(ticket))
    .sort((a, b) => Date.parse(b.opened_at) - Date.parse(a.opened_at));

export const createTickets = (access: Access): Tickets => ({
  openFor: (of) =>
    access.readService('tickets', of, (world, service) => {
      const [newest] = openFaults(world, service);
      return newest ? { id: newest.id, status: newest.status, openedAt: Date.parse(newest.opened_at) } : null;
    }),
  open: (of, request) =>
    access.writeService('tickets', {
      verb: 'ticket',
      key: request.key,
      of,
      change: (world, service, now) => {
        const same = openFaults(world, service).find(({ thread }) => thread === request.thread);
        return same ? noted(world, same, now) : opened(world, service, { thread: request.thread, at: toIso(now) });
      },
    }),
});

const noted = (world: World, ticket: DemoTicket, now: number) => {
  const note = { at: toIso(now), text: 'El cliente volvió a escribir por este caso.' };
  const tickets = world.tickets.map((each) => (each.id === ticket.id ? { ...each, notes: [...each.notes, note] } : each));
  return { world: { ...world, tickets }, result: { id: ticket.id } };
};

const opened = (world: World, service: DemoService, { thread, at }: { readonly thread: string; readonly at: string }) => {
  const { id, world: counted } = numbered(world, 'T');
  const of = { customer: service.customer, service: service.id, thread };
  const ticket: DemoTicket = { id, kind: 'fault', status: 'open', opened_at: at, notes: [], ...of };
  return { world: { ...counted, tickets: [...counted.tickets, ticket] }, result: { id } };
};

export const createVisits = (access: Access): Visits => ({
  upcoming: (of) =>
    access.readService('visits', of, (world, service, now) =>
      world.visits
        .filter((visit) => visit.service === service.id && isUpcoming(visit, now))
        .map(({ id, from, to }) => ({ id, from: Date.parse(from), to: Date.parse(to) }))
        .sort((a, b) => a.from - b.from),
    ),
  slots: (of) => access.readService('visits', of, freeSlots),
  book: (of, slotId, { key, thread }) =>
    access.writeService<'taken' | { id: string; from: number; to: number }>('visits', {
      verb: 'book',
      key,
      of,
      change: (world, service, now) => {
        const slot = freeSlots(world, service, now).find(({ id }) => id === slotId);
        if (!slot) return { world, result: 'taken' };
        const { id, world: counted } = numbered(world, 'V');
        const hours = { from: toIso(slot.from), to: toIso(slot.to) };
        const visit: DemoVisit = { id, service: service.id, slot: slot.id, ...hours, state: 'booked', thread };
        return { world: withVisit(counted, visit, now), result: { id, from: slot.from, to: slot.to } };
      },
    }),
  cancel: (of, { key }) =>
    access.writeService<'cancelled' | 'none'>('visits', {
      verb: 'cancel visit',
      key,
      of,
      change: (world, service, now) => {
        const isHers = (visit: DemoVisit): boolean => visit.service === service.id && isUpcoming(visit, now);
        if (!world.visits.some(isHers)) return { world, result: 'none' };
        const visits = world.visits.map((visit) => (isHers(visit) ? { ...visit, state: 'cancelled' as const } : visit));
        return { world: { ...world, visits }, result: 'cancelled' };
      },
    }),
});

/** Never fails by `systems`: asking for a person must always be possible. */
export const createHumanRequests = (access: Access): HumanRequests => ({
  keep: ({ key, thread, language, customerId, serviceId, priority }) =>
    access.write(null, {
      verb: 'human',
      key,
      change: (world, now) => {
        const { id, world: counted } = numbered(world, 'H');
        const request = { id, at: toIso(now), thread, language, customer: customerId, service: serviceId, priority };
        return { world: { ...counted, human_requests: [...counted.human_requests, request] }, result: { id } };
      },
    }),
});
