/** `npm run flows:check` as its users meet it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkFlows } from '../../../bot/cli/flows-check';
import { LEVELS } from '../../../knowledge/language';
import { freshFolder, removeFolder } from '../../support/server';
import { ROOT } from '../../support/sources';

const DEFINITIONS = path.join(ROOT, 'flows', 'definitions');
const BOOK_VISIT = readFileSync(path.join(DEFINITIONS, 'book-visit.yaml'), 'utf8');

describe('flows:check', () => {
  let folder: string;
  beforeEach(() => (folder = freshFolder()));
  afterEach(() => removeFolder(folder));

  const write = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return name;
  };
  const check = (...given: string[]) => checkFlows(given, folder, DEFINITIONS);

  it('given the definitions, a table of the flows', () => {
    const { ok, text } = check();
    expect(ok).toBe(true);
    expect(text).toMatch(/^flujo \/ flow +nivel \/ level +pasos \/ steps +camino \/ path +preguntas/);
    for (const level of LEVELS) expect(text).toMatch(new RegExp(`^book-visit +${level} +\\d+ +\\d+-\\d+ +\\d+-\\d+ .*VISITA$`, 'm'));
    expect(text).toContain('Sin fallas');
  });

  it('given a file with a slip, its place as it was given, in both languages, with what was meant', () => {
    const file = write('mi-copia.yaml', BOOK_VISIT.replace('offered: pick', 'offered: pic'));
    const { ok, text } = check(file);
    expect(ok).toBe(false);
    expect(text).toMatch(/^mi-copia\.yaml:\d+:\d+ {2}.*¿quiso decir «pick»\?\n {2}.*did you mean "pick"\?/m);
    expect(text).not.toMatch(/two flows|dos flujos/i);
  });

  it('given a file of another flow, it is checked among the definitions', () => {
    const file = write('otra.yaml', BOOK_VISIT.replace('flow: book-visit', 'flow: another-visit'));
    // Its English texts are missing: nothing else is wrong with it.
    expect(check(file).text.split('\n').filter((line) => line.startsWith('otra.yaml')).every((line) => /texto|inglés/i.test(line))).toBe(true);
  });

  it('given a folder with a glossary, it is a release of its own', () => {
    const whole = path.join(folder, 'propios');
    mkdirSync(whole);
    for (const name of ['glossary.yaml', 'thresholds.yaml']) writeFileSync(path.join(whole, name), readFileSync(path.join(DEFINITIONS, name)));
    expect(check('propios').text).not.toContain('book-visit');
  });

  it('given a file that is not there, that is said', () => {
    expect(check('nada.yaml')).toEqual({ ok: false, text: 'nada.yaml  No existe este archivo\n  there is no such file' });
  });
});
