/** The sentences that understanding is learnt from and measured with: read from their files, each fault told with its line. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OWN, readLabelled } from '../../../bot/cli/labelled-data';

describe('labelled lines', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'labelled-'));
  const write = (file: string, lines: readonly string[]): void => writeFileSync(path.join(folder, file), lines.join('\n'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are read from the files that a folder has', () => {
    write('intents.jsonl', ['{"text": "no hay señal", "intent": "no_internet"}', '', '{"text": "y el recibo?", "intent": "bill", "also": ["tv"]}']);
    expect(readLabelled(folder)).toMatchObject({ intents: [{ intent: 'no_internet' }, { also: ['tv'] }], levels: [], answers: [] });
  });

  it('join the ways of saying one thing with its questions', () => {
    write('replies.jsonl', ['{"questions": ["¿Ya?", "¿Volvió?", "¿Sirve?"], "value": "no", "texts": ["nada", "igual"]}']);
    const { answers } = readLabelled(folder);
    expect(new Set(answers.map(({ text, value }) => `${text} ${String(value)}`))).toEqual(new Set(['nada no', 'igual no']));
    expect(answers).toHaveLength(4);
  });

  it('tell file, line and label of a fault', () => {
    write('intents.jsonl', ['{"text": "hola", "intent": "greeting"}', '{"text": "hola", "intent": "greetings"}']);
    expect(() => readLabelled(folder)).toThrow(/intents\.jsonl:2: intent: .*"greeting"/);
    write('intents.jsonl', ['{"text": "hola"']);
    expect(() => readLabelled(folder)).toThrow(/intents\.jsonl:1: this line is not JSON/);
  });

  it('of the project are all well formed, with lines of every intent and level', () => {
    for (const where of Object.values(OWN)) {
      const { intents, levels, answers } = readLabelled(where);
      expect(new Set(intents.map(({ intent }) => intent)).size).toBe(23);
      expect(new Set(levels.map(({ level }) => level)).size).toBe(4);
      expect(answers.length).toBeGreaterThan(500);
    }
  });
});
