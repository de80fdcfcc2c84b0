/** A real conversation, made a test of the flow that it went through: it passes, and nothing of it tells who that was. */
import { readCase } from '../../../bot/content/case-file';
import { caseTest, visitsIn } from '../../../bot/content/case-test';
import { loadReleases } from '../../../bot/content/releases';
import { threadId } from '../../../dialogs/ids';
import { parseTests } from '../../../flows/parse';
import path from 'node:path';
import { openDesk, type Office } from '../../support/desk';
import { ROOT } from '../../support/sources';

describe('a test made of a conversation', () => {
  let office: Office;
  const thread = threadId('t-daniela');
  beforeAll(async () => {
    office = await openDesk();
  });
  afterAll(() => office.close());

  it('given a customer who told her document, her name and her trouble, the test goes the same way without them', async () => {
    for (const line of ['internet lento', '9900000018', 'soy Daniela Restrepo y va lento el wifi', 'no me llega', 'no sé', 'asesor']) await office.says(thread, line);
    const read = await readCase(office.storage.threads, thread);
    const [visit] = visitsIn(read?.entries ?? [], read?.underWay);
    const loaded = await loadReleases(path.join(ROOT, 'flows', 'definitions'), office.storage.records);
    if (!visit || !loaded.ok) throw new Error('nothing was talked through');
    const test = caseTest({ visit, release: loaded.releases.current(), name: 'de una conversación', names: read?.names ?? [] });
    expect(test).toMatchObject({ flow: 'slow-internet', file: 'tests/slow-internet.yaml', passes: true });
    expect(test.text).toContain('- customer: "1234567"');
    expect(test.text).toMatch(/find_customer: \[ \{ result: found, facts: \{ candidate\.id: "C-1"/);
    expect(test.text).not.toMatch(/9900000018|C-1018|Daniela|Restrepo|••/);
    // It can stand behind the tests that are there.
    const files = await loaded.releases.files(loaded.releases.current().id);
    const { value, faults } = parseTests(test.file, `${files['tests/slow-internet-exits.yaml'] ?? ''}${test.text}\n`);
    expect([Object.keys(value?.value.tests ?? {}).at(-1), faults]).toEqual(['de una conversación', []]);
    loaded.releases.stop();
  });

  it('given a conversation that nobody had, or that went through no flow, there is nothing', async () => {
    expect(await readCase(office.storage.threads, threadId('nobody'))).toBeNull();
    await office.says(threadId('t-hola'), 'hola');
    const read = await readCase(office.storage.threads, threadId('t-hola'));
    expect(visitsIn(read?.entries ?? [], read?.underWay)).toEqual([]);
  });
});
