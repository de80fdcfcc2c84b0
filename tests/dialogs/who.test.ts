/** I11, P13: whose number it is, a borrowed telephone, and a second customer on one thread. */
import { DARK_FIBRE, HOME, HOUR, Thread } from '../support/conversation';

const PHONE = '+573000000001';
const known = { 'customer.id': 'C-1', 'customer.name': 'Marta', 'services.count': 1, 'service.id': 'S-1', 'service.kind': 'gpon' } as const;
const writes = (thread: Thread, text: string): Thread => thread.hears({ kind: 'message', at: thread.now, from: HOME, text, phone: PHONE });

describe('whoever asks why she is asked for something about herself', () => {
  const WHY = ['¿para qué necesita mi cédula?', 'por qué?', 'why do you need that?', 'y por qué tengo que dar mis datos', '¿es seguro darle mi cédula?'];
  test.each(WHY)('is told with the help of the question, which stays: %s', (text) => {
    const thread = new Thread().says('no tengo internet');
    const { asks } = thread.reply();
    const { text: told, asks: stays } = thread.says(text).reply();
    expect(stays).toBe(asks);
    expect(told).toMatch(/parte de arriba de la factura|top of the bill/);
    expect(told).not.toMatch(/lo siento|no se lo sé|cannot answer/);
  });

  test('a question that only begins with why is no such question', () => {
    const thread = new Thread().says('no tengo internet');
    expect(thread.says('por qué me piden pagar reconexión').reply().text).not.toMatch(/parte de arriba/);
  });
});

describe('a number that the channel proves', () => {
  test('needs no question, and what was written meanwhile is heard too', () => {
    const thread = writes(writes(new Thread(), 'hola'), 'no tengo internet, soy técnico de redes');
    expect(thread.silent()).toBe(true);
    thread.performed('recognized', known).checked(DARK_FIBRE);
    expect(thread.reply().text).toMatch(/-40/);
  });

  test('that is said to be borrowed in the second message tells nothing any more', () => {
    const thread = writes(new Thread(), 'hola').performed('recognized', known);
    writes(thread, 'le escribo desde el celular de mi vecina, no tengo internet');
    expect(thread.state?.facts['customer.id']).toBeUndefined();
    expect(thread.reply().text).toMatch(/cédula/i);
  });

  test('of a borrowed telephone is its owner’s again after a while', () => {
    const thread = writes(new Thread(), 'le escribo desde el celular de mi vecina, no tengo internet');
    thread.identified();
    expect(thread.state?.facts['customer.name']?.value).toBe('Rosa');
    writes(thread.after(2 * HOUR), 'buenos días');
    expect(thread.state?.facts['customer.name']).toBeUndefined();
    expect(thread.state?.stack).toEqual([]);
    expect(thread.last?.effects).toContainEqual(expect.objectContaining({ kind: 'action', action: 'recognize' }));
  });
});

describe('a borrowed telephone', () => {
  const OUTAGE = { 'outage.active': true, 'outage.id': 'O-1', 'outage.match': 'exact', 'outage.since': '2026-11-22T10:00:00-05:00', 'outage.eta': '2026-11-22T16:00:00-05:00' };
  const told = (): Thread =>
    writes(new Thread(), 'le escribo desde el celular de mi vecina, no tengo internet y soy técnico de redes').identified().checked({ ...DARK_FIBRE, ...OUTAGE });
  const restored = (thread: Thread): Thread => thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-1' });

  test('brings news while she holds it', () => {
    const thread = restored(told().after(10 * 60_000));
    expect(thread.last?.effects.map(({ kind }) => kind)).toContain('deliver');
  });

  test('brings none to whoever holds it after that, nor a reminder, and what was known of her is gone', () => {
    for (const thread of [restored(told().after(2 * HOUR)), told().wakes()]) {
      expect(thread.last?.effects.filter(({ kind }) => kind === 'deliver')).toEqual([]);
      expect(thread.state?.facts['customer.id']).toBeUndefined();
      expect(thread.state?.toldOutage).toBeUndefined();
    }
  });
});

describe('a one-time code', () => {
  const asked = (): Thread =>
    new Thread().joins().says('no tengo internet').says('9900000001').performed('found', { 'candidate.id': 'C-1' }).performed('sent').says('123456');

  test('is given to who checks it and kept no longer, whether it was right or not', () => {
    expect(asked().effects.findLast(({ kind }) => kind === 'action')).toMatchObject({ action: 'verify_code', facts: { 'code.typed': { value: '123456' } } });
    for (const result of ['verified', 'wrong', 'expired', 'blocked']) {
      const thread = asked().performed(result, result === 'verified' ? known : {});
      expect(thread.state?.facts['code.typed']).toBeUndefined();
      expect(JSON.stringify(thread.entries.filter(({ kind }) => kind !== 'customer'))).not.toContain('123456');
    }
  });

  test('that nobody checked in time is not kept either', () => {
    const thread = asked();
    const { limit = '' } = thread.state?.pending ?? {};
    thread.hears({ kind: 'wake', at: thread.now, ticket: limit });
    expect(thread.state?.pending?.action).not.toBe('verify_code');
    expect(thread.state?.facts['code.typed']).toBeUndefined();
  });
});

describe('how practised she is', () => {
  test('is known from her earlier conversations and not asked again, unless she shows otherwise', () => {
    const thread = new Thread().joins().says('no tengo internet').says('9900000001').performed('found', { 'candidate.id': 'C-1' }).performed('sent').says('123456');
    const verify = thread.effects.findLast(({ kind }) => kind === 'action');
    thread.hears({ kind: 'performed', at: thread.now, ticket: verify?.kind === 'action' ? verify.ticket : '', result: 'verified', facts: known });
    const identified = thread.effects.findLast(({ kind }) => kind === 'identified');
    thread.hears({ kind: 'performed', at: thread.now, ticket: identified?.kind === 'identified' ? identified.ticket : '', result: 'alone', facts: { 'customer.level': 'advanced' } });
    thread.checked(DARK_FIBRE);
    expect(thread.state).toMatchObject({ level: 'advanced', mode: 'guided', levelAsked: false });
    expect(thread.says('más sencillo').state?.level).toBe('intermediate');
  });
});

describe('what was said already', () => {
  test('a document that came with the problem is not asked for', () => {
    const thread = new Thread().joins().says('no tengo internet, mi cédula es 9900000017');
    expect(thread.effects.findLast(({ kind }) => kind === 'action')).toMatchObject({ action: 'find_customer' });
  });

  test('"still broken" after a long time is not taken for solved', () => {
    for (const text of ['no tengo internet todavía', 'sigo sin internet', 'no, nada que vuelve el internet']) {
      const thread = new Thread().joins().says('se me fue el internet, no sé nada de eso').identified().checked(DARK_FIBRE);
      thread.after(14 * HOUR).says('buenas').says(text);
      expect(thread.state?.stack).not.toEqual([]);
    }
  });

  test('a problem told instead of an answer is no refusal of help', () => {
    const thread = new Thread().joins().says('me llegó muy cara la factura').says('no tengo internet');
    expect(thread.state?.mode).toBe('guided');
  });
});

describe('a site that vouches for her', () => {
  const signsIn = (thread: Thread, facts: Readonly<Record<string, string | number>>): Thread => thread.hears({ kind: 'signed_in', at: thread.now, from: HOME, facts });
  const alone = (thread: Thread): Thread => {
    const identified = thread.effects.findLast(({ kind }) => kind === 'identified');
    return thread.hears({ kind: 'performed', at: thread.now, ticket: identified?.kind === 'identified' ? identified.ticket : '', result: 'alone', facts: {} });
  };

  test('what she wrote meanwhile is heard whole, and she is asked for nothing', () => {
    const thread = signsIn(new Thread().joins(), known).says('no tengo internet, soy técnico de redes');
    expect(thread.silent()).toBe(true);
    alone(thread).checked(DARK_FIBRE);
    expect(thread.reply().text).toMatch(/-40/);
    expect(thread.entries.filter((entry) => entry.kind === 'bot').map(({ text }) => text).join(' ')).not.toMatch(/cédula/i);
  });

  test('as somebody else leaves nothing of the former customer, nor of where she was', () => {
    const thread = alone(signsIn(new Thread().joins(), known)).says('no tengo internet');
    signsIn(thread, { ...known, 'customer.id': 'C-2', 'customer.name': 'Rosa' });
    expect(thread.state).toMatchObject({ stack: [], mode: 'idle' });
    expect(thread.state?.facts['customer.name']?.value).toBe('Rosa');
    expect(thread.entries).toContainEqual(expect.objectContaining({ kind: 'event', name: 'new_customer' }));
  });

  test('while a person has the thread is noted and nothing is said', () => {
    const thread = new Thread().joins().says('quiero hablar con una persona');
    thread.hears({ kind: 'claimed', at: thread.now, agent: { id: 'a', name: 'Camilo' } });
    const said = thread.entries.filter(({ kind }) => kind === 'bot').length;
    signsIn(thread, known);
    signsIn(thread, {});
    expect(thread.state?.facts['customer.id']).toMatchObject({ value: 'C-1', source: 'session' });
    expect(thread.entries.filter(({ kind }) => kind === 'bot')).toHaveLength(said);
  });
});
