/** P5 beside the flow: who asks about an outage hears all that is known of it, and of work to come; an hour taken back is not said again. */
import { DARK_FIBRE, Thread } from '../support/conversation';

const OUTAGE = { 'outage.active': true, 'outage.id': 'O-1', 'outage.match': 'place', 'outage.since': '2026-11-22T10:00:00-05:00' } as const;
const QUESTION = '¿hay una falla que afecte mi servicio?';
type Facts = Parameters<Thread['checked']>[0];
/** What was looked up is asked anew when the board of outages does not agree with it. */
const asks = (facts: Facts): Thread => {
  const checked: Facts = { ...DARK_FIBRE, ...facts };
  const thread = new Thread().joins().says('no tengo internet, no sé nada de eso').identified().checked(checked).says(QUESTION);
  return facts['outage.active'] === true ? thread.checked(checked) : thread;
};

test('given an outage with an unsure hour, money back and words of the operator, then she who asks hears all of it', () => {
  const thread = asks({ ...OUTAGE, 'outage.eta': '2026-11-22T18:00:00-05:00', 'outage.confidence': 'low', 'outage.compensation': true, 'outage.text': 'La cuadrilla va en camino.' });
  expect(thread.reply().text).toMatch(/Hay una falla .*6:00 p\. m\.[^]*puede moverse[^]*se le descuenta[^]*La cuadrilla va en camino\./);
});

test('given planned work that has begun, then it is called so', () => {
  expect(asks({ ...OUTAGE, 'outage.planned': true, 'outage.eta': '2026-11-22T18:00:00-05:00' }).reply().text).toMatch(/mantenimiento programado que deja su servicio por fuera/);
});

test('given work to come, then who asks hears that nothing is wrong now, and when it comes', () => {
  const thread = asks({ 'outage.active': false, 'outage.ahead_from': '2026-11-24T01:00:00-05:00', 'outage.ahead_until': '2026-11-24T05:00:00-05:00' });
  expect(thread.reply().text).toMatch(/no veo fallas declaradas[^]*Viene un mantenimiento programado .* desde .* hasta /);
});

test('given an hour that the operator took back or that has passed, then the next answer does not say it again', () => {
  const thread = asks({ ...OUTAGE, 'outage.eta': '2026-11-22T18:00:00-05:00' });
  expect(thread.reply().text).toMatch(/6:00 p\. m\./);
  const reply = thread.says(QUESTION).checked({ ...DARK_FIBRE, ...OUTAGE }).reply().text;
  expect(reply).not.toMatch(/6:00 p\. m\./);
  expect(reply).toMatch(/todavía no la tenemos/);
});

test.each([
  ['exact', 'los', /^Hay una falla que afecta su servicio desde/],
  ['place', 'los', /^Hay una falla en su zona desde .* su línea también está caída/],
  ['place', 'online', /^Hay una falla cerca desde .* su línea no parece ser parte de ella/],
])('given an outage known by %s and a line that is %s, then what she hears is as sure as what is known', (match, line, words) => {
  const thread = asks({ ...OUTAGE, 'outage.match': match, 'line.state': line });
  expect(thread.reply().text).toMatch(words);
});
