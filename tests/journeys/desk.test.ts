/** The desk through its API: one voice while everybody speaks, a server that dies between claim and answer, and what must not pass. */
import { Chat } from '../support/chat';
import { identify, install, type Installation } from '../support/journey';
import { callApi, type Server } from '../support/server';
import { ADMINISTRATOR, openTheDesk, Staff } from '../support/staff';
import { makeStreet, type Street } from '../support/street';
import { until } from '../support/until';
import type { CaseList, CaseExport, PhoneReply } from '../../bot/web/desk-contracts';
import type { CaseDetail, CaseSummary } from '../../bot/web/contracts';

const EVIL = '<img src=x onerror="alert(1)"><script>alert(2)</script>';

const street = makeStreet();
afterAll(() => street.end());

describe.each(['embedded', 'redis'] as const)('the desk on the %s store', (kind) => {
  let house: Installation;
  let server: Server;
  let boss: Staff;
  let camilo: Staff;
  let chat: Chat;
  let thread: string;

  const opens = async (where?: Street): Promise<void> => {
    house = await install(kind, where);
    server = await house.start(ADMINISTRATOR);
    boss = await Staff.signIn(server.url);
    await openTheDesk(server.url);
    camilo = await boss.hires('Camilo');
    chat = await Chat.open(server.url);
    await chat.say('se me fue el internet y yo no sé nada de eso');
    await identify(chat, '9900000001');
    await chat.say(`quiero hablar con una persona ${EVIL}`);
    ({ thread } = await camilo.nextCase());
  };
  afterEach(() => house.dispose());

  test('a server that dies between claim and answer: the case stays with its agent, and a resend counts once', async () => {
    await opens();
    expect((await camilo.claim(thread)).status).toBe(200);
    const before = chat.replies().length;
    await server.kill('SIGKILL');
    server = await house.start(ADMINISTRATOR);
    chat.base = server.url;
    const again = await Staff.signIn(server.url, 'camilo@hilo.example', 'otra-clave-de-prueba');
    await Promise.all([again.answer(thread, 'Hola, soy Camilo.', 'm1'), again.answer(thread, 'Hola, soy Camilo.', 'm1'), chat.post('¿hay alguien?')]);
    await again.answer(thread, 'Hola, soy Camilo.', 'm1');
    await chat.nextReply(before);
    await again.answer(thread, 'Miremos la luz.', 'm2');
    await chat.nextReply(before + 1);
    await chat.look();
    const { id } = chat.last();
    // Only she can tell what she saw, and only of what was said to her.
    const stranger = await Chat.open(server.url);
    for (const value of [id.replace(/\d{7}$/, '9999999'), stranger.last().id]) await chat.call('POST', '/activities', { type: 'event', name: 'hilo/seen', value });
    const states = async (): Promise<readonly (string | undefined)[]> => {
      const { transcript, deliveries } = await again.detail(thread);
      return transcript.flatMap(({ kind, position }) => (kind === 'agent' ? [deliveries[position]?.state] : []));
    };
    expect(await states()).not.toContain('read');
    await chat.call('POST', '/activities', { type: 'event', name: 'hilo/seen', value: id });
    await until(async () => (await states()).every((state) => state === 'read'), () => 'what she saw was never told');
    // The notice of the claim and the two words: no voice of the bot among them.
    const said = chat.replies().slice(before).map(({ text }) => text);
    expect(said.filter((text) => text === 'Hola, soy Camilo.')).toHaveLength(1);
    expect(said.filter((text) => !/Camilo|Miremos/.test(text))).toEqual([]);
    expect((await again.call<{ summary: CaseSummary }>('GET', `cases/${thread}`)).body.summary).toMatchObject({ status: 'with_agent', agent: { name: 'Camilo' } });
  });

  test('what everybody may do with one case, end to end; words stay words, and nobody passes who may not', async () => {
    await opens(street);
    const viviana = await boss.hires('Viviana');
    expect((await viviana.answer(thread, 'yo también')).status).toBe(409);
    const stranger = await fetch(`${server.url}/api/staff/cases/${thread}`, { headers: { authorization: `Bearer ${chat.token}` } });
    expect(stranger.status).toBe(401);
    expect((await callApi(`${server.url}/api/staff/session`)).body).toEqual({ user: null });

    const waiting = chat.replies().length;
    await camilo.claim(thread);
    expect((await chat.nextReply(waiting)).text).toMatch(/Ya está con usted Camilo/);
    expect((await camilo.call('POST', `cases/${thread}/notes`, { id: 'n', text: `NOTA ${EVIL}` })).status).toBe(200);
    await camilo.call('POST', 'presence', { state: 'online', viewing: thread, typing: true });
    expect((await viviana.detail(thread)).viewers).toMatchObject([{ name: 'Camilo', typing: true }]);
    const { body: steps } = await camilo.call<{ steps: readonly { step: string; kind: string; here?: true }[] }>('GET', `cases/${thread}/steps?lang=en`);
    expect(steps.steps.some(({ here }) => here)).toBe(true);
    expect((await camilo.call('GET', `cases/${thread}/customer`)).body).toMatchObject({ customerId: 'C-1001', services: [{ id: 'S-1001' }] });

    const whole = (await camilo.call<CaseExport>('GET', `cases/${thread}/export`)).body;
    expect(whole.sha256).toMatch(/^[0-9a-f]{64}$/);
    const page = await (await fetch(`${server.url}/api/staff/cases/${thread}/export.html`, { headers: { authorization: `Bearer ${await tokenOf(server)}` } })).text();
    expect(page).toContain('&lt;script&gt;alert(2)');
    expect(page).not.toMatch(/<script|<img/);

    const target = steps.steps.find(({ step, kind: what, here }) => what === 'ask' && !here && !step.startsWith('identify'))?.step;
    const before = chat.replies().length;
    expect((await camilo.call('POST', `cases/${thread}/give-back`, { how: 'skip', step: target })).status).toBe(200);
    const reply = await chat.nextReply(before);
    expect(reply.text).toMatch(/Sigo yo con usted/);
    expect(chat.script()).not.toContain('NOTA');

    await chat.say('prefiero una persona');
    await viviana.nextCase();
    const list = (await viviana.call<CaseList>('GET', `cases?status=waiting&q=marta`)).body;
    expect(list).toMatchObject({ total: 1, counts: { waiting: 1 }, cases: [{ thread, returns: 1, priority: 'high' }] });
    expect((await viviana.call<{ summary: CaseSummary | null }>('POST', 'cases/next', {})).body.summary?.thread).toBe(thread);
    expect((await viviana.call('POST', `cases/${thread}/claim`, { takeOver: true })).status).toBe(403);
    expect((await boss.call('POST', `cases/${thread}/claim`, { takeOver: true })).status).toBe(200);
    expect((await boss.call('POST', `cases/${thread}/resolve`, { cause: 'wifi', confirmed: true, note: 'Cambio de canal.' })).status).toBe(200);
    expect((await boss.call<CaseList>('GET', 'cases?status=closed')).body.cases).toMatchObject([{ thread, cause: 'wifi' }]);

    const call = await camilo.call<PhoneReply>('POST', 'phone', { key: '88001001' });
    expect(call.body).toMatchObject({ how: expect.stringMatching(/opened|continued/), questions: [{ id: 'name' }, { id: 'address' }, { id: 'phone' }] });
    const { body: audit } = await boss.call<{ records: readonly { action: string }[] }>('GET', 'audit');
    expect(audit.records.map(({ action }) => action)).toEqual(expect.arrayContaining(['cases.claim', 'cases.notes', 'cases.export', 'cases.resolve', 'users.add', 'phone.add']));
  });
});

const tokenOf = async (server: Server): Promise<string> => {
  const { body } = await callApi<{ token: string }>(`${server.url}/api/staff/session`, 'POST', { email: 'camilo@hilo.example', password: 'otra-clave-de-prueba' });
  return body.token;
};

/** `CLAIM_ROUNDS=1000 npx jest tests/journeys/desk` for the long run. */
const ROUNDS = Number(process.env['CLAIM_ROUNDS'] ?? 5);

describe('two processes on one store', () => {
  let house: Installation;
  beforeEach(async () => void (house = await install('redis')));
  afterEach(() => house.dispose());

  /** Who spoke last in the case, as staff read it. */
  const lastVoices = async (staff: Staff, thread: string): Promise<readonly string[]> => {
    const { summary } = await staff.detail(thread);
    const { body } = await staff.call<CaseDetail>('GET', `cases/${thread}?from=${Math.max(0, summary.length - 20)}`);
    return body.transcript.flatMap(({ kind, text }) => (kind === 'bot' || kind === 'agent' ? [kind] : kind === 'system' ? [text] : []));
  };

  test('two agents race for one case, write while the bot decides, give it back and get it again; one closes the laptop', async () => {
    const [one, two] = [await house.start(ADMINISTRATOR), await house.start()];
    const boss = await Staff.signIn(one.url);
    await openTheDesk(one.url);
    await boss.hires('Viviana');
    const camilo = await boss.hires('Camilo');
    const viviana = await Staff.signIn(two.url, 'viviana@hilo.example', 'otra-clave-de-prueba');
    const chat = await Chat.open(one.url);
    await chat.say('quiero hablar con una persona');
    const { thread } = await viviana.nextCase();

    for (let round = 0; round < ROUNDS; round += 1) {
      const claims = await Promise.all([camilo.claim(thread), viviana.claim(thread)]);
      expect([round, claims.map(({ status }) => status).sort()]).toEqual([round, [200, 409]]);
      const winner = claims[0]?.status === 200 ? camilo : viviana;
      expect((await winner.giveBack(thread)).status).toBe(200);
    }

    // The bot is asked at one process while an agent takes the case at the other: from her first word on there is one voice.
    const [said, taken] = await Promise.all([chat.post('no me funciona el internet'), viviana.claim(thread)]);
    expect([said.status, taken.status]).toEqual([200, 200]);
    expect((await viviana.answer(thread, 'Soy Viviana, miremos.')).status).toBe(200);
    expect((await viviana.answer(thread, 'Soy Viviana, miremos.')).status).toBe(200);
    const voices = await lastVoices(viviana, thread);
    expect(voices.slice(voices.findLastIndex((voice) => voice.includes('Viviana')))).toEqual([expect.stringContaining('Viviana'), 'agent']);

    await Promise.all([one.kill(), two.kill()]);
    const later = await house.start({ ...ADMINISTRATOR, AGENT_SILENT_MINUTES: '0.05' });
    chat.base = later.url;
    const back = await Staff.signIn(later.url);
    expect((await back.nextCase()).thread).toBe(thread);
    expect((await lastVoices(back, thread)).at(-1)).toMatch(/Viviana no pudo seguir/);
  });
});
