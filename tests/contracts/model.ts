/**
 * I1 to I3 for all histories: two processes accept, commit, die and recover in any order; the store agrees with a model
 * that fits on one page.
 */
import fc from 'fast-check';
import type { Storage } from '../../bot/runtime/ports';
import { committed, decision, incoming, reply, textsOf, thread, THREAD_LEASE, recoverAll, type Open, type Subject } from './given';

type Step =
  | { readonly do: 'accept'; readonly by: 0 | 1; readonly message: number }
  | { readonly do: 'commit'; readonly by: 0 | 1; readonly consumed: number }
  | { readonly do: 'expire' }
  | { readonly do: 'recover'; readonly by: 0 | 1 };

const by = fc.constantFrom<0 | 1>(0, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('accept' as const), by, message: fc.nat(12) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('commit' as const), by, consumed: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('recover' as const), by }) },
);

interface Holder {
  version: number;
  events: readonly string[];
}

/** The whole truth about one thread. */
class Model {
  readonly log: string[] = [];
  readonly seen = new Map<string, number>();
  waiting: string[] = [];
  version = 0;
  leased = false;
  /** What each process believes to hold; a dead lease does not tell its former holder. */
  readonly belief: [Holder | null, Holder | null] = [null, null];
}

const accept = async (model: Model, storage: Storage, one: Extract<Step, { do: 'accept' }>): Promise<void> => {
  const text = `m${one.message}`;
  const accepted = await storage.threads.accept(incoming(text));
  const known = model.seen.get(text);
  if (known !== undefined) {
    expect(accepted).toEqual({ kind: 'duplicate', position: known });
    return;
  }
  const position = model.log.length;
  model.seen.set(text, position);
  model.log.push(text);
  model.waiting.push(text);
  expect(accepted).toMatchObject({ kind: model.leased ? 'queued' : 'held', position });
  if (accepted.kind !== 'held') return;
  expect(textsOf(accepted.held.events)).toEqual(model.waiting);
  expect(accepted.held.version).toBe(model.version);
  model.leased = true;
  model.belief[one.by] = { version: model.version, events: [...model.waiting] };
};

const commit = async (model: Model, storage: Storage, one: Extract<Step, { do: 'commit' }>): Promise<void> => {
  const holder = model.belief[one.by];
  if (!holder) return;
  const consumed = Math.min(one.consumed, holder.events.length);
  const answer = `r${holder.version}`;
  const outcome = await storage.threads.commit(decision(holder.version, { consumed, entries: [reply(answer)] }));
  if (holder.version !== model.version) {
    expect(outcome).toMatchObject({ kind: 'stale', held: { version: model.version } });
    if (outcome.kind === 'stale') expect(textsOf(outcome.held.events)).toEqual(model.waiting);
  } else {
    const { base, next } = committed(outcome);
    expect(base).toBe(model.log.length);
    model.log.push(answer);
    model.version += 1;
    model.waiting = model.waiting.slice(consumed);
    expect(textsOf(next)).toEqual(model.waiting);
    model.leased = model.waiting.length > 0;
  }
  if (model.waiting.length > 0) model.leased = true;
  model.belief[one.by] = model.waiting.length > 0 ? { version: model.version, events: [...model.waiting] } : null;
};

const recover = async (model: Model, storage: Storage, one: Extract<Step, { do: 'recover' }>): Promise<void> => {
  const found = await recoverAll(storage);
  if (model.leased || model.waiting.length === 0) {
    expect(found).toEqual([]);
    return;
  }
  expect(found.map((taken) => textsOf(taken.held.events))).toEqual([model.waiting]);
  model.leased = true;
  model.belief[one.by] = { version: model.version, events: [...model.waiting] };
};

const play = async (subject: Subject, steps: readonly Step[]): Promise<void> => {
  const model = new Model();
  const processes = [subject.storage, subject.other] as const;
  for (const one of steps) {
    switch (one.do) {
      case 'accept': await accept(model, processes[one.by], one); break;
      case 'commit': await commit(model, processes[one.by], one); break;
      case 'recover': await recover(model, processes[one.by], one); break;
      case 'expire':
        subject.clock.now += THREAD_LEASE;
        model.leased = false;
        break;
    }
  }
  const read = await subject.other.threads.read(thread, 0, 1_000);
  expect(read.map(({ entry }) => ('text' in entry ? entry.text : entry.kind))).toEqual(model.log);
};

export const describeModel = (open: Open): void => {
  describe('all histories', () => {
    it('given two processes that accept, commit, die and recover in any order, the store agrees with the model', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          const subject = await open();
          try {
            await play(subject, steps);
          } finally {
            await subject.close();
          }
        }),
        { numRuns: 40 },
      );
    });
  });
};
