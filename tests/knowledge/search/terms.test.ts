/** What a question and an article have in common: the same term for the same thing, however it is written. */
import fc from 'fast-check';
import { asksHow, asksToKnow } from '../../../knowledge/search/asks-to-know';
import { termsOf } from '../../../knowledge/search/terms';
import { fold } from '../../../knowledge/text';

describe('the terms of a text', () => {
  test.each([
    ['cambiar', 'cambio', 'cambiarla', 'Cambiando'],
    ['factura', 'facturas', 'recibo', 'FACTURAS'],
    ['contraseña', 'clave', 'password', 'claves'],
    ['luz', 'luces', 'lucecita', 'bombillito'],
    ['reconexión', 'reconexion'],
    ['cable', 'cablecito', 'cables'],
  ])('%s is found by its other forms', (...forms) => {
    expect(new Set(forms.map((form) => termsOf('es', form).join(' '))).size).toBe(1);
  });

  test.each([
    ['light', 'lights', 'led'],
    ['bill', 'bills', 'invoice'],
    ['change', 'changed', 'changing'],
  ])('%s is found by its other forms in English', (...forms) => {
    expect(new Set(forms.map((form) => termsOf('en', form).join(' '))).size).toBe(1);
  });

  test.each([['router', 'módem'], ['pagar', 'página'], ['cancelar', 'canal'], ['dato', 'día']])('%s and %s stay apart', (one, other) => {
    expect(termsOf('es', one)).not.toEqual(termsOf('es', other));
  });

  test('courtesy and grammar say nothing, figures do', () => {
    expect(termsOf('es', 'buenas tardes, por favor me dice usted cómo es eso')).toEqual([]);
    expect(termsOf('es', 'la red de 2.4 y el dns 1.1.1.1')).toEqual(['red', '2.4', 'dns', '1.1.1.1']);
  });

  test('a term is its own term: an article and a question meet wherever one of them was cut already', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        for (const term of termsOf('es', text)) expect(term.length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});

describe('a wish to know', () => {
  test.each(['cómo cambio la clave', 'qué es cgnat', '¿dónde pago?', 'quiero saber de la permanencia', 'necesito abrir un puerto', 'how do I pay', 'can I change it?', 'se puede usar mi router'])('%s', (text) => {
    expect(asksToKnow(fold(text))).toBe(true);
  });

  test.each(['por qué no tengo internet', 'why is my internet so slow', 'cuánto debo', 'cómo va mi caso', 'se apaga como a las nueve', 'no puedo navegar', 'cuando llueve se cae', 'sí', ''])('none: %s', (text) => {
    expect(asksToKnow(fold(text))).toBe(false);
  });

  test('a question mark alone asks, but not how', () => {
    const folded = fold('¿hay falla en el sector?');
    expect([asksToKnow(folded), asksHow(folded)]).toEqual([true, false]);
  });
});
