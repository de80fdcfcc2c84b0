/** How the WhatsApp channel sends: in order, to the right place, and honest about how it ended. */
import type { FakeMeta } from '../../../fake-meta/server';
import { makePeople } from '../../../../bot/channels/whatsapp/people';
import { addressOf, channelTo, fakeMeta, NUMBER, recordsInMemory, says, THREAD } from './given';

let meta: FakeMeta;
beforeAll(async () => void (meta = await fakeMeta()));
afterAll(() => meta.close());

let people = 573100000000;
const someone = () => meta.user(String((people += 1))).opensWindow();

describe('the end of a send follows the error code', () => {
  test.each([
    [131056, 'retry', 1_000], [130429, 'retry', 1_000], [131000, 'retry', 1_000], [4, 'retry', 120_000], [80007, 'retry', 120_000],
    [190, 'retry', 600_000], [200, 'retry', 600_000], [131042, 'retry', 600_000],
    [131047, 'refused', undefined], [131026, 'refused', undefined], [131049, 'refused', undefined], [100, 'refused', undefined], [424242, 'refused', undefined],
  ])('%i: %s', async (code, kind, afterMs) => {
    const person = someone();
    meta.failNext({ code, to: person });
    const delivery = await channelTo(meta).deliver(addressOf(person.number), [says('hola')]);
    expect(delivery).toMatchObject({ kind, ...(afterMs !== undefined && { afterMs }), reason: expect.stringContaining(String(code)) as string });
  });

  test('the pair limit is waited for 4^X seconds', async () => {
    const person = someone();
    meta.failNext({ code: 131056, times: 4, to: person });
    const channel = channelTo(meta);
    const waits: unknown[] = [];
    for (let i = 0; i < 5; i += 1) waits.push(await channel.deliver(addressOf(person.number), [says('hola')]));
    expect(waits.map((delivery) => (delivery as { afterMs?: number }).afterMs)).toEqual([1_000, 4_000, 16_000, 64_000, undefined]);
  });

  test('a burst to one person is held back by Meta, and to nobody else', async () => {
    const [person, other] = [someone(), someone()];
    const channel = channelTo(meta);
    const ends: string[] = [];
    for (let position = 1; position <= 60; position += 1) ends.push((await channel.deliver(addressOf(person.number), [says(`n${position}`, [], position)])).kind);
    expect([ends.slice(0, 45).every((end) => end === 'delivered'), ends.at(-1)]).toEqual([true, person.sees().length < 60 ? 'retry' : 'delivered']);
    expect((await channel.deliver(addressOf(other.number), [says('otra')])).kind).toBe('delivered');
  });

  test('a server that is not there is tried again', async () => {
    const gone = await fakeMeta();
    const channel = channelTo(gone);
    await gone.close();
    expect(await channel.deliver(addressOf('573000000001'), [says('hola')])).toMatchObject({ kind: 'retry', reason: 'Meta was not reached' });
  });

  test('a reason tells nothing personal', async () => {
    const person = someone();
    meta.failNext({ code: 131026, to: person });
    expect(JSON.stringify(await channelTo(meta).deliver(addressOf(person.number), [says('su cédula')]))).not.toMatch(new RegExp(`${person.number}|cédula`));
  });
});

describe('a send without an answer', () => {
  test('is uncertain and sent again', async () => {
    const person = someone();
    meta.dropNext({ accepted: false, to: person });
    const channel = channelTo(meta);
    expect(await channel.deliver(addressOf(person.number), [says('hola')])).toMatchObject({ kind: 'retry', reason: expect.stringContaining('uncertain') as string });
    expect(await channel.deliver(addressOf(person.number), [says('hola')])).toEqual({ kind: 'delivered' });
    expect(person.sees()).toHaveLength(1);
  });

  test('is not sent again when its status was heard meanwhile', async () => {
    const person = someone();
    meta.dropNext({ accepted: true, to: person });
    const channel = channelTo(meta);
    await channel.deliver(addressOf(person.number), [says('hola')]);
    const bubble = await person.nextBubble();
    await channel.heard({ wamid: bubble.wamid, status: 'delivered', errors: [], ...(bubble.opaque !== undefined && { opaque: bubble.opaque }) });
    expect(await channel.deliver(addressOf(person.number), [says('hola')])).toEqual({ kind: 'delivered' });
    expect(person.sees()).toHaveLength(1);
  });

  test('is given up after the time-out', async () => {
    const person = someone();
    const release = meta.holdNext();
    const delivery = await channelTo(meta, { timeoutMs: 50 }).deliver(addressOf(person.number), [says('hola')]);
    release();
    expect(delivery).toMatchObject({ kind: 'retry', reason: expect.stringContaining('uncertain') as string });
  });
});

describe('order', () => {
  test('of what is sent to one person is kept while Meta takes its time', async () => {
    const person = someone();
    const channel = channelTo(meta);
    const release = meta.holdNext();
    const sent = [1, 2, 3].map((position) => channel.deliver(addressOf(person.number), [says(`n${position}`, [], position)]));
    await person.nextBubble();
    expect(person.sees()).toHaveLength(1);
    release();
    await Promise.all(sent);
    expect(person.sees().map(({ text }) => text)).toEqual(['n1', 'n2', 'n3']);
  });

  test('is kept while one message is being tried again', async () => {
    const [person, other] = [someone(), someone()];
    let now = 0;
    const channel = channelTo(meta, { now: () => now });
    const send = (position: number) => channel.deliver(addressOf(person.number), [says(`n${position}`, [], position)]);
    meta.failNext({ code: 131056, to: person });
    expect(await send(1)).toMatchObject({ kind: 'retry', afterMs: 1_000 });
    expect(await send(2)).toMatchObject({ kind: 'retry', afterMs: 1_300, reason: 'waits for an earlier message' });
    expect(await channel.deliver(addressOf(other.number), [says('otra', [], 9)])).toEqual({ kind: 'delivered' });
    now = 1_000;
    expect(await send(1)).toEqual({ kind: 'delivered' });
    expect(await send(2)).toEqual({ kind: 'delivered' });
    expect(person.sees().map(({ text }) => text)).toEqual(['n1', 'n2']);
  });

  test('opens again by itself when nobody comes back for the held message', async () => {
    const person = someone();
    let now = 0;
    const channel = channelTo(meta, { now: () => now });
    meta.failNext({ code: 131056, to: person });
    await channel.deliver(addressOf(person.number), [says('n1', [], 1)]);
    now = 60_000;
    expect(await channel.deliver(addressOf(person.number), [says('n2', [], 2)])).toEqual({ kind: 'delivered' });
  });

  test('of the parts of a delivery goes on where it stopped', async () => {
    const person = someone();
    const channel = channelTo(meta);
    const send = () => channel.deliver(addressOf(person.number), [says('uno', [], 1), says('dos', [], 2)]);
    meta.failNext({ code: 131000, to: person });
    await send();
    expect(await send()).toEqual({ kind: 'delivered' });
    expect(person.sees().map(({ text, opaque }) => [text, opaque])).toEqual([['uno', `whatsapp:${NUMBER}:${person.number}|1|${THREAD}`], ['dos', `whatsapp:${NUMBER}:${person.number}|2|${THREAD}`]]);
  });
});

describe('the person behind a user id', () => {
  const message = (user: string, phone: string, wamid = 'wamid.1') => ({ phoneNumberId: NUMBER, user, phone, wamid, kind: 'text', at: 0, text: 'hola' });

  test('is written to the store when her phone is new or changed, not with every message', async () => {
    const records = recordsInMemory();
    const known = makePeople(records);
    for (const phone of ['+573000000001', '+573000000001', '+573000000002']) await known.met(message('CO.1', phone));
    expect(records.writes).toEqual(['wa:CO.1', 'wa:CO.1']);
  });

  test('is found by another process, which sends to her phone', async () => {
    const records = recordsInMemory();
    const person = someone();
    await makePeople(records).met(message(person.userId ?? '', `+${person.number}`));
    await channelTo(meta, { people: makePeople(records) }).deliver(addressOf(person.userId ?? ''), [says('hola')]);
    expect((await person.nextBubble()).sentTo).toBe(`+${person.number}`);
  });

  test('sees the typing mark once a message within 25 s', async () => {
    const person = someone();
    const known = makePeople(recordsInMemory());
    let now = 0;
    const channel = channelTo(meta, { people: known, now: () => now });
    const to = addressOf(person.number);
    await channel.typing(to);
    const [first, second] = [person.text('uno'), person.text('dos')].map(({ id }) => String(id));
    await known.met(message(person.number, `+${person.number}`, first));
    await channel.typing(to);
    await channel.typing(to);
    now = 25_000;
    await channel.typing(to);
    await known.met(message(person.number, `+${person.number}`, second));
    await channel.typing(to);
    expect(person.typingFor).toEqual([first, first, second]);
  });
});
