/** The studio: unpublished text is never lost, nobody's work is overwritten unseen, and only checked texts are published. */
import fc from 'fast-check';
import { putDownDrafts, takeUpDrafts } from '../../../bot/web/studio/draft-shelf';
import { newLine, offsetAt, placeAt, shiftLines, type Edit } from '../../../bot/web/studio/editing';
import { allTexts, conflictsIn, EMPTY_WORKBENCH, obstacle, reduceWorkbench, textOf, type Drafts, type Workbench, type WorkbenchEvent } from '../../../bot/web/studio/workbench';
import type { FlowFault, FlowsReply } from '../../../bot/web/contracts';

const current = { id: 'h1', name: 'r1', at: '2026-11-22T07:00:00-05:00', author: 'Eva', reason: 'x', current: true };
const reply = (files: Readonly<Record<string, string>>): FlowsReply => ({ files, current, releases: [current] });
const opened = (kept: Drafts = {}): Workbench => reduceWorkbench(EMPTY_WORKBENCH, { type: 'loaded', reply: reply({ 'a.yaml': 'A', 'b.yaml': 'B' }), kept });
const then = (bench: Workbench, ...events: readonly WorkbenchEvent[]): Workbench => events.reduce(reduceWorkbench, bench);
const checked = (bench: Workbench, faults: readonly FlowFault[] = []): Workbench => then(bench, { type: 'checked', revision: bench.check.revision, faults });
const fault: FlowFault = { file: 'a.yaml', line: 1, column: 1, es: 'mal', en: 'bad' };

describe('writing', () => {
  test('given a change, then it must be checked before it can be published', () => {
    const bench = then(opened(), { type: 'typed', text: 'A2' });
    expect(obstacle(opened())).toBe('nothing_changed');
    expect(obstacle(bench)).toBe('not_checked');
    expect(obstacle(checked(bench))).toBeUndefined();
    expect(obstacle(checked(bench, [fault]))).toBe('faults');
    expect(allTexts(bench)).toEqual({ 'a.yaml': 'A2', 'b.yaml': 'B' });
  });

  test('given an answer about an older text, then it is not believed', () => {
    const first = then(opened(), { type: 'typed', text: 'A2' });
    const second = then(first, { type: 'typed', text: 'A3' });
    expect(then(second, { type: 'checked', revision: first.check.revision, faults: [] }).check.kind).toBe('waiting');
  });

  test('given the text is as published again, then nothing is left to publish', () => {
    expect(then(opened(), { type: 'typed', text: 'A2' }, { type: 'typed', text: 'A' }).drafts).toEqual({});
  });

  test('given a way back, then the published text returns and the other file keeps its draft', () => {
    const bench = then(opened(), { type: 'typed', text: 'A2' }, { type: 'opened', file: 'b.yaml' }, { type: 'typed', text: 'B2' }, { type: 'undone', file: 'a.yaml' });
    expect([textOf(bench, 'a.yaml'), textOf(bench, 'b.yaml')]).toEqual(['A', 'B2']);
  });
});

describe('an earlier visit', () => {
  test('given unpublished text, then it is back, named, and opened first', () => {
    const bench = opened({ 'b.yaml': { text: 'B2', from: 'B' } });
    expect([bench.recovered, bench.file, textOf(bench, 'b.yaml')]).toEqual([['b.yaml'], 'b.yaml', 'B2']);
  });

  test('given text that was published meanwhile, then nothing is recovered', () => {
    expect(opened({ 'a.yaml': { text: 'A', from: 'old' } }).drafts).toEqual({});
  });

  test('given drafts, when put down and taken up, then they are the same, and spoilt ones are left out', () => {
    const kept = new Map<string, string>([['hilo.studio.draft/c.yaml', '{']]);
    const shelf = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
    putDownDrafts(shelf, ['a.yaml', 'b.yaml'], { 'a.yaml': { text: 'A2', from: 'A' } });
    expect(takeUpDrafts(shelf, ['a.yaml', 'b.yaml', 'c.yaml'])).toEqual({ 'a.yaml': { text: 'A2', from: 'A' } });
  });
});

describe('somebody else published', () => {
  const mine = then(opened(), { type: 'typed', text: 'mine' });

  test('given the same file, then one of the two must be chosen', () => {
    const bench = then(mine, { type: 'reloaded', reply: reply({ 'a.yaml': 'theirs', 'b.yaml': 'B' }) });
    expect([conflictsIn(bench), obstacle(bench)]).toEqual([['a.yaml'], 'conflict']);
    expect(textOf(then(bench, { type: 'kept-mine', file: 'a.yaml' }), 'a.yaml')).toBe('mine');
    expect(obstacle(then(bench, { type: 'kept-mine', file: 'a.yaml' }))).toBe('not_checked');
    expect(textOf(then(bench, { type: 'undone', file: 'a.yaml' }), 'a.yaml')).toBe('theirs');
  });

  test('given another file, then nothing stands in the way', () => {
    const bench = then(mine, { type: 'reloaded', reply: reply({ 'a.yaml': 'A', 'b.yaml': 'theirs' }) });
    expect(obstacle(checked(bench))).toBeUndefined();
    expect(allTexts(bench)).toEqual({ 'a.yaml': 'mine', 'b.yaml': 'theirs' });
  });

  test('given my own release, then my draft is done', () => {
    expect(then(mine, { type: 'released', reply: reply({ 'a.yaml': 'mine', 'b.yaml': 'B' }) }).drafts).toEqual({});
  });
});

describe('the text field', () => {
  const done = (text: string, { from, to, insert }: Edit): string => text.slice(0, from) + insert + text.slice(to);

  test('given any text and place in it, then line and column lead back to it', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', ' ', '\n', 'ñ')), fc.nat(), (letters, at) => {
      const text = letters.join('');
      const offset = at % (text.length + 1);
      const { line, column } = placeAt(text, offset);
      expect(offsetAt(text, line, column)).toBe(offset);
    }));
  });

  test('given a place beyond the text, then the nearest one', () => {
    expect([offsetAt('ab\nc', 9, 9), offsetAt('ab\nc', 1, 9), offsetAt('', 3, 3)]).toEqual([4, 2, 0]);
  });

  test('given Enter, then the indentation stays, and deepens after a colon', () => {
    const at = (text: string): string => done(text, newLine({ text, start: text.length, end: text.length }));
    expect([at('  say: hola'), at('  look:'), at('a')]).toEqual(['  say: hola\n  ', '  look:\n    ', 'a\n']);
  });

  test('given lines moved in and out again, then the text is as before', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', '\n')), fc.nat(), fc.nat(), (letters, one, other) => {
      const text = letters.join('');
      const [start, end] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b) as [number, number];
      const deeper = shiftLines({ text, start, end }, true);
      const moved = done(text, deeper);
      expect(done(moved, shiftLines({ text: moved, start: deeper.start, end: deeper.end }, false))).toBe(text);
    }));
  });
});
