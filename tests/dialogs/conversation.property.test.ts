/** What holds for every conversation, whatever is said and whatever the systems do. */
import fc from 'fast-check';
import { ACTIONS } from '../../flows/contracts';
import { DARK_FIBRE, HOUR, MINUTE, Thread } from '../support/conversation';

/** Words that steer, words that do not, and noise. */
const utterance = fc.oneof(
  fc.constantFrom(
    'no tengo internet', 'soy ingeniero de sistemas', 'yo no sé nada de eso', 'sí', 'no', 'no sé', 'ya lo hice', 'asesor', 'hola', 'gracias', '1', '2',
    'la luz está roja', '9900000001', '123456', 'modo técnico', 'más fácil por favor', 'qué pereza con ustedes', 'ahorita no puedo', 'cómo así?',
    'quiero cancelar el contrato', 'my internet is down', 'Todo está bien',
  ),
  fc.string({ maxLength: 60 }),
);
const camilo = { id: 'u1', name: 'Camilo' };

type Move = (thread: Thread) => void;

const facts = fc.record({
  'account.state': fc.constantFrom('active', 'suspended'),
  'outage.active': fc.boolean(),
  'line.state': fc.constantFrom('online', 'los', 'dying_gasp', 'registering', 'admin_down', 'offline'),
  'line.rx_dbm': fc.integer({ min: -40, max: -8 }),
  'line.session': fc.constantFrom('up', 'down'),
  'line.neighbours_down': fc.nat({ max: 4 }),
  'line.traffic': fc.boolean(),
});

/** Answers whatever is open at the systems, well or badly. */
const systems = fc.tuple(facts, fc.boolean(), fc.nat()).map(([told, fails, pick]): Move => (thread) => {
  const open = thread.effects.findLast(({ kind }) => kind === 'check' || kind === 'action');
  if (open?.kind === 'check') thread.checked({ ...DARK_FIBRE, ...told }, fails ? ['line'] : []);
  if (open?.kind !== 'action') return;
  const results: readonly string[] = ACTIONS[open.action].results;
  thread.performed(fails ? 'fails' : (results[pick % results.length] ?? 'fails'), { 'human.request_id': 'H-1', 'code.sent_to': '01' });
});

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: utterance.map((text): Move => (thread) => thread.says(text)) },
  { weight: 4, arbitrary: systems },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 * 60 }).map((minutes): Move => (thread) => thread.after(minutes * MINUTE)) },
  { weight: 1, arbitrary: fc.constant<Move>((thread) => void (thread.effects.some(({ kind }) => kind === 'wake') && thread.wakes())) },
  { weight: 1, arbitrary: fc.constant<Move>((thread) => thread.hears({ kind: 'claimed', at: thread.now, agent: camilo })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('continue' as const, 'close' as const).map((how): Move => (thread) => thread.hears({ kind: 'given_back', at: thread.now, agent: camilo, how })),
  },
);

const played = (check: (thread: Thread) => void): void =>
  fc.assert(
    fc.property(fc.array(move, { maxLength: 25 }), fc.boolean(), (moves, open) => {
      const thread = new Thread();
      thread.desk = open ? { open } : { open, opensAt: thread.now + 9 * HOUR };
      thread.joins();
      for (const play of moves) {
        play(thread);
        check(thread);
      }
    }),
    { numRuns: 150 },
  );

describe('in every conversation', () => {
  test('a turn says at most one thing as the bot, with at most one question, and delivers what it says', () => {
    played(({ last }) => {
      const said = (last?.entries ?? []).filter(({ kind }) => kind === 'bot');
      expect(said.length).toBeLessThanOrEqual(1);
      for (const entry of said) if (entry.kind === 'bot') expect(entry.text.trim()).not.toBe('');
      const spoken = (last?.entries ?? []).flatMap(({ kind }, index) => (kind === 'bot' || kind === 'agent' || kind === 'system' ? [index] : []));
      const delivered = (last?.effects ?? []).flatMap((effect) => (effect.kind === 'deliver' ? effect.entries : []));
      expect([...delivered].sort()).toEqual(spoken.sort());
    });
  });

  test('while a person has the thread the bot says nothing', () => {
    played(({ state, last }) => {
      if (state?.owner.kind === 'agent') expect(last?.entries.some(({ kind }) => kind === 'bot')).toBe(false);
    });
  });

  test('no question is asked whose answer is known and fresh', () => {
    played(({ state }) => expect(state?.repeated ?? 0).toBe(0));
  });

  test('the level is asked for at most once', () => {
    played(({ entries }) => {
      const times = entries.filter((entry) => entry.kind === 'bot' && entry.choices?.some(({ id }) => id === 'advanced'));
      expect(times.length).toBeLessThanOrEqual(1);
    });
  });

  test('a customer who waits for an answer has a timer that ends the wait', () => {
    played(({ state }) => {
      if (state?.pending) expect(state.pending.limit).toMatch(/^\d+\/\d+$/);
    });
  });
});
