/** Two problems of one customer become two cases, one after the other; nothing that was told is lost. */
import { address } from '../../dialogs/ids';
import { DARK_FIBRE, Thread } from '../support/conversation';

const BOTH = 'se me fue el internet y la televisión tampoco da señal, yo no sé de eso';
const both = (): Thread => new Thread().joins().says(BOTH).identified().checked(DARK_FIBRE);
const online = (): Thread =>
  new Thread().joins().says('no tengo internet, no sé de eso').identified().checked({ ...DARK_FIBRE, 'line.state': 'online', 'line.rx_dbm': -18, 'line.session': 'up' });
const eventNames = (thread: Thread) => thread.entries.flatMap((entry) => (entry.kind === 'event' ? [entry.name] : []));

describe('two problems in one message', () => {
  test('open the first, and the customer hears that the second waits', () => {
    const thread = new Thread().joins().says(BOTH);
    expect(thread.reply().text).toMatch(/^También me contó: \*Televisión sin señal\*\. Lo vemos apenas terminemos con esto\./);
    expect(thread.state?.stack[0]?.flow).toBe('no-internet-gpon');
    expect(thread.state?.next).toMatchObject([{ kind: 'told', intent: 'tv' }]);
    expect(thread.entries).toContainEqual(expect.objectContaining({ name: 'case_queued', detail: 'Televisión sin señal' }));
  });

  test('the second is opened by itself when the first ends, in the same message', () => {
    const thread = both().says('Doblado o roto').performed('offered', { 'visit.slots': [{ id: 'a', label: 'lunes' }] }).says('lunes').performed('booked', { 'visit.id': 'V-1' });
    expect(thread.reply().text).toMatch(/V-1[\s\S]*Ahora sí, lo otro que me contó: \*Televisión sin señal\*[\s\S]*decodificador/);
    expect(thread.state?.stack[0]?.flow).toBe('tv');
    expect(thread.state?.next).toBeUndefined();
  });

  test('are one case when both are the same trouble in other words', () => {
    const thread = new Thread().joins().says('no tengo internet, se cae a cada rato y está lentísimo');
    expect(thread.state?.next).toBeUndefined();
  });

  test('are seen by whoever takes the case, and closed by them together', () => {
    const thread = both();
    thread.desk = { open: true };
    thread.says('asesor').performed('kept', { 'human.request_id': 'H-1' });
    expect(thread.state?.next).toHaveLength(1);
    const agent = { id: 'u1', name: 'Camilo' };
    thread.hears({ kind: 'claimed', at: thread.now, agent }).hears({ kind: 'given_back', at: thread.now, agent, how: 'close' });
    expect(thread.state?.next).toBeUndefined();
    expect(thread.silent()).toBe(true);
  });
});

describe('another problem in the middle of a flow', () => {
  test('is kept, and the open question stays', () => {
    const thread = online();
    const { asks } = thread.reply();
    thread.says('ah, y el televisor tampoco da señal');
    expect(thread.reply().text).toMatch(/Anotado: \*Televisión sin señal\*.*\*otra cosa\*/);
    expect(thread.reply().asks).toBe(asks);
    expect(thread.says('el televisor sigue sin señal').state?.next).toHaveLength(1);
  });

  test('goes together with an answer that came with it', () => {
    const thread = online();
    const before = thread.reply().asks;
    thread.says('no, y el televisor tampoco da señal');
    expect(thread.state?.next).toMatchObject([{ kind: 'told', intent: 'tv' }]);
    expect(thread.reply().asks).not.toBe(before);
  });

  test('comes first with "otra cosa", and the first case goes on at its place afterwards', () => {
    const thread = online();
    const place = thread.state?.stack;
    thread.says('el televisor tampoco da señal').says('otra cosa');
    expect(thread.state?.stack[0]?.flow).toBe('tv');
    thread.says('sí').sends('image').says('sí');
    expect(thread.reply().text).toMatch(/Volvamos a lo que dejamos a medias: \*Sin internet en casa\*/);
    expect(thread.state?.stack).toEqual(place);
    expect(thread.state?.repeated).toBe(0);
    expect(eventNames(thread)).toEqual(expect.arrayContaining(['case_queued', 'case_parked', 'case_opened']));
  });

  test('"otra cosa" with nothing waiting asks what it is', () => {
    const thread = online().says('otra cosa');
    expect(thread.state?.mode).toBe('clarifying');
    expect(thread.says('Televisión').state?.stack[0]?.flow).toBe('tv');
  });

  test('told while the systems are asked is not lost', () => {
    const thread = new Thread().joins().says('no tengo internet, no sé de eso').identified().says('y la televisión tampoco da señal');
    expect(thread.checked(DARK_FIBRE).state?.next).toMatchObject([{ kind: 'told', intent: 'tv' }]);
  });
});

describe('a problem told on another address', () => {
  test('goes along when that thread is joined into the open case', () => {
    const effects = new Thread().joins().says('no tengo internet y la televisión tampoco').identified().effects;
    expect(effects.find(({ kind }) => kind === 'identified')).toMatchObject({ about: ['no_internet', 'tv'] });
    const thread = online();
    thread.hears({ kind: 'address_joined', at: thread.now, from: address('whatsapp', 'n:u'), about: ['no_internet', 'tv'] });
    expect(thread.state?.next).toMatchObject([{ kind: 'told', intent: 'tv' }]);
    expect(thread.reply().text).toMatch(/Anotado: \*Televisión sin señal\*/);
  });

  test('with what she told of it there: of this one it is known at once, of another when its turn comes', () => {
    const thread = online();
    const words = 'sigo sin internet, la luz LOS está roja. la tele se ve pixelada';
    thread.hears({ kind: 'address_joined', at: thread.now, from: address('whatsapp', 'n:u'), about: ['no_internet', 'tv'], words });
    expect(thread.state?.facts['lights.seen']?.value).toBe('los_red');
    expect(thread.state?.next).toMatchObject([{ kind: 'told', intent: 'tv', words }]);
  });
});

describe('a confirmed solution', () => {
  const solved = (): Thread => new Thread().joins().says('la televisión no da señal, no sé de eso').says('sí').sends('image').says('sí');

  test('is rated once, on five buttons, and the rating is kept', () => {
    const thread = solved();
    expect(thread.reply().choices?.map(({ label }) => label)).toEqual(['1', '2', '3', '4', '5']);
    thread.says('5');
    expect(thread.last?.entries).toContainEqual({ kind: 'rating', at: thread.now, score: 5 });
    thread.says('la televisión no da señal').says('sí').sends('image').says('sí');
    expect(thread.reply().choices).toBeUndefined();
  });

  test('need not be rated: what is said instead is heard', () => {
    const thread = solved().says('no tengo internet');
    expect(thread.state?.stack[0]?.flow).toBe('no-internet-gpon');
    expect(thread.entries.some(({ kind }) => kind === 'rating')).toBe(false);
  });

  test('is not asked for before the case that waits is done too', () => {
    const thread = new Thread().joins().says('la televisión no da señal y además no tengo internet, no sé de eso');
    thread.says('otra cosa');
    expect(thread.reply().text).not.toMatch(/de 1 \(nada\)/);
  });
});
