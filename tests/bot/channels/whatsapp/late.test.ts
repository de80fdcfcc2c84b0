/** What WhatsApp tells late or after long: failures of what it had taken, a closed window, another number. */
import type { EventEntry } from '../../../../dialogs/transcript';
import type { Person } from '../../../fake-meta/person';
import { until } from '../../../support/until';
import { addressOf, channelTo, installWhatsApp, OTHER_NUMBER, says, TEMPLATES, type Installed } from './given';

let at: Installed;
beforeAll(async () => void (at = await installWhatsApp()));
afterAll(() => at.stop());

let people = 573150000000;
/** Hides her number, so that nobody looks for her among the customers. */
const someone = (): Person => at.meta.user(String((people += 1)), { hidesPhone: true });
const of = (person: Person) => addressOf(person.userId ?? '');
const undelivered = async (person: Person): Promise<readonly EventEntry[]> =>
  (await at.transcript(of(person))).flatMap((entry) => (entry.kind === 'event' && entry.name === 'undelivered' ? [entry] : []));
const answered = async (person: Person) => {
  await person.says('hola');
  return person.nextBubble();
};

describe('an access token that ran out', () => {
  test('keeps an answer; with the first call that is taken again it goes at once', async () => {
    const person = someone();
    at.meta.failNext({ code: 190, to: person });
    await person.says('hola');
    const isWaiting = async (): Promise<boolean> => (await at.storage.outbox.putOff(Date.now(), 1)).length > 0;
    await until(async () => person.sees().length > 0 || (await isWaiting()), () => 'her answer was neither sent nor put off');
    await answered(someone());
    expect((await person.nextBubble()).text).toContain('Cuénteme');
    await until(async () => !(await isWaiting()), () => 'it still waits');
  });
});

describe('a message that fails after it was taken', () => {
  test('by a fault that passes is sent again, and that is told to staff', async () => {
    const person = someone();
    const first = await answered(person);
    expect(await at.meta.reports(first.wamid, 'failed', [131000])).toBe(200);
    const second = await person.nextBubble();

    expect(second).toMatchObject({ text: first.text, opaque: first.opaque });
    expect(second.wamid).not.toBe(first.wamid);
    expect((await undelivered(person)).map(({ detail }) => detail)).toEqual(['131000 trouble at Meta']);
  });

  test('for good is told once, however often Meta tells it, and is not sent again', async () => {
    const person = someone();
    const first = await answered(person);
    for (let times = 0; times < 3; times += 1) await at.meta.reports(first.wamid, 'failed', [131026]);
    await person.says('¿hay alguien?');
    await person.nextBubble();

    expect((await undelivered(person)).map(({ detail }) => detail)).toEqual(['131026 cannot be delivered to this person']);
    expect(person.sees()).toHaveLength(2);
  });

  test('again and again is given up', async () => {
    const person = someone();
    let bubble = await answered(person);
    for (let times = 0; times < 2; times += 1) {
      await at.meta.reports(bubble.wamid, 'failed', [131000]);
      bubble = await person.nextBubble();
    }
    await at.meta.reports(bubble.wamid, 'failed', [131000]);
    await person.says('gracias');
    await person.nextBubble();
    expect(await undelivered(person)).toHaveLength(3);
    expect(person.sees()).toHaveLength(4);
  });

  test('because the window is closed goes out as a template', async () => {
    const person = someone();
    const first = await answered(person);
    await at.meta.reports(first.wamid, 'failed', [131047]);
    expect((await person.nextBubble()).kind).toBe('template');
  });
});

describe('after 24 hours of silence', () => {
  test('an answer goes out as one template in one line, whatever its length and choices', async () => {
    const person = someone().wasSilent();
    const long = Array.from({ length: 300 }, () => 'línea 👨‍👩‍👧').join('\n');
    const channel = channelTo(at.meta, { templates: TEMPLATES });
    expect(await channel.deliver(of(person), [says(`${long}\n\n${long}`)])).toEqual({ kind: 'delivered' });
    expect(await channel.deliver(of(person), [says('¿Le sirve?\nDiga', ['Sí', 'No'], 2)])).toEqual({ kind: 'delivered' });

    expect(person.sees().map(({ kind }) => kind)).toEqual(['template', 'template']);
    expect(person.sees()[0]?.text).toMatch(/^línea 👨‍👩‍👧 línea[^\n]+…$/u);
    expect(person.sees()[1]?.text).toBe('¿Le sirve? Diga 1) Sí; 2) No');
  });

  test('without a template it is refused by its code, and nothing is sent', async () => {
    const person = someone().wasSilent();
    expect(await channelTo(at.meta).deliver(of(person), [says('hola')])).toMatchObject({ kind: 'refused', reason: expect.stringContaining('131047') as string });
    expect(person.sees()).toHaveLength(0);
  });

  test.each([[132015, 'retry'], [132001, 'retry'], [134101, 'retry'], [131049, 'refused']])('error %i of a template: %s', async (code, kind) => {
    const person = someone();
    at.meta.failNext({ code: 131047, to: person });
    at.meta.failNext({ code, to: person });
    expect(await channelTo(at.meta, { templates: TEMPLATES }).deliver(of(person), [says('hola')])).toMatchObject({ kind });
  });

  test('her next message opens the window', async () => {
    const person = someone().wasSilent();
    const channel = channelTo(at.meta, { templates: TEMPLATES });
    await channel.deliver(of(person), [says('hola')]);
    person.opensWindow();
    await channel.deliver(of(person), [says('sigamos', [], 2)]);
    expect(person.sees().map(({ kind }) => kind)).toEqual(['template', 'text']);
  });
});

describe('a customer who goes by another number', () => {
  test('is answered in the same conversation, also where it is still sent to the old id', async () => {
    const person = someone();
    await answered(person);
    const before = of(person);
    expect(await person.changesTo('573160000001')).toBe(200);
    await person.says('sigo por acá');
    await person.nextBubble();

    expect((await at.written(before)).map(({ text }) => text)).toEqual(['hola', 'sigo por acá']);
    expect(await at.storage.addresses.resolve(of(person))).toBe(await at.storage.addresses.resolve(before));
  });

  test.each([
    ['alone', (user_id: object) => ({ user_id })],
    ['in a list', (user_id: object) => ({ user_id_update: [{ wa_id: '1', user_id }] })],
  ])('or whose id is told to have changed by the older field, %s, stays who she is', async (_how, shape) => {
    const person = someone();
    await answered(person);
    const before = of(person);
    const [previous, current] = [person.userId, `${person.userId}NEW`];
    expect(await at.meta.webhooks.post(JSON.stringify({ entry: [{ changes: [{ field: 'user_id_update', value: shape({ previous, current }) }] }] }))).toBe(200);
    person.userId = current;
    await person.says('sigo siendo yo');
    await person.nextBubble();

    expect((await at.written(before)).map(({ text }) => text)).toEqual(['hola', 'sigo siendo yo']);
  });

  test('whose notice tells nothing of an id changes nothing', async () => {
    const person = someone();
    expect(await person.sends(person.message('system', { system: { type: 'user_changed_number', body: 'x' } }))).toBe(200);
    expect(await person.sends(person.message('system', { system: 'x' }))).toBe(200);
    expect(await at.storage.addresses.resolve(of(person))).toBeNull();
  });
});

test('several numbers of one app are served, each answers by itself; any other is acknowledged and ignored', async () => {
  const person = someone();
  await person.says('hola', { phoneNumberId: OTHER_NUMBER });
  const bubble = await person.nextBubble();
  expect(bubble.opaque).toMatch(new RegExp(`^whatsapp:${OTHER_NUMBER}:`));
  expect(await person.says('hola', { phoneNumberId: '999' })).toBe(200);
  expect(at.skips).toContain('other_number');
});
