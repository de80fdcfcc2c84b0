/** What the WhatsApp webhook accepts, refuses and survives, over real sockets with the real bot. */
import fc from 'fast-check';
import { StorageUnavailable } from '../../../../bot/runtime/ports';
import { signatureOf } from '../../../fake-meta/webhooks';
import { addressOf, installWhatsApp, NUMBER, type Installed } from './given';

let at: Installed;
beforeAll(async () => void (at = await installWhatsApp()));
afterAll(() => at.stop());
afterEach(() => at.failAccepting(undefined));

let people = 573000000000;
const someone = (options = {}) => at.meta.user(String((people += 1)), options);
const textsOf = async (user: string | null) => (await at.written(addressOf(user ?? ''))).map(({ text }) => text);

describe('the verification of the address', () => {
  const ask = (query: string) => fetch(`${at.base}/webhooks/whatsapp?${query}`);

  test('gives the challenge back letter by letter, as plain text', async () => {
    const response = await ask('hub.mode=subscribe&hub.challenge=0011582014440&hub.verify_token=verify-token');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, 'text/plain', '0011582014440']);
  });

  test.each(['hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong', 'hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=verify-token', ''])(
    'refuses %p',
    async (query) => expect((await ask(query)).status).toBe(403),
  );
});

describe('the signature', () => {
  test('of another secret gets 401 and nothing is stored', async () => {
    const person = someone();
    expect(await person.says('hola', { forged: true })).toBe(401);
    expect(await textsOf(person.userId)).toEqual([]);
  });

  test.each(['', 'sha256=', `sha256=${'0'.repeat(63)}`, `sha256=${'g'.repeat(64)}`, `sha1=${'0'.repeat(64)}`])('written as %p gets 401', async (header) => {
    expect(await someone().says('hola', { headers: { 'x-hub-signature-256': header } })).toBe(401);
  });

  test('is checked before the body is read: nonsense unsigned is 401, signed 400', async () => {
    expect(await at.meta.webhooks.post('{nonsense', { forged: true })).toBe(401);
    expect(await at.meta.webhooks.post('{nonsense')).toBe(400);
  });

  test.each([true, false])('holds over the bytes as they came (escaped: %p)', async (escaped) => {
    const person = someone();
    expect(await person.says('¿Qué pasó con mi señal? 😀 / ñ', { escaped })).toBe(200);
    expect(await textsOf(person.userId)).toEqual(['¿Qué pasó con mi señal? 😀 / ñ']);
  });
});

describe('the body', () => {
  test('above the limit gets 413, a large one below it is read', async () => {
    const filler = (bytes: number) => JSON.stringify({ object: 'whatsapp_business_account', entry: [], filler: 'x'.repeat(bytes) });
    expect(await at.meta.webhooks.post(filler(3.6 * 1024 * 1024))).toBe(413);
    expect(await at.meta.webhooks.post(filler(3 * 1024 * 1024))).toBe(200);
  });

  test('that is compressed is refused, whatever its signature', async () => {
    expect(await at.meta.webhooks.post('{}', { headers: { 'content-encoding': 'gzip', 'x-hub-signature-256': signatureOf('{}', 'app-secret') } })).toBe(415);
  });

  test('that arrived in part is none of Meta\'s', async () => {
    const person = someone();
    const whole = JSON.stringify({ entry: [{ changes: [{ field: 'messages', value: { messages: [person.text('hola')] } }] }] });
    const headers = { 'x-hub-signature-256': signatureOf(whole, 'app-secret') };
    expect(await at.meta.webhooks.post(whole.slice(0, -20), { headers })).toBe(401);
    expect(await at.meta.webhooks.post(whole.slice(0, -20))).toBe(400);
  });

  test('whatever it holds, it is read or refused, never a fault of ours', async () => {
    const rubbish = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('__proto__', 'constructor', 1e308, -1, '\u0000'));
    const message = fc.record(
      { id: rubbish, from: rubbish, from_user_id: rubbish, timestamp: rubbish, type: fc.oneof(rubbish, fc.constantFrom('text', 'image', 'interactive', 'system', 'contacts', 'order', 'reaction', 'location')), text: rubbish, image: rubbish, interactive: rubbish, system: rubbish, contacts: rubbish, order: rubbish, reaction: rubbish, location: rubbish },
      { requiredKeys: [] },
    );
    const readable = fc.record({ id: fc.string({ minLength: 1, maxLength: 20 }), from_user_id: fc.constant('CO.1RUBBISH'), timestamp: fc.constant('1') });
    const change = fc.tuple(fc.array(fc.tuple(message, readable).map(([one, known]) => ({ ...one, ...known })), { maxLength: 4 }), fc.array(rubbish, { maxLength: 3 }), rubbish).map(([messages, statuses, contacts]) => ({
      field: 'messages', value: { metadata: { phone_number_id: NUMBER }, messages: [...messages, ...statuses], statuses, contacts },
    }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(change, rubbish), { maxLength: 3 }), async (changes) => {
        expect(await at.meta.webhooks.post(JSON.stringify({ entry: [{ changes }] }))).toBe(200);
      }),
      { numRuns: 60 },
    );
  });

  test('about another number or field is acknowledged and ignored', async () => {
    const person = someone();
    expect(await person.says('hola', { phoneNumberId: '999' })).toBe(200);
    expect(await at.meta.webhooks.post('{"entry":[{"changes":[{"field":"security","value":{"event":"X"}}]}]}')).toBe(200);
    expect(await at.meta.webhooks.post('{"entry":[{"changes":[null, 3]}, "x"]}')).toBe(200);
    expect(await textsOf(person.userId)).toEqual([]);
    expect(at.skips).toEqual(expect.arrayContaining(['other_number', 'other_field', 'malformed']));
  });
});

describe('many webhooks at once', () => {
  test('are all taken: what an address may take at most is not what each of them holds', async () => {
    const statuses = await Promise.all(Array.from({ length: 60 }, () => someone({ hidesPhone: true }).says('hola')));
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  });
});

describe('a batch', () => {
  test('of several persons, changes and messages is taken in whole, each person in the order of her messages', async () => {
    const [one, two, three] = [someone(), someone(), someone()];
    const changes = [
      one.change([{ ...one.text('dos'), timestamp: '1764000002' }, { ...one.text('uno'), timestamp: '1764000001' }]),
      { ...two.change([two.text('a'), two.text('b')]), statuses: [{ id: 'wamid.X', status: 'delivered', timestamp: '1764000000' }] },
      three.change([three.text('sola')]),
    ];
    const before = at.statuses.length;
    expect(await at.meta.webhooks.deliver(changes)).toBe(200);
    expect([await textsOf(one.userId), await textsOf(two.userId), await textsOf(three.userId)]).toEqual([['uno', 'dos'], ['a', 'b'], ['sola']]);
    expect(at.statuses.slice(before)).toEqual([{ wamid: 'wamid.X', status: 'delivered', errors: [] }]);
  });

  test('of a thousand updates, shuffled and with repetitions, is taken in whole and each person in her order', async () => {
    const persons = Array.from({ length: 20 }, () => someone({ hidesPhone: true }));
    const messages = persons.flatMap((person) => [1, 2, 3, 4, 5].map((n) => person.change([{ ...person.text(`n${n}`), timestamp: String(1_764_000_000 + n) }])));
    const statuses = Array.from({ length: 880 }, (_, index) => ({
      statuses: [{ id: `wamid.${index % 300}`, status: ['read', 'sent', 'delivered'][index % 3], timestamp: '1764000000', biz_opaque_callback_data: `whatsapp:${NUMBER}:CO.1X|${index % 300}|t-batch` }],
    }));
    const all = [...messages, ...messages.slice(0, 20), ...statuses];
    const shuffled = all.map((change, index) => ({ change, by: (index * 7_919) % all.length })).sort((one, other) => one.by - other.by).map(({ change }) => change);
    const before = at.statuses.length;

    expect([all.length, await at.meta.webhooks.deliver(shuffled)]).toEqual([1_000, 200]);
    expect(at.statuses.length - before).toBe(880);
    for (const person of persons) expect(await textsOf(person.userId)).toEqual(['n1', 'n2', 'n3', 'n4', 'n5']);
    // A later delivery of the same body changes nothing.
    expect(await at.meta.webhooks.deliver(shuffled)).toBe(200);
    expect(await textsOf(persons[0]?.userId ?? null)).toHaveLength(5);
  }, 60_000);

  test('loses only the message that cannot be read', async () => {
    const person = someone();
    const bad = [{ ...person.text('x'), timestamp: 'yesterday' }, person.message('text', { text: { body: 7 } }), { type: 'text' }, null];
    expect(await at.meta.webhooks.deliver([person.change([person.text('antes'), ...(bad as object[] as never[]), person.text('después')])])).toBe(200);
    expect(await textsOf(person.userId)).toEqual(['antes', 'después']);
  });

  test('delivered twice counts once', async () => {
    const person = someone();
    const message = person.text('hola');
    expect([await person.sends(message), await person.sends(message)]).toEqual([200, 200]);
    expect(await textsOf(person.userId)).toEqual(['hola']);
    await person.nextBubble();
    expect(person.sees()).toHaveLength(1);
  });

  test('that cannot be stored is not acknowledged, and nothing is lost when Meta delivers it again', async () => {
    const person = someone();
    at.failAccepting(new StorageUnavailable('down'));
    expect(await person.says('hola')).toBe(503);
    at.failAccepting(undefined);
    expect((await at.meta.webhooks.redeliver()).at(-1)).toBe(200);
    expect(await textsOf(person.userId)).toEqual(['hola']);
  });
});

describe('a status', () => {
  test('is told with its errors and opens no turn', async () => {
    const person = someone();
    await person.says('hola');
    const { wamid } = await person.nextBubble();
    expect(await at.meta.reports(wamid, 'failed', [131047])).toBe(200);
    expect(at.statuses.at(-1)).toMatchObject({ wamid, status: 'failed', errors: [131047], opaque: expect.stringContaining('whatsapp:') as string });
    expect(await textsOf(person.userId)).toEqual(['hola']);
  });
});

describe('a message', () => {
  const media = { id: '1', mime_type: 'x/y', sha256: 'z' };
  const OURS: unknown = expect.stringMatching(/^media:[0-9a-f]{32}$/);
  const ATTACHED: Readonly<Record<string, readonly object[]>> = {
    image: [{ kind: 'image', ref: OURS }], video: [{ kind: 'video', ref: OURS }], voice: [{ kind: 'voice', ref: OURS }], sticker: [{ kind: 'sticker', ref: OURS }],
    document: [{ kind: 'document', ref: OURS, type: 'x/y', name: 'factura.pdf' }], location: [{ kind: 'location', ref: 'geo:4.6,-74.1', name: 'Casa' }],
    contacts: [{ kind: 'contact', name: 'Ana 300 111' }], order: [{ kind: 'document', name: 'catalog: 2' }], reaction: [{ kind: 'reaction', name: '👍' }],
    edit: [{ kind: 'edited', name: 'mañana no' }], revoke: [{ kind: 'deleted' }], unsupported: [{ kind: 'unreadable' }],
  };

  test.each([
    ['image', { image: media }, '', 'image'],
    ['image', { image: { ...media, caption: 'el módem' } }, 'el módem', 'image'],
    ['video', { video: media }, '', 'video'],
    ['audio', { audio: { ...media, voice: true } }, '', 'voice'],
    ['document', { document: { ...media, filename: 'factura.pdf' } }, '', 'document'],
    ['sticker', { sticker: media }, '', 'sticker'],
    ['location', { location: { latitude: 4.6, longitude: -74.1, name: 'Casa' } }, '', 'location'],
    ['contacts', { contacts: [{ name: { formatted_name: 'Ana' }, phones: [{ phone: '300 111' }] }] }, '', 'contacts'],
    ['contacts', { contacts: [{ name: {}, phones: [{ phone: '+57 300 111 2233' }], origin: 'contact_request' }] }, '+57 300 111 2233', 'contact_request'],
    ['order', { order: { catalog_id: 'c', text: 'quiero esto', product_items: [{}, {}] } }, 'quiero esto', 'order'],
    ['interactive', { interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"flow_token":"x","barrio":"Chapinero","velocidad":300,"más":{}}' } } }, 'barrio: Chapinero\nvelocidad: 300', 'nfm_reply'],
    ['interactive', { interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: 'not json' } } }, 'Sent', 'nfm_reply'],
    ['reaction', { reaction: { message_id: 'wamid.X', emoji: '👍' } }, '', 'reaction'],
    ['edit', { edit: { original_message_id: 'wamid.X', message: { type: 'text', text: { body: 'mañana no' } } } }, '', 'edit'],
    ['revoke', { revoke: { original_message_id: 'wamid.X' } }, '', 'revoke'],
    ['unsupported', { errors: [{ code: 131051 }], unsupported: { type: 'poll_creation' } }, '', 'unsupported'],
    ['button', { button: { payload: 'si', text: 'Sí, ya funciona' } }, 'Sí, ya funciona', 'button'],
  ])('of type %s is kept with its words and a reference', async (type, content, text, kind) => {
    const person = someone();
    expect(await person.sends(person.message(type, content))).toBe(200);
    const [entry] = await at.written(addressOf(person.userId ?? ''));
    expect(entry?.text).toBe(text);
    expect(entry?.attachments ?? []).toEqual(ATTACHED[kind] ?? []);
    expect(entry?.channelData).toMatchObject({ whatsapp: { kind, phone: `+${person.number}` } });
  });

  test.each([
    ['reaction', { reaction: { message_id: 'wamid.X' } }],
    ['system', { system: { type: 'user_changed_number', body: 'x' } }],
    ['request_welcome', {}],
    ['constructor', {}],
  ])('of type %s opens no turn', async (type, content) => {
    const person = someone();
    expect(await person.sends(person.message(type, content))).toBe(200);
    expect(await textsOf(person.userId)).toEqual([]);
  });

  test('that WhatsApp cannot pass on, such as a poll, is answered with a hint instead of silence', async () => {
    const person = someone({ hidesPhone: true });
    await person.sends(person.message('unsupported', { errors: [{ code: 131051 }], unsupported: { type: 'poll_creation' } }));
    expect((await person.nextBubble()).text).toMatch(/no se puede abrir/);
  });

  test('of a group opens no turn', async () => {
    const person = someone();
    expect(await person.sends({ ...person.text('hola'), group_id: 'g1' })).toBe(200);
    expect(await textsOf(person.userId)).toEqual([]);
  });
});

describe('a person', () => {
  test('who hides her phone is answered at her user id, without a phone anywhere', async () => {
    const person = someone({ hidesPhone: true });
    expect(await person.says('hola')).toBe(200);
    expect((await person.nextBubble()).sentTo).toBe(person.userId);
    const [entry] = await at.written(addressOf(person.userId ?? ''));
    expect(entry?.channelData).toEqual({ whatsapp: { wamid: expect.any(String) as string, kind: 'text' } });
  });

  test('whose phone is told is answered there', async () => {
    const person = someone();
    await person.says('hola');
    expect((await person.nextBubble()).sentTo).toBe(`+${person.number}`);
  });

  test('of an old payload is known by her number', async () => {
    const person = someone({ userId: null });
    await person.says('hola');
    expect((await person.nextBubble()).sentTo).toBe(`+${person.number}`);
    expect(await textsOf(person.number)).toEqual(['hola']);
  });

  test('talks with the bot by typing and tapping', async () => {
    const person = someone();
    await person.says('hola');
    await person.nextBubble();
    await person.says('no sé');
    const asked = await person.nextBubble();
    expect(asked).toMatchObject({ kind: 'list', opener: 'Ver opciones' });
    expect(await person.taps('Otra cosa')).toBe(200);
    expect((await person.nextBubble()).text).not.toBe(asked.text);
    const entries = await at.written(addressOf(person.userId ?? ''));
    expect(entries.at(-1)).toMatchObject({ text: 'Otra cosa', value: 'other', channelData: { whatsapp: { contextId: asked.wamid } } });
  });

  test('gets her answers in order once Meta takes the first one again', async () => {
    // Her number is hidden, so nobody is recognised between the two messages.
    const person = someone({ hidesPhone: true });
    at.meta.failNext({ code: 131000, httpStatus: 500, to: person });
    await person.says('hola');
    await person.says('no sé');
    const kinds = [(await person.nextBubble(18_000)).kind, (await person.nextBubble(18_000)).kind];
    expect(kinds).toEqual(['text', 'list']);
  }, 40_000);
});
