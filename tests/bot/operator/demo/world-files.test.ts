/** The files of the demonstration: the shipped ones are whole, and a fault in others is told with its place. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { resolveTime } from '../../../../bot/operator/demo/times';
import { bundledWorldDir, loadWorld } from '../../../../bot/operator/demo/world-files';
import { bundledWorld, handClock, TUESDAY } from '../demo-setup';

const now = () => TUESDAY;

describe('the bundled world', () => {
  const world = bundledWorld(now);

  test('has about forty customers in at least four cities', () => {
    expect(world.customers.length).toBeGreaterThanOrEqual(40);
    expect(new Set(world.services.map(({ place }) => place.split('/')[0])).size).toBeGreaterThanOrEqual(4);
  });

  test('nobody in it can be a real person: documents, telephones and e-mails are out of use', () => {
    for (const { document, contacts } of world.customers) {
      expect(document.number).toMatch(/^99/);
      for (const { value } of contacts) expect(value).toMatch(/^(\+573000000\d{3}|\w+@correo\.example)$/);
    }
  });

  test('is fresh whenever it is loaded', () => {
    const later = handClock(TUESDAY + 90 * 86_400_000);
    const downAt = Date.parse(bundledWorld(later.now).services[0]?.readings.last_down_at ?? '');
    expect(later.now() - downAt).toBe(3 * 3_600_000);
  });
});

describe('faults are told with file, line and column', () => {
  let dir = '';
  beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'world-'))));
  afterEach(() => rmSync(dir, { recursive: true }));
  const faultsOf = (files: Readonly<Record<string, string>>): readonly string[] => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    const loaded = loadWorld(dir, now);
    return loaded.ok ? [] : loaded.faults;
  };
  const base = 'format: 1\noperator: { name: Prueba }\nplaces: [{ id: a, name: A }]\ncustomers: []\n';

  test('a wrong value and a link to nothing, all at once', () => {
    const service = 'services:\n  - { id: s, customer: nobody, kind: gpon, plan: p, address: x, label: x, place: a, readings: { state: online } }\n';
    expect(faultsOf({ 'a.yaml': base, 'b.yaml': service })).toEqual(['b.yaml:2:24 services.0.customer: "nobody" does not exist']);
    const wrong = service.replace('gpon', 'copper').replace('online', 'asleep');
    expect(faultsOf({ 'a.yaml': base, 'b.yaml': wrong })).toEqual([
      expect.stringMatching(/^b\.yaml:2:38 services\.0\.kind: /),
      expect.stringMatching(/^b\.yaml:2:\d+ services\.0\.readings\.state: /),
    ]);
  });

  test('a syntax error', () => {
    expect(faultsOf({ 'a.yaml': 'customers: [\n' })[0]).toMatch(/^a\.yaml:2:1 /);
  });

  test('a key that two files have, and a key that nobody knows', () => {
    expect(faultsOf({ 'a.yaml': base, 'b.yaml': 'customers: []\nservices: []\n' })).toEqual(['b.yaml:1:12 "customers" is already in a.yaml']);
    expect(faultsOf({ 'a.yaml': `${base}services: []\n`, 'b.yaml': 'planets: []\n' })[0]).toContain('planets');
  });

  test('an empty directory', () => {
    expect(faultsOf({})[0]).toContain('no .yaml or .json file');
  });

  test('JSON does as well', () => {
    expect(faultsOf({ 'a.yaml': base, 'b.json': '{ "services": [] }' })).toEqual([]);
  });
});

test.each([
  ['now', '2026-11-24T10:00:00-05:00'],
  ['-2h', '2026-11-24T08:00:00-05:00'],
  ['+90m', '2026-11-24T11:30:00-05:00'],
  ['-3d', '2026-11-21T10:00:00-05:00'],
  ['today 14:00', '2026-11-24T14:00:00-05:00'],
  ['+1d 08:00', '2026-11-25T08:00:00-05:00'],
  ['2026-11-24T15:00:00Z', '2026-11-24T10:00:00-05:00'],
  ['2026-11-24T15:00:00', null],
  ['yesterday', null],
  ['today 25:00', null],
])('%s is %s', (text, expected) => {
  expect(resolveTime(text, TUESDAY)).toBe(expected);
});

test('the directory is beside the source', () => {
  expect(bundledWorldDir()).toMatch(/bot[/\\]operator[/\\]demo[/\\]world$/);
});
