/** I11: a proof of who writes runs out, and one that was lent for somebody else opens less. */
import type { Entry } from '../../dialogs/transcript';
import { DARK_FIBRE, HOME, HOUR, Thread } from '../support/conversation';

const PHONE = '+573000000001';
const known = { 'customer.id': 'C-1', 'customer.name': 'Marta', 'services.count': 1, 'service.id': 'S-1', 'service.kind': 'gpon' } as const;
const events = (thread: Thread): readonly string[] => thread.entries.flatMap((entry: Entry) => (entry.kind === 'event' ? [entry.name] : []));
const lastAction = (thread: Thread) => thread.effects.findLast(({ kind }) => kind === 'action');
const checks = (thread: Thread): number => thread.effects.filter(({ kind }) => kind === 'check').length;

describe('a proof that is good for two hours', () => {
  const verified = (): Thread => {
    const thread = new Thread();
    thread.proofMs = 2 * HOUR;
    return thread.joins().says('no tengo internet, soy técnico de redes').identified().checked(DARK_FIBRE);
  };
  /** And done with what she came for. */
  const served = (): Thread => verified().says('otra cosa');

  test('opens what is protected until then', () => {
    const thread = verified().after(HOUR).says('¿cuánto debo de la factura?');
    expect(thread.last?.effects).toContainEqual(expect.objectContaining({ kind: 'check', systems: ['account'] }));
  });

  test('afterwards is asked for again where it is needed, and nothing of her is told before', () => {
    const thread = served().after(3 * HOUR);
    const before = checks(thread);
    thread.says('no tengo internet');
    expect(thread.reply().text).toMatch(/cédula/i);
    expect(checks(thread)).toBe(before);
    expect(events(thread)).toContain('proof_expired');
    expect(JSON.stringify(thread.state?.facts)).not.toMatch(/Rosa|Calle 1|-40/);
  });

  test('afterwards is not asked for where it is not needed', () => {
    const thread = served().after(3 * HOUR).says('¿qué es un módem?');
    expect(thread.reply().text).not.toMatch(/cédula/i);
  });

  test('given by the same customer again goes on as hers; by another one shows nothing of the former', () => {
    const same = served().after(3 * HOUR).says('no tengo internet').identified();
    expect(events(same)).not.toContain('new_customer');
    const other = served().after(3 * HOUR).says('no tengo internet').says('9900000002').performed('found', { 'candidate.id': 'C-2' }).performed('sent').says('123456');
    expect(events(other.performed('verified', { ...known, 'customer.id': 'C-2' }))).toContain('new_customer');
  });

  test('that ran out while she was away lets her go on from the beginning, with what she had put aside too', () => {
    const away = verified().after(13 * HOUR).says('hola');
    expect(events(away)).toContain('proof_expired');
    expect(away.says('sí, sigue igual').reply().text).toMatch(/cédula/i);

    const put = served().after(13 * HOUR).says('hola');
    expect(put.state?.next).toEqual([{ kind: 'told', intent: 'no_internet' }]);
  });

  test('does not run out in the middle of a guide that she follows', () => {
    const thread = new Thread();
    thread.proofMs = 2 * HOUR;
    thread.joins().says('se me fue el internet, no sé nada de eso').identified().checked(DARK_FIBRE);
    for (let hour = 0; hour < 4; hour += 1) thread.after(HOUR).says('un momento');
    expect(thread.state?.facts['customer.name']?.value).toBe('Rosa');
    expect(events(thread)).not.toContain('proof_expired');
  });

  test('is renewed by every message from a number that the channel proves', () => {
    const thread = new Thread();
    thread.proofMs = HOUR;
    const writes = (text: string): Thread => thread.hears({ kind: 'message', at: thread.now, from: HOME, text, phone: PHONE });
    writes('hola').performed('recognized', known);
    thread.after(5 * HOUR);
    writes('hola de nuevo');
    expect(thread.state?.facts['customer.name']?.value).toBe('Marta');
    expect(events(thread)).not.toContain('proof_expired');
  });
});

describe('somebody who writes for the holder', () => {
  const helper = (): Thread => new Thread().joins().says('soy la hija de la titular, mi mamá no tiene internet y no sé nada de eso');

  test('hears that the holder gets a code, and the code is asked for with that', () => {
    const thread = helper();
    expect(thread.reply().text).toMatch(/firmó el contrato/);
    thread.says('9900000001').performed('found', { 'candidate.id': 'C-1', 'code.sent_to': '•• 01' });
    expect(lastAction(thread)).toMatchObject({ action: 'send_code', facts: { 'key.for_holder': { value: true } } });
    expect(events(thread)).toContain('for_holder');
  });

  test('is helped with the service, and told what stays with the holder', () => {
    const thread = helper().identified().checked(DARK_FIBRE);
    const before = checks(thread);
    expect(thread.says('¿cuánto debe de la factura?').reply().text).toMatch(/solo lo puede ver o pedir quien firmó/);
    expect(checks(thread)).toBe(before);
    expect(thread.says('quiero cancelar el contrato de mi mamá').reply().text).toMatch(/solo lo puede ver o pedir quien firmó/);
    expect(thread.state?.next).toBeUndefined();
    expect(thread.says('mis datos').reply().text).toMatch(/solo lo puede ver o pedir quien firmó/);
    expect(thread.state?.mode).toBe('guided');
  });

  test('does not become the holder by saying so after the code, only before it', () => {
    expect(helper().identified().says('soy la titular').state?.facts['key.for_holder']).toBeDefined();
    expect(helper().says('no, perdón, yo soy la titular').state?.facts['key.for_holder']).toBeUndefined();
  });
});

test('how many customers were looked for is counted for a day, whoever they were', () => {
  const thread = new Thread().joins().says('no tengo internet').says('9900000001').performed('not_found').says('9900000002').performed('found', { 'candidate.id': 'C-2' });
  expect(thread.state?.facts['channel.finds']).toMatchObject({ value: 2, source: 'channel' });
  thread.performed('sent').says('123456').performed('verified', { ...known, 'customer.id': 'C-2' });
  expect(thread.state?.facts['channel.finds']?.value).toBe(2);
});
