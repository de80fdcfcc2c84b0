/** Edits of a flow in the studio: one change of the text, everything else byte for byte as it was. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { acceptNew, addOption, addStep, removeStep, renameStep, setSideText, setSource, setValue, splitByLevel, type FlowFiles } from '../../../bot/web/studio/step-edit';
import { filesAround, readAll } from '../../../bot/web/studio/worker/checking';
import { readTyped } from '../../../bot/content/typed';
import type { FlowFault } from '../../../bot/web/contracts';
import { flatFault } from '../../../bot/web/flat-fault';
import { remembering } from '../../../flows/memory';
import { finish } from '../../../flows/parts';
import { assembleInParts } from '../../../flows/release';
import { runTests } from '../../../flows/testing/run-test';
import type { Flow } from '../../../flows/schema';
import { flatTexts, slotsOf } from '../../../flows/slots';
import { parseFlow } from '../../../flows/parse';
import { ROOT } from '../../support/sources';

const folder = path.join(ROOT, 'flows/definitions');
const all: Record<string, string> = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml')).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
);
const flowFiles = Object.keys(all).filter((name) => !name.includes('/') && !/^(glossary|thresholds)/.test(name));
const filesFor = (file: string): FlowFiles => ({ ...filesAround(file, all), all });
const flowIn = (file: string, text: string | undefined): Flow => {
  const read = parseFlow(file, text ?? '');
  expect(read.faults.map(({ message }) => message.en)).toEqual([]);
  if (read.value === undefined) throw new Error(`${file} cannot be read`);
  return read.value.value;
};
const memory = remembering();
const comments = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim().startsWith('#'));

describe('the texts of flows', () => {
  test('given other words, then they are read back, and every comment still stands', () => {
    const words = 'Mire: ¿"sirve", #1 o {no}?';
    for (const file of flowFiles.filter((_, index) => index % 6 === 0)) {
      const slots = slotsOf(flowIn(file, all[file])).flatMap((slot) => flatTexts(slot));
      for (const [key, , at] of [...slots.slice(0, 3), ...slots.slice(-2)]) {
        const text = setValue(filesFor(file), at, words)[file];
        expect(slotsOf(flowIn(file, text)).flatMap((slot) => flatTexts(slot)).find(([other]) => other === key)?.[1]).toBe(words);
        expect(comments(text ?? '')).toEqual(comments(all[file] ?? ''));
      }
    }
  });
});

describe('steps', () => {
  const slow = filesFor('slow-home.yaml');
  const exit = ['steps', 'what', 'exits', 'all'] as const;

  test('given a new question behind another one, then its exit leads there, in English too, and nothing else is touched', () => {
    const texts = addStep(slow, { name: 'since_when', kind: 'ask', text: '¿Va lento desde hoy?', english: 'Has it been slow since today?', go: 'measure', after: 'what', from: exit });
    const flow = flowIn('slow-home.yaml', texts['slow-home.yaml']);
    expect(flow.steps['since_when']).toMatchObject({ kind: 'ask', ask: '¿Va lento desde hoy?', exits: { yes: 'measure', no: 'measure' } });
    expect(flow.steps['what']).toMatchObject({ exits: { all: 'since_when' } });
    expect(Object.keys(texts).sort()).toEqual(['slow-home.yaml', 'texts/slow-home.en.yaml']);
    const gone = (all['slow-home.yaml'] ?? '').split('\n').filter((line) => !(texts['slow-home.yaml'] ?? '').includes(line));
    expect(gone).toHaveLength(1);
    expect(readAll({ ...all, ...texts }, memory).faults.map(({ message }) => message.es)).toEqual([]);
  });

  test.each(['slow-home.yaml', 'no-internet-gpon.yaml', 'identify.yaml'])('given a step of %s gets another name, then whatever leads there, says or tests it follows', (file) => {
    const files = filesFor(file);
    for (const name of Object.keys(flowIn(file, all[file]).steps).slice(0, 2)) {
      const texts = renameStep(files, name, 'renamed_here');
      expect(readAll({ ...all, ...texts }, memory).faults.map(({ message }) => message.es)).toEqual([]);
    }
  });

  test('given a step is removed, then what led there leads to the other one, and its texts are gone', () => {
    const texts = removeStep(slow, 'bypass', 'line_gate');
    const flow = flowIn('slow-home.yaml', texts['slow-home.yaml']);
    expect(Object.hasOwn(flow.steps, 'bypass')).toBe(false);
    expect(JSON.stringify(flow)).not.toContain('"bypass"');
    expect(texts['texts/slow-home.en.yaml']).not.toMatch(/^ {2}bypass\./m);
  });

  test('given a new option, then it can be chosen and leads where it says', () => {
    const texts = addOption(slow, { step: 'bypass', id: 'other', label: 'Otra cosa', english: 'Something else', go: 'line_gate' });
    expect(flowIn('slow-home.yaml', texts['slow-home.yaml']).steps['bypass']).toMatchObject({ options: { other: 'Otra cosa' }, exits: { other: 'line_gate' } });
  });

  test('given an exit that was a default, then the step gets its own', () => {
    const texts = setSource(slow, ['steps', 'bypass', 'exits', 'not_now'], 'line_gate');
    expect(flowIn('slow-home.yaml', texts['slow-home.yaml']).steps['bypass']).toMatchObject({ exits: { not_now: 'line_gate' } });
  });

  test('given one text is split by level, then every language is, and nothing is missing', () => {
    const files = filesFor('slow-home.yaml');
    const alone = slotsOf(flowIn('slow-home.yaml', all['slow-home.yaml'])).find(({ key, text }) => key.endsWith('.ask') && typeof text === 'string');
    if (alone === undefined || typeof alone.text !== 'string') throw new Error('no question has one text for all');
    const next = splitByLevel(files, { key: alone.key, path: alone.path, text: alone.text });
    expect(Object.keys(next)).toEqual(expect.arrayContaining(['slow-home.yaml', 'texts/slow-home.en.yaml']));
    expect(readAll({ ...all, ...next }, memory).faults.filter(({ file }) => file.includes('slow-home'))).toEqual([]);
  });

  test('given the first text with tú, then its file is begun', () => {
    const files = { ...slow, sides: slow.sides.filter((name) => name.endsWith('.en.yaml')) };
    const texts = setSideText(files, { flow: 'slow-home', key: 'what.ask.basic', side: 'tu', value: '¿Qué es lo que te va lento?' });
    expect(Object.keys(texts)).toEqual(['texts/slow-home.tu.yaml']);
    expect(readAll({ ...all, ...texts }, memory).faults).toEqual([]);
  });
});

describe('tests of a flow whose words changed', () => {
  const faultsOf = (files: Record<string, string>): readonly FlowFault[] => {
    const { definitions } = readAll(files, memory);
    if (definitions === undefined) throw new Error('cannot be read');
    const release = finish(assembleInParts('draft', definitions));
    const own = definitions.tests.filter(({ value }) => value.flow === 'slow-home');
    return runTests(release, own, readTyped).flatMap(({ fault }) => (fault === null ? [] : flatFault(fault)));
  };

  test('given a question in other words, when what is said now is accepted, then they pass again, and say the new words', () => {
    let files = { ...all, ...setValue(filesFor('slow-home.yaml'), ['steps', 'what', 'ask', 'basic'], '¿Qué va despacio en su casa?') };
    const first = faultsOf(files);
    expect(first.length).toBeGreaterThan(0);
    for (let round = 0; round < 5 && faultsOf(files).length > 0; round += 1) files = { ...files, ...acceptNew(files, faultsOf(files)) };
    expect(faultsOf(files)).toEqual([]);
    expect(files['tests/slow-home-exits.yaml']).toMatch(/bot: .*¿Qué va despacio en su casa\?/);
  });
});
