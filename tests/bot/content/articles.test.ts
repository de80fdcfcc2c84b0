/** Files of articles that are right become a library; those that are not are told with file, line and what was meant. */
import { libraryOf, loadArticles } from '../../../bot/content/articles';
import { articleText } from '../../../knowledge/search/library';

const SPANISH = `---
id: my-bill
title: Su factura
services: [account]
levels: [basic]
equipment: []
intents: [bill]
keywords: [factura, recibo, cobro]
updated: 2026-11-22
---
Primero.

Segundo.

## advanced
Con detalle.
`;
const ENGLISH = `---
id: my-bill
title: Your bill
keywords: [bill, invoice, charge]
updated: 2026-11-22
---
First.

Second.

## advanced
In detail.
`;

const faultsOf = (files: Record<string, string>): string[] => {
  const loaded = libraryOf(files);
  return loaded.ok ? [] : loaded.faults.map(({ file, line, message }) => `${file}:${line} ${message.en}`);
};
const changed = (from: string, to: string): Record<string, string> => ({ 'my-bill.md': SPANISH.replace(from, to), 'en/my-bill.md': ENGLISH });

describe('files of articles', () => {
  test('the bundled ones are read from the disk', async () => {
    expect((await loadArticles()).ok).toBe(true);
  });

  test('a right pair is one article with the wording of each level', () => {
    const loaded = libraryOf({ 'my-bill.md': SPANISH, 'en/my-bill.md': ENGLISH });
    if (!loaded.ok) throw new Error('faults in a right pair');
    const read = (language: 'es' | 'en', level: 'intermediate' | 'advanced') => articleText(loaded.library, 'my-bill', { language, level });
    expect(read('es', 'intermediate')).toEqual({ title: 'Su factura', text: 'Primero.\n\nSegundo.' });
    expect(read('en', 'advanced')).toEqual({ title: 'Your bill', text: 'In detail.' });
    expect(articleText(loaded.library, 'other', { language: 'es', level: null })).toBeUndefined();
  });

  test('line ends of Windows are read too', () => {
    expect(faultsOf({ 'my-bill.md': SPANISH.replaceAll('\n', '\r\n'), 'en/my-bill.md': ENGLISH })).toEqual([]);
  });

  test.each([
    ['an unknown field', changed('keywords:', 'keyword:'), /^my-bill\.md:8 .*did you mean "keywords"/m],
    ['an unknown intent', changed('[bill]', '[bil]'), /^my-bill\.md:7 .*did you mean "bill"/],
    ['an unknown level in the front matter', changed('levels: [basic]', 'levels: [basicc]'), /^my-bill\.md:5 .*did you mean "basic"/],
    ['an unknown section', changed('## advanced', '## advance'), /unknown level: "advance"; did you mean "advanced"/],
    ['a section without text', changed('Con detalle.', ''), /level "advanced" has no text/],
    ['a day that is none', changed('2026-11-22', 'ayer'), /^my-bill\.md:9 /],
    ['an id that is not the name of the file', changed('id: my-bill', 'id: your-bill'), /"id" must be the name of the file/],
    ['no front matter', changed('---\nid', 'id'), /must begin with data between two lines/],
    ['YAML that cannot be read', changed('title: Su factura', 'title: "Su factura'), /invalid YAML/],
    ['no text at all', changed('Primero.\n\nSegundo.\n\n## advanced\nCon detalle.\n', ''), /the article has no text/],
    ['one language only', { 'my-bill.md': SPANISH }, /^en\/my-bill\.md:1 this file is missing/],
    ['English only', { 'en/my-bill.md': ENGLISH }, /^my-bill\.md:1 this file is missing/],
  ])('%s is told where it stands', (_, files, fault) => {
    expect(faultsOf(files).join('\n')).toMatch(fault);
  });
});
