/** Files from an agent to WhatsApp, and what must hold when another process, or the next one, goes on with a message. */
import type { Attachment } from '../../../../dialogs/attachment';
import type { AgentEntry, Entry } from '../../../../dialogs/transcript';
import type { Positioned } from '../../../../bot/runtime/ports';
import { makeAlarm } from '../../../../bot/channels/whatsapp/alarm';
import { refOf } from '../../../../bot/media/ref';
import { sniff } from '../../../../bot/media/sniff';
import type { FakeMeta } from '../../../fake-meta/server';
import { PDF, PNG } from '../../../support/pictures';
import { addressOf, channelTo, fakeMeta, recordsInMemory, says, TEMPLATES, THREAD } from './given';

let meta: FakeMeta;
beforeAll(async () => void (meta = await fakeMeta()));
afterAll(() => meta.close());

let people = 573180000000;
const someone = () => meta.user(String((people += 1))).opensWindow();

const FILES: Readonly<Record<string, Buffer>> = { ['a'.repeat(32)]: PNG, ['b'.repeat(32)]: PDF, ['c'.repeat(32)]: Buffer.from('GIF89a-------') };
const media = { find: (id: string) => Promise.resolve(FILES[id] ? { bytes: FILES[id], type: sniff(FILES[id]) ?? 'image/png' } : null) };
const photo: Attachment = { kind: 'image', ref: refOf('a'.repeat(32)), type: 'image/png', name: 'módem.png' };
const bill: Attachment = { kind: 'document', ref: refOf('b'.repeat(32)), type: 'application/pdf', name: 'factura.pdf' };
const moving: Attachment = { kind: 'image', ref: refOf('c'.repeat(32)), type: 'image/gif', name: 'luces.gif' };
const answer = (text: string, attachments: readonly Attachment[], position = 3): Positioned => {
  const entry: AgentEntry = { kind: 'agent', at: 0, text, by: 'u1', name: 'Camilo', attachments };
  return { position, entry };
};
const LATE = { thread: THREAD, late: true };

describe('an agent sends', () => {
  test('a photo: one bubble with her words under it', async () => {
    const person = someone();
    expect(await channelTo(meta, { media }).deliver(addressOf(person.number), [answer('Así se ve el módem', [photo])])).toEqual({ kind: 'delivered' });
    expect(person.sees()).toMatchObject([{ kind: 'image', text: 'Así se ve el módem', file: { id: meta.files.uploaded.at(-1) } }]);
  });

  test('a photo and a bill, without a word: two bubbles, the bill by its name, and each file is given to Meta once', async () => {
    const person = someone();
    const channel = channelTo(meta, { media });
    const before = meta.files.uploaded.length;
    await channel.deliver(addressOf(person.number), [answer('', [photo, bill])]);
    await channel.deliver(addressOf(person.number), [answer('', [bill], 4)]);
    expect(person.sees().map(({ kind, text, file }) => [kind, text, file?.name])).toEqual([['image', '', ''], ['document', '', 'factura.pdf'], ['document', '', 'factura.pdf']]);
    expect(meta.files.uploaded.length - before).toBe(2);
  });

  test('more words than fit under a photo: the words go first, whole', async () => {
    const person = someone();
    const long = 'palabra '.repeat(200).trim();
    await channelTo(meta, { media }).deliver(addressOf(person.number), [answer(long, [photo])]);
    expect(person.sees().map(({ kind, text }) => [kind, text])).toEqual([['text', long], ['image', '']]);
  });

  test('what WhatsApp takes as no file: its address in the text', async () => {
    const person = someone();
    await channelTo(meta, { media }).deliver(addressOf(person.number), [answer('Mire', [moving])]);
    expect(person.sees()).toMatchObject([{ kind: 'text', text: `Mire\n📷 luces.gif: https://chat.example.co/${'c'.repeat(32)}` }]);
  });

  test('after a day of silence: a template with the address, which is never cut', async () => {
    const person = someone().wasSilent();
    await channelTo(meta, { media, templates: TEMPLATES }).deliver(addressOf(person.number), [answer('x '.repeat(900), [photo, bill])]);
    const [bubble, ...more] = person.sees();
    expect([bubble?.kind, more]).toEqual(['template', []]);
    expect(bubble?.text).toContain(`factura.pdf: https://chat.example.co/${'b'.repeat(32)}`);
  });

  test.each([
    ['Meta is in trouble', 131000, 'retry'], ['the file is not taken', 131053, 'refused'], ['the token is not good', 190, 'retry'],
  ])('and %s: %i, %s', async (_what, code, kind) => {
    const person = someone();
    meta.files.uploadTroubles.push(code);
    const channel = channelTo(meta, { media });
    expect(await channel.deliver(addressOf(person.number), [answer('', [photo])])).toMatchObject({ kind, reason: expect.stringContaining(String(code)) as string });
    if (kind === 'retry') expect(await channel.deliver(addressOf(person.number), [answer('', [photo])])).toEqual({ kind: 'delivered' });
    expect(person.sees()).toHaveLength(kind === 'retry' ? 1 : 0);
  });

  test('a file that is kept no more: refused, and it says so', async () => {
    const gone: Attachment = { ...photo, ref: refOf('d'.repeat(32)) };
    expect(await channelTo(meta, { media }).deliver(addressOf(someone().number), [answer('', [gone])])).toEqual({ kind: 'refused', reason: 'the file is not kept any more' });
  });
});

describe('another process that goes on with a message', () => {
  test('does not send again what a status tells that arrived', async () => {
    const person = someone();
    const records = recordsInMemory();
    const [died, next] = [channelTo(meta, { records }), channelTo(meta, { records })];
    meta.dropNext({ accepted: true, to: person });
    expect(await died.deliver(addressOf(person.number), [says('uno'), says('dos', [], 2)])).toMatchObject({ kind: 'retry' });
    const { wamid, opaque = '' } = await person.nextBubble();
    await next.heard({ wamid, status: 'delivered', errors: [], opaque });

    expect(await next.deliver(addressOf(person.number), [says('uno'), says('dos', [], 2)], LATE)).toEqual({ kind: 'delivered' });
    expect(person.sees().map(({ text }) => text)).toEqual(['uno', 'dos']);
  });

  test('counts the failures that the other one heard', async () => {
    const person = someone();
    const records = recordsInMemory();
    const processes = [channelTo(meta, { records }), channelTo(meta, { records })];
    await processes[0]?.deliver(addressOf(person.number), [says('uno')]);
    const { opaque = '' } = await person.nextBubble();
    const heard: unknown[] = [];
    for (let failure = 0; failure < 4; failure += 1) {
      heard.push((await processes[failure % 2]?.heard({ wamid: `wamid.${failure}`, status: 'failed', errors: [131000], opaque }))?.again);
    }
    expect(heard).toEqual([true, true, false, false]);
  });

  test.each([
    ['more than a day ago', 25, 'template'],
    ['within the day', 23, 'text'],
  ])('knows from the transcript that she wrote %s, without asking Meta', async (_when, hours, kind) => {
    const person = someone();
    const to = addressOf(person.number);
    const wrote: Entry = { kind: 'customer', at: 0, text: 'hola', from: to };
    const threads = { peek: () => Promise.resolve({ state: null, version: 1, length: 1 }), read: () => Promise.resolve([{ position: 0, entry: wrote }]) };
    const before = meta.calls.length;
    await channelTo(meta, { threads, templates: TEMPLATES, businessNow: () => hours * 3_600_000 }).deliver(to, [says('¿Le sirve?', [], 1)]);
    expect(person.sees()).toMatchObject([{ kind }]);
    expect(meta.calls.length - before).toBe(1);
  });

  test('knows that Meta told the window to be closed until she writes again', async () => {
    const person = someone();
    const to = addressOf(person.number);
    const wrote: Entry = { kind: 'customer', at: 0, text: 'hola', from: to };
    const refusal: Entry = { kind: 'event', at: 1, name: 'undelivered', detail: '131047 more than 24 h since the last message' };
    const entries: Entry[] = [wrote, refusal];
    const threads = { peek: () => Promise.resolve({ state: null, version: 1, length: entries.length }), read: () => Promise.resolve(entries.map((entry, position) => ({ position, entry }))) };
    const channel = channelTo(meta, { threads, templates: TEMPLATES, businessNow: () => 1 });
    await channel.deliver(to, [says('uno', [], 5)]);
    entries.push(wrote);
    await channel.deliver(to, [says('dos', [], 7)]);
    expect(person.sees().map((bubble) => bubble.kind)).toEqual(['template', 'text']);
  });
});

describe('what nobody at the desk can repair', () => {
  test.each([[190, true], [131042, true], [131048, true], [131026, false], [131000, false]])('%i: an administrator is alarmed: %s', async (code, alarmed) => {
    const person = someone();
    const alarms: number[] = [];
    const channel = channelTo(meta, { alarm: (told) => alarms.push(told) });
    meta.failNext({ code, to: person });
    await channel.deliver(addressOf(person.number), [says('hola')]);
    expect(alarms).toEqual(alarmed ? [code] : []);
  });

  test('is counted each time and said once a minute, each code by itself', () => {
    const [counted, said] = [[] as number[], [] as number[]];
    let now = 0;
    const alarm = makeAlarm({ count: (code) => counted.push(code), say: (code) => said.push(code), now: () => now });
    for (const [at, code] of [[0, 190], [1_000, 190], [2_000, 131042], [61_000, 190]] as const) {
      now = at;
      alarm(code, 'x');
    }
    expect([counted, said]).toEqual([[190, 190, 131042, 190], [190, 131042, 190]]);
  });
});
