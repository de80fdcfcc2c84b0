/** What whoever helps a customer sees of her: what she has, what was before and what is paid back; nothing before she proved who she is. */
import type { CaseRow } from '../../../bot/desk/case-row';
import { customerOf, notePast } from '../../../bot/desk/customer';
import type { CustomerDirectory } from '../../../bot/operator/ports';
import type { Storage } from '../../../bot/runtime/ports';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import type { Compensation } from '../../../bot/web/outage-contracts';
import { newState, writeState } from '../../../dialogs/conversation/state';
import { threadId, type ThreadId } from '../../../dialogs/ids';
import { decision, heldIn, incoming, said, web } from '../../contracts/given';
import { freshFolder, removeFolder } from '../../support/server';

const NOW = 1_764_000_000_000;
const [here, before] = [threadId('here'), threadId('before')];
const SERVICE = { id: 'S-1', kind: 'gpon', label: 'Internet', address: 'Calle 1' } as const;
const LINE: Compensation = { service: 'S-1', month: '2026-10', minutes: 700, state: 'scheduled', amountCop: 9_000, why: { es: 'por la falla', en: 'for the outage' }, outages: ['F-1'], recordedAt: '2026-11-02T08:00:00-05:00' };
const row = (since: number): CaseRow => ({ status: 'closed', customer: 'C-1', channel: 'whatsapp', since }) as CaseRow;
const customers: Pick<CustomerDirectory, 'customer'> = {
  customer: async (id) => ({ ok: true, value: { id, firstName: 'Rosa', services: [SERVICE], contact: { channel: 'sms', value: '+573000000001' } } }),
};
const away: typeof customers = { customer: async () => ({ ok: false, reason: 'timeout' }) };
const paid = (...lines: readonly Compensation[]) => ({ of: async (customer: string) => (customer === 'C-1' ? lines : []) });

let folder: string;
let storage: Storage;

const talks = async (thread: ThreadId, known: boolean): Promise<void> => {
  const state = { ...newState(web, 'es', NOW), ...(known && { facts: { 'customer.id': { value: 'C-1', source: 'directory', at: NOW } } }) };
  const held = heldIn(await storage.threads.accept(incoming('hola', { thread, entry: said('hola', { at: NOW }) })));
  await storage.threads.commit(decision(held.version, { thread, owes: false, state: writeState(state), effects: [] }));
};

beforeEach(async () => {
  folder = freshFolder();
  storage = await openEmbedded(folder);
});
afterEach(async () => {
  await storage.close();
  removeFolder(folder);
});

test('given who has not proved who she is, then nothing of anybody is shown', async () => {
  await talks(here, false);
  expect(await customerOf({ storage, customers, compensations: paid(LINE) }, here)).toBeNull();
});

test('given a case before this one and one month paid back, then both stand beside what she has', async () => {
  await talks(here, true);
  await notePast(storage.records, before, row(NOW - 1_000));
  await notePast(storage.records, here, row(NOW));
  expect(await customerOf({ storage, customers, compensations: paid(LINE) }, here)).toMatchObject({
    customerId: 'C-1', services: [SERVICE], cases: [{ thread: before }], channels: [{ channel: 'whatsapp' }], compensations: [LINE],
  });
});

test('given nothing paid back and a directory that does not answer, then what is known is shown all the same', async () => {
  await talks(here, true);
  await notePast(storage.records, before, row(NOW - 1_000));
  const seen = await customerOf({ storage, customers: away, compensations: paid() }, here);
  expect(seen).toMatchObject({ customerId: 'C-1', services: [], cases: [{ thread: before }] });
  expect(seen).not.toHaveProperty('compensations');
});
