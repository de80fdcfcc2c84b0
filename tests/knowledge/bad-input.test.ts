/** No text holds up the other conversations: whatever is written and asked, the work is bounded. */
import fc from 'fast-check';
import { QUESTION_KINDS, type Question } from '../../knowledge/question';
import { understand, warm } from '../../knowledge/understand';
import { costOf } from '../support/cost';

/** What makes careless readers slow: repeated beginnings of patterns, figures without end, marks, other scripts. */
const PIECES = [
  'a', 'no ', '1', '1 ', '1.', '3001234567 ', 'mil ', 'veinti', 'y ', 'y media ', 'lunes ', 'a las 3 ', 'en 8 ', 'el 5 de ', 'hace ', 'menos ', 'coma ',
  'a@', 'a@b.', '-', '+57', '(', '¿', '\n', ' ', '\t', '\u0000', '\u202e', 'שלום ', 'مرحبا ', '😀', '👩‍👩‍👧', 'e\u0301\u0301\u0301', '\ufdfa', '\ud800', 'caso ',
  'cedula ', 'rx ', 'reset ', 'no es el ', 'se me ', 'digo ', 'termina en 5 ', 'un cuarto para las ', 'perdon ', 'doble ',
] as const;
const NOW = '2026-11-22T09:00:00';
const QUESTIONS: readonly (Question | undefined)[] = [
  undefined,
  ...QUESTION_KINDS.map((kind): Question => ({ kind, text: '¿Cuánto pagó y desde cuándo?', now: NOW, options: [{ id: 'red', label: 'Roja' }, { id: 'mon', label: 'Lunes 23, 8 a 10 a. m.' }] })),
];
/** Milliseconds of this process that one message may take (invariant of the issue; usually below 5). */
const LONGEST_BLOCK = 50;

describe('bad input', () => {
  beforeAll(warm);

  it.each(['', ' ', '\n\n', '\u0000\u0007', '\u202e\u200f', '😀😀😀', '؟', '—', '\ud800'])('asks for nothing in %j', (text) => {
    const meant = understand(text, { kind: 'yes_no', text: '¿Ya le funciona?' });
    expect(meant).toMatchObject({ intent: 'other', level: 'unknown' });
    expect(meant.answer).not.toBe('no');
    expect(meant.confidence).toBeLessThan(0.7);
  });

  it('reads a message of 100,000 characters no longer than a short one, and tells that it was cut', () => {
    for (const piece of PIECES) {
      const text = piece.repeat(Math.ceil(100_000 / piece.length));
      const question = QUESTIONS[piece.length % QUESTIONS.length];
      expect(understand(text, question).cut).toBe(true);
      expect(costOf(() => understand(text, question))).toBeLessThan(LONGEST_BLOCK);
    }
    expect(understand('no tengo internet').cut).toBeUndefined();
  });

  it('is never slow, whatever is mixed and asked', () => {
    const mixed = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 400 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(mixed, fc.constantFrom(...QUESTIONS), (text, question) => expect(costOf(() => understand(text, question))).toBeLessThan(LONGEST_BLOCK)),
      { numRuns: 300 },
    );
  });
});
