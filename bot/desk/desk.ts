/**
 * The desk: what agents see and do. Owning a thread is a compare-and-set on the thread itself (I6), so of two agents
 * who claim at once one wins and the other hears who did; the queue only follows.
 */
import type { ThreadState } from '../../dialogs/conversation/state';
import type { HandoffReason } from '../../dialogs/effect';
import type { Agent } from '../../dialogs/event';
import { initiateHandoff } from '../channels/handoff';
import { splitAddress, threadId, type ThreadId } from '../../dialogs/ids';
import { ofThisCustomer } from '../../dialogs/transcript';
import type { CompiledRelease } from '../../flows/release';
import type { Releases } from '../content/releases';
import type { Positioned, Storage } from '../runtime/ports';
import { readThreadState } from '../runtime/thread-state';
import type { Turn } from '../runtime/turn';
import type { CaseDetail, CasePacket, CaseStatus, CaseSummary, GiveBack } from '../web/contracts';
import { isoOf, linesOf } from './lines';
import { packetOf, textFact } from './packet';
import type { QueuedCase, Queue } from './queue';

const PAGE = 500;

export interface DeskParts {
  readonly storage: Storage;
  readonly turn: Turn;
  readonly queue: Queue;
  readonly releases: Releases;
  readonly now: () => number;
}

export type Claim =
  | { readonly ok: true; readonly summary: CaseSummary }
  | { readonly ok: false; readonly reason: 'taken'; readonly by: string }
  | { readonly ok: false; readonly reason: 'unknown' };
export type Act = { readonly ok: true } | { readonly ok: false; readonly reason: 'not_yours' | 'unknown' };

export interface Desk {
  list(): Promise<readonly CaseSummary[]>;
  detail(thread: string, from: number): Promise<CaseDetail | null>;
  /** The case as `handoff.initiate`. */
  handoffActivity(thread: ThreadId): Promise<object | null>;
  claim(thread: string, agent: Agent, takeOver?: boolean): Promise<Claim>;
  say(thread: string, agent: Agent, message: { readonly id: string; readonly text: string }): Promise<Act>;
  giveBack(thread: string, agent: Agent, how: GiveBack): Promise<Act>;
  /** The packet of a thread and its whole transcript: what `handoff.initiate` carries. */
  handoff(thread: ThreadId, reason: HandoffReason): Promise<{ readonly packet: CasePacket; readonly entries: readonly Positioned[] } | null>;
}

export const makeDesk = (parts: DeskParts): Desk => {
  const { storage, turn, queue, now } = parts;
  const stateOf = async (thread: ThreadId) => {
    const peeked = await storage.threads.peek(thread);
    return peeked?.state == null ? null : { state: readThreadState(peeked.state), length: peeked.length };
  };
  const summary = async (thread: ThreadId, queued: QueuedCase | undefined): Promise<CaseSummary | null> => {
    const found = await stateOf(thread);
    return found && queued ? summaryOf(parts, { thread, ...found, queued }) : null;
  };
  const ownsNow = async (thread: ThreadId, agent: Agent): Promise<Act> => {
    const found = await stateOf(thread);
    if (!found) return { ok: false, reason: 'unknown' };
    const { owner } = found.state;
    return owner.kind === 'agent' && owner.id === agent.id ? { ok: true } : { ok: false, reason: 'not_yours' };
  };

  return {
    async list() {
      const cases = [...(await queue.all())].sort(([, a], [, b]) => a.since - b.since);
      const found = await Promise.all(cases.map(([thread, queued]) => summary(thread, queued)));
      return found.filter((one) => one !== null);
    },
    async detail(id, from) {
      const thread = threadId(id);
      const queued = (await queue.all()).get(thread);
      const found = await summary(thread, queued);
      const whole = queued && (await this.handoff(thread, queued.reason));
      if (!found || !whole) return null;
      return { summary: found, packet: whole.packet, transcript: linesOf(whole.entries.filter(({ position }) => position >= from)) };
    },
    async handoffActivity(thread) {
      const queued = (await queue.all()).get(thread);
      const found = queued && (await stateOf(thread));
      const whole = queued && (await this.handoff(thread, queued.reason));
      return found && whole ? initiateHandoff({ address: found.state.address, ...whole }) : null;
    },
    async claim(id, agent, takeOver = false) {
      const thread = threadId(id);
      const queued = (await queue.all()).get(thread);
      if (!queued) return { ok: false, reason: 'unknown' };
      const after = await turn.act(thread, { kind: 'claimed', at: now(), agent, ...(takeOver && { takeOver }) });
      if (!after) return { ok: false, reason: 'unknown' };
      if (after.owner.kind === 'agent' && after.owner.id !== agent.id) return { ok: false, reason: 'taken', by: after.owner.name };
      const found = await summary(thread, queued);
      return found ? { ok: true, summary: found } : { ok: false, reason: 'unknown' };
    },
    async say(id, agent, message) {
      const thread = threadId(id);
      const owns = await ownsNow(thread, agent);
      if (!owns.ok) return owns;
      const event = { kind: 'agent_said', at: now(), agent, text: message.text } as const;
      await turn.receive({ thread, dedupe: `agent:${agent.id}:${message.id}`, event });
      return { ok: true };
    },
    async giveBack(id, agent, how) {
      const thread = threadId(id);
      const owns = await ownsNow(thread, agent);
      if (!owns.ok) return owns;
      await turn.act(thread, { kind: 'given_back', at: now(), agent, how });
      return { ok: true };
    },
    async handoff(thread, reason) {
      const found = await stateOf(thread);
      if (!found) return null;
      const entries = withoutSecrets(ofThisCustomer(await readAll(storage, thread)), parts.releases);
      const packet = packetOf({
        state: found.state, reason, entries: entries.map(({ entry }) => entry),
        titleOf: titles(parts.releases, found.state), releaseName: await releaseNames(parts.releases),
      });
      return { packet, entries };
    },
  };
};

const readAll = async ({ threads }: Storage, thread: ThreadId): Promise<readonly Positioned[]> => {
  const all: Positioned[] = [];
  for (;;) {
    const page = await threads.read(thread, (all.at(-1)?.position ?? -1) + 1, PAGE);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
};

/** What people call a release (`r7`). */
const releaseNames = async (releases: Releases): Promise<(id: string) => string> => {
  const names = new Map((await releases.list()).map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
};

/** A one-time code is nobody's to read: what answered a secret question is masked for staff (I11). */
const withoutSecrets = (entries: readonly Positioned[], releases: Releases): readonly Positioned[] => {
  let asksSecret = false;
  return entries.map((one) => {
    const { entry } = one;
    if (entry.kind === 'bot') asksSecret = entry.asks !== undefined && isSecret(entry.asks, releases.current());
    return asksSecret && entry.kind === 'customer' ? { ...one, entry: { ...entry, text: '•••' } } : one;
  });
};

const isSecret = (asks: string, release: CompiledRelease): boolean => {
  const slash = asks.indexOf('/');
  const flow = release.flows.get(asks.slice(0, slash));
  const step = flow?.flow.steps[asks.slice(slash + 1)];
  return step?.kind === 'ask' && step.fact !== undefined && flow?.glossary.facts[step.fact]?.secret === true;
};

const titles = (releases: Releases, { language }: ThreadState) => (flow: string, release: string): string =>
  (releases.known(release) ?? releases.current()).flows.get(flow)?.title[language] ?? flow;

interface Known {
  readonly thread: ThreadId;
  readonly state: ThreadState;
  readonly length: number;
  readonly queued: QueuedCase;
}

const summaryOf = ({ releases }: DeskParts, { thread, state, length, queued }: Known): CaseSummary => {
  const name = textFact(state, 'customer.name');
  const top = state.stack[0];
  return {
    thread,
    status: statusOf(state, queued),
    ...(name !== undefined && { name }),
    channel: splitAddress(state.address).channel,
    language: state.language,
    level: state.level,
    ...(top && { topic: titles(releases, state)(top.flow, top.release) }),
    reason: queued.reason,
    since: isoOf(queued.since),
    ...(state.owner.kind === 'agent' && { agent: { id: state.owner.id, name: state.owner.name } }),
    length,
  };
};

/** The thread's own word counts; the queue only says that there is a case. */
const statusOf = ({ owner }: ThreadState, { status }: QueuedCase): CaseStatus =>
  owner.kind === 'agent' ? 'with_agent' : owner.kind === 'queue' ? 'waiting' : status === 'with_agent' ? 'with_bot' : status;
