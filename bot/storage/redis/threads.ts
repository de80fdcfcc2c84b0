/**
 * Threads in Redis: accept and commit in one round trip each (I1, I2, I3). What a script decides stands in its file;
 * here arguments are laid out and replies become values.
 */
import { threadId, type ThreadId } from '../../../dialogs/ids';
import type { Acceptance, Accepted, Beginning, Commit, Committed, Held, Joined, KeyedEffect, Lease, Positioned, ThreadStore } from '../../runtime/ports';
import type { Leaving, Retention, Trimmed } from '../../runtime/trimming';
import { compact } from '../compact';
import { decodeEntry, encodeEffect, encodeEntry, encodeEvent, impliedBy } from '../codec';
import { dueOf, withoutDue } from '../due';
import { keyOf, suffixOf } from '../effect-key';
import { markOf } from '../mark';
import { DEDUPE_HOURS, FIRST_TOKEN, hourOf, type Settings } from '../options';
import type { Hints } from './hints';
import { ALL_SHARDS, keysOfThread, type ThreadKeys } from './keys';
import { joinThreads } from './join';
import { heldOf, rows, storedOf, type Reply } from './replies';
import { keep, run } from './script';
import { ACCEPT } from './scripts/accept';
import { BEGIN } from './scripts/begin';
import { COMMIT } from './scripts/commit';
import { EXPIRED, TAKE, UNANSWERED } from './scripts/recover';
import { READ } from './scripts/small';
import { Sweep } from './sweep';
import { RedisTrimmer } from './trim';
import type { Wire } from './wire';

/** Effects that are due at once, as the committer gets them: no need to send them back. */
const leasedEffects = (commit: Commit, base: number): KeyedEffect[] =>
  commit.effects.flatMap((effect, index) =>
    dueOf(effect) !== null
      ? []
      : [{
          key: keyOf(commit.thread, `${commit.version + 1}/${index}`),
          thread: commit.thread, effect, base, failures: 0, token: FIRST_TOKEN, wasSending: false,
        }],
  );

const commitArguments = (commit: Commit, keys: ThreadKeys, settings: Settings): [string, ...string[]] => {
  const now = settings.machineNow();
  const args: [string, ...string[]] = [
    keys.state, keys.log, keys.inbox, keys.of.hot, keys.of.timers,
    commit.thread, String(commit.version), compact(commit.state), String(commit.consumed),
    String(now + settings.threadLeaseMs), String(now + settings.effectLeaseMs),
    String(commit.entries.length), String(commit.effects.length),
    commit.owes === undefined ? '' : commit.owes ? '1' : '0', String(now),
  ];
  for (const entry of commit.entries) args.push(encodeEntry(entry));
  for (const effect of commit.effects) {
    const due = dueOf(effect);
    args.push(due === null ? '' : String(due), encodeEffect(withoutDue(effect)));
  }
  for (const key of commit.cancel) {
    const suffix = suffixOf(commit.thread, key);
    if (suffix !== null) args.push(suffix);
  }
  return args;
};

export class RedisThreads implements ThreadStore {
  private readonly sweep = new Sweep();
  private readonly trimmer: RedisTrimmer;

  constructor(
    private readonly wire: Wire,
    private readonly settings: Settings,
    private readonly hints: Hints,
  ) {
    this.trimmer = new RedisTrimmer(wire, settings);
  }

  async accept({ thread, dedupe, event, entry }: Acceptance): Promise<Accepted> {
    const keys = keysOfThread(thread);
    const now = this.settings.machineNow();
    const hour = hourOf(now);
    const reply = (await keep(this.wire, ACCEPT, [
      keys.state, keys.log, keys.seen, keys.inbox, keys.of.hot,
      thread, markOf(dedupe), String(hour), String(hour - DEDUPE_HOURS), String(now), String(now + this.settings.threadLeaseMs),
      entry ? encodeEntry(entry) : '', impliedBy(event, entry) ? '' : encodeEvent(event),
    ])) as Reply;
    const position = Number(reply[1]);
    switch (reply[0]) {
      case 0: return { kind: 'duplicate', position };
      case 2: return { kind: 'queued', position };
      case 3: return { kind: 'moved', to: threadId(String(reply[1])) };
      default: break;
    }
    const held = heldOf(reply, 2);
    return { kind: 'held', position, held: held.events.length > 0 ? held : { ...held, events: [event] } };
  }

  async commit(commit: Commit): Promise<Committed> {
    const { thread, version } = commit;
    const keys = keysOfThread(thread);
    const reply = (await keep(this.wire, COMMIT, commitArguments(commit, keys, this.settings))) as Reply;
    switch (reply[0]) {
      case 1: return { kind: 'stale', held: this.stale(thread, version, heldOf(reply, 1)) };
      case 2: return { kind: 'moved', to: threadId(String(reply[1])) };
      default: break;
    }
    for (const effect of commit.effects) {
      const due = dueOf(effect);
      if (due !== null) this.hints.timer(keys.of.shard, due);
    }
    const base = Number(reply[1]);
    const next = heldOf(['', ...reply.slice(2)], 0).events;
    return { kind: 'committed', base, effects: leasedEffects(commit, base), next };
  }

  async begin({ thread, dedupe, state, entries }: Beginning): Promise<boolean> {
    const { state: key, log, seen } = keysOfThread(thread);
    const hour = String(hourOf(this.settings.machineNow()));
    return (await keep(this.wire, BEGIN, [key, log, seen, compact(state), markOf(dedupe), hour, ...entries.map(encodeEntry)])) === 1;
  }

  /** A version before the one that was seen: acknowledged writes are gone (failover). Said aloud, then decided again. */
  private stale(thread: ThreadId, seen: number, held: Held): Held {
    if (held.version < seen) {
      this.settings.log(`thread went back from version ${seen} to ${held.version}: the store lost acknowledged writes`);
      this.settings.onRegression({ thread, seen, stored: held.version });
    }
    return held;
  }

  async read(thread: ThreadId, from: number, limit: number): Promise<readonly Positioned[]> {
    if (limit <= 0) return [];
    const keys = keysOfThread(thread);
    const reply = (await run(this.wire, READ, [keys.state, keys.log, String(Math.max(0, from)), String(limit)])) as Reply;
    const first = Number(reply[0]);
    return reply.slice(1).map((text, index) => ({ position: first + index, entry: decodeEntry(String(text)) }));
  }

  async peek(thread: ThreadId): ReturnType<ThreadStore['peek']> {
    const keys = keysOfThread(thread);
    const [text, length] = await Promise.all([
      this.wire.send(keys.state, ['GET', keys.state]),
      this.wire.send(keys.state, ['LLEN', keys.log]),
    ]);
    if (text === null && length === 0) return null;
    const { state, version, base } = storedOf(text === null ? '' : String(text));
    return { state, version, length: base + Number(length) };
  }

  async recover(limit: number): ReturnType<ThreadStore['recover']> {
    const now = String(this.settings.machineNow());
    const found = await Promise.all(
      this.sweep.next().map((shard) => run(this.wire, EXPIRED, [shard.hot, now, String(limit)]) as Promise<Reply>),
    );
    const threads = found.flat().slice(0, limit).map((id) => threadId(String(id)));
    const taken = await Promise.all(threads.map((thread) => this.take(thread)));
    return taken.flatMap((one) => (one ? [one] : []));
  }

  private async take(thread: ThreadId): Promise<{ thread: ThreadId; held: Held } | null> {
    const keys = keysOfThread(thread);
    const now = this.settings.machineNow();
    const reply = (await run(this.wire, TAKE, [
      keys.state, keys.log, keys.inbox, keys.of.hot, thread, String(now), String(now + this.settings.threadLeaseMs),
    ])) as Reply;
    return reply.length === 0 ? null : { thread, held: heldOf(reply, 0) };
  }

  async unanswered(before: number, limit: number): ReturnType<ThreadStore['unanswered']> {
    const second = String(Math.floor(before / 1000));
    const found = await Promise.all(ALL_SHARDS.map(({ hot }) => run(this.wire, UNANSWERED, [hot, second]) as Promise<Reply>));
    return found
      .flatMap((reply) => rows(reply, 2).map(([id = '', since]) => ({ thread: threadId(id), since: Number(since) * 1000 })))
      .sort((one, other) => one.since - other.since)
      .slice(0, limit);
  }

  trim(retention: Retention, limit: number, leaving?: Leaving): Promise<Trimmed> {
    return this.trimmer.next(retention, limit, leaving);
  }

  forget(thread: ThreadId): Promise<boolean> {
    return this.trimmer.forget(thread);
  }

  move(from: ThreadId, into: ThreadId, by?: Lease): Promise<Joined | null> {
    return joinThreads(this.wire, this.settings, { from, into, by });
  }
}
