/** What a conversation decides, as behaviour. */
import { decide, decideFailed } from '../../dialogs/conversation/decide';
import { DARK_FIBRE, HOME, HOUR, MINUTE, Thread } from '../support/conversation';

const engineer = 'No tengo internet, soy ingeniero de sistemas';
const grandmother = 'mijo se me fue el internet y yo no sé nada de esos aparatos';
const inFlow = (first: string): Thread => new Thread().joins().says(first).identified().checked(DARK_FIBRE);

describe('a new conversation', () => {
  test('greets once', () => {
    const thread = new Thread().joins();
    expect(thread.reply().text).toMatch(/asesor/);
    expect(thread.effects.map(({ kind }) => kind)).toEqual(['deliver']);
  });

  test('is short: two lines, what fails as buttons, and the line about her data at the foot', () => {
    const { text, choices } = new Thread().joins().reply();
    const lines = text.split('\n').filter((line) => line !== '');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(75);
    expect(lines[2]).toMatch(/mis datos/);
    expect(choices?.map(({ id }) => id)).toEqual(['no_internet', 'tv', 'telephone', 'mobile_data', 'other']);
  });

  test.each([['Internet', 'guided'], ['televisión', 'guided'], ['Otra cosa', 'idle']])('its button «%s» is taken, tapped or typed', (label, mode) => {
    const greeted = new Thread().joins();
    const tapped = greeted.reply().choices?.find((choice) => choice.label.toLowerCase() === label.toLowerCase());
    expect(greeted.says(label).state?.mode).toBe(mode);
    const other = new Thread().joins();
    expect(other.hears({ kind: 'message', at: other.now, from: HOME, text: label, value: tapped?.id ?? '' }).state?.mode).toBe(mode);
  });

  test('asks with buttons what fails instead of guessing', () => {
    const thread = new Thread().joins().says('jkhsdf kjsh');
    expect(thread.reply().choices?.length).toBeGreaterThan(3);
    expect(thread.says('Internet').state?.stack).not.toHaveLength(0);
  });

  test('offers a person for what no flow helps with, and takes a no', () => {
    const thread = new Thread().joins().says('el teléfono fijo no tiene tono');
    expect(thread.reply().choices?.map(({ id }) => id)).toEqual(['yes', 'no']);
    expect(thread.says('no').state?.mode).toBe('idle');
  });
});

describe('a greeting in the middle', () => {
  test.each(['hola', 'Buenas tardes', 'hola, ya volví', 'hello again'])('"%s" answers no question: it is returned, and the same question is open', (text) => {
    for (const thread of [new Thread().joins().says('no tengo internet'), inFlow(grandmother)]) {
      const { choices } = thread.reply();
      const place = thread.state?.stack.at(-1)?.step;
      thread.after(MINUTE).says(text);
      expect(thread.state?.stack.at(-1)?.step).toBe(place);
      expect(thread.reply().choices).toEqual(choices);
    }
  });
});

describe('the level', () => {
  test('is learned from what is said, with its cue in the transcript', () => {
    const thread = new Thread().joins().says(engineer);
    expect(thread.state?.level).toBe('advanced');
    expect(thread.entries.find(({ kind }) => kind === 'level')).toMatchObject({ level: 'advanced', by: 'said' });
  });

  test('is asked for only where it starts to matter, and the waiting step follows the answer', () => {
    const thread = new Thread().joins().says('no tengo internet');
    expect(thread.state?.mode).toBe('guided');
    thread.identified().checked(DARK_FIBRE);
    expect(thread.state?.mode).toBe('choosing_level');
    thread.says('Modo técnico');
    expect(thread.state?.level).toBe('advanced');
    expect(thread.reply().text).toMatch(/-40/);
  });

  test('may change in the middle: the place is kept, the words are not', () => {
    const thread = inFlow(grandmother);
    const before = thread.state?.stack.at(-1)?.step;
    const words = thread.reply().text;
    thread.says('soy técnico de redes, modo técnico por favor');
    expect(thread.state?.level).not.toBe('basic');
    if (thread.state?.stack.at(-1)?.step === before) expect(thread.reply().text).not.toBe(words);
  });

  test('advanced customers see no step that is taken for granted for them; what was assumed is swept up once', () => {
    const thread = inFlow(engineer);
    expect(thread.state?.assumed.length).toBeGreaterThan(0);
    expect(thread.reply().text.match(/^1\. /gm)).toHaveLength(1);
    thread.says('Todo está bien').performed('offered', { 'visit.slots': [{ id: 'a', label: 'lunes en la mañana' }] });
    expect(thread.reply().choices?.map(({ label }) => label)).toEqual(['lunes en la mañana']);
    thread.says('1').performed('booked', { 'visit.id': 'V-9', 'visit.window': 'lunes en la mañana' });
    expect(thread.entries.filter(({ kind }) => kind === 'end')).toMatchObject([{ code: 'VISITA' }]);
    expect(thread.state).toMatchObject({ mode: 'idle', stack: [], assumed: [] });
  });
});

describe('the systems', () => {
  test('are asked together, and until they answer the customer only sees the typing mark', () => {
    const thread = new Thread().joins().says(engineer).identified();
    expect(thread.silent()).toBe(true);
    expect(thread.last?.effects.map(({ kind }) => kind)).toEqual(['check', 'wake', 'typing']);
  });

  test('that do not answer in three seconds have their own branch, and their late answer changes nothing', () => {
    const thread = new Thread().joins().says(grandmother).identified();
    const check = thread.effects.findLast(({ kind }) => kind === 'check');
    thread.wakes();
    expect(thread.reply().text).toMatch(/no logro ver su línea/i);
    const before = thread.state;
    thread.hears({ kind: 'checked', at: thread.now, ticket: check?.kind === 'check' ? check.ticket : '', results: [] });
    expect(thread.state).toEqual(before);
    expect(thread.silent()).toBe(true);
  });

  test('a message written meanwhile is kept and answered with what comes', () => {
    const thread = new Thread().joins().says(engineer).identified().says('hola?');
    expect(thread.silent()).toBe(true);
    expect(thread.checked(DARK_FIBRE).reply().text).toMatch(/-40/);
  });
});

describe('a person on request', () => {
  test.each([
    ['before anything', (thread: Thread) => thread],
    ['in the middle of a step', (thread: Thread) => thread.says(grandmother).identified().checked(DARK_FIBRE)],
    ['while the level is asked', (thread: Thread) => thread.says('no tengo internet').identified().checked(DARK_FIBRE)],
  ])('is taken %s, and the place is kept', (_, lead) => {
    const thread = lead(new Thread().joins());
    const { stack } = thread.state ?? { stack: [] };
    thread.says('quiero hablar con una persona');
    expect(thread.effects).toContainEqual(expect.objectContaining({ kind: 'action', action: 'request_human' }));
    thread.performed('kept', { 'human.request_id': 'H-1' });
    expect(thread.reply().text).toMatch(/H-1/);
    expect(thread.state?.stack).toEqual(stack);
  });

  test('is kept trying when the desk does not answer, and said so once', () => {
    const thread = new Thread().joins().says('asesor').performed('fails');
    expect(thread.reply().text).toMatch(/lo sigo intentando/);
    thread.wakes();
    expect(thread.effects).toContainEqual(expect.objectContaining({ kind: 'action', action: 'request_human' }));
    thread.performed('fails');
    expect(thread.silent()).toBe(true);
  });
});

describe('the open question', () => {
  test('is explained on request without counting as not understood', () => {
    const thread = inFlow(grandmother);
    const step = thread.state?.stack.at(-1);
    thread.says('no entendí, me explica otra vez?');
    expect(thread.state?.stack.at(-1)).toEqual(step);
    expect(thread.silent()).toBe(false);
  });

  test('meets anger with one sentence and goes on', () => {
    const thread = inFlow(grandmother);
    const { choices } = thread.reply();
    thread.says('esto es una burla, qué servicio tan malo');
    expect(thread.reply().choices).toEqual([...(choices ?? []), { id: 'person', label: 'Una persona' }]);
  });

  test('a button of an older wording is understood by its label', () => {
    const thread = inFlow(grandmother);
    const label = thread.reply().choices?.[0]?.label ?? '';
    const before = thread.state?.stack.at(-1)?.step;
    thread.says(label.toUpperCase());
    expect(thread.state?.stack.at(-1)?.step).not.toBe(before);
  });
});

describe('silence', () => {
  test('one reminder, then the place is kept without another word', () => {
    const thread = inFlow(grandmother).wakes();
    expect(thread.silent()).toBe(false);
    thread.after(10 * MINUTE);
    const wake = thread.effects.findLast(({ kind }) => kind === 'wake');
    expect(wake?.kind === 'wake' && wake.due - thread.now).toBeGreaterThan(6 * 24 * HOUR);
  });

  test('at the question of how she wants to be helped: one reminder, then the place is kept, and after days it is left without a word', () => {
    const thread = new Thread().joins().says('no tengo internet').identified().checked(DARK_FIBRE);
    const { text, choices } = thread.reply();
    thread.after(31 * MINUTE).wakes();
    expect(thread.reply()).toMatchObject({ text, choices });
    expect(thread.state?.mode).toBe('choosing_level');
    thread.after(7 * 24 * HOUR).wakes();
    expect(thread.silent()).toBe(true);
    expect(thread.state).toMatchObject({ mode: 'idle', stack: [] });
  });

  test('at that question is over with its answer, also with one after the reminder: its timer is called off', () => {
    const asked = new Thread().joins().says('no tengo internet').identified().checked(DARK_FIBRE);
    const { ticket = '' } = asked.state?.timer ?? {};
    asked.says('Paso a paso');
    expect(asked.last?.cancel).toContain(ticket);
    const reminded = new Thread().joins().says('no tengo internet').identified().checked(DARK_FIBRE).after(31 * MINUTE).wakes();
    reminded.says('Modo técnico');
    expect(reminded.state).toMatchObject({ mode: 'guided', level: 'advanced' });
  });
});

describe('a decision', () => {
  test('is the same for the same arguments and leaves them alone', () => {
    const thread = inFlow(grandmother);
    const before = JSON.stringify(thread.state);
    const event = { kind: 'message', at: thread.now, from: HOME, text: 'ya lo hice' } as const;
    expect(decide(thread.state, event, thread.world)).toEqual(decide(thread.state, event, thread.world));
    expect(JSON.stringify(thread.state)).toBe(before);
  });

  test('that fails tells the customer and passes the case to a person', () => {
    const thread = inFlow(grandmother);
    const decision = decideFailed(thread.state, { kind: 'message', at: thread.now, from: HOME, text: 'x' }, thread.world);
    expect(decision.entries.some(({ kind }) => kind === 'bot')).toBe(true);
    expect(decision.effects).toContainEqual(expect.objectContaining({ kind: 'action', action: 'request_human' }));
  });
});

describe('a typed number', () => {
  test('is the choice that stands there, also of yes, no and I do not know', () => {
    const thread = new Thread().joins().says('no tengo internet').identified().checked({ ...DARK_FIBRE, 'outage.active': true, 'outage.id': 'O-1', 'outage.match': 'exact' });
    expect(thread.reply().choices?.[0]?.id).toBe('yes');
    thread.says('1');
    expect(thread.effects.findLast(({ kind }) => kind === 'action')).toMatchObject({ action: 'subscribe_outage' });
  });

  test('without a question asks for nothing', () => {
    const thread = new Thread().joins().says('1');
    expect(thread.state?.mode).toBe('clarifying');
  });
});
