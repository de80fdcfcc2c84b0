/** The code that carries a case to another channel, as people type it. */
import fc from 'fast-check';
import { CODE_LENGTH, CODE_LETTERS, resumeCodeIn } from '../../knowledge/elsewhere';

const code = fc.string({ minLength: CODE_LENGTH, maxLength: CODE_LENGTH, unit: fc.constantFrom(...CODE_LETTERS) });

test('any code is found, in capitals or not, with a dash, a blank or nothing, amid words', () => {
  fc.assert(fc.property(code, fc.constantFrom('HILO-', 'hilo-', 'Hilo ', 'HILO'), (given, prefix) => {
    expect(resumeCodeIn(`mi código es ${prefix}${given.toLowerCase()}, gracias`)).toBe(given);
  }));
});

test.each([['HILO-876CDC', '876CDC'], ['hilo-876cdcwnn', '876CDCWNN'], ['HILO-0O6CDCWN', '0O6CDCWN']])('a code that cannot be right is one all the same: %s', (text, found) => {
  expect(resumeCodeIn(text)).toBe(found);
});

test.each(['se me cortó el hilo', 'hilo-musical', 'Hilo 2', 'HILO'])('other words are none: %s', (text) => {
  expect(resumeCodeIn(text)).toBeUndefined();
});
