/** Requests and the contract in a conversation: read back and put right before they are filed, asked about at any question. */
import { confirms, corrected } from '../../dialogs/conversation/read-back';
import { asksOutage, officeQuestion } from '../../dialogs/conversation/office-questions';
import { compiled, shippedFiles } from '../flows/release-files';
import { MINUTE, Thread } from '../support/conversation';

const shipped = compiled(shippedFiles());
const FIRST = 'Estuve dos días sin servicio';
const ALONE = { 'pqr.open': false } as const;

/** Her own words were just read back to her. */
const readBack = (): Thread => {
  const thread = new Thread(shipped).joins().says('quiero poner una queja').identified().checked(ALONE).says(FIRST);
  expect(thread.reply().text).toContain(`«${FIRST}»`);
  return thread;
};
const filed = ({ last }: Thread): boolean => last?.effects.some((effect) => effect.kind === 'action' && effect.action === 'file_pqr') === true;

describe('what will be filed is read back', () => {
  test('a long correction is read back in its place, and a yes files that', () => {
    const thread = readBack().says('No, mejor que diga que estuve tres días sin internet y que el técnico nunca llegó a mi casa');
    expect(thread.reply()).toMatchObject({ asks: 'file-pqr/read_back', text: expect.stringContaining('«Estuve tres días sin internet y que el técnico nunca llegó a mi casa»') as string });
    expect(thread.state?.next).toBeUndefined();
    expect(filed(thread.says('sí'))).toBe(true);
  });

  test('what is to be added is added', () => {
    const thread = readBack().says('sí pero agregue que tampoco me contestaron el teléfono');
    expect(thread.reply().text).toContain(`«${FIRST}. Tampoco me contestaron el teléfono»`);
  });

  test('what has nothing to do with it adds to it, and the same in other words takes its place', () => {
    expect(corrected('Me cobraron doble el mes', 'soy Marta Rojas y vivo en la calle 45 # 12-30')).toBe('Me cobraron doble el mes. Soy Marta Rojas y vivo en la calle 45 # 12-30');
    expect(corrected('Me cobraron doble el mes', 'me cobraron doble el mes de octubre y el de noviembre')).toBe('Me cobraron doble el mes de octubre y el de noviembre');
  });

  test.each(['quiero apelar', 'quiero cancelar el contrato'])('«%s» confirms nothing', (text) => {
    expect(filed(readBack().says(text))).toBe(false);
  });

  test.each(['sí', 'sí, radíquela así por favor', 'dale', 'listo', 'así está bien', '👍'])('«%s» files it', (text) => {
    expect(filed(readBack().says(text))).toBe(true);
  });

  test.each(['ok', 'go ahead', 'yes please'])('«%s» confirms in English', (text) => expect(confirms(text)).toBe(true));

  test.each(['¿eso cuánto se demora en que me respondan?', 'no', 'sí, por favor radique eso tal cual'])('«%s» is no correction', (text) => {
    expect(corrected(FIRST, text)).toBeUndefined();
  });
});

describe('what the office keeps is told at any question', () => {
  test('how the complaint goes, inside a question for a yes', () => {
    const thread = readBack().after(20 * MINUTE).says('¿cómo va mi queja?');
    thread.checked({ 'pqr.open': true, 'pqr.number': '9999-26-0000000001', 'pqr.status': 'en fila', 'pqr.answer_by': '2026-12-14', 'pqr.overdue': false });
    expect(thread.reply()).toMatchObject({ asks: 'file-pqr/read_back', text: expect.stringMatching(/9999-26-0000000001.*14 de diciembre/) as string });
  });

  test('one past its deadline is said to be decided in her favour, with a person', () => {
    const thread = readBack().after(20 * MINUTE).says('¿qué pasó con mi reclamo?');
    thread.checked({ 'pqr.open': true, 'pqr.number': '9999-26-0000000001', 'pqr.answer_by': '2026-11-10', 'pqr.overdue': true });
    expect(thread.reply().text).toMatch(/resuelta a su favor/);
    expect(thread.reply().choices?.at(-1)?.id).toBe('person');
  });

  test('what the minimum term costs, not what is owed, while the contract is being ended', () => {
    const contract = {
      'contract.ends': '2026-11-25', 'contract.permanence': true, 'contract.permanence_until': '2027-03-22', 'contract.permanence_cop': 62_000,
      'contract.balance_cop': 84_900, 'contract.ending': false, 'contract.unavailable': false,
    };
    const thread = new Thread(shipped).joins().says('quiero cancelar el contrato').identified().checked({ 'outage.active': false }).checked(contract);
    const { asks } = thread.reply();
    thread.says('¿cuánto me cobran por la permanencia?');
    expect(thread.reply()).toMatchObject({ asks, text: expect.stringMatching(/^Tiene permanencia hasta el 22 de marzo.*\$62\.000/) as string });
  });

  test.each([
    ['¿cómo va mi queja?', 'pqr_complaint'], ['how is my complaint going?', 'pqr_complaint'], ['when is my last day?', 'cancel_contract'],
    ['¿cómo pongo una queja?', undefined], ['quiero salir de la permanencia', undefined],
  ])('«%s»: %s', (text, about) => expect(officeQuestion(text)).toBe(about));

  test.each([
    ['¿hay una falla en mi servicio?', true], ['is there an outage?', true], ['falla solo un equipo', false], ['¿la falla es de mi casa?', false],
  ])('«%s» asks for an outage: %s', (text, asks) => expect(asksOutage(text)).toBe(asks));
});

