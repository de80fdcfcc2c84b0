/** Who waits for an answer without having asked for a person: her conversation opens from the list that tells of her, and only then. */
import { address, threadId, type ThreadId } from '../../../dialogs/ids';
import type { CaseDetail } from '../../../bot/web/contracts';
import { ALL, CAMILO, MINUTE, openDesk, type Office } from '../../support/desk';

describe('a customer who waits for an answer and never was a case', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openDesk();
  });
  afterEach(async () => {
    // Whoever held the messages is gone for good: another process takes them over.
    office.clocks.machine += 10 * MINUTE;
    await office.turn.recover(10);
    await office.close();
  });

  /** Arrives, and whoever was to decide it is gone. */
  const writes = async (thread: ThreadId, text: string): Promise<void> => {
    const from = address('web', `home-${thread}`);
    const at = office.now();
    await office.storage.threads.accept({ thread, dedupe: `lost-${text}`, event: { kind: 'message', at, from, text }, entry: { kind: 'customer', at, from, text } });
    office.clocks.machine += 1_000;
  };
  const opened = (thread: ThreadId): Promise<CaseDetail | null> => office.desk.detail(thread, { from: 0, language: 'es' }, CAMILO.id);

  test('given one who was helped before, then her conversation opens, is taken, and is a case like others', async () => {
    const thread = threadId('t-left');
    await office.says(thread, 'no tengo internet');
    expect(await opened(thread)).toBeNull();
    await writes(thread, 'hola, sigo esperando');
    expect(await opened(thread)).toMatchObject({ summary: { status: 'waiting', reason: 'failure' }, packet: { topic: 'Sin internet en casa', words: [{ text: 'no tengo internet' }, {}] } });
    expect((await office.desk.list(ALL, CAMILO.id)).total).toBe(0);
    expect(await office.desk.claim(thread, CAMILO)).toMatchObject({ ok: true, summary: { status: 'with_agent', agent: CAMILO } });
    expect((await office.desk.say(thread, CAMILO, { id: 'm1', text: 'Hola, soy Camilo.' })).ok).toBe(true);
    expect((await opened(thread))?.summary).toMatchObject({ status: 'with_agent', reason: 'failure' });
  });

  test('given a first message that nobody decided yet, then it can be read, and is not taken from who will answer it', async () => {
    const thread = threadId('t-first');
    await writes(thread, 'se cayó el internet');
    expect(await opened(thread)).toMatchObject({ summary: { status: 'with_bot' }, packet: { words: [{ text: 'se cayó el internet' }] } });
    expect(await office.desk.claim(thread, CAMILO)).toEqual({ ok: false, reason: 'unknown' });
  });

  test('given a conversation that waits for nothing, or none, then nobody opens or takes it', async () => {
    await office.says(threadId('t-fine'), 'no tengo internet');
    for (const thread of [threadId('t-fine'), threadId('t-none')]) {
      expect(await opened(thread)).toBeNull();
      expect(await office.desk.claim(thread, CAMILO)).toEqual({ ok: false, reason: 'unknown' });
    }
  });
});
