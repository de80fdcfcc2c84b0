/** Every kind of shared record has an end, or a reason to have none; nobody who writes one has to think of it (P14). */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../../bot/root';
import { withEnds } from '../../../bot/runtime/ended-records';
import type { KeptRecords, Storage } from '../../../bot/runtime/ports';
import { kindOf, RECORD_KINDS } from '../../../bot/runtime/record-kinds';
import { recordsMarkdown } from '../../../bot/runtime/records-markdown';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { readSources } from '../../support/sources';

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 22);

describe('given records that are written as their kind says', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hilo-ends-'));
  let storage: Storage;
  let records: KeptRecords;
  let now = START;
  const open = (): KeptRecords => withEnds({ records: storage.records, now: () => now, retention: { entriesMs: 10 * DAY, idleMs: 20 * DAY } });
  beforeAll(async () => {
    storage = await openEmbedded(folder);
  });
  beforeEach(() => {
    records = open();
  });
  afterAll(async () => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const write = async (name: string, json = '{}'): Promise<void> => {
    expect(await records.put(name, json, (await records.get(name))?.version ?? 0)).toBe('saved');
  };
  /** Which of them are left when the sweep came by so many days later. */
  const leftAfter = async (days: number, names: readonly string[]): Promise<readonly string[]> => {
    now += days * DAY;
    await records.forget(now);
    const found = await Promise.all(names.map(async (name) => ((await storage.records.get(name)) ? [name] : [])));
    return found.flat();
  };

  it('each kind goes when it says, and what has no end stays', async () => {
    const names = ['quality:2026-11-22:3', 'quality:at:t1', 'receipts:t1', 'studio:happened:2026-11-22:1', 'clock'];
    for (const name of names) await write(name);
    expect(await leftAfter(9, names)).toEqual(names);
    expect(await leftAfter(2, names)).toEqual(names.slice(1));
    expect(await leftAfter(68, names)).toEqual(names.slice(1));
    expect(await leftAfter(2, names)).toEqual(['studio:happened:2026-11-22:1', 'clock']);
    expect(await leftAfter(20, names)).toEqual(['clock']);
  });

  it('a change puts the end off, and whoever writes an end of its own is heard', async () => {
    await write('receipts:t2');
    expect(await leftAfter(79, ['receipts:t2'])).toHaveLength(1);
    await write('receipts:t2', '{"1":"s"}');
    expect(await leftAfter(79, ['receipts:t2'])).toHaveLength(1);
    await records.putUntil({ name: 'receipts:t2', json: '{}', expected: (await records.get('receipts:t2'))?.version ?? 0, until: 0 });
    expect(await leftAfter(0, ['receipts:t2'])).toEqual([]);
  });

  it('what is read for years and never changed stays as long as it is read, at the price of a write a month', async () => {
    const name = 'wa:co.123';
    await write(name, '{"phone":"+573001112233"}');
    const version = (await records.get(name))?.version ?? 0;
    for (let month = 0; month < 12; month += 1) {
      expect(await leftAfter(31, [name])).toEqual([name]);
      for (let reads = 0; reads < 3; reads += 1) expect((await records.get(name))?.json).toBe('{"phone":"+573001112233"}');
    }
    expect((await storage.records.get(name))?.version).toBe(version + 12);
    expect(await leftAfter(81, [name])).toEqual([]);
    expect(await records.get(name)).toBeNull();
  });

  it('given two processes that read it in the same moment, what each holds can be written', async () => {
    const [name, other] = ['azure:a1', open()];
    await write(name);
    now += 31 * DAY;
    const held = await Promise.all([records.get(name), other.get(name)]);
    const newest = Math.max(...held.map((one) => one?.version ?? 0));
    expect((await storage.records.get(name))?.version).toBe(newest);
    expect(await other.put(name, '{"a":1}', newest)).toBe('saved');
  });

  it('given a store that keeps nothing now, what is there is read all the same', async () => {
    await write('wa:co.7');
    const away: KeptRecords = { ...storage.records, get: (name) => storage.records.get(name), putUntil: () => Promise.reject(new Error('full')) };
    expect(await withEnds({ records: away, now: () => now, retention: { entriesMs: DAY, idleMs: DAY } }).get('wa:co.7')).toMatchObject({ json: '{}' });
  });
});

describe('the table of kinds', () => {
  /** What stands for a name at a place where a record is read or written, and what that name is in the same file. */
  const PLACES = [/\brecords(?:: [\w.]+)?, name: ([^,}\n]+)/g, /\brecords\.(?:get|put)\(([\w.]+(?:\([^)]*\))?|['`][^'`]*['`])/g, /putUntil\(\{ name: ([^,}]+)/g];
  const PARTITIONS = /makePartitions(?:<\w+>)?\(records, (['`][^'`$]*)/g;
  /** Put together from pieces. */
  const PIECES: Readonly<Record<string, readonly string[]>> = { 'bot/desk/web-reach.ts': ['desk:reached:', 'desk:seen:'], 'bot/staff/audit.ts': ['audit:'] };
  /** Handed a name by whoever calls, or the port itself. */
  const BY_CALLER = new Set(['bot/runtime/shared-record.ts', 'bot/runtime/ended-records.ts', 'bot/notices/partitions.ts', 'bot/content/edition-log.ts', 'bot/content/followed-record.ts']);
  const APART = /^bot\/(?:storage\/(?:redis|embedded)|web)\//;
  const files = readSources().filter(({ file }) => file.startsWith('bot/') && !APART.test(file) && !BY_CALLER.has(file));
  const named = files.flatMap(({ file, text }) => [
    ...(PIECES[file] ?? []).map((name) => ({ file, name: `'${name}'`, text })),
    ...[...text.matchAll(PARTITIONS)].map(([, name = '']) => ({ file, name: `${name.replace(/:$/, '')}:'`, text })),
    ...(file in PIECES ? [] : PLACES.flatMap((place) => [...text.matchAll(place)].map(([, name = '']) => ({ file, name: name.trim(), text })))),
  ]);
  const literal = (text: string): string | undefined => /^['`]([^'`$]+)/.exec(text)?.[1];
  /** A constant or a small function of the file. */
  const resolved = (name: string, text: string): string | undefined => {
    const found = literal(name);
    if (found !== undefined) return found;
    const [word = ''] = /^\w+/.exec(name) ?? [];
    const told = new RegExp(`\\bconst ${word} = (?:\\([^)]*\\)(?:: \\w+)? => )?([\`'][^\`']*[\`']|\`\\$\\{(\\w+)\\}[^\`]*\`)`).exec(text)?.[1];
    if (told === undefined) return undefined;
    const inner = /^`\$\{(\w+)\}([^`$]*)/.exec(told);
    return inner ? `${resolved(inner[1] ?? '', text) ?? ''}${inner[2] ?? ''}` : literal(told);
  };

  it('knows every name under which a record is read or written', () => {
    const unknown = named.flatMap(({ file, name, text }) => {
      const is = resolved(name, text);
      return is !== undefined && kindOf(is) ? [] : [`${file}: ${name} (${is ?? 'its name could not be read here'})`];
    });
    expect(unknown).toEqual([]);
    expect(named.length).toBeGreaterThan(40);
  });

  it('lists none that nobody writes', () => {
    const used = new Set(named.map(({ name, text }) => kindOf(resolved(name, text) ?? '')));
    expect(RECORD_KINDS.filter((kind) => !used.has(kind)).map(({ name }) => name)).toEqual([]);
  });

  it('is the page that people read', () => {
    // UPDATE_DOCS=1 writes it anew.
    const file = path.join(ROOT, 'bot', 'storage', 'records.md');
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, recordsMarkdown());
    expect(readFileSync(file, 'utf8')).toBe(recordsMarkdown());
  });
});
