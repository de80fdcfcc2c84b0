/** A store with a deliberate fault: what the checker must find, or it proves nothing. */
import type { Accepted, Held, Outbox, Storage, ThreadStore } from '../../bot/runtime/ports';
import { over } from './over';
import type { Fault } from './points';

const EVERY = 20;

export const withFault = (storage: Storage, fault: Fault): Storage =>
  fault === 'timers' ? over(storage, { outbox: forgetting(storage.outbox) }) : over(storage, { threads: threadsWith(storage.threads, fault) });

const forgetting = (outbox: Outbox): Outbox =>
  over(outbox, {
    async claim(now, limit) {
      const claimed = await outbox.claim(now, limit);
      const forgotten = claimed.filter(({ effect }) => effect.kind === 'wake');
      await outbox.settle(forgotten.map(({ key, thread, token }) => ({ key, thread, token, end: 'performed' })));
      return claimed.filter((one) => !forgotten.includes(one));
    },
  });

const threadsWith = (threads: ThreadStore, fault: Exclude<Fault, 'timers'>): ThreadStore => {
  let calls = 0;
  const now = (): boolean => (calls += 1) % EVERY === 0;
  switch (fault) {
    case 'commit':
      return over(threads, { commit: (commit) => threads.commit(now() ? { ...commit, entries: [], effects: [] } : commit) });
    case 'dedupe':
      return over(threads, { accept: (acceptance) => threads.accept({ ...acceptance, dedupe: `${acceptance.dedupe}#${(calls += 1)}` }) });
    case 'accept':
      return over(threads, { accept: async (acceptance) => (acceptance.entry && now() ? { kind: 'queued', position: 0 } : threads.accept(acceptance)) });
    case 'order':
      return over(threads, {
        accept: async (acceptance) => backwards(await threads.accept(acceptance)),
        commit: async (commit) => {
          const committed = await threads.commit(commit);
          return committed.kind === 'committed' ? { ...committed, next: newest(committed.next) } : committed;
        },
      });
  }
};

const backwards = (accepted: Accepted): Accepted => (accepted.kind === 'held' ? { ...accepted, held: turned(accepted.held) } : accepted);
const turned = (held: Held): Held => ({ ...held, events: newest(held.events) });
/** One at a time, so that nothing is decided together with what it overtook. */
const newest = <Event>(events: readonly Event[]): readonly Event[] => events.slice(-1);
