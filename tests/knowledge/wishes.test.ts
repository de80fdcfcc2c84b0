/** Words that steer the conversation, told from answers that look like them. */
import fc from 'fast-check';
import { hasWords, isQuestion, readWish } from '../../knowledge/wishes';
import { costOf } from '../support/cost';

test.each([
  ['asesor', 'person'], ['  Un asesor, por favor', 'person'], ['no\nasesor', 'person'], ['PERSONA!!', 'person'], ['human', 'person'],
  ['volver', 'back'], ['Volver a la pregunta anterior', 'back'], ['atrás por favor', 'back'], ['me equivoqué', 'back'], ['go back', 'back'],
  ['empezar de nuevo', 'start_over'], ['quiero empezar desde cero', 'start_over'], ['start over', 'start_over'], ['no hablo inglés', 'spanish'], ['yo no entiendo nada de inglés', 'spanish'], ["I don't speak Spanish", 'english'],
  ['otra cosa', 'other_topic'], ['es que tengo otro problema', 'other_topic'], ['something else', 'other_topic'],
  ['más sencillo', 'simpler'], ['me lo explica más fácil?', 'simpler'], ['soy técnico', 'technical'], ['modo técnico', 'advanced'], ['paso a paso', 'basic'], ['paso a paso pues', 'basic'],
  ['english please', 'english'], ['hable en español', 'spanish'],
  ['qué datos tienen míos', 'my_data'], ['mis datos', 'my_data'], ['quiero que borren mis datos', 'delete_data'], ['corregir mi correo', 'correct_data'],
  ['no soy yo', 'not_me'],
])('«%s» asks for %s', (text, wish) => expect(readWish(text)).toBe(wish));

test.each([
  'ya volvió el internet', 'lo volví a reiniciar', 'nada que vuelve', 'sí', 'no sé', 'la roja', 'otra', 'se me acabaron mis datos móviles', 'mi cédula es 9900000001',
  'el técnico no vino', 'soy técnico de redes y veo pérdida', 'lo reinicié de nuevo', 'no funcionan mis datos', 'la otra luz está apagada', 'ninguna otra cosa prende en la casa',
])('«%s» is no command', (text) => expect(readWish(text)).toBeUndefined());

test('questions are known without their mark, statements are none', () => {
  for (const text of ['cuánto debo', '¿dónde queda?', 'y cuando viene el técnico', 'what is an ONT']) expect(isQuestion(text)).toBe(true);
  for (const text of ['no tengo internet', 'está roja', 'ya lo hice']) expect(isQuestion(text)).toBe(false);
});

test.each([
  'asesor, no tengo internet', 'no tengo internet, asesor por favor', 'un asesor. se me fue el internet', 'Agent, my internet is down', 'no, humano ya', '🙏 asesor, urgente', 'sigue igual… asesora',
])('the word for a person is heard beside what it is about: "%s"', (text) => expect(readWish(text)).toBe('person'));

test.each([
  'el asesor, no me ayudó', 'una persona, mi hermana', 'yo soy agente, de viajes', 'ya hablé con un asesor y nada', 'el asesor dijo que sí, que venían', 'no quiero asesor', 'operador, Movistar', 'la asesora: muy amable',
])('who only speaks of one is not passed on: "%s"', (text) => expect(readWish(text)).not.toBe('person'));

test('any text is read, quickly, and the one word for a person is never missed', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void [readWish(text), isQuestion(text), hasWords(text)]));
  fc.assert(fc.property(fc.constantFrom('asesor', 'persona', 'agente', 'human', 'agent'), fc.constantFrom('', '.', '!'), (word, end) => readWish(`${word}${end}`) === 'person'));
  const cost = costOf(() => {
    for (const text of ['volver '.repeat(14_000), 'borrar '.repeat(14_000), ' '.repeat(100_000), '¿'.repeat(100_000), 'a '.repeat(50_000)]) void [readWish(text), isQuestion(text), hasWords(text)];
  });
  expect(cost).toBeLessThan(200);
});
