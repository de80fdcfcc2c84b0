/** Drafts that several people share: autosave, the lock and its hand-over, review, publishing and going back, over a real server. */
import type { DraftList, FlowDraft, LockReply, RebaseReply } from '../../../bot/web/flow-contracts';
import type { FlowsReply, Role } from '../../../bot/web/contracts';
import { LOCK_MS } from '../../../bot/content/draft-lock';
import { openOffice, type Answer, type Office } from './given';

describe('shared drafts', () => {
  let office: Office;
  let flows: FlowsReply;
  const people = new Map<string, string>();
  const FILE = 'book-visit.yaml';

  beforeEach(async () => {
    office = await openOffice();
    people.clear();
    flows = (await as('ana', 'GET', '')).body as unknown as FlowsReply;
  });
  afterEach(() => office.close());

  const ROLES: Readonly<Record<string, Role>> = { ana: 'editor', beto: 'editor', rita: 'reviewer', admin: 'administrator' };
  const as = async (who: string, method: string, path: string, body?: object): Promise<Answer> => {
    const token = people.get(who) ?? (await office.signInAs(ROLES[who] ?? 'agent'));
    people.set(who, token);
    return office.call(method, `/api/staff/flows${path}`, { token, ...(body && { body }) });
  };
  const withTitle = (title: string): string => (flows.files[FILE] ?? '').replace('Agendar una visita', title);
  const newDraft = async (name = 'más corto'): Promise<FlowDraft> => (await as('ana', 'POST', '/drafts', { name })).body['draft'] as unknown as FlowDraft;
  const save = (who: string, draft: FlowDraft, version: number, title = 'Uno'): Promise<Answer> => as(who, 'PUT', `/drafts/${draft.id}`, { version, files: { [FILE]: withTitle(title) } });
  const lock = async (who: string, { id }: FlowDraft, act: string): Promise<LockReply> => (await as(who, 'POST', `/drafts/${id}/lock`, { act })).body as unknown as LockReply;
  const review = (who: string, { id }: FlowDraft, act: string, more: object = {}): Promise<Answer> => as(who, 'POST', `/drafts/${id}/review`, { act, version: 2, ...more });

  it('given an autosave, everybody sees it; of two on the same version the second is told, and faults are kept', async () => {
    const draft = await newDraft();
    expect(draft).toMatchObject({ version: 1, base: { name: 'r1', current: true }, changed: [], authors: [], lock: null, review: { state: 'none' } });
    expect((await save('ana', draft, 1)).body['draft']).toMatchObject({ version: 2, changed: [FILE], lock: { name: 'Camilo (editor)' }, authors: [{ name: 'Camilo (editor)' }] });
    expect((await save('ana', draft, 1, 'Dos')).body.error).toMatchObject({ code: 'DraftChanged' });
    expect((await as('ana', 'PUT', `/drafts/${draft.id}`, { version: 2, files: { [FILE]: 'esto: [no es' } })).status).toBe(200);
    const { drafts } = (await as('rita', 'GET', '/drafts')).body as unknown as DraftList;
    expect(drafts).toMatchObject([{ id: draft.id, version: 3 }]);
    expect((await as('rita', 'GET', `/drafts/${draft.id}`)).body['draft']).toMatchObject({ files: { [FILE]: 'esto: [no es' } });
  });

  it('given a second editor, she sees who has it, asks, is given it; a page that fell silent loses it', async () => {
    const draft = await newDraft();
    expect(await lock('ana', draft, 'hold')).toMatchObject({ mine: true, version: 1 });
    expect(await lock('beto', draft, 'hold')).toMatchObject({ mine: false, lock: { name: 'Camilo (editor)' } });
    expect((await save('beto', draft, 1)).body.error).toMatchObject({ code: 'Locked', by: 'Camilo (editor)' });
    expect((await as('beto', 'DELETE', `/drafts/${draft.id}`)).status).toBe(423);
    await lock('beto', draft, 'ask');
    expect((await lock('ana', draft, 'hold')).lock?.asked?.name).toBe('Camilo (editor)');
    expect(await lock('ana', draft, 'give')).toMatchObject({ mine: false });
    expect(await lock('beto', draft, 'hold')).toMatchObject({ mine: true });
    office.machineNow += LOCK_MS;
    expect(await lock('ana', draft, 'hold')).toMatchObject({ mine: true });
  });

  it('given a review, nobody approves what she changed; an approval is of the texts that were looked at; publishing asks for it', async () => {
    const draft = await newDraft();
    await save('ana', draft, 1);
    expect((await as('rita', 'GET', '/drafts')).body['reviewNeeded']).toBe(false);
    expect((await as('ana', 'GET', '/drafts')).body['reviewNeeded']).toBe(true);
    const publish = (version: number): Promise<Answer> => as('ana', 'POST', '/publish', { draft: draft.id, version, reason: 'más corto' });
    expect((await publish(2)).body.error).toMatchObject({ code: 'NotApproved' });
    expect((await review('rita', draft, 'approve')).body.error).toMatchObject({ code: 'NotAsked' });
    expect((await review('ana', draft, 'ask')).body['draft']).toMatchObject({ review: { state: 'asked' } });
    expect((await review('ana', draft, 'approve')).status).toBe(403);
    expect((await review('rita', draft, 'send_back')).body.error).toMatchObject({ field: 'comment' });
    expect((await review('rita', draft, 'send_back', { comment: 'muy seco' })).body['draft']).toMatchObject({ review: { state: 'sent_back', events: [{ what: 'asked' }, { what: 'sent_back', comment: 'muy seco' }] } });
    await review('ana', draft, 'ask');
    expect((await review('rita', draft, 'approve')).body['draft']).toMatchObject({ review: { state: 'approved' } });
    await save('ana', draft, 2, 'Otra cosa');
    expect((await publish(3)).body.error).toMatchObject({ code: 'NotApproved' });
    await review('ana', draft, 'ask', { version: 3 });
    await review('rita', draft, 'approve', { version: 3 });
    expect((await publish(2)).body.error).toMatchObject({ code: 'DraftChanged' });
    expect((await publish(3)).body).toMatchObject({ release: { name: 'r2', author: 'Camilo (editor)', approvedBy: 'Camilo (reviewer)', current: true } });
    const gone = await as('beto', 'GET', `/drafts/${draft.id}`);
    expect([gone.status, gone.body]).toMatchObject([404, { error: { code: 'NotFound' }, ended: { id: draft.id, name: 'más corto', what: 'published', release: 'r2', by: { name: 'Camilo (editor)' } } }]);
    const { records } = await office.audit.read({ from: '1970-01-01', to: '1970-01-01', action: 'flows' });
    expect(records.filter(({ action }) => action === 'flows.drafts.set')).toHaveLength(1);
    expect(records.map(({ action }) => action)).toEqual(expect.arrayContaining(['flows.drafts', 'flows.drafts.set', 'flows.drafts.review', 'flows.publish']));
  });

  it('given an administrator who changed it as well, somebody else approves; a team of one needs nobody', async () => {
    const draft = (await as('admin', 'POST', '/drafts', { name: 'sola' })).body['draft'] as unknown as FlowDraft;
    await as('admin', 'PUT', `/drafts/${draft.id}`, { version: 1, files: { [FILE]: withTitle('Sola') } });
    await review('admin', draft, 'ask');
    expect((await review('admin', draft, 'approve')).body.error).toMatchObject({ code: 'OwnWork' });
    expect((await as('admin', 'POST', '/publish', { draft: draft.id, version: 2, reason: 'x' })).status).toBe(200);
  });

  it('given a draft with a fault, the server refuses it all the same', async () => {
    const draft = await newDraft();
    await as('ana', 'PUT', `/drafts/${draft.id}`, { version: 1, files: { [FILE]: (flows.files[FILE] ?? '').replace('go: slots }', 'go: slotz }') } });
    const { status, body } = await as('ana', 'POST', '/publish', { draft: draft.id, version: 2, reason: 'x' });
    expect([status, body]).toMatchObject([422, { error: { code: 'Faults' }, faults: [{ file: FILE }] }]);
    expect((await as('ana', 'GET', `/drafts/${draft.id}`)).status).toBe(200);
  });

  it('given a release meanwhile, the draft goes on from it; where both changed a file, nothing is done until somebody says which', async () => {
    const [draft, first] = [await newDraft(), await newDraft('primero')];
    await save('ana', draft, 1, 'Mía');
    await save('ana', first, 1, 'Suya');
    await as('ana', 'POST', '/publish', { draft: first.id, version: 2, reason: 'x' });
    expect((await as('ana', 'POST', '/publish', { draft: draft.id, version: 2, reason: 'x' })).body.error).toMatchObject({ code: 'NotCurrent' });
    const conflict = (await as('ana', 'POST', `/drafts/${draft.id}/rebase`, { version: 2 })).body as unknown as RebaseReply;
    expect(conflict).toMatchObject({ draft: { base: { name: 'r1', current: false } }, conflicts: [{ file: FILE, base: withTitle('Agendar una visita'), mine: withTitle('Mía'), theirs: withTitle('Suya') }] });
    const done = (await as('ana', 'POST', `/drafts/${draft.id}/rebase`, { version: 2, take: { [FILE]: 'mine' } })).body as unknown as RebaseReply;
    expect(done).toMatchObject({ conflicts: [], draft: { version: 3, base: { name: 'r2', current: true }, changed: [FILE] } });
    expect((await as('ana', 'POST', '/publish', { draft: draft.id, version: 3, reason: 'x' })).body).toMatchObject({ release: { name: 'r3' } });
    expect((await as('ana', 'POST', '/rollback', { id: 'r1', reason: 'no gustó' })).body).toMatchObject({ release: { name: 'r1', current: true } });
  });

  it('given all files of a release, the same files come back and as a draft they change nothing', async () => {
    const out = (await as('ana', 'GET', '/releases/r1')).body as unknown as { files: Record<string, string> };
    expect(out.files).toEqual(flows.files);
    const { files: _, ...more } = out.files;
    expect((await as('ana', 'POST', '/drafts', { name: 'importado', files: more })).body['draft']).toMatchObject({ changed: [] });
    const { [FILE]: gone, ...others } = out.files;
    expect(gone).toBeDefined();
    expect((await as('ana', 'POST', '/drafts', { name: 'sin visita', files: others })).body['draft']).toMatchObject({ changed: [FILE], files: { [FILE]: null } });
    expect((await as('ana', 'GET', '/releases/r99')).status).toBe(404);
  });

  it('given too much, or no file of flows, it is said in words and nothing is kept', async () => {
    const draft = await newDraft();
    const much = await as('ana', 'PUT', `/drafts/${draft.id}`, { version: 1, files: { [FILE]: 'x'.repeat(5 * 1024 * 1024) } });
    expect([much.status, much.body.error]).toMatchObject([413, { code: 'TooLarge', field: `files.${FILE}`, message_es: expect.stringContaining('el máximo es') }]);
    expect((await as('ana', 'PUT', `/drafts/${draft.id}`, { version: 1, files: { '../../etc/passwd': 'x' } })).status).toBe(400);
    expect((await as('ana', 'PUT', `/drafts/none`, { version: 1, files: {} })).status).toBe(404);
    expect((await as('ana', 'GET', `/drafts/${draft.id}`)).body['draft']).toMatchObject({ version: 1 });
    expect((await as('rita', 'POST', '/drafts', { name: 'x' })).status).toBe(403);
  });
});
