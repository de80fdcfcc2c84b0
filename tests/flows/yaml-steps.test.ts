/** A flow that is read step by step says what the whole file says, wherever it was cut, and says it at the same places. */
import fc from 'fast-check';
import { remembering, type Memory } from '../../flows/memory';
import { parseFlow } from '../../flows/parse';
import { parseYaml, type Path, type Source } from '../../flows/parse-yaml';
import { kindOf } from '../../flows/sources';
import { parseSteps } from '../../flows/yaml-steps';
import { shippedFiles } from './release-files';

/** Small ones first. */
const FLOWS = Object.entries(shippedFiles()).filter(([file]) => kindOf(file) === 'flow').sort(([, one], [, other]) => one.length - other.length);
const FILE = 'a.yaml';

const pathsIn = (value: unknown, path: Path = []): readonly Path[] => {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, Array.isArray(value) ? Number(key) : key]))];
};
const placesIn = (source: Source): readonly unknown[] => [...pathsIn(source.value), ['nowhere'], ['steps', 'nowhere', 'x']].flatMap((path) => [source.at(path), source.at(path, 'key')]);

/** Whether it was read in parts; what it says must be what the whole says. */
const agrees = (text: string, memory: Memory = remembering()): boolean => {
  const [whole, parts] = [parseYaml(FILE, text), parseSteps(FILE, text, memory)];
  if (parts === undefined) return false;
  expect(whole).toMatchObject({ ok: true });
  if (!whole.ok) return true;
  expect(parts.value).toEqual(whole.value.value);
  expect(placesIn(parts)).toEqual(placesIn(whole.value));
  return true;
};

describe('a flow read step by step', () => {
  test('given the shipped flows, each is read so, with every place where it stands', () => {
    for (const [, text] of FLOWS.slice(0, 12)) expect(agrees(text)).toBe(true);
    for (const [, text] of FLOWS) expect(parseSteps(FILE, text, remembering())).toBeDefined();
  });

  test('given a change anywhere, with what is remembered from before, it says what the whole says or leaves it to the whole', () => {
    const junk = fc.constantFrom('', ' ', '\n', '"', "'", '[', '}', ': ', '- ', '#', '|\n', '>', '&a ', '*a', '!t ', 'steps:\n', '  other: { say: x, go: y }\n', '\nmore: 1\n', '---\n', '\t', 'ask', '  ');
    fc.assert(fc.property(fc.constantFrom(...FLOWS.slice(0, 5)), fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), junk), { minLength: 1, maxLength: 3 }), ([, text], edits) => {
      const memory = remembering();
      agrees(text, memory);
      let now = text;
      for (const [where, cut, put] of edits) {
        const at = Math.floor(where * now.length);
        now = now.slice(0, at) + put + now.slice(at + cut);
        agrees(now, memory);
        expect(parseFlow(FILE, now, memory).faults).toEqual(parseFlow(FILE, now).faults);
      }
    }), { numRuns: 40 });
  });

  test('given a text over several lines that looks like a step, it is no step', () => {
    for (const text of ['a: 1\nsteps:\n  one:\n    say: "x\n  two: y"\n    go: z\n', 'a: 1\nsteps:\n  one: { say: [\n  two: 1 ] }\n', 'a: "\nsteps:\n  one: 1"\n', 'a: 1\nsteps:\n  one: 1\n  one: 2\n']) expect(agrees(text)).toBe(false);
  });

  test('given one step is typed in, the others are the very same things as before', () => {
    const memory = remembering();
    const [, text = ''] = FLOWS[0] ?? [];
    const before = parseFlow(FILE, text, memory).value?.value.steps ?? {};
    const after = parseFlow(FILE, text.replace(/^steps:\n/m, 'steps:\n  extra: { say: Hola, go: extra }\n'), memory).value?.value.steps ?? {};
    expect(Object.keys(before).filter((name) => after[name] !== before[name])).toEqual([]);
    expect(after['extra']).toMatchObject({ kind: 'say' });
  });
});
