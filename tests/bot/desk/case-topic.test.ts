/** P4: whenever a person takes over, what the customer came for and her own words stand on the card and in the list. */
import { ownWords } from '../../../bot/desk/case-topic';
import { address, threadId, type ThreadId } from '../../../dialogs/ids';
import type { Entry } from '../../../dialogs/transcript';
import type { CaseDetail } from '../../../bot/web/contracts';
import { CAMILO, openDesk, type Office } from '../../support/desk';

const AT = Date.parse('2026-11-22T12:00:00-05:00');
const HOME = address('web', 'x');
const said = (text: string, more: Partial<Extract<Entry, { kind: 'customer' }>> = {}): Entry => ({ kind: 'customer', at: AT, text, from: HOME, ...more });
const asks: Entry = { kind: 'bot', at: AT, text: '¿Tiene luz roja?', language: 'es', asks: 'guide/light', choices: [{ id: 'y', label: 'Sí, una roja fija' }] };

describe('her own words', () => {
  const of = (...entries: readonly Entry[]): readonly string[] => ownWords(entries).map(({ text }) => text);

  test('given how she told it, then two words are enough where nothing was asked, and a greeting is not', () => {
    expect(of(said('hola buenas'), said('sin internet'), asks, said('sí'), said('roja, desde anoche'))).toEqual(['sin internet', 'roja, desde anoche']);
  });

  test('given a tap, the label typed out, a number, a code that is masked and the wish for a person, then none of them', () => {
    expect(of(asks, said('Sí, una roja fija'), said('No', { value: 'n' }), said('9900000001'), said('•••'), said('páseme con un asesor por favor'), said('asesor'))).toEqual(['páseme con un asesor por favor']);
  });

  test('given a photo, then it is told', () => {
    expect(of(asks, said('', { attachments: [{ kind: 'image', ref: 'm' }] }))).toHaveLength(1);
  });

  test('given a long talk, then how it began and what came last; what she told another day is over', () => {
    const many = Array.from({ length: 20 }, (_, index) => said(`se cae a cada rato ${index}`));
    const told = of(said('lo de la semana pasada', { at: AT - 7 * 86_400_000 }), ...many);
    expect([told.length, told[0], told.at(-1)]).toEqual([8, 'se cae a cada rato 0', 'se cae a cada rato 19']);
  });
});

describe('a case at the desk', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openDesk();
  });
  afterEach(() => office.close());

  const seen = async (thread: ThreadId): Promise<Pick<CaseDetail, 'packet' | 'summary'>> => {
    const detail = await office.desk.detail(thread, { from: 0, language: 'en' }, CAMILO.id);
    if (!detail) throw new Error('it is no case');
    return detail;
  };
  const told = async (name: string, lines: readonly string[]): Promise<Pick<CaseDetail, 'packet' | 'summary'>> => {
    for (const line of lines) await office.says(threadId(name), line);
    return seen(threadId(name));
  };
  const BEGINS = 'no tengo internet desde anoche y el técnico lo dejó peor';

  test('given a person while she is asked who she is, then what she came for and her words, not only that question', async () => {
    const { packet, summary } = await told('t-early', [BEGINS, 'asesor']);
    expect(packet).toMatchObject({ topic: 'No internet at home', words: [{ text: BEGINS }], place: { flow: 'identify' } });
    expect(summary.topics?.en).toBe('No internet at home');
  });

  test('given a person in the middle of a guide, then what she added there too', async () => {
    const { packet } = await told('t-middle', [BEGINS, 'no tengo la cédula aquí', 'el cable está mordido por el perro', 'asesor']);
    expect(packet.topic).toBe('No internet at home');
    expect(packet.words?.map(({ text }) => text)).toEqual(expect.arrayContaining([BEGINS, 'el cable está mordido por el perro']));
  });

  test('given a guide that ended with a person, then it is still what she came for, in the list as well', async () => {
    const { packet, summary } = await told('t-ended', ['quiero saber por qué mi factura subió tanto este mes', 'no la tengo']);
    expect(packet).toMatchObject({ topic: 'Bill and payments', why: expect.stringContaining('Bill and payments'), words: [{ text: expect.stringContaining('subió tanto') }, {}] });
    expect([packet.place, summary.topics?.en]).toEqual([undefined, 'Bill and payments']);
  });

  test('given another problem that waits, then it is named in the language of who reads', async () => {
    const { packet } = await told('t-next', ['no tengo internet y además la factura llegó muy cara', 'asesor']);
    expect(packet.next).toEqual(['Bill and payments']);
  });
});
