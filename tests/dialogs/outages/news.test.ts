/** P7 in one thread: the estimate that moved, the end, "does yours work too?", and who is believed when it does not. */
import { address } from '../../../dialogs/ids';
import type { Intent } from '../../../knowledge/understanding';
import { DARK_FIBRE, HOUR, NOON, Thread } from '../../support/conversation';

const OUT = { ...DARK_FIBRE, 'outage.active': true, 'outage.id': 'O-1', 'outage.match': 'exact', 'outage.eta': '2026-11-22T15:00:00-05:00' } as const;
const told = (): Thread => new Thread().joins().says('no tengo internet, no sé de eso').identified().checked(OUT).says('sí').performed('subscribed');
const eta = (hour: number): number => Date.parse(`2026-11-22T${hour}:00:00-05:00`);

describe('given a customer who asked to be told', () => {
  test('then her telephone may ring for it, and what she asked for is noted with her thread', () => {
    expect(told().effects.filter(({ kind }) => kind === 'watch')).toEqual([{ kind: 'watch', outage: 'O-1' }, { kind: 'watch', outage: 'O-1', subscribed: true }]);
  });

  test('when the estimate moves, then she hears the new one, once, and a question is answered with it', () => {
    const thread = told();
    const moved = { kind: 'outage_changed', at: thread.now, outage: 'O-1', eta: eta(18), notice: 'n1' } as const;
    expect(thread.hears(moved).last?.entries.at(-1)).toMatchObject({ kind: 'system', name: 'outage_changed', text: expect.stringContaining('6:00 p. m.') as string });
    expect(thread.last?.effects.at(-1)).toMatchObject({ kind: 'deliver', notice: 'n1' });
    expect(thread.hears(moved).last?.entries).toEqual([]);
    expect(thread.hears({ ...moved, outage: 'O-other' }).last?.entries).toEqual([]);
  });

  test('when there is no estimate any more, then she hears that', () => {
    const thread = told();
    expect(thread.hears({ kind: 'outage_changed', at: thread.now, outage: 'O-1' }).last?.entries.at(-1)).toMatchObject({ text: expect.stringMatching(/no hay una hora confirmada/) as string });
  });

  test('when it is over and hers works, then that is the end', () => {
    const thread = told().after(HOUR);
    thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-1', notice: 'n2' });
    expect(thread.reply().text).toMatch(/^Ya volvió[\s\S]*¿El suyo ya funciona\?$/);
    expect(thread.says('sí, ya').state).toMatchObject({ mode: 'idle' });
    expect(thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-1' }).last?.entries).toEqual([]);
  });

  test('when it is over and hers does not work, then she is believed and the line is looked at anew', () => {
    const thread = told().after(HOUR);
    thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-1' }).says('no, nada');
    expect(thread.last?.effects).toContainEqual(expect.objectContaining({ kind: 'check', systems: expect.arrayContaining(['outage', 'line']) as string[] }));
    thread.checked({ ...DARK_FIBRE, 'outage.active': false });
    expect(thread.reply().text).toMatch(/^Le creo/);
  });

  test('when she writes of something else than whether it works, then that is heard', () => {
    const thread = told().after(HOUR);
    thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-1' }).says('muchas gracias, chao');
    expect(thread.state?.mode).toBe('idle');
  });

  test('when her outage turned out to be part of another, then she hears the end of that one', () => {
    const thread = told();
    expect(thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-2' }).silent()).toBe(true);
    expect(thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-2', merged: ['O-1'] }).silent()).toBe(false);
  });

  test('when it was none after all, then she is not told that anything is back', () => {
    const thread = told();
    thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-1', calledOff: true });
    expect(thread.last?.entries).toMatchObject([{ kind: 'system', name: 'called_off' }]);
  });
});

describe('given a customer who waits for the end of an outage that goes on', () => {
  const waits = (text: string): Thread => {
    const thread = told();
    thread.outages = new Map([[String(thread.state?.facts['service.id']?.value), { outage: 'O-1', match: 'exact' }]]);
    return thread.says(text);
  };

  test.each(['hola?', 'ya pasó la hora y nada, qué pasó?', 'sigo sin internet', '¿y entonces?', 'any news?', '¿cuánto más se demoran?'])('when she says «%s», then she hears how it goes and is offered and asked nothing anew', (text) => {
    const thread = waits(text);
    expect(thread.reply().text).toMatch(/falla.*3:00 p\. m\.|outage.*3:00/s);
    expect(thread.reply().asks).toBeUndefined();
    expect(thread.state).toMatchObject({ mode: 'idle', stack: [] });
  });

  test.each([['¿y por qué no me avisaron?', /Tiene razón en esperarlo/], ['necesito una constancia de la falla para mi jefe', /Este chat le sirve de soporte/]])('when she says «%s», then that is answered, and not when it is over', (text, answer) => {
    expect(waits(text).reply().text).toMatch(answer);
  });

  test('when she comes for something else, then that is taken up; when it is over, then what she says is a new problem', () => {
    expect(waits('el televisor no tiene señal').state?.stack).toEqual([expect.objectContaining({ flow: 'tv' })]);
    const thread = waits('gracias');
    thread.outages = new Map();
    expect(thread.says('sigo sin internet').state?.stack).not.toEqual([]);
  });

  test('when it fails while she is busy with something else, then she hears how it goes, and it waits for no turn', () => {
    const thread = waits('el televisor no tiene señal').says('y sigo sin internet');
    expect(thread.reply().text).toMatch(/3:00 p\. m\./);
    expect(thread.state?.next).toBeUndefined();
  });
});

describe('given the offer to be told of the end', () => {
  const offered = (): Thread => new Thread().joins().says('no tengo internet, no sé de eso').identified().checked({ ...OUT, 'outage.since': '2026-11-22T11:00:00-05:00' });

  test('when she comes for something else instead, then that is taken up at once, and she hears the end all the same', () => {
    const thread = offered().says('el televisor tampoco tiene señal');
    expect(thread.reply().text).not.toMatch(/Anotado|le escribo apenas vuelva/);
    expect(thread.state).toMatchObject({ stack: [expect.objectContaining({ flow: 'tv' })], toldOutage: 'O-1' });
    expect(thread.state?.next).toBeUndefined();
  });

  test('when it is over before she answers, then she is asked whether hers works, and a yes is taken for that', () => {
    const thread = offered().hears({ kind: 'outage_restored', at: NOON, outage: 'O-1' });
    expect(thread.reply().text).toMatch(/¿El suyo ya funciona\?$/);
    expect(thread.says('sí gracias').reply().text).not.toMatch(/le escribo apenas vuelva/);
    expect(thread.state).toMatchObject({ mode: 'idle', stack: [] });
  });

  test('when it was none after all before she answers, then what she says next is looked at anew', () => {
    const thread = offered().hears({ kind: 'outage_restored', at: NOON, outage: 'O-1', calledOff: true }).says('pues yo sigo sin internet');
    expect(thread.last?.effects).toContainEqual(expect.objectContaining({ kind: 'check', systems: expect.arrayContaining(['outage', 'line']) as string[] }));
  });

  test.each(['sí por favor', 'Sí, gracias', 'sí señora'])('when she takes it with «%s», then it is taken, however that sounds', (words) => {
    const unlevelled = new Thread().joins().says('se cayó el internet').identified().checked({ ...OUT, 'outage.since': '2026-11-22T11:00:00-05:00' });
    expect(unlevelled.state?.level).toBeNull();
    expect(unlevelled.says(words).last?.effects).toContainEqual(expect.objectContaining({ kind: 'action', action: 'subscribe_outage' }));
  });

  test('when she begins with a yes, then the offer stays, and what else she wants comes after it', () => {
    const thread = offered().says('sí, avíseme. Y el televisor está sin señal');
    expect(thread.state?.next).toMatchObject([{ kind: 'told', intent: 'tv' }]);
  });

  test('when she writes from another line, then she hears there what is going on, or what else she came for', () => {
    const joins = (about: readonly Intent[]): string | undefined => offered().hears({ kind: 'address_joined', at: NOON, from: address('whatsapp', 'n:u'), about }).reply().text;
    expect(joins(['no_internet'])).toMatch(/falla.*desde las 11:00 a\. m\..*¿/s);
    expect(joins(['tv'])).toMatch(/lo otro que me contó: \*Televisión sin señal\*/);
    expect(joins(['tv'])).not.toMatch(/Anotado/);
  });
});

describe('given somebody whom we do not know', () => {
  const asks = (text: string): Thread => {
    const thread = new Thread().joins();
    const cause = { es: 'Una obra cortó la fibra.', en: 'Road works cut the fibre.' };
    thread.zones = {
      outages: [{ places: ['Chapinero, Bogotá', 'Suba, Bogotá'], since: thread.now - HOUR, eta: thread.now + HOUR, nextUpdate: thread.now + HOUR / 2, cause }],
      places: ['Bogotá', 'Chapinero, Bogotá', 'Suba, Bogotá', 'Kennedy, Bogotá', 'Medellín', 'Laureles, Medellín'],
    };
    return thread.says(text);
  };

  test('when she asks for a place with an outage, then she hears what is public of it and is not asked who she is', () => {
    const thread = asks('¿hay una falla en Chapinero?');
    expect(thread.reply().text).toMatch(/Hay una falla en Chapinero, Bogotá desde/);
    expect(thread.last?.effects.some(({ kind }) => kind === 'check' || kind === 'action')).toBe(false);
  });

  test('when she says what fails and where, then she hears all that is public of it first, nothing of her service, and is then asked who she is', () => {
    const { text } = asks('no tengo internet en Chapinero').reply();
    expect(text).toMatch(/^Hay una falla en Chapinero, Bogotá desde .* Causa: Una obra cortó la fibra\. Próxima noticia: .*cédula/s);
    expect(text).not.toMatch(/su servicio desde|afecta/);
    expect(asks('my internet is down in Chapinero').reply().text).toMatch(/outage in Chapinero, Bogotá since .*Cause: Road works cut the fibre\./s);
  });

  test('when she asks for a place where nothing is declared, then she hears so, and for its city what goes on there', () => {
    expect(asks('¿hay falla en Laureles?').reply().text).toMatch(/^En Laureles, Medellín no hay ninguna falla declarada.*cuénteme/);
    expect(asks('¿hay fallas en Medellín?').reply().text).toMatch(/^En Medellín no hay ninguna falla/);
    expect(asks('¿hay fallas en Bogotá?').reply().text).toMatch(/^Hay una falla en Chapinero, Bogotá desde/);
  });

  test('when she goes on asking, then the place that she named is meant, until she names another', () => {
    const thread = asks('¿hay una falla en Suba?');
    expect(thread.says('¿y hasta cuándo?').reply().text).toMatch(/^Hay una falla en Suba, Bogotá desde/);
    expect(thread.says('¿hay falla en Kennedy?').reply().text).toMatch(/^En Kennedy, Bogotá no hay/);
  });

  test.each(['no tengo internet en Kennedy', 'no tengo internet', 'no tengo internet, necesito que suba ya'])('when she says «%s», then nothing of it is told', (words) => {
    expect(asks(words).reply().text).not.toMatch(/Chapinero|Suba/);
  });
});

describe('given a customer who heard of several reports that nobody had confirmed', () => {
  const waiting = (): Thread => new Thread().joins().says('no tengo internet, no sé de eso').identified().checked({ ...DARK_FIBRE, 'outage.active': false, 'outage.suspected': true });
  const CONFIRMED = { kind: 'outage_confirmed', at: 0, outage: 'O-1', customer: 'C-1', since: eta(11), eta: eta(15), notice: 'n1' } as const;

  test('when it is confirmed, then she hears it once, is asked nothing more about it, and hears its end too', () => {
    const thread = waiting().hears(CONFIRMED);
    expect(thread.last?.entries).toContainEqual(expect.objectContaining({ kind: 'system', name: 'confirmed', text: expect.stringMatching(/11:00 a. m..*3:00 p. m./) as string }));
    expect(thread.last?.effects).toContainEqual({ kind: 'watch', outage: 'O-1' });
    expect(thread.state).toMatchObject({ mode: 'idle', stack: [], toldOutage: 'O-1' });
    expect(thread.hears(CONFIRMED).last?.entries).toEqual([]);
    thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-1' });
    expect(thread.reply().text).toMatch(/^Ya volvió/);
  });

  test('who heard from the guide that her neighbours went dark with her hears it too', () => {
    const thread = new Thread().joins().says('no tengo internet, no sé de eso').identified().checked({ ...DARK_FIBRE, 'outage.active': false, 'line.neighbours_down': 3 });
    expect(thread.state?.suspectedAt).toBe(thread.now);
    expect(thread.hears(CONFIRMED).last?.entries).toContainEqual(expect.objectContaining({ kind: 'system', name: 'confirmed' }));
  });

  test('somebody else, and who heard of no reports, hears nothing', () => {
    expect(waiting().hears({ ...CONFIRMED, customer: 'C-2' }).last?.entries).toEqual([]);
    expect(told().hears(CONFIRMED).last?.entries).toEqual([]);
    expect(waiting().after(13 * HOUR).hears(CONFIRMED).last?.entries).toEqual([]);
  });
});
