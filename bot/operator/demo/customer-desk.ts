/** The demo's customer side: directory, accounts, messages and one-time codes. */
import { toIso } from '../colombia';
import { sameText } from '../../same-text';
import { NO_CODES } from '../codes';
import type { AccountReport, AccountStatus, CodeLedger, Customer, CustomerDirectory, Messages } from '../ports';
import type { Access } from './access';
import type { DemoCustomer, World } from './schema';

const KEPT_MESSAGES = 500;

export const createDirectory = (access: Access): CustomerDirectory => ({
  findByKey: (typed) =>
    access.read('directory', (world) => {
      const found = holderOf(world, typed.replace(/[^\dA-Za-z]/g, '').toUpperCase());
      return found ? customerOf(world, found) : null;
    }),
  findByContact: (value) =>
    access.read('directory', (world) =>
      world.customers.filter(({ contacts }) => contacts.some((contact) => contact.value === value)).map((each) => customerOf(world, each)),
    ),
  customer: (id) =>
    access.read('directory', (world) => {
      const found = world.customers.find((each) => each.id === id);
      return found ? customerOf(world, found) : null;
    }),
});

/** Looks at every customer always, so that the time does not tell whether somebody has this key. */
const holderOf = (world: World, key: string): DemoCustomer | undefined =>
  world.customers.reduce<DemoCustomer | undefined>((found, each) => {
    const byDocument = sameText(each.document.number, key);
    const byAccount = sameText(each.account, key);
    return byDocument || byAccount ? each : found;
  }, undefined);

const areaOf = (world: World, place: string): { area?: string } => {
  const named = world.places.find(({ id }) => id === place);
  return named ? { area: named.name } : {};
};

const customerOf = (world: World, customer: DemoCustomer): Customer => {
  const [contact] = customer.contacts;
  if (!contact) throw new Error(`The customer ${customer.id} has no contact: the schema asks for one.`);
  const services = world.services
    .filter((service) => service.customer === customer.id)
    .map(({ id, kind, address, label, place }) => ({ id, kind, address, label, ...areaOf(world, place) }));
  return { id: customer.id, firstName: customer.name.first, contact, services };
};

export const createAccounts = (access: Access): AccountStatus => ({
  report: (service) => access.readService('account', service, (world, { customer }) => accountOf(world, customer)),
});

const accountOf = (world: World, customer: string): AccountReport => {
  const account = world.accounts.find((each) => each.customer === customer);
  if (!account) return { state: 'active', balanceCop: 0, priority: false };
  const unpaid = account.bills.filter((bill) => bill.paid_cop < bill.amount_cop).sort((a, b) => Date.parse(a.due) - Date.parse(b.due));
  const since = account.state === 'suspended' ? account.suspended_since : undefined;
  return {
    state: account.state,
    priority: account.priority,
    balanceCop: unpaid.reduce((sum, bill) => sum + bill.amount_cop - bill.paid_cop, 0),
    ...(since === undefined ? {} : { suspendedSince: Date.parse(since) }),
    ...(unpaid[0] ? { invoice: unpaid[0].number } : {}),
  };
};

export const createMessages = (access: Access): Messages => ({
  send: ({ key, to, text }) =>
    access.write('messages', {
      verb: 'send',
      key,
      change: (world, now) => {
        const message = { key, at: toIso(now), channel: to.channel, to: to.value, text };
        return { world: { ...world, messages: [...world.messages, message].slice(-KEPT_MESSAGES) }, result: 'sent' };
      },
    }),
});

export const createCodeLedger = (access: Access): CodeLedger => ({
  update: (customerId, key, rule) =>
    access.write(null, {
      verb: `code ${customerId}`,
      key,
      change: (world) => {
        const ruled = rule(world.codes[customerId] ?? NO_CODES);
        return { world: { ...world, codes: { ...world.codes, [customerId]: ruled.state } }, result: ruled.result };
      },
    }),
});
