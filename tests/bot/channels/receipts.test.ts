/** How far each message got: the same for every process, whatever the order and however often it is told. */
import fc from 'fast-check';
import { makeReceipts, type Receipt } from '../../../bot/channels/receipts';
import { threadId } from '../../../dialogs/ids';
import { recordsInMemory } from './whatsapp/given';

const THREAD = threadId('t1');
const receipt = (state: Receipt['state'], more: Partial<Receipt> = {}): Receipt => ({ thread: THREAD, part: '7', sending: 'wamid.1', state, ...more });
const told = async (...all: readonly Receipt[]) => {
  const receipts = makeReceipts(recordsInMemory());
  for (const one of all) await receipts.note(one);
  return (await receipts.of(THREAD))['7']?.state;
};

test('in any order and repeated, a message is as far as the farthest that was told of it', async () => {
  const states = fc.array(fc.constantFrom<Receipt['state']>('sent', 'delivered', 'read'), { minLength: 1, maxLength: 6 });
  const rank = ['sent', 'delivered', 'read'];
  await fc.assert(
    fc.asyncProperty(states, async (all) => {
      expect(await told(...all.map((state) => receipt(state)))).toBe(rank[Math.max(...all.map((state) => rank.indexOf(state)))]);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['failed, whatever comes late of the same sending', [receipt('failed'), receipt('sent')], 'failed'],
  ['delivered, although a failure is told after it', [receipt('delivered'), receipt('failed')], 'delivered'],
  ['delivered, when the person has it after all', [receipt('failed'), receipt('delivered')], 'delivered'],
  ['sent, once it is sent again', [receipt('failed'), receipt('sent', { sending: 'wamid.2' })], 'sent'],
  ['sent, also when the old failure is told once more', [receipt('failed'), receipt('sent', { sending: 'wamid.2' }), receipt('failed')], 'sent'],
  ['failed, when it fails again', [receipt('failed'), receipt('sent', { sending: 'wamid.2' }), receipt('failed', { sending: 'wamid.2' })], 'failed'],
])('is %s', async (_what, all, state) => expect(await told(...all)).toBe(state));

test('a message in several parts is as far as its least part, and a failure comes with its reason', async () => {
  const receipts = makeReceipts(recordsInMemory());
  await receipts.note(receipt('read', { part: '7' }));
  await receipts.note(receipt('delivered', { part: '7.1' }));
  await receipts.note(receipt('failed', { part: '8', reason: '131026 not | delivered' }));
  expect(await receipts.of(THREAD)).toEqual({ 7: { state: 'delivered' }, 8: { state: 'failed', reason: '131026 not | delivered' } });
});

test('two processes that hear different news of one thread at once keep both; failures are counted over both', async () => {
  const records = recordsInMemory();
  const [one, other] = [makeReceipts(records), makeReceipts(records)];
  const all = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? one : other).note(receipt('delivered', { part: String(index) })));
  await Promise.all(all);
  expect(Object.keys(await one.of(THREAD))).toHaveLength(40);
  // A crowd is written together.
  expect(records.writes.length).toBeLessThan(10);

  await one.note(receipt('failed', { part: '90', sending: 'wamid.a' }));
  expect((await other.note(receipt('failed', { part: '90', sending: 'wamid.b' }))).failures).toBe(2);
  expect((await one.note(receipt('failed', { part: '90', sending: 'wamid.b' }))).failures).toBe(2);
});

test('the newest are kept, and all are gone when the thread is forgotten', async () => {
  const receipts = makeReceipts(recordsInMemory());
  for (let part = 0; part < 300; part += 1) await receipts.note(receipt('read', { part: String(part) }));
  const kept = Object.keys(await receipts.of(THREAD)).map(Number);
  expect(Math.max(...kept)).toBe(299);
  expect(kept.length).toBeLessThanOrEqual(100);

  await receipts.forget(THREAD);
  expect(await receipts.of(THREAD)).toEqual({});
});

test('joined into another thread, a message is as far there as it was, and what is told late of it lands there too', async () => {
  const receipts = makeReceipts(recordsInMemory());
  const [home, last] = [threadId('home'), threadId('last')];
  await receipts.note(receipt('read', { part: '2', thread: home }));
  await receipts.note(receipt('delivered', { part: '7' }));
  await receipts.note(receipt('failed', { part: '8.1', sending: 'wamid.8', reason: '131026' }));
  await receipts.joined(THREAD, { into: home, shift: 10 });
  await receipts.joined(THREAD, { into: home, shift: 10 });
  expect(await receipts.of(home)).toEqual({ 2: { state: 'read' }, 17: { state: 'delivered' }, 18: { state: 'failed', reason: '131026' } });

  expect(await receipts.note(receipt('read'))).toEqual({ state: 'read', failures: 0 });
  await receipts.joined(home, { into: last, shift: 100 });
  await receipts.note(receipt('sent', { part: '9' }));
  expect(await receipts.of(last)).toEqual({ 102: { state: 'read' }, 117: { state: 'read' }, 118: { state: 'failed', reason: '131026' }, 119: { state: 'sent' } });
  expect(await receipts.arrived(THREAD)).toEqual(new Set(['7', '9']));
});
