/** What an agent sees beside the words: how far they got, that somebody types; and what happens when a case's time runs out. */
import { threadId } from '../../../dialogs/ids';
import { CAMILO, MINUTE, openDesk, VIVIANA, type Office } from '../../support/desk';
import { until } from '../../support/until';

const LOOK = { from: 0, language: 'es' } as const;

describe('beside the words', () => {
  let office: Office;
  beforeAll(async () => void (office = await openDesk()));
  afterAll(() => office.close());

  test('given what a channel told of a message, then the case says how far it got and why it did not', async () => {
    const thread = await office.handOff('far');
    const receipt = { thread, sending: 'w-1' } as const;
    await office.receipts.note({ ...receipt, part: '1', state: 'delivered' });
    await office.receipts.note({ ...receipt, part: '1', state: 'sent' });
    await office.receipts.note({ thread, sending: 'w-2', part: '4', state: 'failed', reason: '131026 cannot be delivered' });
    expect((await office.desk.detail(thread, LOOK, CAMILO.id))?.deliveries).toMatchObject({ 1: { state: 'delivered' }, 4: { state: 'failed', reason: '131026 cannot be delivered' } });
  });

  test('given her browser, then what was handed to it is told from what waits for her to come back; it never goes back', async () => {
    const thread = await office.handOff('browser');
    await office.desk.claim(thread, CAMILO);
    const before = (await office.entries(thread)).length;
    const positions = async (): Promise<readonly string[]> => {
      await office.settle();
      const { deliveries = {} } = (await office.desk.detail(thread, LOOK, CAMILO.id)) ?? {};
      return Object.entries(deliveries).flatMap(([position, { state }]) => (Number(position) >= before ? [state] : []));
    };
    await office.desk.say(thread, CAMILO, { id: 'one', text: 'Hola.' });
    expect(await positions()).toEqual(['sent']);
    office.desk.web.reached(thread, before + 1);
    office.desk.web.reached(thread, before);
    await office.desk.say(thread, CAMILO, { id: 'two', text: '¿Sigue ahí?' });
    // It is kept beside the conversation, by a write that nobody waits for.
    await until(async () => (await positions())[0] === 'delivered', () => 'what reached her is not told');
    expect(await positions()).toEqual(['delivered', 'sent']);

    // She looked: what is told of messages that nobody wrote yet is not believed.
    office.desk.web.seen(thread, before + 50);
    office.desk.web.seen(thread, before + 1);
    await until(async () => (await positions())[0] === 'read', () => 'what she saw is not told');
    expect(await positions()).toEqual(['read', 'sent']);
    office.desk.web.seen(thread, before + 2);
    office.desk.web.seen(thread, before);
    await until(async () => (await positions())[1] === 'read', () => 'what she saw later is not told');
    expect(await positions()).toEqual(['read', 'read']);
  });

  test('given she types while her case is open on a screen, then it shows for a moment, and nothing of it is kept', async () => {
    const thread = await office.handOff('types');
    const typing = async (): Promise<boolean | undefined> => (await office.desk.detail(thread, LOOK, CAMILO.id))?.customerTyping;
    expect(await typing()).toBe(false);
    office.desk.typed(thread);
    office.desk.typed(threadId('t-nobody'));
    await office.settle();
    expect(await typing()).toBe(true);
    office.clocks.machine += MINUTE / 6;
    expect(await typing()).toBe(false);
    office.desk.typed(thread);
    await office.settle();
    expect(await typing()).toBe(true);
    office.clocks.machine += 1;
    await office.says(thread, 'ya volvió');
    expect(await typing()).toBe(false);
    expect(JSON.stringify(await office.entries(thread))).not.toContain('typing');
  });

  test('given files of an agent, then their sizes are told, and nothing of a file that does not lie with us', async () => {
    const thread = await office.handOff('files');
    await office.desk.claim(thread, CAMILO);
    const attachments = [{ kind: 'image', ref: `media:${'a'.repeat(32)}`, type: 'image/png' }, { kind: 'image', ref: 'https://elsewhere.example/x.png' }] as const;
    await office.desk.say(thread, CAMILO, { id: 'f', text: '', attachments });
    await office.settle();
    const said = (await office.desk.detail(thread, LOOK, CAMILO.id))?.transcript.find(({ kind }) => kind === 'agent');
    expect(said).toMatchObject({ by: 'Camilo', attachments: [{ kind: 'image', size: 1_234, url: expect.stringContaining('/api/staff/media/') }, { kind: 'image' }] });
    expect(said?.attachments?.[1]).toEqual({ kind: 'image' });
  });

  test('given who has the case types, then she sees that somebody does; a colleague who only looks is not shown', async () => {
    const thread = await office.handOff('shown');
    await office.desk.claim(thread, CAMILO);
    await office.desk.beat(VIVIANA.id, { state: 'online', viewing: thread, typing: true });
    expect(office.shown).toEqual([]);
    await office.desk.beat(CAMILO.id, { state: 'online', viewing: thread, typing: true });
    expect(office.shown).toEqual([`web:home-${thread}`]);
  });

  test('given a case that nobody answers, then who listens hears once that its time is nearly over, once that it is, and it is raised', async () => {
    const thread = await office.handOff('late');
    const told = (): readonly string[] => office.overdue.flatMap(([of, mark]) => (of === thread ? [mark] : []));
    for (const minutes of [10, 15, 1, 5, 1]) {
      await office.passes(minutes * MINUTE);
      await office.desk.round();
    }
    expect(told()).toEqual(['warning', 'breached']);
    const row = (await office.desk.list({ status: ['waiting'], limit: 50, sla: 'breached' }, CAMILO.id)).cases.find((one) => one.thread === thread);
    expect(row).toMatchObject({ priority: 'high', sla: { state: 'breached' } });
  });
});
