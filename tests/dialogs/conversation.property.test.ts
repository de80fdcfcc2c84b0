/** What holds for every conversation, whatever is said and whatever the systems do. */
import fc from 'fast-check';
import { ACTIONS } from '../../flows/contracts';
import { decide } from '../../dialogs/conversation/decide';
import type { OutageBoard } from '../../dialogs/conversation/world';
import { asksNothing, ATTACHMENT_KINDS, type Attachment } from '../../dialogs/attachment';
import { DARK_FIBRE, HOME, HOUR, MINUTE, Thread } from '../support/conversation';

/** Words that steer, words that do not, and noise. */
const utterance = fc.oneof(
  fc.constantFrom(
    'no tengo internet', 'soy ingeniero de sistemas', 'yo no sé nada de eso', 'sí', 'no', 'no sé', 'ya lo hice', 'asesor', 'hola', 'gracias', '1', '2',
    'la luz está roja', '9900000001', '123456', 'modo técnico', 'más fácil por favor', 'qué pereza con ustedes', 'ahorita no puedo', 'cómo así?',
    'quiero cancelar el contrato', 'my internet is down', 'Todo está bien', 'volver', 'empezar de nuevo', 'otra cosa', 'más sencillo', 'soy técnico',
    'repita', '¿dónde queda?', '¿cuál cable?', '¿qué es ONT?', '¿cuánto debo?', '¿cuándo viene el técnico?', 'la televisión tampoco da señal',
    'se me fue el internet y además la factura llegó muy cara', 'ladrones', 'qué maravilla de servicio, felicitaciones', '😀😀', '👍', '', '5', 'mis datos',
    'borrar mis datos', 'english please', 'no soy yo', 'hable en español', 'desde otro celular quiero seguir en whatsapp', 'x'.repeat(3_000),
  ),
  fc.string({ maxLength: 60 }),
);
const attachment = fc.constantFrom(...ATTACHMENT_KINDS).map((kind): readonly Attachment[] => [{ kind, ref: 'm-1' }]);
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

/** An outage is declared for her service, or over. */
const outage = fc.constantFrom<OutageBoard>(new Map(), new Map([['S-1', { outage: 'O-1', match: 'exact' }]]), new Map([['S-1', { outage: 'O-2', match: 'place' }]]));

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: utterance.map((text): Move => (thread) => thread.says(text)) },
  { weight: 4, arbitrary: systems },
  {
    weight: 1,
    arbitrary: fc.tuple(attachment, fc.constantFrom('', 'mire esto', 'no')).map(([attachments, text]): Move => (thread) => thread.hears({ kind: 'message', at: thread.now, from: HOME, text, attachments })),
  },
  { weight: 1, arbitrary: outage.map((touch): Move => (thread) => void (thread.outages = touch)) },
  { weight: 1, arbitrary: fc.constant<Move>((thread) => thread.hears({ kind: 'outage_restored', at: thread.now, outage: 'O-1' })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 * 60 }).map((minutes): Move => (thread) => thread.after(minutes * MINUTE)) },
  { weight: 1, arbitrary: fc.constant<Move>((thread) => void (thread.effects.some(({ kind }) => kind === 'wake') && thread.wakes())) },
  { weight: 1, arbitrary: fc.constant<Move>((thread) => thread.hears({ kind: 'claimed', at: thread.now, agent: camilo })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('continue' as const, 'close' as const).map((how): Move => (thread) => thread.hears({ kind: 'given_back', at: thread.now, agent: camilo, how })),
  },
);

/** From nothing, or from the middle of a flow with another problem waiting. */
const begin = fc.constantFrom<Move>(
  () => undefined,
  (thread) => thread.says('se me fue el internet y la televisión tampoco, no sé nada de eso').identified().checked(DARK_FIBRE),
  (thread) => thread.says('no tengo internet, soy ingeniero de redes').identified().checked({ ...DARK_FIBRE, 'line.state': 'online', 'line.rx_dbm': -18, 'line.session': 'up' }),
);

/** `heard`: the last move was a message of the customer. */
const played = (check: (thread: Thread, heard: boolean) => void): void =>
  fc.assert(
    fc.property(fc.array(move, { maxLength: 25 }), fc.boolean(), begin, (moves, open, start) => {
      const thread = new Thread();
      thread.desk = open ? { open } : { open, opensAt: thread.now + 9 * HOUR };
      start(thread.joins());
      for (const play of moves) {
        const said = thread.said;
        play(thread);
        check(thread, thread.said > said);
      }
    }),
    { numRuns: 150 },
  );

describe('in every conversation', () => {
  test('a turn says at most one thing as the bot, with at most one question, and delivers what it says', () => {
    played(({ last }) => {
      const said = (last?.entries ?? []).filter(({ kind }) => kind === 'bot');
      expect(said.length).toBeLessThanOrEqual(1);
      const isQuoting = last?.entries.some((entry) => entry.kind === 'event' && entry.name === 'article') === true;
      for (const entry of said) {
        if (entry.kind !== 'bot') continue;
        expect(entry.text.trim()).not.toBe('');
        // What an article says is no question of ours.
        if (!isQuoting) expect(entry.text.match(/\?/g)?.length ?? 0).toBeLessThanOrEqual(1);
      }
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
      const asked = entries.filter((entry) => entry.kind === 'level' && entry.by === 'asked');
      expect(asked.length).toBeLessThanOrEqual(1);
    });
  });

  test('while the bot has the thread no message of hers meets silence, unless it asks for nothing', () => {
    played(({ state, last, event }, heard) => {
      if (!heard || state?.owner.kind !== 'bot') return;
      const isAnswered = last?.entries.some(({ kind }) => kind === 'bot') === true;
      const isWorking = state.pending !== undefined || last?.effects.some(({ kind }) => kind === 'action' || kind === 'offer_code' || kind === 'redeem_code') === true;
      const isNothingAsked = event?.kind === 'message' && asksNothing(event);
      expect(isAnswered || isWorking || isNothingAsked).toBe(true);
    });
  });

  test('a person is one word away, whatever is open', () => {
    played((thread) => {
      if (thread.state?.owner.kind !== 'bot') return;
      for (const word of ['asesor', 'Agent']) {
        const asked = decide(thread.state, { kind: 'message', at: thread.now, from: HOME, text: word }, thread.world);
        const isOnTheWay = asked.state.human !== undefined || asked.state.owner.kind !== 'bot';
        expect(isOnTheWay).toBe(true);
      }
    });
  });

  test('what waits for its turn is never lost and opened when the conversation is free', () => {
    played(({ state }) => {
      if (state?.mode === 'idle' && state.owner.kind === 'bot' && !state.pending) expect(state.next).toBeUndefined();
    });
  });

  test('a state stays small', () => {
    played(({ state }) => {
      expect(state?.path?.length ?? 0).toBeLessThanOrEqual(4);
      expect(state?.next?.length ?? 0).toBeLessThanOrEqual(4);
    });
  });

  test('a customer who waits for an answer has a timer that ends the wait', () => {
    played(({ state }) => {
      if (state?.pending) expect(state.pending.limit).toMatch(/^\d+\/\d+$/);
    });
  });
});
