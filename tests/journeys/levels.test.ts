/** P1, P2: what a customer is asked depends on what she knows, and nothing is asked that is known. Played on both stores. */
import { Chat } from '../support/chat';
import { asked, ends, identify, install, repeatedQuestions, type Installation } from '../support/journey';
import { callApi, type Server } from '../support/server';
import { makeStreet } from '../support/street';

const street = makeStreet();
afterAll(() => street.end());

describe.each(['embedded', 'redis'] as const)('on the %s store', (kind) => {
  let house: Installation;
  let server: Server;

  beforeEach(async () => {
    house = await install(kind, street);
    server = await house.start();
  });
  afterEach(() => house.dispose());

  test('an engineer whose fibre lost its light gets no basic question and a visit', async () => {
    const chat = await Chat.open(server.url);

    await chat.say('No tengo internet, soy ingeniero de sistemas');
    const diagnosis = await identify(chat, '9900000001');
    expect(diagnosis.text).toMatch(/-40/);
    expect(diagnosis.text).toContain('1. ');
    const slots = await chat.say('Todo está bien');
    const booked = await chat.say(slots.choices[0] ?? '');

    expect(booked.text).toMatch(/visita/i);
    expect(chat.script()).not.toMatch(/luz prendida|enchufe|toma de la pared|conectado a la corriente/i);
    const { body } = await callApi<{ visits: readonly object[] }>(`${server.url}/api/demo/records`);
    expect(body.visits.length).toBeGreaterThan(0);
    expect(await repeatedQuestions(server.url)).toBe(0);

    const transcript = await house.transcript(chat);
    expect(ends(transcript)).toContain('VISITA');
    const steps = transcript.flatMap((entry) => (entry.kind === 'steps' ? [entry] : []));
    expect(steps.every(({ passages, release, level }) => passages.every(({ flow }) => flow !== '') && release !== '' && level !== undefined)).toBe(true);
    expect(steps.flatMap(({ passages }) => passages.flatMap(({ outcomes }) => outcomes)).some(({ outcome }) => outcome === 'assumed')).toBe(true);
    expect(transcript.find(({ kind: what }) => what === 'level')).toMatchObject({ level: 'advanced', by: 'said' });
  });

  test('a grandmother with the same fault is led one small step at a time', async () => {
    const chat = await Chat.open(server.url);

    await chat.say('mijo se me fue el internet y yo no sé nada de esos aparatos');
    const first = await identify(chat, '9900000001');
    expect(first.choices.length).toBeGreaterThan(1);
    const script: string[] = [first.text];
    for (let turn = 0; turn < 8 && !script.some((text) => /horario/i.test(text)); turn += 1) {
      script.push((await chat.say(chat.last().choices[0] ?? 'no sé')).text);
    }

    expect(script.join('\n')).toMatch(/horario/i);
    expect(script.join('\n')).not.toMatch(/\bONT\b|\bdBm\b|\bPON\b|SC\/APC/);
    for (const text of script) expect(text.match(/\?/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(await repeatedQuestions(server.url)).toBe(0);
    const questions = asked(await house.transcript(chat));
    expect(new Set(questions).size).toBe(questions.length);
  });

  test('a customer who tells nothing about herself is asked once how she wants to be helped', async () => {
    const chat = await Chat.open(server.url);

    await chat.say('no tengo internet');
    const question = await identify(chat, '9900000001');
    expect(question.choices).toEqual(['Paso a paso', 'Sé lo básico', 'Modo técnico']);
    await chat.say('Paso a paso');
    await chat.say('no sé');

    expect(chat.replies().filter(({ choices }) => choices.includes('Modo técnico'))).toHaveLength(1);
  });

  test('a person is one word away, keeps the place, and repeats nothing', async () => {
    const chat = await Chat.open(server.url);

    await chat.say('se me fue el internet, no sé nada de eso');
    const question = await identify(chat, '9900000001');
    const answer = await chat.say('asesor');

    expect(answer.text).toMatch(/solicitud/i);
    // Out of hours the guide goes on meanwhile; where somebody is on shift she only waits for her.
    expect([question.choices, []]).toContainEqual(answer.choices);
    const { body } = await callApi<{ human_requests: readonly object[] }>(`${server.url}/api/demo/records`);
    expect(body.human_requests).toHaveLength(1);
  });
});
