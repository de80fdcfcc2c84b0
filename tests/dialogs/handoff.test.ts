/** P4, I6: a person takes over, one voice at a time, and given back the bot goes on at the exact step. */
import { address } from '../../dialogs/ids';
import { DARK_FIBRE, Thread } from '../support/conversation';

const camilo = { id: 'u1', name: 'Camilo' };
const viviana = { id: 'u2', name: 'Viviana' };

const inStep = (open = true): Thread => {
  const thread = new Thread();
  thread.desk = { open };
  return thread.joins().says('se me fue el internet, yo no sé nada de eso').identified().checked(DARK_FIBRE);
};
const handedOver = (): Thread => inStep().says('asesor').performed('kept', { 'human.request_id': 'H-7' });
const claimed = (): Thread => {
  const thread = handedOver();
  return thread.hears({ kind: 'claimed', at: thread.now, agent: camilo });
};

describe('asking for a person', () => {
  test('hands the thread over when people are on shift, and the bot falls silent', () => {
    const thread = handedOver();
    expect(thread.effects).toContainEqual({ kind: 'handoff', reason: 'asked' });
    expect(thread.reply().text).toMatch(/H-7/);
    expect(thread.state?.owner.kind).toBe('queue');
    expect(thread.says('sigue sin luz').silent()).toBe(true);
    expect(thread.says('¿hay alguien?').reply().text).toMatch(/sigue en la fila/);
  });

  test('out of hours keeps the request with an honest hour, and the bot keeps helping', () => {
    const thread = inStep(false);
    thread.desk = { open: false, opensAt: Date.parse('2026-11-23T07:00:00-05:00') };
    thread.says('asesor').performed('kept', { 'human.request_id': 'H-8' });
    expect(thread.reply().text).toMatch(/7:00 a\. m\./);
    expect(thread.state?.owner.kind).toBe('bot');
    expect(thread.reply().choices?.length).toBeGreaterThan(0);
    expect(thread.effects).toContainEqual({ kind: 'handoff', reason: 'asked' });
  });
});

describe('a claim', () => {
  test('is announced by name, and only the first one counts', () => {
    const thread = claimed();
    expect(thread.last?.entries).toContainEqual(expect.objectContaining({ kind: 'system', text: expect.stringContaining('Camilo') }));
    thread.hears({ kind: 'claimed', at: thread.now, agent: viviana });
    expect(thread.state?.owner).toMatchObject({ kind: 'agent', id: 'u1' });
    expect(thread.last?.entries).toEqual([]);
  });

  test('gives the agent the voice, and nobody else', () => {
    const thread = claimed();
    thread.hears({ kind: 'agent_said', at: thread.now, agent: camilo, text: 'Hola, ya vi su caso.' });
    expect(thread.last?.entries).toMatchObject([{ kind: 'agent', text: 'Hola, ya vi su caso.', name: 'Camilo' }]);
    expect(thread.last?.effects).toMatchObject([{ kind: 'deliver' }, { kind: 'case', status: 'touched' }]);
    thread.hears({ kind: 'agent_said', at: thread.now, agent: viviana, text: 'yo también' });
    expect(thread.last?.entries).toEqual([]);
    expect(thread.says('gracias').silent()).toBe(true);
  });

  test('while a check runs keeps its answer without a word of the bot', () => {
    const thread = new Thread();
    thread.desk = { open: true };
    thread.joins().says('se me fue el internet, no sé nada de eso').identified();
    const check = thread.effects.findLast(({ kind }) => kind === 'check');
    thread.hears({ kind: 'claimed', at: thread.now, agent: camilo });
    thread.hears({
      kind: 'checked', at: thread.now, ticket: check?.kind === 'check' ? check.ticket : '',
      results: [{ system: 'line', ok: true, facts: { 'line.rx_dbm': -40 } }],
    });
    expect(thread.silent()).toBe(true);
    expect(thread.state?.facts['line.rx_dbm']?.value).toBe(-40);
  });
});

describe('giving back', () => {
  test('goes on at the exact step, asking the same question', () => {
    const before = inStep();
    const step = before.state?.stack.at(-1)?.step;
    const thread = claimed();
    thread.hears({ kind: 'given_back', at: thread.now, agent: camilo, how: 'continue' });
    expect(thread.state?.owner.kind).toBe('bot');
    expect(thread.state?.stack.at(-1)?.step).toBe(step);
    expect(thread.reply().choices).toEqual(before.reply().choices);
    expect(thread.state?.repeated).toBe(0);
  });

  test('closed, ends the flow for a person and leaves the customer with the bot', () => {
    const thread = claimed();
    thread.hears({ kind: 'given_back', at: thread.now, agent: camilo, how: 'close' });
    expect(thread.state).toMatchObject({ stack: [], mode: 'idle', owner: { kind: 'bot' } });
    expect(thread.entries).toContainEqual(expect.objectContaining({ kind: 'end', code: 'HUMANO' }));
    expect(thread.effects.at(-2)?.kind === 'case' || thread.effects.at(-1)?.kind === 'case').toBe(true);
  });

  test('by somebody who does not have it does nothing', () => {
    const thread = claimed();
    thread.hears({ kind: 'given_back', at: thread.now, agent: viviana, how: 'close' });
    expect(thread.state?.owner).toMatchObject({ kind: 'agent', id: 'u1' });
  });
});

describe('an outage', () => {
  const OUT = { ...DARK_FIBRE, 'outage.active': true, 'outage.id': 'O-1', 'outage.match': 'exact', 'outage.since': '2026-11-22T08:00:00-05:00' };

  test('is told before any question, watched, and its end is told once', () => {
    const thread = new Thread().joins().says('no tengo internet, soy ingeniero de sistemas').identified().checked(OUT);
    expect(thread.effects).toContainEqual({ kind: 'watch', outage: 'O-1' });
    expect(thread.reply().text).toMatch(/falla/i);
    thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-1' });
    expect(thread.reply().text).toMatch(/^Ya volvió/);
    thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-1' });
    expect(thread.last?.entries).toEqual([]);
  });
});

describe('nobody is left in silence', () => {
  test('when the desk closes before anybody came, the bot says so and takes up its voice at the same step', () => {
    const thread = handedOver();
    const asked = thread.entries.findLast((entry) => entry.kind === 'bot' && entry.choices !== undefined);
    thread.desk = { open: false, opensAt: Date.parse('2026-11-23T07:00:00-05:00') };
    thread.wakes();
    expect(thread.state?.owner.kind).toBe('bot');
    expect(thread.reply().text).toMatch(/H-7[\s\S]*7:00 a\. m\./);
    expect(thread.reply().choices).toEqual(asked?.kind === 'bot' ? asked.choices : []);
  });

  test('an administrator may take a case from an agent who is gone', () => {
    const thread = claimed();
    thread.hears({ kind: 'claimed', at: thread.now, agent: viviana, takeOver: true });
    expect(thread.state?.owner).toMatchObject({ kind: 'agent', id: 'u2' });
  });

  test('who joins from another address while a person has the case is told so', () => {
    const thread = handedOver();
    thread.hears({ kind: 'address_joined', at: thread.now, from: address('whatsapp', 'n:u') });
    expect(thread.last?.entries).toContainEqual(expect.objectContaining({ kind: 'system' }));
  });
});

describe('closed by a person', () => {
  const closed = (confirmed: boolean): Thread => {
    const thread = claimed();
    return thread.hears({ kind: 'given_back', at: thread.now, agent: camilo, how: 'close', cause: 'wifi', ...(confirmed && { confirmed: true as const }) });
  };
  const isAsked = (thread: Thread): boolean => thread.state?.mode === 'rating';

  test('a rating is asked for when she confirmed that it works, never otherwise', () => {
    expect([isAsked(closed(true)), isAsked(closed(false))]).toEqual([true, false]);
  });

  test('and not a second time soon after', () => {
    const thread = closed(true).says('5').says('asesor').performed('kept', { 'human.request_id': 'H-9' });
    thread.hears({ kind: 'claimed', at: thread.now, agent: camilo });
    thread.hears({ kind: 'given_back', at: thread.now, agent: camilo, how: 'close', cause: 'wifi', confirmed: true });
    expect(isAsked(thread)).toBe(false);
  });
});

describe('a conversation that waited is joined into this one', () => {
  const person = { reason: 'asked', request: 'H-3' } as const;
  const joined = (thread: Thread): Thread => thread.hears({ kind: 'address_joined', at: thread.now, from: address('whatsapp', 'n:u'), person });

  test('the person comes here, under the number that she knows, and is asked for only once', () => {
    const thread = joined(inStep());
    expect(thread.state?.owner.kind).toBe('queue');
    expect(thread.reply().text).toMatch(/H-3/);
    expect(thread.effects.some((effect) => effect.kind === 'action' && effect.action === 'request_human')).toBe(false);
    expect(thread.says('sigue sin luz').silent()).toBe(true);
  });

  test('out of hours the bot goes on at its step and says when somebody will be there', () => {
    const thread = inStep(false);
    thread.desk = { open: false, opensAt: Date.parse('2026-11-23T07:00:00-05:00') };
    joined(thread);
    expect(thread.state?.owner.kind).toBe('bot');
    expect(thread.reply().text).toMatch(/H-3[\s\S]*7:00 a\. m\./);
    expect(thread.reply().choices?.length).toBeGreaterThan(0);
    expect(thread.effects).toContainEqual({ kind: 'handoff', reason: 'asked' });
  });
});
