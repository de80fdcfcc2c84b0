/** The demo's office: bills, contracts, petitions and complaints. Its deadlines count business days; its CUN belong to nobody. */
import { businessDaysAfter, businessDaysBetween } from '../business-days';
import { dayOf, toIso } from '../colombia';
import type { Ending, Filed, FiledClaim, FoundCase, Office, OfficeFact, OfficeSystem } from '../office';
import type { Texts } from '../ports';
import type { Sheet } from '../telemetry';
import { numbered, type Access, type Written } from './access';
import { billSheet, contractSheet, requestSheet, requestsOf, TICKET_STATUS } from './office-sheets';
import type { DemoAccount, DemoTicket, SystemName, World } from './schema';

/** What the regulation gives for an answer, and for ending a contract before a billing cut. */
const ANSWER_DAYS = 15;
const NOTICE_DAYS = 3;

const BEHIND = { bill: 'account', contract: 'office', requests: 'office' } as const satisfies Record<OfficeSystem, SystemName>;

const SHEETS: Readonly<Record<OfficeSystem, (world: World, customer: string, now: number) => Sheet<OfficeFact>>> = {
  bill: (world, customer, now) => billSheet(accountOf(world, customer), now),
  contract: (world, customer, now) => contractSheet(accountOf(world, customer), lastDay(accountOf(world, customer), now)),
  requests: requestSheet,
};

export const createOffice = (access: Access): Office => ({
  requests: () => access.read('office', requestsOf),
  read: (system, customer) => access.read(BEHIND[system], (world, now) => SHEETS[system](world, customer, now)),
  findCase: (customer, typed) => access.read('tickets', (world) => caseOf(world, customer, typed)),
  sendInvoice: (customer, { key }) =>
    access.write('account', { verb: 'invoice', key, change: (world, now) => invoiceSent(world, customer, { key, at: toIso(now) }) }),
  findPayment: (customer) => access.read('account', (world, now) => paymentOf(accountOf(world, customer), now)),
  keepReceipt: (customer, receipt, { key, thread }) =>
    access.write('office', {
      verb: 'receipt',
      key,
      change: (world, now) => registered(world, { kind: 'petition', customer, thread, told: receipt, summary: 'Comprobante de pago por ubicar.' }, now),
    }),
  promise: (customer, day, { key }) =>
    access.write<'agreed' | 'not_allowed'>('account', { verb: 'promise', key, change: (world) => promised(world, customer, day) }),
  file: (customer, { key, thread, kind, told, serviceId, appeal, against }) =>
    access.write<FiledJson>('office', {
      verb: 'pqr',
      key,
      change: (world, now) => {
        const appealed = against === undefined ? undefined : caseOf(world, customer, against)?.number;
        const written = filed(world, { kind, customer, thread, told, service: serviceId, summary: appeal && APPEAL_WORDS[appeal], against: appealed ?? against }, now);
        return appealed === undefined ? written : { ...written, result: { ...written.result, appealed } };
      },
    }),
  fileClaim: (customer, { key, thread, kind, told }) =>
    access.write<FiledClaimJson>('office', { verb: 'claim', key, change: (world, now) => claimed(world, { kind, customer, thread, told }, now) }),
  settleClaim: (id, { how, key }) =>
    access.write<'settled' | 'unknown'>('office', { verb: 'settle', key, change: (world, now) => settled(world, id, { at: toIso(now), text: how }) }),
  endContract: (customer, part, { key, thread }) =>
    access.write<EndingJson>('office', { verb: 'end', key, change: (world, now) => ended(world, { customer, part, thread }, now) }),
  keepContract: (customer, { key }) =>
    access.write<'withdrawn' | 'too_late'>('office', { verb: 'keep', key, change: (world, now) => keptOn(world, customer, dayOf(now)) }),
});

const APPEAL_WORDS = { review: 'Reposición.', review_and_appeal: 'Reposición y en subsidio apelación.' } as const;

type FiledJson = Filed & { readonly [name: string]: string | number | boolean };
type FiledClaimJson = FiledClaim & { readonly [name: string]: string | number | boolean };
type EndingJson = Ending & { readonly [name: string]: string | number | boolean };

/** A customer without an account in the files owes nothing. */
const accountOf = (world: World, customer: string): DemoAccount =>
  world.accounts.find((each) => each.customer === customer) ??
  { customer, state: 'active', priority: false, promises: true, contract: { cut_day: 25, unavailable: false }, bills: [] };

const withAccount = (world: World, account: DemoAccount): World => ({
  ...world,
  accounts: [...world.accounts.filter(({ customer }) => customer !== account.customer), account],
});

/** The next cut that is at least three business days away. */
const lastDay = ({ contract }: DemoAccount, now: number): string => {
  const today = dayOf(now);
  const cuts = [0, 1, 2].map((ahead) => cutOf(today, contract.cut_day, ahead)).filter((cut) => cut > today);
  return cuts.find((cut) => businessDaysBetween(today, cut) >= NOTICE_DAYS) ?? today;
};

const cutOf = (today: string, day: number, monthsAhead: number): string =>
  new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 + monthsAhead, day)).toISOString().slice(0, 10);

type Opening = Pick<DemoTicket, 'kind' | 'customer' | 'service' | 'thread' | 'told' | 'summary' | 'against' | 'cun' | 'answer_by'>;

const registered = (world: World, opening: Opening, now: number): Written<{ id: string }> => {
  const { id, world: counted } = numbered(world, 'R');
  const ticket: DemoTicket = { id, status: 'open', opened_at: toIso(now), notes: [], ...opening };
  return { world: { ...counted, tickets: [...counted.tickets, ticket] }, result: { id } };
};

/** `9999-26-0000000007`; none while the service that gives them out is down. Never one that a request has already. */
const cunFor = (world: World, now: number): string | undefined => {
  if (world.systems.cun === 'down') return undefined;
  const given = new Set(world.tickets.map(({ cun }) => cun));
  for (let next = world.counter + 1; ; next += 1) {
    const cun = `${world.operator.sic_code}-${dayOf(now).slice(2, 4)}-${String(next).padStart(10, '0')}`;
    if (!given.has(cun)) return cun;
  }
};

/** Days are kept as moments, like every time of the world. */
const endOf = (day: string): string => `${day}T23:59:59-05:00`;

const filed = (world: World, opening: Opening, now: number): Written<FiledJson> => {
  const cun = cunFor(world, now);
  const answerBy = businessDaysAfter(dayOf(now), ANSWER_DAYS);
  const { world: after, result } = registered(world, { ...opening, answer_by: endOf(answerBy), ...(cun === undefined ? {} : { cun }) }, now);
  return { world: after, result: { number: cun ?? result.id, hasCun: cun !== undefined, filedAt: now, answerBy } };
};

/** A deletion that waits is asked for once, however often she says so; every correction is one of its own. */
const claimed = (world: World, opening: Opening, now: number): Written<FiledClaimJson> => {
  const open = world.tickets.find(({ kind, customer, status }) => kind === 'data_deletion' && kind === opening.kind && customer === opening.customer && status !== 'solved' && status !== 'closed');
  if (!open) return filed(world, opening, now);
  const { id, cun, opened_at: openedAt, answer_by: answerBy } = open;
  return { world, result: { number: cun ?? id, hasCun: cun !== undefined, filedAt: Date.parse(openedAt), answerBy: (answerBy ?? openedAt).slice(0, 10), again: true } };
};

const settled = (world: World, wanted: string, note: DemoTicket['notes'][number]): Written<'settled' | 'unknown'> => {
  const claim = world.tickets.find(({ id, kind, status }) => id === wanted && kind.startsWith('data_') && status !== 'solved' && status !== 'closed');
  if (!claim) return { world, result: 'unknown' };
  const done: DemoTicket = { ...claim, status: 'solved', notes: [...claim.notes, note] };
  return { world: { ...world, tickets: world.tickets.map((each) => (each === claim ? done : each)) }, result: 'settled' };
};

const ended = (world: World, { customer, part, thread }: { customer: string; part: string; thread: string }, now: number): Written<EndingJson> => {
  const account = accountOf(world, customer);
  const { ending } = account.contract;
  if (ending !== undefined) return { world, result: { number: ending.number, hasCun: ending.has_cun, ends: ending.ends.slice(0, 10) } };
  const ends = lastDay(account, now);
  const { world: after, result } = filed(world, { kind: 'petition', customer, thread, summary: 'Terminación del contrato.', told: part === 'all' ? 'Terminar todo el contrato' : `Terminar el servicio ${part}` }, now);
  const kept = { number: result.number, has_cun: result.hasCun, part, ends: endOf(ends) };
  return { world: withAccount(after, { ...account, contract: { ...account.contract, ending: kept } }), result: { number: result.number, hasCun: result.hasCun, ends } };
};

const keptOn = (world: World, customer: string, today: string): Written<'withdrawn' | 'too_late'> => {
  const account = accountOf(world, customer);
  const { ending, ...contract } = account.contract;
  if (ending === undefined || ending.ends.slice(0, 10) < today) return { world, result: 'too_late' };
  return { world: withAccount(world, { ...account, contract }), result: 'withdrawn' };
};

const promised = (world: World, customer: string, day: string): Written<'agreed' | 'not_allowed'> => {
  const account = accountOf(world, customer);
  if (!account.promises || account.contract.promise_until !== undefined) return { world, result: 'not_allowed' };
  return { world: withAccount(world, { ...account, contract: { ...account.contract, promise_until: day } }), result: 'agreed' };
};

const invoiceSent = (world: World, customer: string, { key, at }: { key: string; at: string }): Written<'sent' | 'none'> => {
  const bill = accountOf(world, customer).bills.at(-1);
  const contact = world.customers.find(({ id }) => id === customer)?.contacts[0];
  if (!bill || !contact) return { world, result: 'none' };
  const text = `${world.operator.name}: su factura ${bill.number} está en https://facturas.barquito.example/${bill.number}`;
  return { world: { ...world, messages: [...world.messages, { key, at, channel: contact.channel, to: contact.value, text }] }, result: 'sent' };
};

const RECENT_MS = 10 * 86_400_000;

const paymentOf = (account: DemoAccount, now: number) => {
  if (account.transit_since !== undefined) return { result: 'in_transit', paidAt: Date.parse(account.transit_since) } as const;
  const paid = account.bills.map(({ paid_at }) => Date.parse(paid_at ?? '')).filter((at) => now - at < RECENT_MS);
  return paid.length > 0 ? ({ result: 'applied', paidAt: Math.max(...paid) } as const) : ({ result: 'not_found' } as const);
};

/** By the internal number, the CUN or a visit's number, however it was typed; only the customer's own. */
const caseOf = (world: World, customer: string, typed: string): FoundCase | null => {
  const wanted = plain(typed);
  const ticket = world.tickets.find((each) => each.customer === customer && [each.id, each.cun].some((number) => number !== undefined && wanted.includes(plain(number))));
  if (!ticket) return null;
  const status: Texts = TICKET_STATUS[ticket.status];
  return { number: ticket.cun ?? ticket.id, status, ...(ticket.answer_by === undefined ? {} : { answerBy: ticket.answer_by.slice(0, 10) }) };
};

const plain = (number: string): string => number.replace(/[^\dA-Za-z]/g, '').toUpperCase();
