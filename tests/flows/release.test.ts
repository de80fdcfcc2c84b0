/** I7: a release is named by its content and compiled as a whole or not at all. */
import { contentHash } from '../../flows/content-hash';
import fc from 'fast-check';
import { compileRelease, releaseId } from '../../flows/release';
import { compiled, shippedFiles } from './release-files';
import { smallFiles } from './small-release';

const files = smallFiles('  first: { say: Hola, go: bye }\n', { 'first.say': 'Hello' });

test('the name depends on every file and on nothing else', () => {
  const id = releaseId(files);
  expect(id).toMatch(/^[0-9a-z]{13}$/);
  expect(releaseId(Object.fromEntries(Object.entries(files).reverse()))).toBe(id);
  fc.assert(fc.property(fc.constantFrom(...Object.keys(files)), fc.string({ minLength: 1 }), (path, more) => releaseId({ ...files, [path]: `${files[path] ?? ''}${more}` }) !== id));
});

test('text that moves from one file to the next gives another name', () => {
  expect(releaseId({ a: 'xy', b: '' })).not.toBe(releaseId({ a: 'x', b: 'y' }));
});

test('a flow is found by what opens it; sub-flows are opened by nothing', () => {
  const release = compiled(shippedFiles());
  expect(release.byIntent('no_internet')?.name).toBe('no-internet');
  expect(release.byIntent('greeting')).toBeUndefined();
  expect([...release.flows.values()].every((flow) => flow.release === release.id)).toBe(true);
  expect(release.byIntent('no_internet')?.title).toEqual({ es: 'Sin internet en casa', en: 'No internet at home' });
});

test('one fault anywhere and there is no release', () => {
  const broken = compileRelease('x', { ...shippedFiles(), 'extra.yaml': 'schema: 1\n' });
  expect('faults' in broken && broken.faults.every(({ file }) => file === 'extra.yaml')).toBe(true);
});

test('two flows may not be opened by the same words', () => {
  const twin = (files['small.yaml'] ?? '').replace('flow: small', 'flow: twin');
  const english = (files['texts/small.en.yaml'] ?? '').replace('flow: small', 'flow: twin');
  const result = compileRelease('x', { ...files, 'twin.yaml': twin, 'texts/twin.en.yaml': english });
  expect('faults' in result && result.faults[0]?.message.en).toBe('the intent "no_internet" already opens "small"');
});

test('a name is FNV-1a of 64 bits, as others compute it', () => {
  // Noll's reference values.
  expect(contentHash('')).toBe(BigInt('0xcbf29ce484222325').toString(36).padStart(13, '0'));
  expect(contentHash('a')).toBe(BigInt('0xaf63dc4c8601ec8c').toString(36).padStart(13, '0'));
  expect(contentHash('foobar')).toBe(BigInt('0x85944171f73967e8').toString(36).padStart(13, '0'));
});
