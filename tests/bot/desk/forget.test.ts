/** A customer asks for her conversation to be deleted: all of it goes, except what proves a request she filed. */
import path from 'node:path';
import { makeReceipts } from '../../../bot/channels/receipts';
import type { CaseRow } from '../../../bot/desk/case-row';
import { makeForget } from '../../../bot/desk/forget';
import { notePast } from '../../../bot/desk/customer';
import { makeWebReach } from '../../../bot/desk/web-reach';
import { openMedia, type Media } from '../../../bot/media/media';
import { refOf } from '../../../bot/media/ref';
import type { PqrOnFile } from '../../../bot/operator/office';
import type { Answer } from '../../../bot/operator/ports';
import type { Storage } from '../../../bot/runtime/ports';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { threadId, type ThreadId } from '../../../dialogs/ids';
import type { Entry } from '../../../dialogs/transcript';
import { decision, heldIn, incoming, said } from '../../contracts/given';
import { PNG } from '../../support/pictures';
import { freshFolder, removeFolder } from '../../support/server';

const hers = threadId('hers');
const NOW = 1_764_000_000_000;
const row = { status: 'closed', customer: 'C-1', channel: 'web', since: NOW } as CaseRow;

let folder: string;
let storage: Storage;
let media: Media;
let rows: Map<ThreadId, CaseRow>;
let requests: Answer<readonly PqrOnFile[]>;
let photo: string;
let sent: readonly string[];
let left: ThreadId[];

const keep = async (bytes: Buffer): Promise<string> => {
  const kept = await media.keep('hers', bytes);
  if (typeof kept === 'string') throw new Error(kept);
  return kept.id;
};

const forgetting = () => makeForget({
  storage, media, office: { requests: async () => requests }, receipts: makeReceipts(storage.records), web: makeWebReach({ records: storage.records, isCase: () => true, lengthOf: async () => 0, failed: () => undefined }),
  cases: { get: async (id) => rows.get(id) ?? null, forget: async (id) => void rows.delete(id) },
  people: { leave: async (thread) => void left.push(thread) },
});
const forget = (thread = hers) => forgetting().forget(thread);
const filed = (thread: string): PqrOnFile => ({ id: 'R-1', customer: 'C-1', cun: '9999-26-0000000001', kind: 'complaint', answered: false, filedAt: NOW, thread });

beforeEach(async () => {
  folder = freshFolder();
  storage = await openEmbedded(folder, {});
  media = openMedia({ directory: path.join(folder, 'media'), secret: Buffer.alloc(32, 1), now: () => NOW });
  photo = await keep(PNG);
  const entry = said('soy Rosa', { attachments: [{ kind: 'image', ref: refOf(photo) }] });
  const held = heldIn(await storage.threads.accept(incoming('uno', { thread: hers, entry })));
  sent = await Promise.all(['of an agent', 'in a note'].map((where) => keep(Buffer.concat([PNG, Buffer.from(where)]))));
  const entries: readonly Entry[] = [
    { kind: 'agent', at: NOW, text: '', by: 'u', name: 'Camilo', attachments: [{ kind: 'image', ref: refOf(sent[0] ?? '') }] },
    { kind: 'note', at: NOW, text: '', by: 'u', name: 'Camilo', attachments: [{ kind: 'image', ref: refOf(sent[1] ?? '') }] },
  ];
  await storage.threads.commit(decision(held.version, { thread: hers, owes: false, entries }));
  await makeReceipts(storage.records).note({ thread: hers, part: '1', sending: 'w', state: 'failed', reason: 'what went wrong' });
  rows = new Map([[hers, row]]);
  left = [];
  await notePast(storage.records, hers, row);
  requests = { ok: true, value: [filed('somebody-else')] };
});
afterEach(async () => {
  await storage.close();
  removeFolder(folder);
});

test('given a closed case, then words, photo, state and case are gone, and asking again finds nothing', async () => {
  expect(await forget()).toEqual({ ok: true });
  expect(await storage.threads.read(hers, 0, 10)).toEqual([]);
  expect(await storage.threads.peek(hers)).toMatchObject({ state: null });
  for (const id of [photo, ...sent]) expect(await media.find(id)).toBeNull();
  expect(await makeReceipts(storage.records).of(hers)).toEqual({});
  expect((await storage.records.get('desk:customer:C-1'))?.json).toBe('[]');
  expect(left).toEqual([hers]);
  await storage.records.forget(NOW);
  for (const name of ['desk:customer:C-1', 'receipts:hers', 'desk:reached:hers']) expect(await storage.records.get(name)).toBeNull();
  expect(await forget()).toEqual({ ok: false, reason: 'unknown' });
});

test('given it proves a request she filed, then it stays whole and the answer names the request', async () => {
  requests = { ok: true, value: [filed('hers')] };
  expect(await forget()).toEqual({ ok: false, reason: 'kept', requests: ['9999-26-0000000001'] });
  expect(await storage.threads.read(hers, 0, 10)).not.toEqual([]);
  expect(await media.find(photo)).not.toBeNull();
});

test.each([
  ['the case is open', 'open', () => rows.set(hers, { ...row, status: 'with_agent' })],
  ['nobody can tell what must be kept', 'away', () => (requests = { ok: false, reason: 'unavailable' })],
])('given %s, then nothing is deleted', async (_, reason, change) => {
  change();
  expect(await forget()).toEqual({ ok: false, reason });
  expect(await storage.threads.read(hers, 0, 10)).not.toEqual([]);
});

test('given a call that died after the words were gone, then the next one takes the rest', async () => {
  await storage.threads.forget(hers);
  expect(await forget()).toEqual({ ok: true });
  expect(rows.size).toBe(0);
});

describe('given something is still to be done there', () => {
  /** Decided: nothing is to be done any more. */
  const done = async (): Promise<void> => {
    const peeked = await storage.threads.peek(hers);
    await storage.threads.commit(decision(peeked?.version ?? 0, { thread: hers, owes: false }));
  };
  beforeEach(async () => {
    await storage.threads.accept(incoming('dos', { thread: hers, entry: said('otra cosa') }));
    expect(await forget()).toEqual({ ok: true, later: true });
    expect(rows.size).toBe(1);
  });

  test('then it goes when that is over, without being asked again, also after a restart', async () => {
    await forgetting().sweep();
    expect(rows.size).toBe(1);
    await done();
    await forgetting().sweep();
    expect(rows.size).toBe(0);
    for (const id of [photo, ...sent]) expect(await media.find(id)).toBeNull();
    expect(await storage.threads.read(hers, 0, 10)).toEqual([]);
  });

  test('and she writes again, then it stays, and is not taken by surprise when it is closed once more', async () => {
    rows.set(hers, { ...row, status: 'waiting' });
    await forgetting().sweep();
    rows.set(hers, row);
    await done();
    await forgetting().sweep();
    expect(await storage.threads.read(hers, 0, 10)).not.toEqual([]);
  });

  test('and the office does not answer, then it waits for that too', async () => {
    requests = { ok: false, reason: 'unavailable' };
    await done();
    await forgetting().sweep();
    expect(rows.size).toBe(1);
    requests = { ok: true, value: [] };
    await forgetting().sweep();
    expect(rows.size).toBe(0);
  });

  test('and its process died when the words were gone, then files and case go with the next look', async () => {
    await done();
    await storage.threads.forget(hers);
    rows.delete(hers);
    await forgetting().sweep();
    for (const id of [photo, ...sent]) expect(await media.find(id)).toBeNull();
    expect((await storage.records.get('desk:customer:C-1'))?.json).toBe('[]');
  });
});
