/** The whole mission once: the web, a cut, WhatsApp, a person, given back, a booked visit; one transcript. Two agents, one case. */
import type { FakeMeta } from '../fake-meta/server';
import { Chat } from '../support/chat';
import { identify, install, repeatedQuestions, type Installation } from '../support/journey';
import { callApi, type Server } from '../support/server';
import { ADMINISTRATOR, openTheDesk, Staff } from '../support/staff';
import { makeStreet } from '../support/street';
import { connect, environmentFor, openMeta } from '../support/whatsapp';

const MARTA = '573000000001';

interface Handoff {
  readonly attachments: readonly { readonly name: string; readonly content: { readonly activities: readonly { readonly text?: string }[] } }[];
}

const street = makeStreet();
afterAll(() => street.end());

describe.each(['embedded', 'redis'] as const)('many hands on the %s store', (kind) => {
  let house: Installation;
  let server: Server;
  let meta: FakeMeta;
  let boss: Staff;

  beforeEach(async () => {
    meta = await openMeta();
    house = await install(kind, street);
    server = await house.start({ ...environmentFor(meta), ...ADMINISTRATOR });
    await connect(meta, server);
    boss = await Staff.signIn(server.url);
    await openTheDesk(server.url);
  });
  afterEach(async () => {
    await house.dispose();
    await meta.close();
  });

  test('a customer begins on the web, goes on on WhatsApp, speaks to Camilo, and gets her visit', async () => {
    const camilo = await boss.hires('Camilo');
    const chat = await Chat.open(server.url);
    await chat.say('se me fue el internet y yo no sé nada de eso');
    const question = await identify(chat, '9900000001');

    const marta = meta.user(MARTA);
    await marta.says('hola, se me cortó la página');
    expect((await marta.nextBubble()).options.map(({ title }) => title)).toEqual(question.choices);

    await marta.says('quiero hablar con una persona');
    expect((await marta.nextBubble()).text).toMatch(/persona/i);
    const { thread } = await camilo.nextCase();
    const { packet, transcript } = await camilo.detail(thread);
    expect(packet).toMatchObject({
      who: { verified: true, name: 'Marta' }, level: { value: 'basic' }, reason: 'asked', place: { flow: expect.any(String), step: expect.any(String) },
    });
    expect(packet.verified['line.rx_dbm']).toBe('-40');
    expect(JSON.stringify(packet)).not.toMatch(/code\.typed/);
    expect(transcript.map(({ text }) => text).join('\n')).toMatch(/se me fue el internet[\s\S]*quiero hablar con una persona/);

    const { body: activity } = await camilo.call<Handoff>('GET', `cases/${thread}/handoff`);
    expect(activity).toMatchObject({ type: 'event', name: 'handoff.initiate', value: { version: 1, who: { name: 'Marta' } } });
    expect(activity.attachments[0]).toMatchObject({ name: 'Transcript' });
    expect(activity.attachments[0]?.content.activities.map(({ text }) => text)).toContain('se me fue el internet y yo no sé nada de eso');

    expect((await camilo.claim(thread)).status).toBe(200);
    expect((await marta.nextBubble()).text).toMatch(/Camilo/);
    await camilo.answer(thread, 'Hola Marta, ya vi su caso. Siga con Hilo, que le agenda el técnico.');
    expect((await marta.nextBubble()).text).toMatch(/ya vi su caso/);
    await marta.says('bueno, gracias');

    expect((await camilo.giveBack(thread)).status).toBe(200);
    const back = await marta.nextBubble();
    expect(back.options.map(({ title }) => title)).toEqual(question.choices);

    for (let turn = 0; turn < 8 && !/horario/i.test(marta.sees().at(-1)?.text ?? ''); turn += 1) {
      await marta.taps(marta.sees().at(-1)?.labels[0] ?? '');
      await marta.nextBubble();
    }
    await marta.says('1');
    expect((await marta.nextBubble()).text).toMatch(/visita/i);

    const { body } = await callApi<{ visits: readonly object[] }>(`${server.url}/api/demo/records`);
    expect(body.visits.length).toBeGreaterThan(0);
    expect(await repeatedQuestions(server.url)).toBe(0);
    const whole = (await house.transcript(chat)).flatMap((entry) => ('text' in entry ? [`${entry.kind}: ${entry.text}`] : []));
    expect(whole.join('\n')).toMatch(/customer: se me fue[\s\S]*agent: Hola Marta[\s\S]*customer: 1/);
  }, 180_000);

  test('of two agents who claim one case, one wins and the other hears who', async () => {
    const [camilo, viviana] = [await boss.hires('Camilo'), await boss.hires('Viviana')];
    const chat = await Chat.open(server.url);
    await chat.say('asesor');
    const { thread } = await camilo.nextCase();
    const claims = await Promise.all([camilo.claim(thread), viviana.claim(thread)]);

    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = claims.find(({ status }) => status === 409);
    expect(lost?.body.error).toMatchObject({ code: 'Taken', message: expect.stringMatching(/Camilo|Viviana/) });
    const [winner, loser] = claims[0]?.status === 200 ? [camilo, viviana] : [viviana, camilo];
    expect((await loser.answer(thread, 'yo también')).status).toBe(409);
    await winner.answer(thread, 'Con gusto le ayudo.', 'once');
    await winner.answer(thread, 'Con gusto le ayudo.', 'once');
    await chat.nextReply(3);
    await chat.look();
    expect(chat.replies().filter(({ text }) => text === 'Con gusto le ayudo.')).toHaveLength(1);
  });

  test('an outage that is declared is told before any question, and its end once, to those who were told', async () => {
    const { scopes } = await boss.outages();
    const zone = scopes.find(({ id }) => id === 'BOG-1/1') ?? scopes[0];
    const { status, body } = await boss.call<{ outage: { id: string } }>('POST', 'outages', {
      title: 'Fibra cortada en Chapinero', state: 'repairing', scope: [zone?.id], since: new Date().toISOString(), cause: 'una obra rompió el cable', compensation: true,
    });
    expect(status).toBe(201);

    const marta = meta.user(MARTA);
    await marta.says('no tengo internet');
    const told = await marta.nextBubble();
    expect(told.text).toMatch(/falla[\s\S]*una obra rompió el cable/i);
    expect(told.text).toMatch(/se le descuenta/i);

    const ended = await boss.call('PATCH', `outages/${body.outage.id}`, { state: 'restored' });
    expect(ended.status).toBe(200);
    expect((await marta.nextBubble()).text).toMatch(/ya volvió el servicio/i);
    await boss.call('PATCH', `outages/${body.outage.id}`, { state: 'restored' });
    await marta.says('gracias');
    await marta.nextBubble();
    expect(marta.sees().filter(({ text }) => /ya volvió el servicio/i.test(text))).toHaveLength(1);
  });

  test('a flow that is published changes new threads; running ones stay on their release, and a rollback brings the old one back', async () => {
    const pilar = await boss.hires('Pilar', 'editor');
    const running = await Chat.open(server.url);
    await running.say('no tengo internet, soy técnico de redes');

    const { body: before } = await pilar.call<{ files: Record<string, string>; current: { id: string } }>('GET', 'flows');
    const text = (before.files['identify.yaml'] ?? '').replace('No encontré ese número.', 'Ese número no aparece.');
    const { body: { draft } } = await pilar.call<{ draft: { id: string } }>('POST', 'flows/drafts', { name: 'más corto' });
    const save = (version: number, file: string) => pilar.call('PUT', `flows/drafts/${draft.id}`, { version, files: { 'identify.yaml': file } });
    const review = async (version: number): Promise<void> => {
      await pilar.call('POST', `flows/drafts/${draft.id}/review`, { act: 'ask', version });
      await boss.call('POST', `flows/drafts/${draft.id}/review`, { act: 'approve', version });
    };
    const publish = (version: number) => pilar.call<{ faults: readonly { line: number }[] }>('POST', 'flows/publish', { draft: draft.id, version, reason: 'más corto' });
    await save(1, text.replace('not_found: ask_key_again', 'not_found: nowhere'));
    expect((await publish(2)).status).toBe(409);
    await review(2);
    const refused = await publish(2);
    expect(refused.status).toBe(422);
    expect(refused.body.faults[0]?.line).toBeGreaterThan(0);
    await save(2, text);
    await review(3);
    expect((await publish(3)).status).toBe(200);
    const { body: board } = await boss.call<{ releases: readonly { state: string; threads: number }[] }>('GET', 'flows/board');
    expect(board.releases.map(({ state, threads }) => [state, threads > 0])).toEqual([['current', false], ['draining', true]]);

    expect((await running.say('1234567')).text).toMatch(/No encontré ese número/);
    const fresh = await Chat.open(server.url);
    await fresh.say('no tengo internet, soy técnico de redes');
    expect((await fresh.say('1234567')).text).toMatch(/Ese número no aparece/);
    expect((await pilar.call('POST', 'flows/rollback', { id: before.current.id, reason: 'vuelta atrás' })).status).toBe(200);
    const later = await Chat.open(server.url);
    await later.say('no tengo internet, soy técnico de redes');
    expect((await later.say('1234567')).text).toMatch(/No encontré ese número/);
  });
});
