/** A customer who told it all in the first message is asked none of it again (P1). */
import { DARK_FIBRE, Thread } from '../support/conversation';

const BLIND = ['line'];
const place = (thread: Thread): string | undefined => thread.state?.stack.at(-1)?.step;
const begun = (first: string): Thread => new Thread().joins().says(`${first}, yo no sé de eso`).identified().checked({}, BLIND);

describe('what came with the problem', () => {
  test('is not asked: the light', () => {
    expect(place(begun('no tengo internet').says('sí, hay luces'))).toBe('lights');
    const told = begun('no tengo internet, la luz LOS está roja').says('sí, hay luces');
    expect(place(told)).toBe('fibre');
    expect(told.state?.facts['lights.seen']).toMatchObject({ value: 'los_red', source: 'customer' });
    expect(told.state?.repeated).toBe(0);
  });

  test('is not asked: the restart, which is noted as done; whether it helped was told as well', () => {
    const asked = begun('no tengo internet').says('no sé');
    expect(place(asked)).toBe('restart');
    const told = begun('no tengo internet, ya reinicié el módem y nada').says('no sé');
    expect(place(told)).toBe('slots');
    expect(JSON.stringify(told.entries)).toMatch(/"step":"restart","outcome":"answered","value":"already_done"/);
  });

  test('may be told beside another answer', () => {
    expect(place(begun('no tengo internet').says('sí, y la LOS está en rojo'))).toBe('fibre');
  });

  test('and what still fails after a step that was done is not asked either', () => {
    const thread = begun('no tengo internet').says('no sé').says('ya lo hice antes de escribirles y sigue igual');
    expect(place(thread)).not.toBe('works');
  });
});

test('a new case knows nothing of the former one', () => {
  const thread = new Thread().joins().says('no tengo internet, la luz LOS está roja, soy ingeniero de sistemas').identified().checked(DARK_FIBRE).says('déjelo así');
  expect(thread.state?.mode).toBe('idle');
  expect(thread.says('otra vez no tengo internet').state?.facts['lights.seen']).toBeUndefined();
});

test('starting over forgets what was told', () => {
  const thread = begun('no tengo internet, ya reinicié el módem, la luz LOS está roja').says('empezar de nuevo').says('sí');
  expect(thread.state?.told).toBeUndefined();
  expect(thread.state?.facts['lights.seen']).toBeUndefined();
});
