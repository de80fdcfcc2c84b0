/** A customer who waits for a person goes on in another conversation of hers: the person comes there, and nobody is forgotten. */
import type { ThreadId } from '../../../dialogs/ids';
import { threadId } from '../../../dialogs/ids';
import { ALL, CAMILO, openDesk, VIVIANA, type Office } from '../../support/desk';

let office: Office;
beforeEach(async () => void (office = await openDesk()));
afterEach(() => office.close());

const rows = async () => (await office.desk.list({ ...ALL, status: ['waiting', 'with_agent', 'with_bot'] }, CAMILO.id)).cases;
const withBot = async (name: string): Promise<ThreadId> => {
  const thread = threadId(`t-${name}`);
  await office.says(thread, 'no tengo internet');
  return thread;
};

test('given she waits, when her conversation is joined into one that the bot has, then she waits there, since as long, under her number', async () => {
  const home = await withBot('home');
  const waiting = await office.handOff('waits');
  const before = (await rows()).find(({ thread }) => thread === waiting);
  await office.says(waiting, await office.codeFor(home));
  const after = (await rows()).filter(({ thread }) => thread === home);
  expect(after).toMatchObject([{ status: 'waiting', number: before?.number, since: before?.since, returns: 0 }]);
  expect((await office.desk.next(CAMILO))?.thread).toBe(home);
  const said = (await office.entries(home)).flatMap((entry) => (entry.kind === 'bot' || entry.kind === 'system' ? [entry.text] : [])).join('\n');
  expect(said).toContain(before?.number ?? '?');
});

test('given an agent has her, then the case is kept for that agent', async () => {
  const home = await withBot('home');
  const mine = await office.handOff('mine');
  await office.desk.claim(mine, CAMILO);
  await office.says(mine, await office.codeFor(home));
  const row = (await rows()).find(({ thread }) => thread === home);
  expect(row).toMatchObject({ status: 'waiting', reservedFor: { id: CAMILO.id } });
  expect((await office.desk.next(VIVIANA))?.thread).toBeUndefined();
  expect((await office.desk.next(CAMILO))?.thread).toBe(home);
});

test('given a person has the other conversation already, then she is with that person, and nobody is asked a second time', async () => {
  const home = await office.handOff('home');
  await office.desk.claim(home, VIVIANA);
  const waiting = await office.handOff('waits');
  await office.says(waiting, await office.codeFor(home));
  expect(await rows()).toMatchObject([{ thread: home, status: 'with_agent', agent: { id: VIVIANA.id } }]);
});

test('given how far her messages got, then it stands beside the same messages where the conversation goes on', async () => {
  const home = await withBot('home');
  const mine = await office.handOff('mine');
  await office.desk.claim(mine, CAMILO);
  await office.desk.say(mine, CAMILO, { id: 'm1', text: 'Ya lo reviso.' });
  await office.settle();
  const told = (await office.entries(mine)).findIndex((entry) => entry.kind === 'agent');
  await office.receipts.note({ thread: mine, part: String(told), sending: 'w', state: 'read' });
  await office.says(mine, await office.codeFor(home));
  const there = (await office.entries(home)).findIndex((entry) => entry.kind === 'agent');
  expect(there).toBeGreaterThan(told);
  const detail = await office.desk.detail(home, { from: 0, language: 'es' }, CAMILO.id);
  expect(detail?.deliveries[there]).toEqual({ state: 'read' });
});
