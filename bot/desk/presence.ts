/**
 * Who is at the desk now, in machine time: a beat every few seconds from each open console, and every act on a case. One
 * small record a person, so that nobody waits for anybody; a lost beat is made up by the next one.
 */
import type { Records } from '../runtime/ports';
import type { PresenceState } from '../web/desk-contracts';

/** Seconds from one beat to the next. */
export const BEAT_SECONDS = 15;
/** Without a beat for so long nobody is taken for present. */
const FRESH_MS = 3 * BEAT_SECONDS * 1_000;
const TYPING_MS = 8_000;
const REMEMBERED_MS = 1_000;

export interface Beat {
  readonly state: PresenceState;
  readonly viewing?: string | undefined;
  readonly typing?: boolean | undefined;
}

export interface Present extends Beat {
  /** Machine time. */
  readonly seenAt: number;
}

export interface Presence {
  beat(agent: string, beat: Beat): Promise<void>;
  /** An act on a case counts as a sign of life, also of who has no console open. */
  acted(agent: string): Promise<void>;
  of(agent: string): Promise<Present | null>;
  /** `offline` without a recent beat. */
  stateOf(present: Present | null): PresenceState;
  isTyping(present: Present): boolean;
}

export const makePresence = (records: Records, machineNow: () => number): Presence => {
  const known = new Map<string, { readonly present: Present | null; readonly readAt: number }>();
  const read = async (agent: string) => {
    const stored = await records.get(nameOf(agent));
    return { version: stored?.version ?? 0, present: stored ? (JSON.parse(stored.json) as Present) : null };
  };
  const write = async (agent: string, next: (before: Present | null) => Present): Promise<void> => {
    const { version, present } = await read(agent);
    const now = next(present);
    // Somebody else's beat for the same person is as good as this one.
    await records.put(nameOf(agent), JSON.stringify(now), version);
    known.set(agent, { present: now, readAt: machineNow() });
  };
  return {
    beat: (agent, beat) => write(agent, () => ({ ...beat, seenAt: machineNow() })),
    async acted(agent) {
      const remembered = known.get(agent);
      if (remembered?.present && machineNow() - remembered.present.seenAt < REMEMBERED_MS) return;
      await write(agent, (before) => ({ ...(before ?? { state: 'online' }), state: 'online', seenAt: machineNow() }));
    },
    async of(agent) {
      const remembered = known.get(agent);
      if (remembered && machineNow() - remembered.readAt < REMEMBERED_MS) return remembered.present;
      const { present } = await read(agent);
      known.set(agent, { present, readAt: machineNow() });
      return present;
    },
    stateOf: (present) => (present === null || machineNow() - present.seenAt > FRESH_MS ? 'offline' : present.state),
    isTyping: ({ typing, seenAt }) => typing === true && machineNow() - seenAt < TYPING_MS,
  };
};

const nameOf = (agent: string): string => `desk:presence:${agent}`;
