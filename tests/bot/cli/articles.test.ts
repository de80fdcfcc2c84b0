/** Who writes an article sees at once what it does. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { showArticles } from '../../../bot/cli/articles';
import { freshFolder, removeFolder } from '../../support/server';

describe('npm run articles', () => {
  test('lists all articles', async () => {
    const { ok, text } = await showArticles([]);
    expect(ok).toBe(true);
    expect(text).toMatch(/wifi-password .*Cambiar la clave/);
    expect(text).toMatch(/\d+ artículos$/);
  });

  test('given a question, shows the ranking and what the bot would answer', async () => {
    const { text } = await showArticles(['¿cómo cambio la clave del wifi?']);
    expect(text).toMatch(/^1\. wifi-password/);
    expect(text).toMatch(/En una conversación \(seguridad 0\.\d\d\):\n.*operador/);
  });

  test('given a fault told, says that a conversation would not use an article', async () => {
    expect((await showArticles(['no tengo internet'])).text).toMatch(/no se respondería con un artículo/);
  });

  test('given a language or level that does not exist, names those that do', async () => {
    expect(await showArticles(['x', '--level=expert'])).toEqual({ ok: false, text: '--language: es, en; --level: basic, intermediate, advanced' });
  });

  test('given a file with a fault, tells it', async () => {
    const folder = freshFolder();
    mkdirSync(path.join(folder, 'en'));
    writeFileSync(path.join(folder, 'one.md'), 'sin datos');
    const { ok, text } = await showArticles([], folder);
    expect(ok).toBe(false);
    expect(text).toMatch(/^en\/one\.md:1:1 Falta este archivo/);
    removeFolder(folder);
  });
});
