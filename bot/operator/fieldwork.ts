/** The actions on a service: restart, session, visits, tickets, outage notices, and the request for a person. */
import type { Option } from '../../knowledge/question';
import { spokenWindow } from './colombia';
import { textOf, verifiedCustomer } from './known';
import { fails, onService, type Perform } from './outcome';
import type { ServiceRef } from './ports';

/** Few enough to be read on a telephone. */
const OFFERED_SLOTS = 4;

export const restartEquipment: Perform<'restart_equipment'> = ({ operator }, input) =>
  onService(input, (service) => operator.line.restart(service, input), (result) => ({ result, facts: {} }));

export const resetSession: Perform<'reset_session'> = ({ operator }, input) =>
  onService(input, (service) => operator.line.resetSession(service, input), (result) => ({ result, facts: {} }));

export const offerSlots: Perform<'offer_slots'> = ({ operator }, input) =>
  onService(input, (service) => operator.visits.slots(service), (slots) => {
    const options: readonly Option[] = slots
      .slice(0, OFFERED_SLOTS)
      .map((slot) => ({ id: slot.id, label: spokenWindow(slot, input.language) }));
    return options.length === 0 ? { result: 'none', facts: {} } : { result: 'offered', facts: { 'visit.slots': options } };
  });

export const bookVisit: Perform<'book_visit'> = async ({ operator }, input) => {
  const slot = textOf(input.facts, 'visit.slot');
  if (slot === undefined) return fails('missing_fact');
  const book = (service: ServiceRef) => operator.visits.book(service, slot, input);
  return onService(input, book, (visit) =>
    visit === 'taken'
      ? { result: 'taken', facts: {} }
      : { result: 'booked', facts: { 'visit.id': visit.id, 'visit.window': spokenWindow(visit, input.language) } });
};

export const cancelVisit: Perform<'cancel_visit'> = ({ operator }, input) =>
  onService(input, (service) => operator.visits.cancel(service, input), (result) => ({ result, facts: {} }));

export const openTicket: Perform<'open_ticket'> = ({ operator }, input) =>
  onService(input, (service) => operator.tickets.open(service, input), ({ id }) => ({ result: 'opened', facts: { 'ticket.new_id': id } }));

export const subscribeOutage: Perform<'subscribe_outage'> = ({ operator }, input) =>
  onService(input, (service) => operator.outages.subscribe(service, input), (result) => ({ result, facts: {} }));

/** Also for somebody who was not identified: then without customer and service. */
export const keepHumanRequest: Perform<'request_human'> = async ({ operator }, { facts, key, thread, language }) => {
  const customerId = verifiedCustomer(facts);
  const serviceId = customerId === undefined ? undefined : textOf(facts, 'service.id');
  const who = {
    ...(customerId === undefined ? {} : { customerId }),
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(facts['account.priority']?.value === true ? { priority: true as const } : {}),
  };
  const kept = await operator.humans.keep({ key, thread, language, ...who });
  return kept.ok ? { result: 'kept', facts: { 'human.request_id': kept.value.id } } : fails(kept.reason);
};
