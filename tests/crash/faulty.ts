/** A store with a deliberate fault: what the checker must find, or it proves nothing. */
import type { Accepted, Held, Storage, ThreadStore } from '../../bot/runtime/ports';
import type { Fault } from './points';

const EVERY = 20;

export const withFault = (storage: Storage, fault: Fault): Storage => ({ ...storage, threads: threadsWith(storage.threads, fault) });

const threadsWith = (threads: ThreadStore, fault: Fault): ThreadStore => {
  let calls = 0;
  const now = (): boolean => (calls += 1) % EVERY === 0;
  const whole: ThreadStore = {
    accept: (acceptance) => threads.accept(acceptance),
    commit: (commit) => threads.commit(commit),
    read: (thread, from, limit) => threads.read(thread, from, limit),
    peek: (thread) => threads.peek(thread),
    recover: (limit) => threads.recover(limit),
    move: (from, into) => threads.move(from, into),
  };
  switch (fault) {
    case 'commit':
      return { ...whole, commit: (commit) => threads.commit(now() ? { ...commit, entries: [], effects: [] } : commit) };
    case 'dedupe':
      return { ...whole, accept: (acceptance) => threads.accept({ ...acceptance, dedupe: `${acceptance.dedupe}#${(calls += 1)}` }) };
    case 'accept':
      return { ...whole, accept: async (acceptance) => (acceptance.entry && now() ? { kind: 'queued', position: 0 } : threads.accept(acceptance)) };
    case 'order':
      return {
        ...whole,
        accept: async (acceptance) => backwards(await threads.accept(acceptance)),
        commit: async (commit) => {
          const committed = await threads.commit(commit);
          return committed.kind === 'committed' ? { ...committed, next: committed.next.toReversed() } : committed;
        },
      };
  }
};

const backwards = (accepted: Accepted): Accepted => (accepted.kind === 'held' ? { ...accepted, held: turned(accepted.held) } : accepted);
const turned = (held: Held): Held => ({ ...held, events: held.events.toReversed() });
