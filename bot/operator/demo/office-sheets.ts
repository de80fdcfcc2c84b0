/** What the demo's office knows of a customer, as the contract's facts. */
import { dayOf } from '../colombia';
import type { OfficeFact, PqrOnFile } from '../office';
import type { Texts, TicketState } from '../ports';
import type { Sheet } from '../telemetry';
import type { DemoAccount, World } from './schema';

export const billSheet = (account: DemoAccount, now: number): Sheet<OfficeFact> => {
  const bills = [...account.bills].sort((a, b) => Date.parse(a.issued) - Date.parse(b.issued));
  const bill = bills.at(-1);
  const before = bills.at(-2);
  if (!bill) return { 'bill.state': 'none' };
  const paid = bill.paid_cop >= bill.amount_cop;
  return {
    'bill.number': bill.number,
    'bill.state': paid ? 'paid' : Date.parse(bill.due) < now ? 'overdue' : 'due',
    'bill.amount_cop': bill.amount_cop - (paid ? 0 : bill.paid_cop),
    'bill.due': bill.due,
    'bill.previous_cop': before?.amount_cop,
    'bill.higher': before === undefined ? undefined : bill.amount_cop > before.amount_cop,
    'bill.changes': bill.changes,
    'bill.paid_at': bill.paid_at,
    'bill.in_transit': account.transit_since !== undefined,
    'bill.promise_allowed': account.promises && account.contract.promise_until === undefined,
  };
};

export const contractSheet = ({ contract, bills }: DemoAccount, ends: string): Sheet<OfficeFact> => ({
  'contract.ends': contract.ending?.ends.slice(0, 10) ?? ends,
  'contract.permanence': contract.permanence !== undefined,
  'contract.permanence_until': contract.permanence?.until,
  'contract.permanence_cop': contract.permanence?.value_cop,
  'contract.balance_cop': bills.reduce((sum, bill) => sum + bill.amount_cop - bill.paid_cop, 0),
  'contract.unavailable': contract.unavailable,
  'contract.offer': contract.offer,
  'contract.ending': contract.ending !== undefined,
  'contract.cun': contract.ending?.number,
});

const KIND_WORDS: Readonly<Record<'petition' | 'complaint' | 'appeal', Texts>> = {
  petition: { es: 'petición', en: 'petition' },
  complaint: { es: 'queja', en: 'complaint' },
  appeal: { es: 'recurso', en: 'appeal' },
};

export const TICKET_STATUS: Readonly<Record<TicketState, Texts>> = {
  open: { es: 'está radicada y en fila para estudio', en: 'it is filed and waiting to be studied' },
  in_progress: { es: 'la están estudiando', en: 'it is being studied' },
  waiting_customer: { es: 'espera un dato suyo', en: 'it is waiting for something from you' },
  on_hold: { es: 'está en espera', en: 'it is on hold' },
  solved: { es: 'ya fue respondida', en: 'it has been answered' },
  closed: { es: 'está cerrada', en: 'it is closed' },
};

/** The newest request that is not answered yet. */
export const requestSheet = (world: World, customer: string, now: number): Sheet<OfficeFact> => {
  const open = world.tickets
    .filter((ticket) => ticket.customer === customer && ticket.kind !== 'fault' && ticket.status !== 'solved' && ticket.status !== 'closed')
    .sort((a, b) => Date.parse(b.opened_at) - Date.parse(a.opened_at))[0];
  if (!open || open.kind === 'fault') return { 'pqr.open': false };
  return {
    'pqr.open': true,
    'pqr.number': open.cun ?? open.id,
    'pqr.kind_words': KIND_WORDS[open.kind],
    'pqr.status': TICKET_STATUS[open.status],
    'pqr.answer_by': open.answer_by?.slice(0, 10),
    'pqr.overdue': open.answer_by !== undefined && open.answer_by.slice(0, 10) < dayOf(now),
  };
};

export const requestsOf = ({ tickets }: World): readonly PqrOnFile[] =>
  tickets.flatMap(({ id, kind, cun, status, opened_at: openedAt, answer_by: answerBy, thread }) =>
    kind === 'fault' ? [] : [{
      id, kind, answered: status === 'solved' || status === 'closed', filedAt: Date.parse(openedAt),
      ...(cun !== undefined && { cun }), ...(answerBy !== undefined && { answerBy: answerBy.slice(0, 10) }), ...(thread !== undefined && { thread }),
    }],
  );
