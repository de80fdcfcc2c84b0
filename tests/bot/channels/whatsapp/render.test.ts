/** Every number and length of choices has a shape that Meta takes and a customer can read. */
import fc from 'fast-check';
import { pieces, shortened } from '../../../../bot/channels/whatsapp/cut';
import { render, type Content, type OutgoingFile } from '../../../../bot/channels/whatsapp/render';
import { errorBody, faultOf, type Json } from '../../../fake-meta/rules';
import { bubbleOf } from '../../../fake-meta/phone';
import { says } from './given';

const linkOf = (id: string): string => `https://chat.example.co/${id}`;
const shown = (text: string, labels: readonly string[] = []) => render(says(text, labels).entry, linkOf);
const requestOf = (content: Content | OutgoingFile): Json => ({ messaging_product: 'whatsapp', to: '+573000000001', ...content });
const bubbles = (text: string, labels: readonly string[] = []) => shown(text, labels).map((content) => bubbleOf('w', requestOf(content)));
const options = (count: number): string[] => Array.from({ length: count }, (_, index) => `Opción ${index + 1}`);

describe('choices', () => {
  test('none: one text, bold as it is', () => {
    expect(shown('Su factura está *al día*.')).toEqual([{ type: 'text', text: { body: 'Su factura está *al día*.' } }]);
  });

  test.each([1, 2, 3])('%i short ones: buttons whose ids are the options', (count) => {
    expect(bubbles('¿Cuál?', options(count))).toMatchObject([{ kind: 'buttons', labels: options(count), options: [{ id: 'o0' }, ...Array.from({ length: count - 1 }, () => ({}))] }]);
  });

  test.each([4, 10])('%i: a list of one section', (count) => {
    expect(bubbles('¿Cuál?', options(count))).toMatchObject([{ kind: 'list', opener: 'Ver opciones', labels: options(count) }]);
  });

  test('a label of 21 to 24 letters: a list, since a button holds 20', () => {
    expect(bubbles('¿Cuál?', ['Internet y televisión', 'Otro'])).toMatchObject([{ kind: 'list', labels: ['Internet y televisión', 'Otro'] }]);
  });

  test('long labels: short titles of their own with the whole label below', () => {
    const labels = ['El internet está muy lento en la noche', 'El internet está muy lento en la mañana', 'Otro'];
    const [bubble] = bubbles('¿Qué pasa?', labels);
    expect(bubble?.options.map(({ description }) => description)).toEqual([labels[0], labels[1], undefined]);
    expect(new Set(bubble?.labels).size).toBe(3);
  });

  test('11 or more: numbered text in one message', () => {
    const [bubble, ...more] = bubbles('¿Cuál?', options(11));
    expect(more).toEqual([]);
    expect(bubble).toMatchObject({ kind: 'text' });
    expect(bubble?.text).toContain('11. Opción 11');
  });

  test.each([['a label over 72 letters', '¿Cuál?', ['x'.repeat(73), 'No']], ['a long question', 'x'.repeat(1_025), ['Sí', 'No']], ['doubled labels', '¿Cuál?', ['Sí', 'Sí']]])(
    '%s: numbered text',
    (_, text, labels) => expect(bubbles(text, labels)).toMatchObject([{ kind: 'text' }]),
  );

  test('in English the list opens in English', () => {
    const entry = { kind: 'bot', at: 0, text: 'Which one?', language: 'en', choices: options(4).map((label) => ({ id: label, label })) } as const;
    expect(render(entry, linkOf)[0]).toMatchObject({ interactive: { action: { button: 'See options' } } });
  });

  test('a text over the limit is split, and the options come last and together', () => {
    const all = bubbles('palabra '.repeat(600), ['Sí', 'No']);
    expect(all.length).toBe(3);
    expect(all.at(-1)?.text).toMatch(/^1\. Sí\n2\. No/);
  });
});

describe('what is not hers to see', () => {
  test.each([
    { kind: 'customer', at: 0, text: 'hola', from: 'whatsapp:1:2' }, { kind: 'facts', at: 0, source: 'x', facts: { text: 'secret' } }, { kind: 'bot', at: 0, text: ' ', language: 'es' },
  ])('$kind is not sent', (entry) => expect(render(entry as never, linkOf)).toEqual([]));
});

describe('for all entries', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), fc.lorem({ maxCount: 900 }));
  const label = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.lorem({ maxCount: 6 }));

  test('Meta takes every message', () => {
    fc.assert(
      fc.property(text, fc.array(label, { maxLength: 13 }), (words, labels) => {
        for (const content of shown(words, labels)) {
          const fault = faultOf(requestOf(content));
          if (fault) throw new Error(JSON.stringify(errorBody(fault)));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('pieces lose nothing but blanks, and no letter is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 40, max: 100 }), (words, limit) => {
        const all = pieces(words, limit);
        expect(all.every((piece) => piece.length <= limit)).toBe(true);
        expect(all.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''));
        expect(shortened(words, limit).length).toBeLessThanOrEqual(limit);
        expect(all.join('')).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
      }),
    );
  });
});
