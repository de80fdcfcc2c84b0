/** What a customer asks of her own data: who she is comes first, then the copy, or a claim that she confirms (P14). */
import { compiled, shippedFiles } from '../flows/release-files';
import { Thread } from '../support/conversation';

const shipped = compiled(shippedFiles());
const COPY = { 'data.held': '• Nombre: Rosa', 'data.link': 'https://chat.example.co/datos/x', 'data.until': '2026-11-22T12:15:00-05:00' };
const ALONE = { 'pqr.open': false } as const;
const VERIFIED = { 'customer.id': 'C-1', 'customer.name': 'Rosa', 'services.count': 2, 'services.list': [{ id: 'S-1', label: 'Internet' }, { id: 'S-2', label: 'TV' }] };

const talk = (): Thread => new Thread(shipped).joins();
const actionOf = ({ effects }: Thread): string | undefined => {
  const last = effects.findLast(({ kind }) => kind === 'action');
  return last?.kind === 'action' ? last.action : undefined;
};
/** She types her document and her code; two services are hers. */
const proves = (thread: Thread): Thread =>
  thread.says('9900000001').performed('found', { 'candidate.id': 'C-1', 'code.sent_to': '••• 01' }).performed('sent').says('123456').performed('verified', VERIFIED);

describe('a copy of what is kept', () => {
  test.each(['qué datos tienen míos', 'mis datos', 'quiero una copia de mis datos', 'what data do you have about me'])('«%s» from a stranger: she proves who she is, and hears it', (text) => {
    const thread = talk().says(text);
    expect(thread.reply().asks).toBe('identify/ask_key');
    proves(thread);
    expect(actionOf(thread)).toBe('copy_data');
    thread.performed('made', COPY);
    expect(thread.reply().text).toContain('https://chat.example.co/datos/x');
    expect(thread.state).toMatchObject({ mode: 'idle', stack: [] });
    expect(thread.state?.facts['data.wish']).toBeUndefined();
  });

  test('asked while it is being found out who she is, then both are done, and she types her document once', () => {
    const thread = talk().says('quiero poner una queja');
    expect(thread.reply().asks).toBe('identify/ask_key');
    proves(thread.says('¿qué datos tienen míos?'));
    thread.performed('made', COPY).checked(ALONE);
    expect(thread.reply()).toMatchObject({ asks: 'file-pqr/tell', text: expect.stringContaining('datos/x') as string });
  });

  test('asked in the middle of a guide, then the guide goes on where it stood', () => {
    const thread = talk().says('quiero poner una queja').identified().checked(ALONE);
    const { asks } = thread.reply();
    thread.says('quiero una copia de mis datos').performed('made', COPY);
    expect(thread.reply()).toMatchObject({ asks, text: expect.stringContaining('datos/x') as string });
  });

  test('who helps somebody else sees nothing of it', () => {
    const thread = talk().says('escribo por mi mamá, ella es la titular').says('quiero una copia de mis datos');
    expect(thread.reply().text).toMatch(/solo lo puede ver o pedir quien firmó/);
  });
});

describe('a claim about her data', () => {
  const known = (): Thread => talk().says('quiero poner una queja').identified().checked(ALONE).says('olvídelo');

  test('a deletion says what is kept and why, is confirmed, and gets a number and a day', () => {
    const thread = known().says('quiero que borren mis datos');
    expect(thread.reply()).toMatchObject({ asks: 'data-claim/confirm_deletion', text: expect.stringMatching(/Por ley se conservan su contrato/) as string });
    thread.says('sí');
    expect(thread.effects.findLast(({ kind }) => kind === 'action')).toMatchObject({ action: 'file_data_claim', facts: { 'claim.kind': { value: 'data_deletion' } } });
    thread.performed('filed', { 'claim.number': '9999-26-0000000007', 'claim.filed_at': '2026-11-22T12:00:00-05:00', 'claim.answer_by': '2026-12-14' });
    expect(thread.reply().text).toMatch(/número 9999-26-0000000007.*14 de diciembre/);
  });

  test('a correction that she tells is read back, put right, and filed as she confirmed it', () => {
    const thread = known().says('corregir mi correo, es rosa@correo.example');
    expect(thread.reply()).toMatchObject({ asks: 'data-claim/read_back', text: expect.stringContaining('«corregir mi correo, es rosa@correo.example»') as string });
    thread.says('no, que diga que mi correo es rosa.r@correo.example').says('sí');
    expect(thread.effects.findLast(({ kind }) => kind === 'action')).toMatchObject({ action: 'file_data_claim', facts: { 'claim.facts': { value: 'Mi correo es rosa.r@correo.example' } } });
  });

  test('one that is only announced is asked for, and a second one does not take the words of the first', () => {
    const thread = known().says('corregir mi correo, es rosa@correo.example').says('sí').performed('filed', { 'claim.number': 'R-1' });
    expect(thread.says('corregir mis datos').reply().asks).toBe('data-claim/tell');
  });

  test('a stranger proves first that they are hers', () => {
    const thread = proves(talk().says('borrar mis datos'));
    expect(thread.reply().asks).toBe('data-claim/confirm_deletion');
  });

  const SETTLED = { kind: 'claim_settled', at: 0, customer: 'C-1', number: '9999-26-0000000007', about: 'data_deletion', done: true, how: '', deleted: 2, kept: 1 } as const;

  test('its end is told to whose it was, in a word between that leaves the open question', () => {
    const thread = talk().says('quiero poner una queja').identified().checked(ALONE);
    const before = thread.state?.stack;
    thread.hears(SETTLED);
    expect(thread.last?.entries).toMatchObject([{ kind: 'system', name: 'claim_settled', text: expect.stringMatching(/quedó cumplida\. Conversaciones borradas: 2\./) as string }]);
    expect(thread.state?.stack).toEqual(before);
    thread.hears({ ...SETTLED, about: 'data_correction', done: false, how: 'Ese correo ya es el que está registrado.' });
    expect(thread.last?.entries).toMatchObject([{ text: expect.stringMatching(/no se pudo cumplir\. Ese correo ya es el que está registrado\..*Superintendencia/) as string }]);
  });

  test('somebody else who writes there now hears nothing of it', () => {
    const thread = talk().says('quiero poner una queja').identified();
    expect(thread.hears({ ...SETTLED, customer: 'C-2' }).last?.entries).toEqual([]);
  });
});
