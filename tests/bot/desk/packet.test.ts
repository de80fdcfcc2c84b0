/** The card of a case: what was tried about the fault, with the question's words, and nothing of the bookkeeping. */
import { linesOf } from '../../../bot/desk/lines';
import { packetOf, type PacketSource } from '../../../bot/desk/packet';
import { questionIn } from '../../../bot/desk/packet-words';
import { newState, type ThreadState } from '../../../dialogs/conversation/state';
import { address, threadId } from '../../../dialogs/ids';
import type { Entry, Passage } from '../../../dialogs/transcript';

const AT = Date.parse('2026-11-22T12:00:00-05:00');
const steps = (flow: string, ...outcomes: Passage['outcomes']): Entry =>
  ({ kind: 'steps', at: AT, release: 'one', level: 'basic', passages: [{ flow, outcomes }] });

const ENTRIES: readonly Entry[] = [
  { kind: 'level', at: AT, level: 'basic', by: 'said', cues: ['knowsNothing: no sé nada', 'yo', 'nada'] },
  steps('identify', { step: 'who', outcome: 'decided', value: 'else' }, { step: 'ask_key', outcome: 'asked' }),
  steps('identify', { step: 'ask_key', outcome: 'answered', value: '9900000001' }, { step: 'find', outcome: 'result', value: 'found' }),
  steps('guide', { step: 'identify', outcome: 'result', value: 'identified' }, { step: 'look', outcome: 'result', value: 'done' }, { step: 'fibre', outcome: 'asked' }),
  {
    kind: 'bot', at: AT, language: 'es', asks: 'guide/fibre',
    text: 'No llega la señal.\n\nMire el cable: que esté bien metido. ¿Cómo está?',
    choices: [{ id: 'guide/fibre#ok', label: 'Se ve bien' }],
  },
  steps('guide', { step: 'fibre', outcome: 'answered', value: 'ok' }, { step: 'power', outcome: 'assumed', value: 'yes' }, { step: 'visit', outcome: 'known', value: 'x' }),
  steps('book', { step: 'book', outcome: 'result', value: 'booked' }, { step: 'visit', outcome: 'result', value: 'booked' }),
  { kind: 'facts', at: AT, source: 'action', facts: { 'candidate.id': 'C-1', 'services.list': [{ id: 'S', label: 'x' }] } },
];

const ABOUT: Omit<PacketSource, 'state' | 'entries'> = {
  thread: threadId('t-1'), length: 9, reason: 'asked', language: 'es', now: AT, glossary: { facts: {}, conditions: {} }, flowOf: () => undefined, releaseName: (id) => id,
};

const packet = packetOf({
  state: {
    ...newState(address('directline', 'x'), 'es', AT),
    facts: { 'services.list': { value: [{ id: 'S', label: 'x' }], source: 'action', at: AT }, 'line.rx_dbm': { value: -40, source: 'line', at: AT } },
    assumed: [{ flow: 'guide', step: 'power', answer: 'yes', text: 'El equipo está encendido.' }],
  },
  entries: ENTRIES, ...ABOUT,
});

test('given a conversation, then the card holds what was tried about the fault and not how somebody was identified', () => {
  expect(packet.steps.map(({ step, value, text }) => [step, value, text])).toEqual([
    ['guide/look', 'done', undefined],
    ['guide/fibre', 'ok', undefined],
    ['guide/power', 'yes', 'El equipo está encendido.'],
    ['book/book', 'booked', undefined],
  ]);
});

test('given a question that was asked, then its sentence and the labels of its answers come along', () => {
  expect(packet.asked).toEqual({ 'guide/fibre': { question: 'Mire el cable… ¿Cómo está?', answers: { ok: 'Se ve bien' } } });
});

test('given what showed the level, then only her words; given a list, then it is no fact to read', () => {
  expect([packet.level.evidence, packet.verified]).toEqual([['no sé nada'], { 'line.rx_dbm': '-40' }]);
});

test('given the bookkeeping of a guide, then the transcript leaves it out', () => {
  const quiet = linesOf(ENTRIES.map((entry, position) => ({ position, entry }))).filter(({ kind }) => kind !== 'bot').map(({ text }) => text);
  expect(quiet).toEqual([
    'level: basic (said: no sé nada)', 'answered: 9900000001', 'result: found', 'result: identified', 'result: done',
    'answered: ok', 'assumed: yes', 'result: booked', 'result: booked',
  ]);
});

test('given other problems that were told, then those that still wait stand on the card', () => {
  const said = (name: 'case_queued' | 'case_opened', detail: string): Entry => ({ kind: 'event', at: AT, name, detail });
  const cardOf = (next: ThreadState['next'], entries: readonly Entry[]) =>
    packetOf({ state: { ...newState(address('web', 'x'), 'es', AT), ...(next && { next }) }, entries, ...ABOUT }).next;
  const told = [said('case_queued', 'Televisión'), said('case_queued', 'Factura'), said('case_opened', 'Televisión')];
  expect(cardOf([{ kind: 'told', intent: 'bill' }], told)).toEqual(['Factura']);
  expect(cardOf(undefined, told)).toBeUndefined();
});

test.each([
  ['qué pereza esto, páseme con una persona', 'frustrated'],
  ['hay una luz roja, páseme con una persona', 'calm'],
] as const)('given she says «%s», then she is told to be %s', (text, mood) => {
  const said: Entry = { kind: 'customer', at: AT, text, from: address('web', 'x') };
  expect(packetOf({ state: newState(address('web', 'x'), 'es', AT), entries: [said], ...ABOUT }).mood).toBe(mood);
});

test('given an hour before a question, then it is not cut in the middle', () => {
  expect(questionIn('Se quedó sin corriente a las 7:49 a. m. de ayer. ¿Prendió?')).toBe('Se quedó sin corriente a las 7:49 a. m. de ayer… ¿Prendió?');
});
