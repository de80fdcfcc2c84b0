/** What is no language answers nothing: a yes or a no is never made of unknown words. */
import fc from 'fast-check';
import { saysSomething } from '../../knowledge/answers/known-words';
import type { Question } from '../../knowledge/question';
import { read } from '../../knowledge/text';
import { understand } from '../../knowledge/understand';

const QUESTIONS: readonly Question[] = [
  '¿Ya le funciona el internet?', '¿Sigue sin servicio?', '¿Tiene a la mano la cédula?', '¿Puedo reiniciar su equipo?', '¿Le ayudo con algo más?', 'Is the light red?',
].map((text) => ({ kind: 'yes_no', text }));

const NEITHER = ['yes', 'no'];

test.each(['qwzx brrr', 'la la la', '…', 'asdf', 'blablabla', 'jklñ', 'xyz', 'lorem ipsum dolor sit amet', 'aaaa', 'kjsdfh kjsdhf kjhsdf', '¡¿?!', 'el de la'])('"%s" is neither yes nor no', (text) => {
  for (const question of QUESTIONS) expect(NEITHER).not.toContain(understand(text, question).answer);
});

test('nor is any text of unknown words', () => {
  const letters = [...'bcdfghjklmnpqrstvwxz'];
  const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 4, maxLength: 9 });
  const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(text, fc.constantFrom(...QUESTIONS), (said, question) => {
      fc.pre(!saysSomething(read(said).sounds, read(question.text ?? '').sounds));
      return !NEITHER.includes(String(understand(said, question).answer));
    }),
    { numRuns: 300 },
  );
});

test.each([['dele', 'yes'], ['mándela', 'yes'], ['fijo', 'yes'], ['ya me funsiono', 'yes'], ['nel', 'no'], ['sisas', 'yes']])('a short, colloquial or mistyped reply is still one: %s is %s', (text, value) => {
  expect(understand(text, { kind: 'yes_no', text: '¿Ya le funciona el internet?' }).answer).toBe(value);
});
