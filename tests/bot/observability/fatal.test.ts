/** How a process ends that met a bug: one line that says where, and nothing that anybody wrote. */
import { exitOf } from '../../support/server';
import { inChild, outputOf } from '../../support/child';

const TEXT = 'me llamo Rosa, 3001112233';
const START = `
const { makeLog } = require('./bot/observability/log');
require('./bot/observability/fatal').endOnBug(makeLog('info'));
setInterval(() => undefined, 1_000);
`;
const LINE = /\{.*\}\n/;

test.each<[string, string, string]>([
  ['an exception outside of any request', `setImmediate(() => { throw new TypeError('${TEXT}') })`, 'TypeError'],
  ['a rejection that nobody waits for', `Promise.reject(new RangeError('${TEXT}'))`, 'RangeError'],
  ['something thrown that is no error', `setImmediate(() => { throw '${TEXT}' })`, 'string'],
  ['what a parser says, which quotes its text', `setImmediate(() => JSON.parse('${TEXT}'))`, 'SyntaxError'],
])('given %s, one JSON line says so without its words, and the process ends with 1', async (_, bug, type) => {
  const child = inChild(`${START}${bug}`);
  let all = '';
  child.stdout?.on('data', (chunk: Buffer) => (all += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (all += chunk.toString()));
  const exited = exitOf(child);
  const line = await outputOf(child, LINE);
  expect(await exited).toBe(1);
  expect(JSON.parse(line)).toMatchObject({ level: 60, err: { type }, msg: expect.stringContaining('a bug ended this process') });
  expect(all).toBe(line);
  expect(all).not.toContain('Rosa');
});

test('given a fault of the system, its words are told, and where it was met', async () => {
  const child = inChild(`${START}setImmediate(() => require('node:fs').readFileSync('/nowhere/at/all'))`);
  const exited = exitOf(child);
  const line = await outputOf(child, LINE);
  expect(await exited).toBe(1);
  expect(JSON.parse(line)).toMatchObject({ err: { code: 'ENOENT', message: expect.stringContaining('/nowhere/at/all'), stack: expect.arrayContaining([expect.stringMatching(/^at /)]) } });
});
