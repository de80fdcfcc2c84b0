/** A visit: what was taken for granted is swept up first, and without a time there is always a case. */
import type { Assumption } from '../../flows/run';
import { startFlow } from '../../flows/step';
import { compiled, shippedFiles } from './release-files';
import type { Script, Walked } from './walk';
import { flowOf, NOW, walk } from './walk';

const release = compiled(shippedFiles());
const OFFERED = { result: 'offered', facts: { 'visit.slots': [{ id: 'A', label: 'hoy' }, { id: 'B', label: 'mañana' }] } };
const BOOKED = { result: 'booked', facts: { 'visit.id': 'V-1', 'visit.window': 'mañana de 8 a 10' } };

const visit = (script: Partial<Script>): Walked =>
  walk(release, {
    flow: 'book-visit', level: 'basic', answers: { pick: 'B' }, ...script,
    actions: { offer_slots: OFFERED, book_visit: BOOKED, open_ticket: { result: 'opened', facts: { 'ticket.new_id': 'T-1' } }, ...script.actions },
  });

test('given nothing was assumed, then the times come at once', () => {
  const walked = visit({});
  expect(walked.asked).toEqual(['pick']);
  expect(walked.said).toEqual(['Listo, la visita quedó para el mañana de 8 a 10. Su número de visita es V-1.']);
});

test('given assumptions, then they are one numbered list with three answers', () => {
  const assumed: readonly Assumption[] = ['Uno.', 'Dos.'].map((text, index) => ({ flow: 'x', step: `s${index}`, answer: 'yes', text }));
  const { acts } = startFlow(flowOf(release, 'book-visit'), { level: 'advanced', language: 'es', now: NOW, facts: {}, assumed });
  const ask = acts.find((act) => act.act === 'ask')?.ask;
  expect(ask?.text).toContain('1. Uno.\n2. Dos.');
  expect(ask?.question.options?.map(({ id }) => id)).toEqual(['all_fine', 'something_not', 'unknown']);
});

test('given the time was taken meanwhile, then times are offered again', () => {
  const walked = visit({ actions: { book_visit: ['taken', BOOKED] } });
  expect(walked.asked).toEqual(['pick', 'pick']);
  expect(walked.end?.exit).toBe('booked');
});

test('given every time is taken, then it stops offering and leaves a case', () => {
  expect(visit({ actions: { book_visit: 'taken' } }).end?.exit).toBe('ticket');
});

test.each([
  ['there are no times', { offer_slots: 'none' }, 'no hay horarios'],
  ['the calendar does not answer', { offer_slots: 'fails' }, 'no me responde'],
  ['the booking does not answer', { book_visit: 'fails' }, 'no me responde'],
])('given %s, then it is said and a case is left', (_what, actions, words) => {
  const walked = visit({ actions });
  expect(walked.said[0]).toContain(words);
  expect(walked.said.at(-1)).toContain('T-1');
  expect(walked.end?.exit).toBe('ticket');
});

test('given nothing answers, then the customer is still told', () => {
  const walked = visit({ actions: { offer_slots: 'fails', open_ticket: 'fails' } });
  expect(walked.said.at(-1)).toContain('queda guardada');
});
