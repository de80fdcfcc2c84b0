/** What customers wrote is kept without anything that tells who they are, whatever they wrote. */
import fc from 'fast-check';
import { masked } from '../../../bot/content/masking';

const around = (told: fc.Arbitrary<string>): fc.Arbitrary<readonly [string, string]> =>
  fc.tuple(fc.constantFrom('', 'hola, ', 'no tengo internet y ', 'mi número es ', 'Buenas tardes '), told, fc.constantFrom('', ' gracias', ', ayúdeme', ' y la luz está roja', '.'))
    .map(([before, secret, after]) => [`${before}${secret}${after}`, secret] as const);

const digits = (least: number, most: number): fc.Arbitrary<string> => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((all) => all.join(''));
const grouped = (separator: string) => (text: string): string => text.replace(/(\d{3})(?=\d)/g, `$1${separator}`);
const document = fc.tuple(digits(6, 11), fc.constantFrom('', ' ', '.', '-', ',', ' - ')).map(([text, separator]) => grouped(separator)(text));
const telephone = fc.tuple(fc.constantFrom('', '+57', '57 ', '(601) '), digits(7, 10)).map((parts) => parts.join(''));
const word = fc.stringMatching(/^[a-z]{2,9}$/);
const mail = fc.tuple(word, fc.constantFrom('@', ' @ ', ' arroba ', '(at)'), word, fc.constantFrom('.com', '.com.co', ' punto com')).map((parts) => parts.join(''));
const NAMES = ['María', 'JOSE', 'luis', 'Ana', 'Rodríguez', 'gomez', 'Camilo', 'Yuliana', 'Óscar'];
const introduced = fc.tuple(fc.constantFrom('me llamo ', 'mi nombre es ', 'está a nombre de ', 'my name is '), fc.stringMatching(/^[A-Z][bcdfgjklmnprstvz][aeiou][a-z]{3,7}$/)).map((parts) => parts.join(''));

describe('what is taken out of customers’ words', () => {
  it('given documents, telephones and codes however they are grouped, three digits in a row are left of none', () => {
    fc.assert(fc.property(around(fc.oneof(document, telephone)), ([text]) => !/\d\D{0,3}\d\D{0,3}\d/.test(masked(text))));
  });

  it('given mails, also said in words, neither the mailbox nor the sign is left', () => {
    fc.assert(fc.property(around(mail), ([text, secret]) => {
      const told = masked(text);
      return !told.includes('@') && !told.includes(secret) && told.includes('‹correo›');
    }));
  });

  it('given common names in any spelling, none is left', () => {
    fc.assert(fc.property(around(fc.constantFrom(...NAMES)), ([text, secret]) => !masked(text).split(/[^\p{L}]+/u).includes(secret)));
  });

  it('given a name that somebody introduces herself with, however rare, it is not left', () => {
    fc.assert(fc.property(around(introduced), ([text, secret]) => !masked(text).includes(secret.split(' ').at(-1) ?? '')));
  });

  it('given names that the case knows, they are taken out wherever they stand', () => {
    expect(masked('mi mamá peñalosa vive acá', ['Marta Lucía Peñalosa Arrubla'])).toBe('mi mamá ‹nombre› vive acá');
  });

  it.each([
    ['vivo en la calle 45 # 12-34 apto 301', 'vivo en la ‹dirección› ‹dirección›'],
    ['el serial es HWTC1A2B3C4D', 'el serial es ‹código›'],
    ['tres cero cero uno dos tres', '‹número›'],
    ['la luz 2 está roja hace 5 minutos', 'la luz 2 está roja hace 5 minutos'],
    ['ya lo reinicié dos veces y nada', 'ya lo reinicié dos veces y nada'],
    [`al correo ${'a'.repeat(64)}@correo.example`, 'al correo ‹correo›'],
    ['mire https://fotos.example/ana.jpg', 'mire ‹enlace›'],
  ])('%s', (text, expected) => expect(masked(text)).toBe(expected));

  it('given what is masked already, it stays', () => {
    fc.assert(fc.property(around(fc.oneof(document, mail, introduced)), ([text]) => masked(masked(text)) === masked(text)));
  });
});
