/** What a process remembers of an address spares the store, and never outlives what the store knows for long. */
import { makeDirectory } from '../../../bot/runtime/directory';
import { address, threadId, type Address, type ThreadId } from '../../../dialogs/ids';

const HOUR = 3_600_000;
const ana = address('web', 'ana');
const [one, two] = [threadId('one'), threadId('two')];

const given = () => {
  const clock = { now: 1_764_000_000_000 };
  const bound = new Map<Address, ThreadId>([[ana, one]]);
  const asked: Address[] = [];
  const directory = makeDirectory({
    resolve: async (at) => (asked.push(at), bound.get(at) ?? null),
    bind: async (at, thread) => (asked.push(at), bound.get(at) ?? (bound.set(at, thread), thread)),
  }, () => clock.now);
  return { clock, bound, asked, directory };
};

test('given an address that was asked for, the store is not asked again within the hour, and is afterwards', async () => {
  const { clock, bound, asked, directory } = given();
  expect(await directory.find(ana)).toBe(one);
  bound.set(ana, two);
  clock.now += HOUR - 1;
  expect([await directory.find(ana), await directory.findOrCreate(ana)]).toEqual([one, one]);
  expect(asked).toHaveLength(1);
  clock.now += 1;
  expect(await directory.find(ana)).toBe(two);
  expect(asked).toHaveLength(2);
});

test('given an address that leads nowhere any more, who looks it up forgets it, and whoever writes begins a new thread', async () => {
  const { bound, directory } = given();
  await directory.find(ana);
  bound.delete(ana);
  expect(await directory.lookUp(ana)).toBeNull();
  const begun = await directory.findOrCreate(ana);
  expect(begun).not.toBe(one);
  expect(await directory.find(ana)).toBe(begun);
});
