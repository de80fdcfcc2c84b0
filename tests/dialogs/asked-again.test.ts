/** P1, P11: what was understood is acknowledged, and no question comes back word for word. */
import { DARK_FIBRE, Thread } from '../support/conversation';

const asked = (): Thread => new Thread().says('no tengo internet');

describe('while she is asked who she is', () => {
  test.each(['soy ingeniero de sistemas', 'trabajo en redes, soy técnico'])('given what she knows, then it is acknowledged and the question asked in other words: %s', (text) => {
    const thread = asked();
    const { asks, text: before } = thread.reply();
    const { asks: stays, text: now } = thread.says(text).reply();
    expect(stays).toBe(asks);
    expect(now).toMatch(/^Gracias por contarme/);
    expect(now).not.toContain(before.split('\n')[0] ?? before);
    expect(now).toMatch(/cédula/);
  });

  test.each(['I have no internet', 'es que no tengo internet', 'que no hay internet en la casa'])('given her problem once more, then it is known, and no refusal to say who she is: %s', (text) => {
    const thread = asked();
    const { asks } = thread.reply();
    const { asks: stays, text: now } = thread.says(text).reply();
    expect(stays).toBe(asks);
    expect(now).toMatch(/ya lo tengo anotado|noted that already/);
  });

  test.each(['no tengo la cédula a la mano', 'I do not have the account number'])('given that she does not have it, then it goes on without: %s', (text) => {
    const thread = asked();
    const { asks } = thread.reply();
    expect(thread.says(text).reply().asks).not.toBe(asks);
  });
});

test('given a code after the proof was given up, then it is no document, and the question stays', () => {
  const thread = new Thread().says('no tengo internet, soy ingeniero de redes').says('9900000001').performed('found', { 'candidate.id': 'C-1', 'code.sent_to': '•• 01' }).performed('sent').says('000000').performed('blocked');
  if (thread.state?.pending) thread.checked(DARK_FIBRE);
  const { asks } = thread.reply();
  const { asks: stays, text } = thread.says('123456').reply();
  expect([stays, thread.state?.facts['key.typed']?.value]).toEqual([asks, '9900000001']);
  expect(text).toMatch(/Ese código ya no/);
});

test.each(['mis datos', 'quiero una copia de mis datos', 'borren mis datos'])('given she waits for a person and asks for her data, then she hears that it is noted: %s', (text) => {
  const thread = asked();
  thread.desk = { open: true };
  thread.says('asesor').performed('kept', { 'human.request_id': 'H-1' });
  expect(thread.state?.owner.kind).toBe('queue');
  expect(thread.says(text).reply().text).toMatch(/Anotado.*sus datos/);
  expect(thread.says('hola').silent()).toBe(true);
});

test.each(['Claro es mejor que ustedes', 'la competencia es mucho más barata que ustedes', 'Movistar works better than you'])('given another company is praised, then no contract is ended: %s', (text) => {
  const thread = new Thread().joins().says(text);
  expect(thread.state?.mode).toBe('clarifying');
});

test.each(['quiero cancelar el contrato, Claro es mejor que ustedes', 'me voy a pasar a Claro, es mejor que ustedes'])('given who leaves for it, then that is heard: %s', (text) => {
  // Nothing of the examples helps with that: a person is offered.
  expect(new Thread().joins().says(text).state?.mode).toBe('offering_human');
});

test('given who is a technician, then no visit is asked for, unless it is', () => {
  const said = (text: string): string => asked().says(text).reply().text;
  expect(said('trabajo en redes, soy técnico')).not.toMatch(/Anotado: /);
  expect(said('soy técnico, mándeme otro técnico')).not.toMatch(/^Gracias por contarme/);
});
