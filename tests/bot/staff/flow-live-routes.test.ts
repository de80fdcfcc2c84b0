/** Releases and the conversations on them, over a real server: board, impact of a draft, move, and what happened at the steps. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readLabelled } from '../../../bot/cli/labelled-data';
import { newState, writeState } from '../../../dialogs/conversation/state';
import { address, threadId } from '../../../dialogs/ids';
import type { Entry } from '../../../dialogs/transcript';
import type { FlowsReply } from '../../../bot/web/contracts';
import type { BoardReply, FlowConversation, HappenedReply, ImpactReply, MoveReply, UnheardText, UtteranceList } from '../../../bot/web/flow-contracts';
import { freshFolder, removeFolder } from '../../support/server';
import { openOffice, type Answer, type Office } from './given';

const FLOW = 'book-visit';
const FILE = `${FLOW}.yaml`;
const from = address('web', 'x');

describe('releases and the conversations on them', () => {
  let office: Office;
  let token: string;
  let flows: FlowsReply;
  beforeEach(async () => {
    office = await openOffice();
    token = await office.signInAs('administrator');
    flows = (await get('')).body as unknown as FlowsReply;
  });
  afterEach(() => office.close());

  const get = (path: string): Promise<Answer> => office.call('GET', `/api/staff/flows${path}`, { token });
  const post = (path: string, body: object, as = token): Promise<Answer> => office.call('POST', `/api/staff/flows/${path}`, { token: as, body });
  const entry = (step: string, outcome: 'asked' | 'not_understood'): Entry => ({ kind: 'steps', at: 1_000_000, release: flows.current.id, level: 'advanced', passages: [{ flow: FLOW, outcomes: [{ step, outcome }] }] });
  /** A conversation that stands at the step. */
  const standAt = async (name: string, step: string, entries: readonly Entry[] = [entry(step, 'asked')]): Promise<void> => {
    const state = writeState({ ...newState(from, 'es', 1_000_000), stack: [{ flow: FLOW, release: flows.current.id, step, turns: 1 }] });
    await office.storage.threads.commit({ thread: threadId(name), version: 0, state, entries, effects: [], cancel: [], consumed: 0 });
    office.studio.grew(threadId(name), entries);
  };
  const questions = (): readonly string[] => Object.entries(office.releases.current().flows.get(FLOW)?.flow.steps ?? {}).flatMap(([step, { kind }]) => (kind === 'ask' ? [step] : []));
  const publish = async (files: Readonly<Record<string, string>>): Promise<void> => {
    expect((await post('publish', { files, base: office.releases.current().id, reason: 'x' })).status).toBe(200);
  };
  const board = async (): Promise<readonly unknown[]> =>
    ((await get('/board')).body as unknown as BoardReply).releases.map(({ release, state, threads, steps }) => [release.name, state, threads, steps.map(({ step, threads: here }) => `${step} ${here}`).join()]);

  it('given conversations, the board counts them where they stand; a new release leaves the old one draining until they moved', async () => {
    const [first = '', second = ''] = questions();
    await standAt('a', first);
    await standAt('b', first);
    await standAt('c', second);
    expect(await board()).toEqual([['r1', 'current', 3, `${first} 2,${second} 1`]]);
    await publish({ ...flows.files, [FILE]: (flows.files[FILE] ?? '').replace('Agendar una visita', 'Pedir una visita') });
    expect(await board()).toEqual([['r2', 'current', 0, ''], ['r1', 'draining', 3, `${first} 2,${second} 1`]]);
    const editor = await office.signInAs('editor');
    const rehearsed = (await post('move', { from: 'r1', rehearse: true }, editor)).body as unknown as MoveReply;
    expect(rehearsed).toMatchObject({ rehearsed: true, from: { name: 'r1' }, to: { name: 'r2' }, found: 3 });
    expect((await post('move', { from: 'r1', rehearse: false, reason: 'daño' }, editor)).status).toBe(403);
    expect((await post('move', { from: 'r1', rehearse: false })).body.error).toMatchObject({ field: 'reason' });
    const moved = (await post('move', { from: 'r1', rehearse: false, reason: 'daño' })).body as unknown as MoveReply;
    expect(moved.moves).toBe(rehearsed.moves);
    expect(await board()).toEqual([['r2', 'current', moved.moves, expect.any(String)], ['r1', moved.moves === 3 ? 'drained' : 'draining', 3 - moved.moves, expect.any(String)]]);
    expect((await post('move', { from: 'r2', to: 'r2', rehearse: true })).status).toBe(400);
    expect((await post('move', { from: 'r9', rehearse: true })).status).toBe(404);
  });

  it('given a draft that takes steps away, it is said how many people stand in them; of a file that cannot be read nothing is', async () => {
    const [first = '', second = ''] = questions();
    await standAt('a', first);
    await standAt('b', second);
    const renamed = (flows.files[FILE] ?? '').replaceAll(new RegExp(`\\b${first}\\b`, 'g'), `${first}_new`);
    const impact = async (text: string): Promise<ImpactReply> => (await post('impact', { files: { ...flows.files, [FILE]: text } })).body as unknown as ImpactReply;
    expect(await impact(renamed)).toEqual({ inRemoved: 1, removed: [{ flow: FLOW, step: first, threads: 1, release: flows.current.id }], onCurrent: 2 });
    expect(await impact('esto: [no es')).toMatchObject({ inRemoved: 0, onCurrent: 2 });
    const { [FILE]: _, ...others } = flows.files;
    expect((await post('impact', { files: others })).body).toMatchObject({ inRemoved: 2 });
    expect((await post('impact', { draft: 'none' })).status).toBe(404);
  });

  it('given what was said, it is counted by step, release and level; what was not understood is kept without who said it', async () => {
    const [first = ''] = questions();
    const said: Entry = { kind: 'customer', at: 1_000_000, text: 'soy Marta, cédula 52.123.456', from };
    await standAt('a', first, [entry(first, 'asked'), said, entry(first, 'not_understood')]);
    const { rows, releases } = (await get(`/happened?flow=${FLOW}&release=r1`)).body as unknown as HappenedReply;
    expect(rows).toEqual([{ flow: FLOW, step: first, release: flows.current.id, level: 'advanced', arrived: 1, answered: 0, notUnderstood: 1, silent: 0, left: 0, resolved: 0, handedOff: 0 }]);
    expect(releases).toEqual([{ id: flows.current.id, name: 'r1' }]);
    expect(((await get(`/happened?level=basic`)).body as unknown as HappenedReply).rows).toEqual([]);
    expect((await get('/happened?from=1969-01-01&to=1970-01-01')).status).toBe(400);
    const { texts } = (await get(`/unheard?step=${first}`)).body as unknown as { texts: readonly UnheardText[] };
    expect(texts).toMatchObject([{ text: 'soy ‹nombre›, cédula ‹número›', step: first, times: 1 }]);
    const { conversations } = (await get(`/conversations?flow=${FLOW}`)).body as unknown as { conversations: readonly FlowConversation[] };
    expect(conversations).toMatchObject([{ thread: 'a', step: first }]);
    expect((await post('test-from-case', { thread: 'a' })).body).toMatchObject({ flow: FLOW, flows: [FLOW], text: expect.not.stringContaining('52.123') });
    expect((await post('test-from-case', { thread: 'nobody' })).status).toBe(404);
  });

  it('given such a text, it becomes an utterance once, exported as the training reads it, masked whoever sends it', async () => {
    const add = (text: string, intent = 'slow_internet'): Promise<Answer> => post('utterances', { text, language: 'es', intent, level: 'basic' });
    expect((await add('va lento, llámeme al 300 123 4567')).status).toBe(201);
    expect((await add('Va lento, llámeme al 310 999 8877')).body.error).toMatchObject({ code: 'Known' });
    expect((await add('x', 'no_such_intent')).body.error).toMatchObject({ field: 'intent' });
    const { utterances } = (await get('/utterances')).body as unknown as UtteranceList;
    expect(utterances).toMatchObject([{ text: 'va lento, llámeme al ‹número›', by: { name: 'Camilo (administrator)' }, now: { intent: 'slow_internet' } }]);
    const exported = async (file: string): Promise<string> => (await fetch(`${office.url}/api/staff/flows/utterances/export?file=${file}`, { headers: { authorization: `Bearer ${token}` } })).text();
    // As the training reads its own files.
    const folder = freshFolder();
    writeFileSync(path.join(folder, 'intents.jsonl'), await exported('intents'));
    writeFileSync(path.join(folder, 'expertise.jsonl'), await exported('expertise'));
    expect(readLabelled(folder)).toMatchObject({ intents: [{ intent: 'slow_internet' }], levels: [{ level: 'basic' }] });
    removeFolder(folder);
    expect(await exported('intents')).toBe('{"text":"va lento, llámeme al ‹número›","intent":"slow_internet"}\n');
    expect(await exported('expertise')).toBe('{"text":"va lento, llámeme al ‹número›","level":"basic"}\n');
    const at = `/api/staff/flows/utterances/${utterances[0]?.id ?? ''}`;
    expect((await office.call('DELETE', at, { token })).status).toBe(204);
    expect((await office.call('DELETE', at, { token })).status).toBe(404);
  });
});
