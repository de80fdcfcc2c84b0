/** Everything that is known of one verified customer, for who helps her: services, past cases, every way she was in touch. */
import type { ThreadId } from '../../dialogs/ids';
import type { CustomerDirectory } from '../operator/ports';
import type { Records, Storage } from '../runtime/ports';
import { AT_ONCE, changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { Customer360, PastCase } from '../web/desk-contracts';
import type { Compensation } from '../web/outage-contracts';
import { stateOf } from './acts';
import type { CaseRow } from './case-row';
import { isoOf } from './lines';
import { textFact } from './packet';

const MOST_CASES = 50;

/** Notes a case under its customer; once per case, the newest word about it stands. */
export const notePast = async (records: Records, thread: ThreadId, row: CaseRow): Promise<void> => {
  if (row.customer === undefined) return;
  const past = pastOf(thread, row);
  await changeShared(pastIn(records, row.customer), (known) =>
    JSON.stringify(known.find((one) => isSame(one, past))) === JSON.stringify(past) ? known : [past, ...known.filter((one) => !isSame(one, past))].slice(0, MOST_CASES));
};

/** A case that was deleted is none of the past either. */
export const forgetPast = (records: Records, customer: string, thread: ThreadId): Promise<unknown> =>
  changeShared(pastIn(records, customer), (known) =>
    known.some((one) => one.thread === thread) ? known.filter((one) => one.thread !== thread) : known);

const pastIn = (records: Records, customer: string): SharedRecord<readonly PastCase[]> =>
  ({ records, name: `desk:customer:${customer}`, first: [], until: (cases) => (cases.length === 0 ? AT_ONCE : undefined) });

/** A thread may come to the desk several times: each is a case. */
const isSame = (one: PastCase, other: PastCase): boolean => one.thread === other.thread && one.since === other.since;

const pastOf = (thread: ThreadId, { number, topic, topics, channel, since, closedAt, cause, agent }: CaseRow): PastCase => ({
  thread, channel, since: isoOf(since),
  ...(number !== undefined && { number }), ...(topic !== undefined && { topic }), ...(topics && { topics }), ...(closedAt !== undefined && { closedAt: isoOf(closedAt) }),
  ...(cause !== undefined && { cause }), ...(agent && { agent: agent.name }),
});

export interface CustomerParts {
  readonly storage: Storage;
  readonly customers: Pick<CustomerDirectory, 'customer'>;
  readonly compensations?: { of(customer: string): Promise<readonly Compensation[]> } | undefined;
}

/** `null` while nobody is verified in the thread, or the directory does not answer. */
export const customerOf = async ({ storage, customers, compensations }: CustomerParts, thread: ThreadId): Promise<Customer360 | null> => {
  const state = await stateOf(storage, thread);
  const id = state ? textFact(state, 'customer.id') : undefined;
  if (!state || id === undefined) return null;
  const past = pastIn(storage.records, id);
  const [found, all, paidBack] = await Promise.all([customers.customer(id), readShared(past), compensations?.of(id) ?? []]);
  const channels = new Map<string, string>();
  for (const { channel, closedAt, since } of [...all].reverse()) channels.set(channel, closedAt ?? since);
  const name = textFact(state, 'customer.name');
  return {
    customerId: id, ...(name !== undefined && { name }),
    services: found.ok && found.value ? found.value.services.map(({ id: service, kind, label, address }) => ({ id: service, kind, label, address })) : [],
    cases: all.filter((one) => one.thread !== thread),
    channels: [...channels].map(([channel, lastAt]) => ({ channel, lastAt })),
    ...(paidBack.length > 0 && { compensations: paidBack }),
  };
};
