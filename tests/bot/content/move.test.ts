/** Conversations moved to another release: rehearsed with figures, made once, and never over what happened meanwhile. */
import path from 'node:path';
import { moveThreads } from '../../../bot/content/move';
import type { Storage } from '../../../bot/runtime/ports';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { newState, readState, writeState } from '../../../dialogs/conversation/state';
import { address, threadId, type ThreadId } from '../../../dialogs/ids';
import type { CompiledRelease } from '../../../flows/release';
import { smallFiles } from '../../flows/small-release';
import { compileRelease } from '../../../flows/release';
import { freshFolder, removeFolder } from '../../support/server';

const release = (id: string, steps: string): CompiledRelease => {
  const result = compileRelease(id, smallFiles(steps, { 'first.ask': 'a' }));
  if ('faults' in result) throw new Error('the small release has faults');
  return result.release;
};
const STEPS = '  first: { ask: ¿Uno?, expects: yes_no, exits: { yes: bye, no: bye } }\n';
const moving = { from: release('A', STEPS), to: release('B', STEPS.replace('¿Uno?', '¿Uno dicho mejor?')) };

describe('a move', () => {
  let folder: string;
  let storage: Storage;
  beforeEach(async () => {
    folder = freshFolder();
    storage = await openEmbedded(path.join(folder, 'data'), {});
  });
  afterEach(async () => {
    await storage.close();
    removeFolder(folder);
  });

  const write = async (name: string, step: string, at = 'A', version = 0): Promise<ThreadId> => {
    const state = { ...newState(address('web', 'x'), 'es', 1), stack: [{ flow: 'small', release: at, step, turns: 0 }] };
    await storage.threads.commit({ thread: threadId(name), version, state: writeState(state), entries: [], effects: [], cancel: [], consumed: 0 });
    return threadId(name);
  };
  const releaseOf = async (thread: ThreadId): Promise<string | undefined> => readState((await storage.threads.peek(thread))?.state ?? '').stack[0]?.release;

  it('given a rehearsal, it is counted who could go and who stays where, and nothing changes', async () => {
    const threads = [await write('a', 'first'), await write('b', 'gone'), await write('c', 'first', 'Z'), threadId('nobody')];
    const counts = await moveThreads({ moving, store: storage.threads, threads, rehearse: true });
    expect(counts).toEqual({ found: 2, moves: 1, stays: { flow_gone: 0, step_gone: 1, step_changed: 0, facts_missing: 0 }, places: { 'small/gone': 1 } });
    expect(await releaseOf(threadId('a'))).toBe('A');
  });

  it('given the move itself, those go that can, once', async () => {
    const threads = [await write('a', 'first'), await write('b', 'gone')];
    expect((await moveThreads({ moving, store: storage.threads, threads, rehearse: false })).moves).toBe(1);
    expect([await releaseOf(threadId('a')), await releaseOf(threadId('b'))]).toEqual(['B', 'A']);
    expect((await moveThreads({ moving, store: storage.threads, threads, rehearse: false })).found).toBe(1);
  });

  it('given a conversation that goes on meanwhile, its newer state is looked at, never overwritten', async () => {
    const thread = await write('a', 'first');
    let told = false;
    const store = {
      peek: async (wanted: ThreadId) => {
        const seen = await storage.threads.peek(wanted);
        if (!told) await write('a', 'gone', 'A', 1);
        told = true;
        return seen;
      },
      commit: storage.threads.commit.bind(storage.threads),
    };
    const counts = await moveThreads({ moving, store, threads: [thread], rehearse: false });
    expect(counts.stays.step_gone).toBe(1);
    expect(readState((await storage.threads.peek(thread))?.state ?? '').stack[0]?.step).toBe('gone');
  });
});
