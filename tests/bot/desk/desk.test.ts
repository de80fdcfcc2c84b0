/** The desk over a real store: who has a case, what it hears, and where it goes when its agent is gone (I5, I6, P4). */
import { digest } from '../../../bot/desk/case-file';
import { threadId, type ThreadId } from '../../../dialogs/ids';
import { isForCustomer } from '../../../dialogs/transcript';
import { ALL, CAMILO, MINUTE, openDesk, VIVIANA, type Office } from '../../support/desk';

/** A thousand take half a minute and were played. */
const ROUNDS = 100;

describe('the desk', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openDesk();
  });
  afterEach(() => office.close());

  const row = async (thread: ThreadId) => (await office.desk.list(ALL, CAMILO.id)).cases.find((one) => one.thread === thread);
  const customerSees = async (thread: ThreadId): Promise<string> =>
    (await office.entries(thread)).filter(isForCustomer).map(({ text }) => text).join('\n');

  test('given two agents who claim one case at once, again and again, one has it each time and the other hears who', async () => {
    const thread = await office.handOff('race');
    for (let round = 0; round < ROUNDS; round += 1) {
      const claims = await Promise.all([CAMILO, VIVIANA].map((agent) => office.desk.claim(thread, agent)));
      const [winner, loser] = claims[0]?.ok ? [CAMILO, claims[1]] : [VIVIANA, claims[0]];
      if (claims.filter(({ ok }) => ok).length !== 1) throw new Error(`round ${round}: ${JSON.stringify(claims)}`);
      if (loser?.ok !== false || loser.reason !== 'taken' || loser.by !== winner.name) throw new Error(`round ${round}: ${JSON.stringify(loser)}`);
      await office.desk.giveBack(thread, winner, { how: 'continue' });
    }
    const said = (await office.entries(thread)).filter(({ kind }) => kind === 'system');
    expect(said).toHaveLength(ROUNDS);
  });

  test('given a case that waits, the list tells number, clock, turn and the last word; the customer hears her place', async () => {
    await office.handOff('first');
    const thread = await office.handOff('second');
    expect(await customerSees(thread)).toMatch(/una persona antes en la fila/);
    expect(await row(thread)).toMatchObject({ status: 'waiting', number: expect.stringMatching(/^H-/), turn: 'us', priority: 'normal', sla: { state: 'ok' }, last: { by: 'bot' }, returns: 0 });
    await office.passes(10 * MINUTE);
    expect((await row(thread))?.sla).toMatchObject({ state: 'ok', spentMs: 10 * MINUTE });
    await office.desk.claim(thread, CAMILO);
    await office.desk.say(thread, CAMILO, { id: 'm1', text: 'Hola, soy Camilo.' });
    await office.settle();
    await office.passes(60 * MINUTE);
    expect(await row(thread)).toMatchObject({ turn: 'customer', agent: CAMILO, sla: { state: 'paused', spentMs: 10 * MINUTE } });
    await office.says(thread, 'ya probé eso');
    await office.passes(16 * MINUTE);
    expect(await row(thread)).toMatchObject({ turn: 'us', last: { by: 'customer', text: 'ya probé eso' }, sla: { state: 'warning' } });
    await office.passes(5 * MINUTE);
    await office.desk.round();
    expect(await row(thread)).toMatchObject({ sla: { state: 'breached' }, priority: 'high' });
  });

  test('given notes and transfers, they stand in the case and never reach the customer', async () => {
    const thread = await office.handOff('passed');
    await office.desk.claim(thread, CAMILO);
    expect(await office.desk.note(thread, VIVIANA, { id: 'n1', text: 'NOTA <script>alert(1)</script>' })).toEqual({ ok: true });
    expect(await office.desk.note(threadId('nobody'), VIVIANA, { id: 'n2', text: 'x' })).toEqual({ ok: false, reason: 'unknown' });
    expect(await office.desk.transfer(thread, CAMILO, { to: { agent: 'nobody' }, note: 'x' })).toEqual({ ok: false, reason: 'no_target' });
    expect(await office.desk.transfer(thread, CAMILO, { to: { agent: VIVIANA.id }, note: 'Sabe de fibra.' })).toEqual({ ok: true });
    await office.settle();
    expect(await row(thread)).toMatchObject({ status: 'waiting', reservedFor: VIVIANA });
    expect(await office.desk.say(thread, CAMILO, { id: 'm2', text: 'todavía yo' })).toEqual({ ok: false, reason: 'not_yours' });
    const detail = await office.desk.detail(thread, { from: 0, language: 'es' }, CAMILO.id);
    expect(detail?.transcript.filter(({ kind }) => kind === 'note').map(({ text, by }) => [text, by])).toEqual([
      ['NOTA <script>alert(1)</script>', 'Viviana'], ['Sabe de fibra.', 'Camilo → Viviana'],
    ]);
    const seen = await customerSees(thread);
    expect(seen).not.toMatch(/NOTA|fibra/);
    expect(seen).toMatch(/pasa a Viviana/);
    expect((await office.desk.next(VIVIANA))?.thread).toBe(thread);
  });

  test('given an agent who claims and writes while the bot decides, nothing of the bot comes after her', async () => {
    for (let round = 0; round < 15; round += 1) {
      const thread = await office.handOff(`voice-${round}`);
      await office.desk.claim(thread, CAMILO);
      await office.desk.giveBack(thread, CAMILO, { how: 'continue' });
      const speaks = async (): Promise<void> => {
        await office.desk.claim(thread, VIVIANA);
        await office.desk.say(thread, VIVIANA, { id: 'm', text: 'Aquí Viviana.' });
        await office.desk.giveBack(thread, VIVIANA, { how: 'close', cause: 'other' });
      };
      await Promise.all([office.says(thread, 'no tengo internet'), speaks(), office.says(thread, 'se ve rojo')]);
      const entries = await office.entries(thread);
      const from = entries.findLastIndex((entry) => entry.kind === 'system' && entry.name === 'claimed');
      const to = entries.findLastIndex((entry) => entry.kind === 'system' && entry.name === 'closed');
      expect(entries.slice(from, to).filter(({ kind }) => kind === 'bot')).toEqual([]);
      expect(entries.filter(({ kind }) => kind === 'agent')).toHaveLength(1);
    }
  });

  test('given a guide that brings the same case back again and again, it is not given back to it once more', async () => {
    const thread = await office.handOff('loop');
    for (let visit = 0; visit < 4; visit += 1) {
      await office.desk.claim(thread, CAMILO);
      await office.desk.giveBack(thread, CAMILO, { how: 'continue' });
      await office.settle();
      await office.says(thread, 'quiero hablar con una persona');
    }
    expect(await row(thread)).toMatchObject({ returns: 4, priority: 'urgent' });
    // She asked herself: that is hers to do as often as she likes.
    await office.desk.claim(thread, CAMILO);
    expect(await office.desk.giveBack(thread, CAMILO, { how: 'continue' })).toEqual({ ok: true });
    await office.desk.cases.edit(thread, (before) => ({ ...before, reason: 'flow' }));
    expect(await office.desk.giveBack(thread, CAMILO, { how: 'continue' })).toEqual({ ok: false, reason: 'loops' });
  });

  test('given an agent who closes the laptop, her case waits again after some minutes and the customer is told', async () => {
    const thread = await office.handOff('laptop');
    await office.desk.claim(thread, CAMILO);
    await office.passes(4 * MINUTE);
    await office.desk.beat(CAMILO.id, { state: 'online', viewing: thread });
    await office.passes(4 * MINUTE);
    await office.desk.round();
    expect(await row(thread)).toMatchObject({ status: 'with_agent' });
    await office.passes(2 * MINUTE);
    await office.desk.round();
    await office.settle();
    expect(await row(thread)).toMatchObject({ status: 'waiting', turn: 'us' });
    expect(await customerSees(thread)).toMatch(/Camilo no pudo seguir/);
    expect(await office.desk.say(thread, CAMILO, { id: 'late', text: 'aquí sigo' })).toEqual({ ok: false, reason: 'not_yours' });
    expect(office.news).toContain('handed_off');
  });

  test('given a hand-off, given back, handed off again, the case returns as more urgent; closed with a cause it is found by search', async () => {
    const thread = await office.handOff('again');
    await office.desk.claim(thread, CAMILO);
    expect(await office.desk.giveBack(thread, VIVIANA, { how: 'continue' })).toEqual({ ok: false, reason: 'not_yours' });
    await office.desk.giveBack(thread, CAMILO, { how: 'continue' });
    await office.settle();
    expect(await row(thread)).toMatchObject({ status: 'with_bot' });
    await office.says(thread, 'quiero hablar con una persona');
    expect(await row(thread)).toMatchObject({ status: 'waiting', returns: 1, priority: 'high' });
    await office.desk.claim(thread, VIVIANA);
    await office.desk.giveBack(thread, VIVIANA, { how: 'close', cause: 'wifi', confirmed: true });
    await office.settle();
    expect(await row(thread)).toBeUndefined();
    const number = (await office.desk.list({ ...ALL, status: ['closed'] }, CAMILO.id)).cases[0]?.number ?? '';
    expect((await office.desk.list({ ...ALL, q: number.toLowerCase() }, CAMILO.id)).cases).toMatchObject([{ thread, status: 'closed', cause: 'wifi' }]);
    expect(await customerSees(thread)).toMatch(/1.*5|califi/i);
    expect((await office.desk.claim(thread, CAMILO)).ok).toBe(false);
  });

  test('given an export, its hash proves the content, and a changed word does not', async () => {
    const thread = await office.handOff('proof');
    const whole = (await office.desk.export(thread, 'Ana', 'es'))?.whole;
    const copy = JSON.parse(JSON.stringify(whole?.content)) as Record<string, unknown>;
    expect(digest(copy)).toBe(whole?.sha256);
    expect(digest({ ...copy, transcript: [] })).not.toBe(whole?.sha256);
  });

  test('given as many cases as she may have, another one is refused, and the next one is not chosen for her', async () => {
    await office.close();
    office = await openDesk({ capacity: 1 });
    const [one, two] = [await office.handOff('one'), await office.handOff('two')];
    expect((await office.desk.claim(one, CAMILO)).ok).toBe(true);
    expect(await office.desk.claim(two, CAMILO)).toEqual({ ok: false, reason: 'full' });
    expect(await office.desk.next(CAMILO)).toBeNull();
    expect((await office.desk.next(VIVIANA))?.thread).toBe(two);
  });
});

describe('a call', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openDesk();
  });
  afterEach(() => office.close());

  test('opens a case in the name of who answers; she is known after two right answers, and what she says is her own word', async () => {
    expect(await office.desk.call(CAMILO, { key: '0000000000' })).toEqual({ ok: false, reason: 'nobody' });
    const called = await office.desk.call(CAMILO, { key: '9900000001' });
    if (!called.ok) throw new Error(called.reason);
    const thread = called.reply.summary.thread as ThreadId;
    expect(called.reply).toMatchObject({ how: 'opened', summary: { status: 'with_agent', channel: 'phone' } });
    expect(JSON.stringify(called.reply)).not.toMatch(/Marta|573000000001|Calle/);
    expect(await office.desk.customer(thread)).toBeNull();
    const answer = (question: string, text: string) => office.desk.verify(thread, CAMILO, { question, answer: text });
    expect(await answer('name', 'Pedro')).toMatchObject({ reply: { verified: false, triesLeft: 2 } });
    expect(await answer('name', 'a nombre de Marta')).toMatchObject({ reply: { verified: false, missing: 1 } });
    expect(await answer('phone', '0001')).toMatchObject({ reply: { verified: true } });
    await office.desk.said(thread, CAMILO, { id: 's1', text: 'la luz está en rojo' });
    await office.settle();
    expect(await office.desk.customer(thread)).toMatchObject({ customerId: 'C-1001', name: 'Marta', services: [{ id: 'S-1001' }] });
    const detail = await office.desk.detail(thread, { from: 0, language: 'en' }, CAMILO.id);
    expect(detail?.packet.who).toMatchObject({ verified: true, how: 'agent', name: 'Marta' });
    expect(detail?.summary.zone).toBe('Chapinero, Bogotá');
    expect(detail?.transcript).toContainEqual(expect.objectContaining({ kind: 'customer', text: 'la luz está en rojo' }));
    const again = await office.desk.call(VIVIANA, { key: '3000000001' });
    expect(again).toEqual({ ok: false, reason: 'taken', by: 'Camilo' });
  });

  test('given three wrong answers, no more are taken, also when she calls again', async () => {
    const call = async (): Promise<ThreadId> => {
      const called = await office.desk.call(CAMILO, { key: '9900000001' });
      if (!called.ok) throw new Error(called.reason);
      return called.reply.summary.thread as ThreadId;
    };
    const first = await call();
    for (const answer of ['Pedro', 'Luis', 'Juan']) await office.desk.verify(first, CAMILO, { question: 'name', answer });
    const thread = await call();
    expect(thread).not.toBe(first);
    expect(await office.desk.verify(thread, CAMILO, { question: 'name', answer: 'Marta' })).toMatchObject({ reply: { verified: false, triesLeft: 0 } });
    expect(await office.desk.verify(thread, CAMILO, { question: 'secret', answer: 'x' })).toEqual({ ok: false, reason: 'no_target' });
  });
});
