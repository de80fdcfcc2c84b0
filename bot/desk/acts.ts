/**
 * What agents do with cases. Owning a thread is a compare-and-set on the thread itself (I6), so of two agents who claim at
 * once one wins and the other hears who did; the desk's list only follows. The machine checks again what is checked here.
 */
import type { ThreadState } from '../../dialogs/conversation/state';
import { bestFor, raised, type Priority } from '../../dialogs/handoff/routing';
import type { Agent, ThreadEvent } from '../../dialogs/event';
import type { ThreadId } from '../../dialogs/ids';
import type { Storage } from '../runtime/ports';
import { readThreadState } from '../runtime/thread-state';
import type { Turn } from '../runtime/turn';
import type { Acted, AgentMessage, Claimed, DeskActs, Return, Transfer } from '../staff/ports';
import type { CaseSummary, StaffUser } from '../web/contracts';
import type { CaseIndex } from './case-index';
import type { CaseRow } from './case-row';
import type { Presence } from './presence';
import { waitingOf, type Moment } from './summary';

/** So often within a day a guide may bring the same case back before it is not given back to it any more. */
const MOST_RETURNS = 3;

export interface ActsParts {
  readonly storage: Storage;
  readonly turn: Turn;
  readonly cases: CaseIndex;
  readonly presence: Presence;
  readonly userOf: (id: string) => Promise<StaffUser | null>;
  readonly capacity: number;
  readonly summaryOf: (thread: ThreadId, row: CaseRow) => CaseSummary;
  readonly moment: () => Moment;
}

export const makeActs = (parts: ActsParts): DeskActs => ({
  owns: (thread, agent) => owns(parts, thread, agent),
  claim: (thread, agent, takeOver = false) => claim(parts, { thread, agent, takeOver }),
  next: (agent) => next(parts, agent),
  async say(thread, agent, message) {
    const owned = await owns(parts, thread, agent);
    if (owned.ok) await receive(parts, thread, { agent, message, kind: 'agent_said' });
    return owned;
  },
  async note(thread, agent, message) {
    if (!(await parts.cases.get(thread))) return { ok: false, reason: 'unknown' };
    await receive(parts, thread, { agent, message, kind: 'noted' });
    return { ok: true };
  },
  knows: async (thread) => (await parts.cases.get(thread)) !== null,
  transfer: (thread, agent, how) => transfer(parts, { thread, agent }, how),
  async giveBack(thread, agent, how) {
    const row = await parts.cases.get(thread);
    if (row && loops(row, how)) return { ok: false, reason: 'loops' };
    return act(parts, { thread, agent }, givenBack(agent, how, parts.moment().now));
  },
  async prioritize(thread, priority) {
    const row = await parts.cases.edit(thread, (before) => ({ ...before, named: priority, priority }));
    return row && parts.summaryOf(thread, row);
  },
  release: (agent, why) => release(parts, agent, why),
});

const owns = async ({ storage, presence }: ActsParts, thread: ThreadId, agent: Agent): Promise<Acted> => {
  const state = await stateOf(storage, thread);
  if (!state) return { ok: false, reason: 'unknown' };
  if (state.owner.kind !== 'agent' || state.owner.id !== agent.id) return { ok: false, reason: 'not_yours' };
  await presence.acted(agent.id);
  return { ok: true };
};

interface Held {
  readonly thread: ThreadId;
  readonly agent: Agent;
}

/** Acts as who has the thread. */
const act = async (parts: ActsParts, { thread, agent }: Held, event: ThreadEvent): Promise<Acted> => {
  const owned = await owns(parts, thread, agent);
  if (!owned.ok) return owned;
  await parts.turn.act(thread, event);
  await parts.cases.refresh(thread);
  return owned;
};

const transfer = async (parts: ActsParts, { thread, agent }: Held, how: Transfer): Promise<Acted> => {
  const to = how.to && (await parts.userOf(how.to.agent));
  if (how.to && (!to || to.inactive || !WORKERS.has(to.role))) return { ok: false, reason: 'no_target' };
  const target = to && { to: { id: to.id, name: to.name } };
  const done = await act(parts, { thread, agent }, { kind: 'transferred', at: parts.moment().now, agent, note: how.note, ...target });
  if (done.ok && how.needs) await parts.cases.edit(thread, withNeeds(how));
  return done;
};

const release = async ({ turn, cases, moment }: ActsParts, agent: string, why: Parameters<DeskActs['release']>[1]): Promise<void> => {
  for (const [thread, row] of await cases.all()) {
    if (row.agent?.id !== agent || row.status !== 'with_agent') continue;
    await turn.act(thread, { kind: 'released', at: moment().now, agent, why });
    await cases.refresh(thread);
  }
};

const WORKERS: ReadonlySet<StaffUser['role']> = new Set(['agent', 'supervisor', 'administrator']);

const withNeeds = ({ needs }: Transfer) => (row: CaseRow): CaseRow => ({ ...row, needs });

export const stateOf = async (storage: Storage, thread: ThreadId): Promise<ThreadState | null> => {
  const peeked = await storage.threads.peek(thread);
  return peeked?.state == null ? null : readThreadState(peeked.state);
};

interface Said {
  readonly agent: Agent;
  readonly message: AgentMessage;
  readonly kind: 'agent_said' | 'noted';
}

const receive = ({ turn, moment }: ActsParts, thread: ThreadId, { agent, message: { id, text, attachments }, kind }: Said): Promise<unknown> =>
  turn.receive({ thread, dedupe: `agent:${agent.id}:${id}`, event: { kind, at: moment().now, agent, text, ...(attachments && { attachments }) } });

const givenBack = (agent: Agent, { how, step, cause, confirmed }: Return, at: number): ThreadEvent => ({
  kind: 'given_back', at, agent, how, ...(step !== undefined && { step }), ...(cause !== undefined && { cause }), ...(confirmed === true && { confirmed }),
});

/** A guide that only ends at a person again and again is no help: another step, or the case is closed. */
const loops = ({ visits, reason }: CaseRow, { how }: Return): boolean => how === 'continue' && reason !== 'asked' && visits.length > MOST_RETURNS;

interface Claiming {
  readonly thread: ThreadId;
  readonly agent: Agent;
  readonly takeOver: boolean;
}

const claim = async (parts: ActsParts, { thread, agent, takeOver }: Claiming): Promise<Claimed> => {
  const row = (await parts.cases.get(thread)) ?? (await parts.cases.beside(thread));
  if (!row || row.status === 'closed' || row.visits.length === 0) return { ok: false, reason: 'unknown' };
  if (!takeOver && row.agent?.id !== agent.id && (await isFull(parts, agent))) return { ok: false, reason: 'full' };
  const after = await parts.turn.act(thread, { kind: 'claimed', at: parts.moment().now, agent, ...(takeOver && { takeOver }) });
  if (!after) return { ok: false, reason: 'unknown' };
  if (after.owner.kind === 'agent' && after.owner.id !== agent.id) return { ok: false, reason: 'taken', by: after.owner.name };
  await parts.presence.acted(agent.id);
  const now = await parts.cases.refresh(thread);
  return now ? { ok: true, summary: parts.summaryOf(thread, now) } : { ok: false, reason: 'unknown' };
};

const isFull = async ({ cases, userOf, capacity }: ActsParts, agent: Agent): Promise<boolean> => {
  await cases.all();
  return loadOf(cases, agent.id) >= ((await userOf(agent.id))?.capacity ?? capacity);
};

export const loadOf = (cases: CaseIndex, agent: string): number => {
  let load = 0;
  for (const row of cases.known()) if (row.agent?.id === agent && row.status === 'with_agent') load += 1;
  return load;
};

const MOST_CLAIMS = 10;

/** Somebody quicker may take it: then the next best. */
const next = async (parts: ActsParts, agent: Agent): Promise<CaseSummary | null> => {
  const skills = (await parts.userOf(agent.id))?.skills ?? {};
  const missed = new Set<ThreadId>();
  for (let tries = 0; tries < MOST_CLAIMS; tries += 1) {
    const waiting = [...(await parts.cases.all())]
      .filter(([thread, row]) => row.status === 'waiting' && !missed.has(thread))
      .map(([thread, row]) => ({ thread, ...waitingOf(row, parts.moment()) }));
    const best = bestFor({ id: agent.id, skills }, waiting);
    if (!best) return null;
    const claimed = await claim(parts, { thread: best.thread, agent, takeOver: false });
    if (claimed.ok) return claimed.summary;
    if (claimed.reason === 'full') return null;
    missed.add(best.thread);
  }
  return null;
};

/** Whose time is over goes before others. */
export const escalated = (row: CaseRow): { readonly priority: Priority } => ({ priority: row.named ?? raised(row.priority) });
