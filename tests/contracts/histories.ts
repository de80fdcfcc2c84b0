/**
 * I1 to I4 and I9 for all histories: two processes accept, commit, call timers off, settle, send again, die, recover and join
 * threads in any order, with duplicates, stale versions and lost leases among them; the store agrees with the model after
 * every step.
 */
import fc from 'fast-check';
import type { Storage } from '../../bot/runtime/ports';
import { threadId } from '../../dialogs/ids';
import { claimAll, committed, decision, deliver, incoming, recoverAll, reply, textsOf, THREAD_LEASE, wake, type Open, type Subject } from './given';
import { Model, type Process, type ThreadModel } from './model';

const IDS = ['thread-A', 'thread-B', 'thread-C'].map(threadId);

type Step = fc.AsyncCommand<Model, Subject>;

const storeOf = ({ storage, other }: Subject, by: Process): Storage => (by === 0 ? storage : other);

const step = (name: string, run: (model: Model, subject: Subject) => Promise<void>): Step => ({ check: () => true, run, toString: () => name });

const accept = (by: Process, at: number, message: number): Step =>
  step(`${by} accepts m${message} in ${at}`, async (model, subject) => {
    const thread = model.at(at);
    const text = `m${message}`;
    const accepted = await storeOf(subject, by).threads.accept(incoming(text, { thread: thread.id }));
    const known = thread.seen.get(text);
    if (known !== undefined) return expect(accepted).toEqual({ kind: 'duplicate', position: known + thread.shift });
    if (thread.into) return expect(accepted).toEqual({ kind: 'moved', to: thread.into.id });
    const position = thread.log.length;
    thread.seen.set(text, position);
    thread.log.push(text);
    thread.waiting.push(text);
    expect(accepted).toMatchObject({ kind: thread.leased ? 'queued' : 'held', position });
    if (accepted.kind !== 'held') return;
    expect(textsOf(accepted.held.events)).toEqual(thread.waiting);
    expect(accepted.held.version).toBe(thread.version);
    thread.hold(by);
  });

const begin = (by: Process, at: number): Step =>
  step(`${by} begins ${at}`, async (model, subject) => {
    const thread = model.at(at);
    const begun = await storeOf(subject, by).threads.begin({ thread: thread.id, dedupe: 'joined', state: '{}', entries: [reply('greeting')] });
    // Into whatever was joined something may have come, also of a thread without a word.
    if (!model.threads.some(({ into }) => into === thread)) expect(begun).toBe(thread.isUnknown);
    if (!begun) return;
    expect(thread).toMatchObject({ isUnknown: true, log: [], waiting: [] });
    thread.log.push('greeting');
    thread.seen.set('joined', -1);
    thread.version = 1;
  });

interface Deciding {
  readonly by: Process;
  readonly at: number;
  readonly most: number;
  /** A timer that comes so much later. */
  readonly wakesIn: number | null;
  /** Which of all timers and effects is called off: the thread's own come first, and others' stay. */
  readonly calledOff: number | null;
}

const commit = ({ by, at, most, wakesIn, calledOff }: Deciding): Step =>
  step(`${by} commits ${most} in ${at}, wakes in ${wakesIn}, calls off ${calledOff}`, async (model, subject) => {
    const thread = model.at(at);
    const belief = thread.belief[by];
    if (!belief) return;
    const consumed = Math.min(most, belief.events.length);
    const answer = `r${belief.version} of ${thread.id}`;
    const due = wakesIn === null ? null : model.now + wakesIn;
    const all = [...model.timers, ...model.effects];
    const ownFirst = all.toSorted((one, other) => Number(other.thread === thread.id) - Number(one.thread === thread.id));
    const cancel = calledOff === null ? [] : ownFirst.slice(calledOff, calledOff + 1).map(({ key }) => key);
    const outcome = await storeOf(subject, by).threads.commit(decision(belief.version, {
      thread: thread.id, consumed, entries: [reply(answer)], effects: [deliver, ...(due === null ? [] : [wake(due)])], cancel,
    }));
    if (thread.into) {
      expect(outcome).toEqual({ kind: 'moved', to: thread.into.id });
      thread.belief[by] = null;
      return;
    }
    if (belief.version !== thread.version) {
      expect(outcome).toMatchObject({ kind: 'stale', held: { version: thread.version } });
      if (outcome.kind === 'stale') expect(textsOf(outcome.held.events)).toEqual(thread.waiting);
      return thread.hold(by);
    }
    const { base, next, effects } = committed(outcome);
    expect(base).toBe(thread.log.length);
    thread.log.push(answer);
    thread.version += 1;
    thread.waiting = thread.waiting.slice(consumed);
    expect(textsOf(next)).toEqual(thread.waiting);
    expect(effects.map(({ token }) => token)).toEqual([1]);
    for (const key of cancel) model.cancel(thread.id, key);
    model.effects.push({ key: `${thread.id}/${thread.version}/0`, thread: thread.id, token: 1, leased: true });
    if (due !== null) model.timers.push({ key: `${thread.id}/${thread.version}/1`, thread: thread.id, due });
    thread.hold(by);
  });

const expire = (): Step =>
  step('leases run out', async (model, { clock }) => {
    clock.now += THREAD_LEASE;
    model.expire();
  });

const recover = (by: Process): Step =>
  step(`${by} recovers`, async (model, subject) => {
    const lost = model.threads.filter(({ leased, waiting }) => !leased && waiting.length > 0);
    const found = await recoverAll(storeOf(subject, by));
    const told = (threads: readonly ThreadModel[]) => threads.map(({ id, waiting, version }) => [id, waiting, version]);
    expect(found.map(({ thread, held }) => [thread, textsOf(held.events), held.version]).sort()).toEqual(told(lost).sort());
    for (const thread of lost) thread.hold(by);
  });

const claim = (by: Process): Step =>
  step(`${by} claims effects`, async (model, subject) => {
    const found = await claimAll(storeOf(subject, by), model.now);
    expect(found.map(({ key, token }) => [key, token]).sort()).toEqual(model.claimed().map(({ key, token }) => [key, token]).sort());
  });

const timePasses = (ms: number): Step => step(`${ms} pass`, async (model) => void (model.now += ms));

interface Ending {
  readonly by: Process;
  readonly which: number;
  /** How many hand-outs ago it was this process's. */
  readonly late: number;
  readonly end: 'performed' | 'failed';
}

const settle = ({ by, which, late, end }: Ending): Step =>
  step(`${by} settles effect ${which} as ${end} by a token ${late} old`, async (model, subject) => {
    const effect = model.effects[which % Math.max(1, model.effects.length)];
    if (!effect || effect.token - late < 1) return;
    const { key, thread, token } = effect;
    const lease = { key, thread, token: token - late };
    await storeOf(subject, by).outbox.settle([end === 'failed' ? { ...lease, end, reason: 'x' } : { ...lease, end }]);
    if (late > 0) return;
    model.effects = model.effects.filter((one) => one !== effect);
    if (end === 'failed') model.letters.push(effect);
  });

const resend = (by: Process, which: number): Step =>
  step(`${by} sends letter ${which} again`, async (model, subject) => {
    const letter = model.letters[which % Math.max(1, model.letters.length)];
    if (!letter) return;
    expect(await storeOf(subject, by).outbox.resend(letter)).toBe(true);
    model.letters = model.letters.filter((one) => one !== letter);
    model.effects.push({ ...letter, leased: false });
  });

/** `late`: how many hand-outs ago the effect that asks for it was this process's; `null`: nobody's effect asks for it. */
const join = (by: Process, [from, into]: readonly [number, number], late: number | null): Step =>
  step(`${by} joins ${from} into ${into} by a token ${late} old`, async (model, subject) => {
    const [source, target] = [model.at(from), model.at(into)];
    const effect = model.effects.find(({ thread }) => thread === source.id);
    if (late !== null && (!effect || effect.token - late < 1)) return;
    const lease = late === null || !effect ? undefined : { key: effect.key, thread: effect.thread, token: effect.token - late };
    const joined = storeOf(subject, by).threads.move(source.id, target.id, lease);
    if (!source.into && model.isCircle(source, target)) return void (await expect(joined).rejects.toThrow('circle'));
    if (!source.into && lease && (late !== 0 || !effect?.leased)) return expect(await joined).toBeNull();
    model.join(source, target);
    expect(await joined).not.toBeNull();
  });

const by = fc.constantFrom<Process>(0, 1);
const place = fc.nat(IDS.length - 1);
const deciding = fc.record<Deciding>({ by, at: place, most: fc.integer({ min: 1, max: 3 }), wakesIn: fc.option(fc.nat(30)), calledOff: fc.option(fc.nat(3)) });
const STEPS = [
  fc.tuple(by, place).map((args) => begin(...args)),
  fc.tuple(by, place, fc.nat(12)).map((args) => accept(...args)),
  fc.tuple(by, place, fc.nat(12)).map((args) => accept(...args)),
  deciding.map(commit),
  deciding.map(commit),
  fc.constant(null).map(expire),
  by.map(recover),
  by.map(claim),
  fc.integer({ min: 1, max: 20 }).map(timePasses),
  fc.record<Ending>({ by, which: fc.nat(20), late: fc.nat(2), end: fc.constantFrom('performed', 'failed') }).map(settle),
  fc.tuple(by, fc.nat(5)).map((args) => resend(...args)),
  fc.tuple(by, fc.tuple(place, place), fc.option(fc.nat(2))).map((args) => join(...args)),
];

const agrees = async (model: Model, { other }: Subject): Promise<void> => {
  for (const { id, into, log, version } of model.threads) {
    if (into) continue;
    const read = await other.threads.read(id, 0, 1_000);
    expect(read.map(({ entry }) => ('text' in entry ? entry.text : entry.kind))).toEqual(log);
    expect((await other.threads.peek(id))?.version ?? 0).toBe(version);
  }
  const dues = model.timers.map(({ due }) => due);
  expect(await other.outbox.nextTimer()).toEqual(dues.length === 0 ? null : { due: Math.min(...dues) });
  expect((await other.outbox.deadLetters(100)).map(({ key }) => key).sort()).toEqual(model.letters.map(({ key }) => key).sort());
  expect(await other.outbox.busy()).toBe(model.effects.length > 0 || model.threads.some(({ waiting }) => waiting.length > 0));
};

const play = async (open: Open, steps: Iterable<Step>): Promise<void> => {
  const subject = await open();
  const model = new Model(IDS);
  try {
    await fc.asyncModelRun(() => ({ model, real: subject }), steps);
    await agrees(model, subject);
  } finally {
    await subject.close();
  }
};

export const describeHistories = (open: Open, runs: number): void => {
  describe('all histories', () => {
    it('given two processes that do what processes do in any order, the store agrees with the model', async () => {
      await fc.assert(fc.asyncProperty(fc.commands(STEPS, { maxCommands: 60, size: 'max' }), (steps) => play(open, steps)), { numRuns: runs });
    }, 300_000);
  });
};
