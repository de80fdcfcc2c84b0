/** What is done letter by letter for speed is what the plain expressions say. */
import fc from 'fast-check';
import { fold } from '../../knowledge/text';
import { tokensOf } from '../../knowledge/tokens';

const TOKEN = /[a-z]+\d[a-z0-9]*|[2-5]g(?![a-z])|[a-z]+|\d+|[?]|[,;:.!()\n…]+/g;
const FOLDED = fc.array(fc.constantFrom('a', 'g', 'gb', 'modem', '2', '5', '5g', '25', '4g', ' ', ',', '.', '...', '?', '¿', '!', '\n', '…', '-', '/', '@', '(', ')', 'ñ', '🤷'), { maxLength: 14 }).map((parts) => parts.join(''));

describe('a text as it is read', () => {
  it('is cut into words, figures, pauses and questions as one expression would', () => {
    fc.assert(
      fc.property(FOLDED, (text) => {
        const plainly = (text.match(TOKEN) ?? []).map((token) => (/^[a-z0-9?]/.test(token) ? token : ','));
        expect(tokensOf(text)).toEqual(plainly);
      }),
      { numRuns: 1000 },
    );
  });

  it('loses the accents of western languages as it loses all others', () => {
    const signs = Array.from({ length: 128 }, (_, i) => String.fromCharCode(128 + i));
    // «ţ» is no western letter: beside it the library of all scripts is asked.
    for (const sign of signs) expect(fold(`a${sign}b c`)).toBe(fold(`ţo a${sign}b c`).slice(3));
  });

  it.each([
    ['  Nooooo   tengo\tINTERNET  ', 'no tengo internet'],
    ['¿Qué pasó?\n\nXfa ayúdenme', '¿que paso?\n\npor favor ayudenme'],
    ['q  pena,  k hago', 'que pena, que hago'],
  ])('%j is folded to %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});
