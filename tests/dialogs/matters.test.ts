/** What no guide walks through is told by an article or left to a person, and never taken for a service that fails. */
import { compiled, shippedFiles } from '../flows/release-files';
import { Thread } from '../support/conversation';

const shipped = compiled(shippedFiles());
const says = (text: string): Thread => new Thread(shipped).joins().says(text);

test.each([
  ['me mudé, cambien la dirección del servicio', /traslado/],
  ['me llegó un mensaje de que debo pagar en un link raro', /códigos/],
  ['cuánto se demoran en responder una queja?', /15 días hábiles/],
  ['me quiero pasar a otro operador con mi número', /portabilidad/],
  ['I am moving house, what do I do with the internet', /service/],
  ['dónde devuelvo el módem?', /se recogen en su casa/],
  ['quiero cambiar el titular, mi papá falleció', /un familiar con el registro/],
  ['se puede pasar el contrato a nombre de mi hermano', /Lo piden los dos/],
  ['me portaron el número a otra empresa sin yo autorizar', /es urgente/],
  ['voy a viajar dos meses, puedo pausar el internet?', /suspensión temporal/],
  ['necesito un paz y salvo', /certificado/],
  ['un señor dice que es técnico de ustedes, es verdad?', /carné/],
  ['quiero cambiar de plan, subirme a más megas', /se los dice una persona/],
  ['hay un cable suelto en el poste de la esquina', /No lo toque/],
  ['me llegan mensajes de publicidad, cómo los quito', /no me escriban más/],
])('«%s» is told, with a person one tap away', (text, words) => {
  const thread = says(text);
  expect(thread.reply().text).toMatch(words);
  expect(thread.reply().choices?.map(({ id }) => id)).toContain('person');
  expect(thread.state).toMatchObject({ owner: { kind: 'bot' }, stack: [] });
});

test.each(['se cayó el cable del poste y no tengo internet', 'un camión tumbó el poste y estoy sin servicio', 'no me vayan a suspender el servicio este mes'])('«%s» is a service that fails, and is looked into', (text) => {
  expect(says(text).reply().choices?.map(({ id }) => id) ?? []).not.toContain('person');
});

test.each(['páseme con un operador', 'quiero un asesor'])('«%s» still brings a person', (text) => {
  expect(says(text).effects.some((effect) => effect.kind === 'action' && effect.action === 'request_human')).toBe(true);
});

test('one line carries them all: the internet is looked at first, and the others wait', () => {
  const thread = says('no sirve nada, ni tele ni internet ni teléfono fijo');
  expect(thread.state?.stack[0]?.flow).toBe('no-internet');
  expect(thread.state?.next).toHaveLength(2);
});

test('what a technician did to her is filed as a complaint, without the names of law', () => {
  const thread = says('el técnico fue muy grosero y me dejó el cable colgando').identified().checked({ 'pqr.open': false });
  expect(thread.reply().text).toContain('«el técnico fue muy grosero y me dejó el cable colgando»');
});
