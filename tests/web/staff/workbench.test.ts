/** The studio: unpublished text is never lost, nobody's work is overwritten unseen, and only checked texts are published. */
import fc from 'fast-check';
import { putDownDrafts, takeUpDrafts } from '../../../bot/web/studio/draft-shelf';
import { pathFor } from '../../../bot/web/studio/import-path';
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
    const bench = then(opened(), { type: 'typed', text: 'A2', at: 0 });
    expect(obstacle(opened())).toBe('nothing_changed');
    expect(obstacle(bench)).toBe('not_checked');
    expect(obstacle(checked(bench))).toBeUndefined();
    expect(obstacle(checked(bench, [fault]))).toBe('faults');
    expect(allTexts(bench)).toEqual({ 'a.yaml': 'A2', 'b.yaml': 'B' });
  });

  test('given an answer about an older text, then it is not believed', () => {
    const first = then(opened(), { type: 'typed', text: 'A2', at: 0 });
    const second = then(first, { type: 'typed', text: 'A3', at: 0 });
    expect(then(second, { type: 'checked', revision: first.check.revision, faults: [] }).check.kind).toBe('waiting');
  });

  test('given the text is as published again, then nothing is left to publish', () => {
    expect(then(opened(), { type: 'typed', text: 'A2', at: 0 }, { type: 'typed', text: 'A', at: 0 }).drafts).toEqual({});
  });

  test('given a way back, then the published text returns and the other file keeps its draft', () => {
    const bench = then(opened(), { type: 'typed', text: 'A2', at: 0 }, { type: 'opened', file: 'b.yaml' }, { type: 'typed', text: 'B2', at: 0 }, { type: 'undone', file: 'a.yaml' });
    expect([textOf(bench, 'a.yaml'), textOf(bench, 'b.yaml')]).toEqual(['A', 'B2']);
  });
});

describe('a file from outside', () => {
  test.each([
    ['a.yml', 'flow: a\nsteps:\n', 'a.yaml'],
    ['a.en.yaml', 'flow: a\nlanguage: en\ntexts:\n', 'texts/a.en.yaml'],
    ['a.yaml', 'flow: a\ntests:\n', 'tests/a.yaml'],
    ['office.yaml', 'facts:\n', 'glossary/office.yaml'],
    ['bill.md', '---\nid: bill\nservices: [internet]\n---\n', 'articles/bill.md'],
    ['bill.md', '---\nid: bill\ntitle: Your bill\n---\n', 'articles/en/bill.md'],
  ])('given %s, then it goes where it came from', (name, text, path) => {
    const bench = reduceWorkbench(EMPTY_WORKBENCH, { type: 'loaded', reply: reply({ 'a.yaml': 'A', 'glossary/office.yaml': 'G' }), kept: {} });
    expect(pathFor(bench, name, text)).toBe(path);
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
    const drafts = { 'a.yaml': { text: 'A2', from: 'A' }, 'new.yaml': { text: 'N', from: null } };
    putDownDrafts(shelf, drafts, {});
    expect(takeUpDrafts(shelf, ['a.yaml', 'b.yaml', 'c.yaml'])).toEqual(drafts);
    putDownDrafts(shelf, { 'a.yaml': { text: 'A3', from: 'A' } }, drafts);
    expect(takeUpDrafts(shelf, ['a.yaml', 'b.yaml', 'c.yaml'])).toEqual({ 'a.yaml': { text: 'A3', from: 'A' } });
  });
});

describe('somebody else published', () => {
  const mine = then(opened(), { type: 'typed', text: 'mine', at: 0 });

  test('given the same file, then one of the two must be chosen', () => {
    const bench = then(mine, { type: 'reloaded', reply: reply({ 'a.yaml': 'theirs', 'b.yaml': 'B' }) });
    expect([conflictsIn(bench), obstacle(bench)]).toEqual([['a.yaml'], 'conflict']);
    expect(textOf(then(bench, { type: 'kept-mine', file: 'a.yaml' }), 'a.yaml')).toBe('mine');
    expect(obstacle(then(bench, { type: 'kept-mine', file: 'a.yaml' }))).toBe('not_checked');
    expect(textOf(then(bench, { type: 'undone', file: 'a.yaml' }), 'a.yaml')).toBe('theirs');
  });

  test('given the same file was taken away, then what I wrote is not lost: it stays as a new one, or goes too', () => {
    const bench = then(mine, { type: 'reloaded', reply: reply({ 'b.yaml': 'B' }) });
    expect([textOf(bench, 'a.yaml'), conflictsIn(bench)]).toEqual(['mine', ['a.yaml']]);
    expect(conflictsIn(then(bench, { type: 'kept-mine', file: 'a.yaml' }))).toEqual([]);
    expect(then(bench, { type: 'undone', file: 'a.yaml' }).drafts).toEqual({});
  });

  test('given another file, then nothing stands in the way', () => {
    const bench = then(mine, { type: 'reloaded', reply: reply({ 'a.yaml': 'A', 'b.yaml': 'theirs' }) });
    expect(obstacle(checked(bench))).toBeUndefined();
    expect(allTexts(bench)).toEqual({ 'a.yaml': 'mine', 'b.yaml': 'theirs' });
  });

  test('given that it is what I wrote, then my draft is done', () => {
    expect(then(mine, { type: 'reloaded', reply: reply({ 'a.yaml': 'mine', 'b.yaml': 'B' }) }).drafts).toEqual({});
  });
});

describe('the one history', () => {
  test('given changes in two views, then undo goes back through both in turn, and redo forward', () => {
    const bench = then(opened(), { type: 'typed', text: 'A2', at: 0 }, { type: 'changed', texts: { 'a.yaml': 'A3', 'b.yaml': 'B3' } });
    const back = then(bench, { type: 'undo' });
    expect([textOf(back, 'a.yaml'), textOf(back, 'b.yaml')]).toEqual(['A2', 'B']);
    expect(then(back, { type: 'undo' }).drafts).toEqual({});
    expect(allTexts(then(back, { type: 'undo' }, { type: 'redo' }, { type: 'redo' }))).toEqual({ 'a.yaml': 'A3', 'b.yaml': 'B3' });
  });

  test('given keystrokes in a row, then they are one step back; after a pause they are two', () => {
    const row = then(opened(), { type: 'typed', text: 'A2', at: 0 }, { type: 'typed', text: 'A23', at: 100 });
    expect(textOf(then(row, { type: 'undo' }), 'a.yaml')).toBe('A');
    expect(textOf(then(row, { type: 'typed', text: 'A234', at: 5_000 }, { type: 'undo' }), 'a.yaml')).toBe('A23');
  });

  test('given any changes, then as many steps back lead to what is published', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a.yaml', 'b.yaml', 'c.yaml'), fc.option(fc.string({ maxLength: 3 }))), { maxLength: 12 }), (changes) => {
      const bench = then(opened(), ...changes.map(([file, text]): WorkbenchEvent => ({ type: 'changed', texts: { [file]: text } })));
      expect(then(bench, ...changes.map((): WorkbenchEvent => ({ type: 'undo' }))).drafts).toEqual({});
    }), { numRuns: 60 });
  });
});

describe('files', () => {
  test('given a new file and one taken away, then both are what would be published, also after a reload', () => {
    const bench = then(opened(), { type: 'changed', texts: { 'c.yaml': 'C' } }, { type: 'changed', texts: { 'b.yaml': null } });
    expect(allTexts(bench)).toEqual({ 'a.yaml': 'A', 'c.yaml': 'C' });
    expect([conflictsIn(bench), allTexts(opened(bench.drafts))]).toEqual([[], { 'a.yaml': 'A', 'c.yaml': 'C' }]);
  });

  test('given five megabytes pasted, then nothing changes but the notice', () => {
    const bench = then(opened(), { type: 'typed', text: 'x'.repeat(5_000_000), at: 0 });
    expect([bench.refused, bench.drafts, textOf(bench, 'a.yaml')]).toEqual([true, {}, 'A']);
  });
});
