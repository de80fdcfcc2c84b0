/** Articles edited in the studio, over a real server: their effect before, customers answered from them after, and what disk does to both. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadLiveArticles, type LiveArticles } from '../../../bot/content/live-articles';
import { readArticleFiles } from '../../../bot/content/articles';
import type { FlowsReply } from '../../../bot/web/contracts';
import type { FlowDraft } from '../../../bot/web/flow-contracts';
import type { ArticleEdition } from '../../../bot/web/words-contracts';
import { writeFiles } from '../../flows/release-files';
import { freshFolder, removeFolder } from '../../support/server';
import { openOffice, type Answer, type Office } from './given';

const FILE = 'wifi-password.md';
const QUESTION = '¿cómo alimento al hurón del módem?';

describe('articles in the studio', () => {
  let office: Office;
  let token: string;
  let text: string;
  let folder: string;
  beforeEach(async () => {
    office = await openOffice();
    folder = freshFolder();
    token = await office.signInAs('editor');
    text = ((await call('GET', 'articles')).body['files'] as unknown as Record<string, string>)[FILE] ?? '';
  });
  afterEach(async () => {
    removeFolder(folder);
    await office.close();
  });

  const call = (method: string, at: string, body?: object): Promise<Answer> => office.call(method, `/api/staff/flows/${at}`, { token, ...(body && { body }) });
  /** The article also tells of ferrets. */
  const told = (): string => text.replace('keywords:', 'keywords:\n  - alimentar al hurón').replace(/$/, '\n\nEl hurón del módem se alimenta con paciencia.\n');
  const first = async (articles: LiveArticles): Promise<readonly string[]> => [...articles.library.indexFor('es').search(['huron'], () => 1)].map(({ id }) => id);
  const publish = async (file: string): Promise<Answer> => {
    const draft = (await call('POST', 'drafts', { name: 'hurón' })).body['draft'] as unknown as FlowDraft;
    expect((await call('PUT', `drafts/${draft.id}`, { version: 1, files: { [`articles/${FILE}`]: file } })).status).toBe(200);
    return call('POST', 'publish', { draft: draft.id, version: 2, reason: 'preguntan por el hurón' });
  };

  it('given a change, the questions that it would answer; nothing is changed by asking', async () => {
    const effect = await call('POST', 'articles/effect', { files: { [FILE]: told() }, questions: [QUESTION, 'quiero cambiar la clave del wifi'] });
    expect(effect.body).toMatchObject({ asked: 2, changes: [{ question: QUESTION, after: 'wifi-password' }] });

    expect((await call('POST', 'articles/effect', { files: { [FILE]: told() } })).body['asked']).toBeGreaterThan(50);

    expect((await call('POST', 'articles/effect', { files: { [FILE]: 'sin cabeza' } })).body).toMatchObject({ error: { code: 'Faults' }, faults: [{ file: FILE }] });
    expect((await call('POST', 'articles/effect', { files: { '../x.md': 'x' } })).status).toBe(422);
    expect(await first(office.studio.articles)).toEqual([]);
  });

  it('given a flow whose help is an article, then its name is compared with those that customers read, or that the draft will bring', async () => {
    const { files } = (await office.call('GET', '/api/staff/flows', { token })).body as unknown as FlowsReply;
    const named = { ...files, 'identify.yaml': (files['identify.yaml'] ?? '').replace(/help: Con ese código.*/, 'help: { article: hurones }') };
    const check = async (body: object): Promise<string> => JSON.stringify((await call('POST', 'check', body)).body['faults']);
    expect(await check({ files: named })).toMatch(/hurones/);
    expect(await check({ files: named, articles: ['hurones'] })).not.toMatch(/hurones/);
  });

  it('given a draft with an article, publishing it answers customers from it at once, and after a restart; one with faults is refused', async () => {
    expect((await publish('sin cabeza')).body).toMatchObject({ error: { code: 'Faults' }, faults: [{ file: `articles/${FILE}` }] });
    expect((await publish(told())).body).toMatchObject({ release: { name: 'r1' }, articles: { name: 'a1', files: [FILE], current: true } });
    expect(await first(office.studio.articles)).toEqual(['wifi-password']);
    const again = await loadLiveArticles({ records: office.storage.records, now: () => 0 });
    expect(again.ok && (await first(again.articles))).toEqual(['wifi-password']);
  });

  it('given editions, any of them is gone back to by its name with a reason, also after a restart; those of the installation too', async () => {
    const editions = async (): Promise<readonly string[]> => ((await call('GET', 'articles')).body['editions'] as unknown as readonly ArticleEdition[]).map(({ current, name }) => (current ? `${name}*` : name));
    const back = (name: string, reason = 'se oía mal'): Promise<Answer> => call('POST', 'articles/rollback', { name, reason });
    expect(await editions()).toEqual(['a0*']);
    await publish(told());
    await publish(told().replace('paciencia', 'cariño'));
    expect(await editions()).toEqual(['a2*', 'a1', 'a0']);

    expect((await back('a1')).body).toMatchObject({ edition: { name: 'a1', author: 'Camilo (editor)', reason: 'preguntan por el hurón', current: true } });
    expect(((await call('GET', 'articles')).body['files'] as unknown as Record<string, string>)[FILE]).toMatch(/paciencia/);
    const again = await loadLiveArticles({ records: office.storage.records, now: () => 0 });
    expect(again.ok && again.articles.files()[FILE]).toMatch(/paciencia/);

    await back('a0');
    expect([office.studio.articles.files()[FILE], await editions()]).toEqual([text, ['a2', 'a1', 'a0*']]);
    await publish(told());
    expect(await editions()).toEqual(['a3*', 'a2', 'a1', 'a0']);
    expect((await back('a9')).status).toBe(404);
    expect((await back('a1', ' ')).body.error).toMatchObject({ field: 'reason' });
  });

  it('given a file that changed on disk since, the disk wins', async () => {
    writeFiles(folder, await readArticleFiles());
    const load = async (): Promise<LiveArticles> => {
      const loaded = await loadLiveArticles({ records: office.storage.records, now: () => 0, directory: folder });
      if (!loaded.ok) throw new Error('the articles have faults');
      return loaded.articles;
    };
    const live = await load();
    expect(await live.publish({ files: { [FILE]: told() }, author: 'Ana', reason: 'x' })).toMatchObject({ kind: 'published', edition: { name: 'a1' } });
    expect(await first(await load())).toEqual(['wifi-password']);
    writeFileSync(path.join(folder, FILE), text.replace('updated:', 'updated: '));
    expect(await first(await load())).toEqual([]);
  });
});
