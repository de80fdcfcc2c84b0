/** Releases: what is current, what may be published, and how one goes back. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MOST_FILE_BYTES, MOST_FILES } from '../../../bot/content/limits';
import { loadReleases, readDefinitions, type Releases } from '../../../bot/content/releases';
import type { Storage } from '../../../bot/runtime/ports';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { freshFolder, removeFolder } from '../../support/server';
import { someShippedFiles, writeFiles } from '../../flows/release-files';

const AT = Date.parse('2026-11-22T15:00:00Z');

describe('releases', () => {
  let folder: string;
  let definitions: string;
  let storage: Storage;
  let releases: Releases;
  let files: Record<string, string>;
  beforeEach(async () => {
    folder = freshFolder();
    definitions = path.join(folder, 'definitions');
    writeFiles(definitions, someShippedFiles());
    storage = await openEmbedded(path.join(folder, 'data'), {});
    releases = await open();
    files = await readDefinitions(definitions);
  });
  afterEach(async () => {
    releases.stop();
    await storage.close();
    removeFolder(folder);
  });

  const open = async (directory = definitions, news?: Storage['news']): Promise<Releases> => {
    const loaded = await loadReleases(directory, storage.records, { now: () => AT, ...(news && { news }) });
    if (!loaded.ok) throw new Error('the definitions have faults');
    return loaded.releases;
  };
  /** The definitions with one sentence changed. */
  const edited = (word: string): Record<string, string> => ({ ...files, 'book-visit.yaml': (files['book-visit.yaml'] ?? '').replace('Agendar una visita', word) });
  const publish = (word: string, base = releases.current().id) => releases.publish({ files: edited(word), base, author: 'Eva', reason: `título: ${word}` });

  it('given the definitions on disk, they are the first release, published by disk', async () => {
    expect(await releases.list()).toEqual([
      { id: releases.current().id, name: 'r1', at: '2026-11-22T15:00:00.000Z', author: 'disk', reason: 'flows/definitions', current: true },
    ]);
    expect(await releases.files(releases.current().id)).toEqual(files);
  });

  it('given a publication, it is current at once, named and signed; the former one stays readable', async () => {
    const before = releases.current();
    const published = await publish('Agendar un técnico');
    expect(published).toMatchObject({ kind: 'published', release: { name: 'r2', author: 'Eva', reason: 'título: Agendar un técnico', current: true } });
    expect(releases.current().flows.get('book-visit')?.title.es).toBe('Agendar un técnico');
    expect((await releases.get(before.id)).flows.get('book-visit')?.title.es).toBe('Agendar una visita');
    expect((await releases.list()).map(({ name, current }) => [name, current])).toEqual([['r2', true], ['r1', false]]);
  });

  it('given two that publish on the same base, the second is told about the first', async () => {
    const base = releases.current().id;
    const other = await open();
    await publish('Uno', base);
    expect(await other.publish({ files: edited('Dos'), base, author: 'Luis', reason: 'x' })).toMatchObject({ kind: 'conflict', current: { name: 'r2', author: 'Eva' } });
    const both = await Promise.all([publish('Tres'), publish('Cuatro')]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['conflict', 'published']);
  });

  it('given the same words again, nothing new is published', async () => {
    const id = releases.current().id;
    expect(await releases.publish({ files, base: id, author: 'Eva', reason: 'x' })).toMatchObject({ kind: 'published', release: { id, name: 'r1', author: 'disk' } });
    expect(await releases.list()).toHaveLength(1);
  });

  it('given a fault, nothing is published and the fault is located', async () => {
    const broken = { ...files, 'book-visit.yaml': (files['book-visit.yaml'] ?? '').replace('start: anything_assumed', 'start: anithing_assumed') };
    const answer = await releases.publish({ files: broken, base: releases.current().id, author: 'Eva', reason: 'x' });
    expect(answer).toMatchObject({ kind: 'faults', faults: [{ file: 'book-visit.yaml', line: 6, message: { es: expect.stringContaining('anything_assumed') } }] });
    expect(await releases.check(broken)).toHaveLength(1);
    expect(await releases.list()).toHaveLength(1);
  });

  it('given a flow that could strand somebody, nothing is published and the conversation that shows it is told', async () => {
    const short = { ...files, 'identify.yaml': (files['identify.yaml'] ?? '').replace(/max_turns: \{ turns: \d+/, 'max_turns: { turns: 2') };
    const answer = await releases.publish({ files: short, base: releases.current().id, author: 'Eva', reason: 'x' });
    expect(answer).toMatchObject({ kind: 'faults', faults: [{ file: 'identify.yaml', message: { en: expect.stringContaining('the limit is 2') } }] });
    expect(answer.kind === 'faults' && answer.faults[0]?.example?.some(({ who }) => who === 'customer')).toBe(true);
  });

  it('given a test that fails, nothing is published', async () => {
    const tests = 'schema: 1\nflow: identify\ntests:\n  nobody known:\n    level: basic\n    talk:\n      - bot: nada de esto se dice\n';
    const answer = await releases.publish({ files: { ...files, 'tests/mine.yaml': tests }, base: releases.current().id, author: 'Eva', reason: 'x' });
    expect(answer).toMatchObject({ kind: 'faults', faults: [{ file: 'tests/mine.yaml', line: 7, message: { en: expect.stringContaining('it did not say') } }] });
  });

  it('given unknown, too many or too large files, they are refused before they are read', async () => {
    const faultOf = async (more: Record<string, string>): Promise<string | undefined> => (await releases.check({ ...files, ...more }))[0]?.message.en;
    expect(await faultOf({ '../evil.yaml': '' })).toContain('not a file of flows');
    expect(await faultOf({ 'notes.txt': '' })).toContain('not a file of flows');
    expect(await faultOf({ 'big.yaml': '#'.repeat(MOST_FILE_BYTES + 1) })).toContain('257 KB');
    expect(await faultOf(Object.fromEntries(Array.from({ length: MOST_FILES }, (_, n) => [`f${n}.yaml`, ''])))).toContain(`the most is ${MOST_FILES}`);
    expect(await faultOf(Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`f${n}.yaml`, '#'.repeat(MOST_FILE_BYTES)])))).toContain('the most is 4096 KB');
  });

  it('given a way back by id or name, the older release is current again and threads on the newer one stay served', async () => {
    const first = releases.current();
    await publish('Agendar un técnico');
    const second = releases.current();
    expect(await releases.rollback({ id: first.id, author: 'Eva', reason: 'no gustó' })).toMatchObject({ name: 'r1', current: true });
    expect(releases.current()).toBe(first);
    expect(await releases.get(second.id)).toBe(second);
    expect(await releases.rollback({ id: 'r2', author: 'Eva', reason: 'sí gustó' })).toMatchObject({ name: 'r2' });
    expect(await releases.rollback({ id: 'r9', author: 'Eva', reason: 'x' })).toBeNull();
    expect(await releases.list()).toHaveLength(2);
  });

  it('given another process, it learns by news at once and by refresh without them', async () => {
    const listening = await open(definitions, storage.news);
    const telling = await open(definitions, storage.news);
    const deaf = await open();
    const heard = new Promise<void>((resolve) => void storage.news.subscribeRecord('release:current', resolve));
    await telling.publish({ files: edited('Otra'), base: telling.current().id, author: 'Eva', reason: 'x' });
    await heard;
    await listening.refresh();
    expect(listening.current().id).toBe(telling.current().id);
    expect(deaf.current().id).not.toBe(telling.current().id);
    await deaf.refresh();
    expect(deaf.current().id).toBe(telling.current().id);
    [listening, telling].forEach((one) => one.stop());
  });

  it('given a restart, what was published stays current; a change on disk replaces it, once', async () => {
    await publish('Agendar un técnico');
    expect((await open()).current().id).toBe(releases.current().id);
    const changed = path.join(folder, 'changed');
    cpSync(definitions, changed, { recursive: true });
    const file = path.join(changed, 'book-visit.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Agendar una visita', 'Desde el disco'));
    const deployed = await open(changed);
    expect(deployed.current().flows.get('book-visit')?.title.es).toBe('Desde el disco');
    // A process with the older definitions follows: it does not fight.
    await releases.refresh();
    await deployed.refresh();
    expect(releases.current().id).toBe(deployed.current().id);
    expect((await releases.list()).map(({ name, author }) => `${name} ${author}`)).toEqual(['r3 disk', 'r2 Eva', 'r1 disk']);
  });

  it('given a store from before releases had names, the current one is named', async () => {
    const id = releases.current().id;
    const { version } = (await storage.records.get('release:current')) ?? { version: 0 };
    await storage.records.put('release:current', JSON.stringify({ id, fromDisk: id }), version);
    expect(await (await open()).list()).toMatchObject([{ id, name: 'r1', current: true }]);
  });
});
