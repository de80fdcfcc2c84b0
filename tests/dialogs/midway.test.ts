/** What changes a case in the middle of it: it works again, a technician is demanded, another service was meant; and who answers here. */
import { DARK_FIBRE, Thread } from '../support/conversation';

const grandmother = 'se me fue el internet y yo no sé nada de esos aparatos';
const inside = (): Thread => new Thread().joins().says(grandmother).identified().checked(DARK_FIBRE);
const ends = (thread: Thread) => thread.entries.flatMap((entry) => (entry.kind === 'end' ? [entry.code] : []));

describe('it works again', () => {
  test.each(['ya me volvió el internet, gracias', 'ah no, ya volvió, gracias', 'ya tengo internet', 'sí señor ya volvió el internet Dios lo bendiga', 'the internet is back'])('"%s" ends the case at any question', (text) => {
    const thread = inside().says(text);
    expect(ends(thread)).toContain('RESUELTO');
    expect(thread.state?.stack).toEqual([]);
  });

  test.each(['ya volvió pero está lento', 'no ha vuelto', 'ya volvió?', 'ya volvió la televisión', 'volvió y se fue otra vez, no hay internet'])('"%s" does not', (text) => {
    expect(ends(inside().says(text))).not.toContain('RESUELTO');
  });
});

test.each(['perdón, era la televisión la que no da señal', 'me equivoqué, es el televisor el que no da señal'])('"%s": the service that was meant takes the place of the other', (text) => {
  const thread = inside().says(text);
  expect(thread.state?.stack[0]?.flow).toBe('tv');
  expect(thread.state?.next).toBeUndefined();
});

describe('a telephone that works', () => {
  test.each(['se lo quitaron de ahí pa cargar el celular', 'con los datos del celular sí hay', 'le escribo desde el celular'])('"%s" is no other problem', (text) => {
    expect(inside().says(text).state?.next).toBeUndefined();
  });
});

describe('who answers here', () => {
  test.each(['¿quién es usted?', 'es un robot?', 'hablo con una máquina o con una persona', 'are you a bot?', 'quien es usted? es un robot?'])('"%s" is told the truth, with a person one tap away', (text) => {
    for (const thread of [new Thread().joins(), inside()]) {
      const stack = thread.state?.stack;
      thread.says(text);
      expect(thread.reply().text).toMatch(/no soy una persona|not a person/);
      expect(thread.reply().choices?.map(({ id }) => id)).toContain('person');
      expect(thread.state?.owner.kind).toBe('bot');
      expect(thread.state?.stack).toEqual(stack);
    }
  });
});

describe('what is sold', () => {
  test.each(['cuánto vale el plan de 500 megas', 'tienen cobertura en Soacha?', 'quiero subir de plan'])('"%s" is for a person, and no list of failures', (text) => {
    const thread = new Thread().joins().says(text);
    expect(thread.reply().text).toMatch(/persona/);
    expect(thread.state?.mode).not.toBe('clarifying');
  });
  test('and may be left', () => expect(new Thread().joins().says('tienen cobertura en Soacha?').says('no, déjelo así').state?.mode).toBe('idle'));
});

test('chatter at the question for the code costs no code', () => {
  const asked = new Thread().joins().says('no tengo internet').says('9900000001').performed('found').performed('sent');
  const { asks } = asked.reply();
  asked.says('ay espere que no veo bien sin las gafas');
  expect(asked.state?.pending).toBeUndefined();
  expect(asked.state?.stack.at(-1)?.step).toBe(asks?.split('/')[1]);
});

describe('something burns', () => {
  test.each(['el aparato huele a quemado', 'le sale humo al modem', 'the box smells of burning, it is sparking'])('"%s": she hears first what to do, wherever she is, and is asked no more of what was open', (text) => {
    const first = new Thread().joins().says(`no tengo internet, ${text}`);
    expect(first.reply().text).toMatch(/^(?:Por seguridad, desconecte|To be safe, unplug)/);
    const midway = inside().says(text);
    expect(midway.state?.facts['home.danger']).toMatchObject({ value: true });
    expect(midway.entries.filter((entry) => entry.kind === 'bot').some(({ text: said }) => /Por seguridad|To be safe/.test(said))).toBe(true);
  });
});

describe('a message that names no trouble and shows which it is', () => {
  test.each([
    'listo mira te resumo ont huawei el los en rojo rx según la app menos cuarenta ya cambié el patchcord para allá me programas cuadrilla por favor',
    'la luz LOS en rojo y rx en -40',
  ])('"%s" opens what helps', (text) => expect(new Thread().joins().says(text).state?.mode).toBe('guided'));
});

describe('beside the question', () => {
  test('who only says what she is has not answered a list', () => {
    const thread = new Thread().joins().says('no tengo internet').identified().checked({}, ['line']).says('Paso a paso').says('sí');
    const before = thread.state?.stack.at(-1)?.step;
    thread.says('soy ingeniero de telecomunicaciones, hábleme técnico');
    expect(thread.state?.level).not.toBe('basic');
    expect(before).toBe('lights');
    expect(thread.state?.facts['lights.seen']).toBeUndefined();
  });

  test('the wrong thing switched off is no other trouble', () => expect(inside().says('apagué el televisor').state?.next).toBeUndefined());

  test('neighbours who went dark together are not told that there is no fault', () => {
    const thread = new Thread().joins().says(grandmother).identified().checked({ ...DARK_FIBRE, 'line.neighbours_down': 2 }).performed('opened', { 'ticket.new_id': 'T-1' }).says('¿hay alguna falla por aquí?');
    expect(thread.reply().text).toMatch(/varios reportes/);
  });
});
