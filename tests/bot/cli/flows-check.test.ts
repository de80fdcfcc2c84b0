/** `npm run flows:check` as its users meet it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkFlows } from '../../../bot/cli/flows-check';
import { someShippedFiles, writeFiles } from '../../flows/release-files';
import { LEVELS } from '../../../knowledge/language';
import { freshFolder, removeFolder } from '../../support/server';

const SOME = someShippedFiles();
const BOOK_VISIT = SOME['book-visit.yaml'] ?? '';

describe('flows:check', () => {
  let folder: string;
  let definitions: string;
  beforeEach(() => {
    folder = freshFolder();
    definitions = path.join(folder, 'definitions');
    writeFiles(definitions, SOME);
  });
  afterEach(() => removeFolder(folder));

  const write = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return name;
  };
  const check = (...given: string[]) => checkFlows(given, folder, definitions);

  it('given the definitions, a table of the flows', () => {
    const { ok, text } = check();
    expect(ok).toBe(true);
    expect(text).toMatch(/^flujo \/ flow +nivel \/ level +pasos \/ steps +camino \/ path +preguntas/);
    for (const level of LEVELS) expect(text).toMatch(new RegExp(`^book-visit +${level} +\\d+ +\\d+-\\d+ +\\d+-\\d+ .*VISITA$`, 'm'));
    expect(text.split('\n').slice(-2)).toEqual([expect.stringMatching(/^Sin fallas en \d+ archivos\. Pruebas: /), expect.stringMatching(/^No faults in \d+ files\. Tests: /)]);
  });

  it('given a file with a slip, its place as it was given, in both languages, with what was meant', () => {
    const file = write('mi-copia.yaml', BOOK_VISIT.replace('offered: pick', 'offered: pic'));
    const { ok, text } = check(file);
    expect(ok).toBe(false);
    expect(text).toMatch(/^mi-copia\.yaml:\d+:\d+ {2}.*¿quiso decir «pick»\?\n {2}.*did you mean "pick"\?/m);
    expect(text).not.toMatch(/two flows|dos flujos/i);
  });

  it('given one fault, it stands at the end, above a summary in plain words, and no table hides it', () => {
    const { text } = check(write('mi-copia.yaml', BOOK_VISIT.replace('offered: pick', 'offered: pic')));
    const lines = text.split('\n');
    expect([lines.at(-2), lines.at(-1)]).toEqual([expect.stringMatching(/^1 falla\./), expect.stringMatching(/^1 fault\./)]);
    expect(text).not.toContain('flujo / flow');
  });

  it('given a file of another flow, it is checked among the definitions', () => {
    const file = write('otra.yaml', BOOK_VISIT.replace('flow: book-visit', 'flow: another-visit'));
    // Its English texts are missing: nothing else is wrong with it.
    expect(check(file).text.split('\n').filter((line) => line.startsWith('otra.yaml')).every((line) => /texto|inglés/i.test(line))).toBe(true);
  });

  it('given a folder with a glossary, it is a release of its own', () => {
    const whole = path.join(folder, 'propios');
    mkdirSync(whole);
    for (const [name, text] of Object.entries(SOME)) if (!name.includes('/') && /glossary|thresholds/.test(name)) writeFileSync(path.join(whole, name), text);
    expect(check('propios').text).not.toContain('book-visit');
  });

  it('given a file of a flow, the table, the exits without a test and the conversations are of that flow', () => {
    const tests = 'schema: 1\nflow: book-visit\ntests:\n  sin horarios:\n    level: basic\n    actions: { offer_slots: none, open_ticket: opened }\n    talk: []\n    ends: { exit: ticket }\n';
    mkdirSync(path.join(definitions, 'tests'));
    writeFileSync(path.join(definitions, 'tests', 'book-visit.yaml'), tests);
    const { ok, text } = check('definitions/book-visit.yaml', '--coverage', '--talks');
    expect(ok).toBe(true);
    expect(text).not.toMatch(/^identify/m);
    expect(text).toMatch(/^book-visit( +\d+\/\d+){7} +\d+$/m);
    expect(text).toMatch(/^definitions\/book-visit\.yaml:\d+:\d+ {2}pick → none_of_these$/m);
    expect(text).toContain('sin horarios (basic, 0 preguntas / questions)\n    Hilo ');
  });

  it('given a file that is not there, that is said', () => {
    expect(check('nada.yaml')).toEqual({ ok: false, text: 'nada.yaml  No existe este archivo\n  there is no such file' });
  });
});
