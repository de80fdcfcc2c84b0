/** Every choice can be seen and answered on every channel of Azure's, whatever its client can show. */
import fc from 'fast-check';
import { withChoices } from '../../../../bot/channels/azure/choices';

const options = (count: number, label = 'Opción') => Array.from({ length: count }, (_, index) => ({ id: `o${index}`, label: `${label} ${index + 1}` }));
const asked = (count: number, label?: string) => ({ text: '¿Cuál?', choices: options(count, label), language: 'es' as const });
const shapeOf = ({ suggestedActions, attachments, text }: ReturnType<typeof withChoices>): string =>
  suggestedActions ? 'actions' : attachments ? 'card' : /^1\. /m.test(text ?? '') ? 'numbers' : 'nothing';

test.each([
  ['msteams', 3, 'actions'], ['msteams', 4, 'card'], ['msteams', 6, 'card'], ['msteams', 7, 'numbers'], ['emulator', 12, 'actions'], ['azure-directline', 12, 'actions'],
  ['facebook', 10, 'actions'], ['facebook', 11, 'numbers'], ['slack', 3, 'card'], ['slack', 6, 'numbers'], ['sms', 2, 'numbers'], ['email', 2, 'numbers'], ['something-new', 2, 'numbers'],
])('%s with %i choices: %s', (channel, count, shape) => expect(shapeOf(withChoices(channel, asked(count)))).toBe(shape));

test('labels that a client would cut are lines of the text, which keeps the question', () => {
  const shown = withChoices('facebook', asked(2, 'El internet está muy lento en la noche'));
  expect(shown.text).toBe('¿Cuál?\n\n1. El internet está muy lento en la noche 1\n2. El internet está muy lento en la noche 2\n\nBasta con escribir el número.');
});

test('what is tapped says the label, and no choice is lost anywhere', () => {
  const channels = fc.oneof(fc.constantFrom('msteams', 'facebook', 'line', 'slack', 'telegram', 'emulator', 'sms'), fc.string({ maxLength: 20 }));
  const labels = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 80 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(channels, labels, (channel, all) => {
      const shown = withChoices(channel, { text: 'x', choices: all.map((label, index) => ({ id: String(index), label })), language: 'en' });
      const [card] = shown.attachments ?? [];
      const taps = shown.suggestedActions?.actions ?? (card?.content as { buttons?: readonly { readonly value: unknown }[] } | undefined)?.buttons;
      if (taps) expect(taps.map(({ value }) => String(value))).toEqual(all);
      else for (const label of all) expect(shown.text).toContain(label);
    }),
    { numRuns: 200 },
  );
});
