/** What the demo's office knows of a customer, as the contract's facts. */
import { DAY_MS, dayOf } from '../colombia';
import type { OfficeFact, PqrOnFile } from '../office';
import type { Texts, TicketState } from '../ports';
import type { Sheet } from '../telemetry';
import type { DemoAccount, DemoTicket, World } from './schema';

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

const KIND_WORDS: Readonly<Record<Exclude<DemoTicket['kind'], 'fault'>, Texts>> = {
  petition: { es: 'petición', en: 'petition' },
  complaint: { es: 'queja', en: 'complaint' },
  appeal: { es: 'recurso', en: 'appeal' },
  data_correction: { es: 'corrección de datos', en: 'correction of data' },
  data_deletion: { es: 'eliminación de datos', en: 'deletion of data' },
};

export const TICKET_STATUS: Readonly<Record<TicketState, Texts>> = {
  open: { es: 'está radicada y en fila para estudio', en: 'it is filed and waiting to be studied' },
  in_progress: { es: 'la están estudiando', en: 'it is being studied' },
  waiting_customer: { es: 'espera un dato suyo', en: 'it is waiting for something from you' },
  on_hold: { es: 'está en espera', en: 'it is on hold' },
  solved: { es: 'ya fue respondida', en: 'it has been answered' },
  closed: { es: 'está cerrada', en: 'it is closed' },
};

/** So long an answered request may be what an appeal is against. */
const ANSWERED_MS = 60 * DAY_MS;

const isAnswered = ({ status }: DemoTicket): boolean => status === 'solved' || status === 'closed';

/** The newest request that is not answered yet, and those that were. Claims about her data are another matter: they hold up no complaint. */
export const requestSheet = (world: World, customer: string, now: number): Sheet<OfficeFact> => {
  const own = world.tickets
    .filter((ticket) => ticket.customer === customer && ticket.kind !== 'fault' && !ticket.kind.startsWith('data_'))
    .sort((a, b) => Date.parse(b.opened_at) - Date.parse(a.opened_at));
  const answered = own.filter((ticket) => isAnswered(ticket) && now - Date.parse(ticket.opened_at) < ANSWERED_MS);
  const appealable = answered.length === 0 ? {} : { 'pqr.answered': answered.map(optionOf) };
  const open = own.find((ticket) => !isAnswered(ticket));
  if (!open || open.kind === 'fault') return { 'pqr.open': false, ...appealable };
  return {
    ...appealable,
    'pqr.open': true,
    'pqr.number': open.cun ?? open.id,
    'pqr.kind_words': KIND_WORDS[open.kind],
    'pqr.status': TICKET_STATUS[open.status],
    'pqr.answer_by': open.answer_by?.slice(0, 10),
    'pqr.overdue': open.answer_by !== undefined && open.answer_by.slice(0, 10) < dayOf(now),
  };
};

const optionOf = ({ id, cun }: DemoTicket): { readonly id: string; readonly label: string } => ({ id: cun ?? id, label: `CUN ${cun ?? id}` });

export const requestsOf = ({ tickets }: World): readonly PqrOnFile[] =>
  tickets.flatMap(({ id, customer, kind, cun, status, told, against, opened_at: openedAt, answer_by: answerBy, thread }) =>
    kind === 'fault' ? [] : [{
      id, customer, kind, answered: status === 'solved' || status === 'closed', filedAt: Date.parse(openedAt),
      ...(told !== undefined && { told }), ...(against !== undefined && { against }), ...(cun !== undefined && { cun }), ...(answerBy !== undefined && { answerBy: answerBy.slice(0, 10) }), ...(thread !== undefined && { thread }),
    }],
  );
