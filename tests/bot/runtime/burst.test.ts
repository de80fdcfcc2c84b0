/** Several messages of one thought are one turn where any words are welcome, and never where an answer is waited for. */
import fc from 'fast-check';
import { burstOf, isOpenEnded } from '../../../bot/runtime/burst';
import { newState, type ThreadState } from '../../../dialogs/conversation/state';
import { address } from '../../../dialogs/ids';
import type { MessageEvent, ThreadEvent } from '../../../dialogs/event';
import { QUESTION_KINDS } from '../../../knowledge/question';

const WEB = address('web', 'ana');
const message = (text: string, more: Partial<MessageEvent> = {}): MessageEvent => ({ kind: 'message', at: 1, from: WEB, text, ...more });
const wake: ThreadEvent = { kind: 'wake', at: 1, ticket: '1/0' };
const state = (more: Partial<ThreadState> = {}): ThreadState => ({ ...newState(WEB, 'es', 0), ...more });

describe('a burst', () => {
  it('given texts that wait together, they are one, in their order, with the time and place of the last', () => {
    const { event, consumed } = burstOf([message('hola'), message('no tengo internet', { at: 2, phone: '+573001112233' }), message('ayuda', { at: 3 })]);
    expect(event).toEqual({ kind: 'message', at: 3, from: WEB, text: 'hola\nno tengo internet\nayuda', phone: '+573001112233' });
    expect(consumed).toBe(3);
  });

  it.each<[string, ThreadEvent]>([
    ['a tapped button', message('Sí', { value: 'yes' })],
    ['a picture', message('', { attachments: [] })],
    ['another address', message('hola', { from: address('whatsapp', '1:2') })],
    ['an answer of a system', wake],
  ])('given %s behind a text, it is a turn of its own', (_, next) => {
    expect(burstOf([message('hola'), next, message('más')])).toEqual({ event: message('hola'), consumed: 1 });
    if (next.kind !== 'message' || next.from === WEB) expect(burstOf([next, message('más')])).toEqual({ event: next, consumed: 1 });
  });

  it('given any waiting events, what is taken is a beginning of them, short enough, and loses no word', () => {
    const events = fc.array(fc.oneof(fc.string({ maxLength: 300 }).map((text) => message(text)), fc.constant(wake)), { minLength: 1, maxLength: 9 });
    fc.assert(fc.property(events, ([first, ...others]) => {
      if (!first) return;
      const { event, consumed } = burstOf([first, ...others]);
      const taken = [first, ...others].slice(0, consumed);
      expect(consumed).toBeGreaterThanOrEqual(1);
      expect(consumed).toBeLessThanOrEqual(5);
      if (event.kind !== 'message') return expect(consumed).toBe(1);
      expect(event.text).toBe(taken.map((one) => (one.kind === 'message' ? one.text : '')).join('\n'));
      expect(consumed === 1 || event.text.length <= 605).toBe(true);
    }));
  });
});

describe('where any words are welcome', () => {
  it('given nothing asked, or a question for words: yes; any other question: no', () => {
    expect(isOpenEnded(null, null)).toBe(true);
    expect(isOpenEnded(state(), null)).toBe(true);
    for (const kind of QUESTION_KINDS) expect(isOpenEnded(state({ mode: 'guided' }), kind)).toBe(kind === 'text');
    for (const mode of ['clarifying', 'offering_human', 'choosing_level', 'returning'] as const) expect(isOpenEnded(state({ mode }), null)).toBe(false);
  });

  it('given a system that is asked, or a person who has the thread: no', () => {
    expect(isOpenEnded(state({ pending: { ticket: '1/0', kind: 'check', limit: '1/1' } }), null)).toBe(false);
    expect(isOpenEnded(state({ owner: { kind: 'queue', since: 0 } }), null)).toBe(false);
  });
});
