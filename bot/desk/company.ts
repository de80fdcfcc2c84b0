/** Who is at the desk and what they are at: agents with their load, who looks at a case, who types in it. Comfort only; nothing is decided by it. */
import { threadId, type Address, type ThreadId } from '../../dialogs/ids';
import type { Storage } from '../runtime/ports';
import type { Desk as StaffDesk } from '../staff/ports';
import type { CaseDetail, Role, StaffUser } from '../web/contracts';
import type { AgentPresence } from '../web/desk-contracts';
import { loadOf, stateOf } from './acts';
import type { CaseIndex } from './case-index';
import { isOpen, type CaseRow } from './case-row';
import { isoOf } from './lines';
import type { Presence } from './presence';
import type { Typing } from './typing';

export interface CompanyParts {
  readonly storage: Storage;
  readonly cases: CaseIndex;
  readonly presence: Presence;
  readonly typing: Typing;
  readonly users: { list(): Promise<readonly StaffUser[]> };
  /** Cases at once for who has no number of her own. */
  readonly capacity: number;
  readonly showTyping: (to: Address) => Promise<void>;
}

export interface Company extends Pick<StaffDesk, 'beat' | 'agents'> {
  /** Everybody else who has the case open. */
  viewers(thread: ThreadId, user: string): Promise<CaseDetail['viewers']>;
  /** A customer types; told to who has her case open. */
  typed(thread: ThreadId): void;
  isCustomerTyping(thread: ThreadId): boolean;
}

/** They have no cases. */
const ELSEWHERE: ReadonlySet<Role> = new Set<Role>(['editor', 'reviewer', 'auditor']);

export const makeCompany = (parts: CompanyParts): Company => {
  const { storage, cases, presence, typing, users } = parts;
  const presenceOf = async (user: StaffUser): Promise<AgentPresence> => {
    const present = await presence.of(user.id);
    return {
      id: user.id, name: user.name, role: user.role, state: presence.stateOf(present), load: loadOf(cases, user.id),
      capacity: user.capacity ?? parts.capacity, skills: user.skills ?? {}, ...(present && { seenAt: isoOf(present.seenAt) }),
    };
  };
  /** Who has the case types: the customer sees it. */
  const showTyping = async (agent: string, thread: ThreadId): Promise<void> => {
    const state = cases.peek(thread)?.agent?.id === agent ? await stateOf(storage, thread) : null;
    if (state) await parts.showTyping(state.address);
  };
  return {
    async viewers(thread, user) {
      const others = (await users.list()).filter(({ id }) => id !== user);
      const found = await Promise.all(others.map(async ({ id, name }) => ({ id, name, present: await presence.of(id) })));
      return found.flatMap(({ id, name, present }) =>
        present?.viewing === thread && presence.stateOf(present) !== 'offline' ? [{ id, name, typing: presence.isTyping(present) }] : []);
    },
    async agents() {
      await cases.all();
      const all = (await users.list()).filter(({ inactive, role }) => !inactive && !ELSEWHERE.has(role));
      return Promise.all(all.map(presenceOf));
    },
    async beat(user, beat) {
      await presence.beat(user, beat);
      if (beat.typing === true && beat.viewing !== undefined) await showTyping(user, threadId(beat.viewing));
    },
    typed(thread) {
      const row = cases.peek(thread);
      if (row && isOpen(row)) typing.typed(thread);
    },
    isCustomerTyping: (thread) => typing.isTyping(thread, writtenAt(cases.peek(thread))),
  };
};

/** When her last word came in, machine time; what she typed before it is sent. */
const writtenAt = (row: CaseRow | undefined): number => (row?.last?.by === 'customer' ? row.changed : -Infinity);
