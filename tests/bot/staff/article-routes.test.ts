/** Agents look things up while a customer waits. */
import type { ArticleHit } from '../../../bot/web/contracts';
import { openOffice, type Office } from './given';

describe('the articles for staff', () => {
  let office: Office;
  let token: string;
  beforeAll(async () => {
    office = await openOffice();
    token = await office.signInAs('agent');
  });
  afterAll(() => office.close());

  const ask = async (query: string): Promise<{ status: number; articles: readonly ArticleHit[] }> => {
    const { status, body } = await office.call('GET', `/api/staff/articles${query}`, { token });
    return { status, articles: (body['articles'] ?? []) as readonly ArticleHit[] };
  };

  test('given a question, the best article comes first with the paragraph that answers', async () => {
    const { status, articles } = await ask(`?q=${encodeURIComponent('cuánto tarda la reconexión')}`);
    expect(status).toBe(200);
    expect(articles[0]).toMatchObject({ id: 'reconnection', title: expect.stringContaining('reconexión'), passage: expect.stringContaining('3 días hábiles') });
    expect(articles.length).toBeLessThanOrEqual(10);
  });

  test('given the customer’s language and level, the text is in both', async () => {
    const { articles } = await ask('?q=bridge%20mode&language=en&level=advanced');
    expect(articles[0]?.text).toMatch(/VLAN/);
  });

  test('without a question all are listed by title', async () => {
    const { articles } = await ask('');
    const titles = articles.map(({ title }) => title);
    expect(titles.length).toBeGreaterThanOrEqual(34);
    expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, 'es')));
    expect(articles[0]?.passage).toBeUndefined();
  });

  test.each([`?q=${'a'.repeat(301)}`, '?q=x&language=fr', '?q=x&level=expert'])('given %.20s, it is refused with a reason', async (query) => {
    expect((await ask(query)).status).toBe(400);
  });
});
