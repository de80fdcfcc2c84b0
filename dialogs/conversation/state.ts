/**
 * The stored state of one thread's conversation, and its text form. Facts are grouped by source and time when stored,
 * because they are most of a state's bytes and a state is written with every turn.
 */
import type { Assumption, FlowEvent, Position } from '../../flows/run';
import type { Action } from '../../flows/contracts';
import type { Fact, Facts, FactValue } from '../../flows/facts';
import type { Language, Level } from '../../knowledge/language';
import type { Intent } from '../../knowledge/understanding';
import type { Attachment } from '../attachment';
import type { HandoffReason } from '../effect';
import type { Address } from '../ids';
import { packPath, packStack, unpackPath, unpackStack, type Place, type StoredPath, type StoredStack } from './stored-places';

export const MODES = ['idle', 'clarifying', 'offering_human', 'guided', 'choosing_level', 'returning', 'starting_over', 'rating', 'confirming', 'resuming'] as const;
/** Where the conversation stands beside its flows; moved by `machine.ts` only. */
export type Mode = (typeof MODES)[number];

/** All positions that a thread stands at or will come back to (I7: each names its release). */
export const positionsOf = ({ stack, next = [] }: ThreadState): readonly Position[] => [
  ...stack, ...next.flatMap((one) => (one.kind === 'parked' ? one.stack : [])),
];

/**
 * What the conversation waits for from a system. `recheck` refreshes stale facts after a long absence, `aside` asks for
 * what a question beside the flow is answered with, `news` for an outage that was declared meanwhile.
 */
export interface Pending {
  readonly ticket: string;
  readonly kind: 'check' | 'action' | 'recheck' | 'aside' | 'news';
  /** What an `aside` is about. */
  readonly about?: Intent;
  /** The action, when it is one. */
  readonly action?: Action;
  /** The timer that stops the wait. */
  readonly limit: string;
  /** The result that the flow goes on with once the customer's other threads were looked at. */
  readonly then?: string;
  /** Who she is became known beside the flow that asks for it: that one begins anew, and asks no more. */
  readonly reopen?: true;
  /** The message that is heard again once the answer is here: who wrote it, or what the systems tell now. */
  readonly replay?: Replay;
}

export interface Replay {
  readonly text: string;
  readonly value?: string;
  readonly attachments?: readonly Attachment[];
}

export interface Timer {
  readonly ticket: string;
  /** `desk`: whether somebody took the case is looked at again. */
  readonly kind: 'silence' | 'wait' | 'desk';
  /** She was reminded already. */
  readonly last?: true;
  /** When a `wait` is over, business time. */
  readonly due?: number;
}

/** Who speaks for us in this thread (I6). */
export type Owner =
  | { readonly kind: 'bot' }
  /** A person was asked for and will come: the bot is silent. */
  | { readonly kind: 'queue'; readonly since: number; /** Passed on to this agent. */ readonly for?: { readonly id: string; readonly name: string } }
  | { readonly kind: 'agent'; readonly id: string; readonly name: string; readonly since: number };

/** A request for a person: its effect's ticket, how often it was tried, and its number once it is kept. */
export interface HumanRequest {
  readonly ticket: string;
  readonly tries: number;
  readonly id?: string;
  readonly reason: HandoffReason;
}

/** What waits until the level is known: an event of the flow, or a flow to open. */
export type Waiting = FlowEvent | { readonly type: 'open'; readonly flow: string; /** The current one when absent. */ readonly release?: string };

/** A problem that waits for its turn: told in words, or put aside where it stood. */
export type NextCase =
  | { readonly kind: 'told'; readonly intent: Intent; /** The words it was told in. */ readonly words?: string }
  | { readonly kind: 'parked'; readonly stack: readonly Position[]; readonly assumed: readonly Assumption[] };

export interface ThreadState {
  readonly schema: 2;
  readonly mode: Mode;
  readonly language: Language;
  /** `null` while nothing told it. */
  readonly level: Level | null;
  /** The level was asked for (P2: at most once). */
  readonly levelAsked: boolean;
  readonly owner: Owner;
  /** Counts the changes of owner. */
  readonly epoch: number;
  /** Where the customer is answered: the address she wrote from last. */
  readonly address: Address;
  /** When the customer wrote last, business time. */
  readonly heardAt: number;
  /** Flow positions, the innermost call last (I7: each names its release). */
  readonly stack: readonly Position[];
  readonly facts: Facts;
  readonly assumed: readonly Assumption[];
  readonly pending?: Pending | undefined;
  readonly timer?: Timer | undefined;
  readonly human?: HumanRequest;
  /** Ticket of a code that was asked for or typed. */
  readonly errand?: string;
  /** The outage that this thread was told of and whose end it will hear. */
  readonly toldOutage?: string;
  /** When she heard of several reports nearby that nobody confirmed. */
  readonly suspectedAt?: number;
  /** News that were sent without being asked for: how many on that day in Colombia, and the broadcast of the last one. */
  readonly noticed?: { readonly day: string; readonly count: number; readonly last: string };
  /** Her own words about steps that she took in this case: they are not asked of her again (P1). */
  readonly told?: readonly string[];
  /** What was written while the systems were asked. */
  readonly deferred?: readonly Replay[];
  /** The question that was explained, and how often. */
  readonly explained?: { readonly at: string; readonly times: number };
  /** The flow of the case that ended last: what fails again needs no name. */
  readonly last?: string;
  /** Problems to look at when this one ends, in order. */
  readonly next?: readonly NextCase[];
  /** The last answered questions of this case, newest last. */
  readonly path?: readonly Place[];
  /** How often she did not know since the level was last lowered. */
  readonly unsure?: number;
  /** What the systems tell is another thing than before she went away: the case is gone through again. */
  readonly remeasured?: true;
  /** Her anger was acknowledged in this case. */
  readonly soothed?: true;
  /** The line about personal data was shown. */
  readonly privacyTold?: true;
  /** When she heard last what becomes of a picture. */
  readonly picturedAt?: number;
  /** When a rating was asked for last. */
  readonly ratedAt?: number;
  /** The outage whose end she does not want to hear. */
  readonly declinedOutage?: string;
  /** Sentences that wait for a system's answer, so that the customer gets one message. */
  readonly held: readonly string[];
  readonly waiting?: Waiting;
  /** Until then what happens is counted by a timer that is already set. */
  readonly tally?: number;
  /** Questions asked although their answer was known and fresh. The promise is 0 (P1). */
  readonly repeated: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type MutableState = Mutable<ThreadState>;

const BOT: Owner = { kind: 'bot' };

export const newState = (address: Address, language: Language, now: number): ThreadState => ({
  schema: 2, mode: 'idle', language, level: null, levelAsked: false, address, heardAt: now, owner: BOT, epoch: 0,
  stack: [], facts: {}, assumed: [], held: [], repeated: 0,
});

type FactGroup = [source: string, at: number, facts: Record<string, FactValue>];

/** What is as at the beginning is left out. */
export const writeState = (state: ThreadState): string => {
  const { held, assumed, repeated, levelAsked, facts, owner, epoch, stack, path } = state;
  return JSON.stringify({
    ...state,
    stack: stack.length > 0 ? packStack(stack) : undefined,
    path: path && path.length > 0 ? packPath(path, stack) : undefined,
    facts: group(facts),
    held: held.length > 0 ? held : undefined,
    assumed: assumed.length > 0 ? assumed : undefined,
    repeated: repeated > 0 ? repeated : undefined,
    levelAsked: levelAsked ? true : undefined,
    owner: owner.kind !== 'bot' ? owner : undefined,
    epoch: epoch > 0 ? epoch : undefined,
  });
};

/** Reads what `writeState` wrote. Throws on a record of another schema: states are migrated before they get here. */
export const readState = (json: string): ThreadState => {
  const stored = JSON.parse(json) as Partial<Omit<MutableState, 'facts' | 'stack' | 'path'>> & { facts?: unknown; stack?: unknown; path?: unknown };
  // Our own writing, read with every turn: its schema tells whether the rest can be trusted.
  if (stored.schema !== 2 || !Array.isArray(stored.facts)) throw new Error(`thread state of an unknown schema: ${String(stored.schema)}`);
  // Filled in place: spread over an object of defaults it would cost five times as much as parsing.
  stored.facts = ungroup(stored.facts as FactGroup[]);
  const stack = unpackStack((stored.stack ?? []) as StoredStack);
  stored.stack = stack;
  if (stored.path) stored.path = unpackPath(stored.path as StoredPath, stack);
  stored.held ??= [];
  stored.assumed ??= [];
  stored.repeated ??= 0;
  stored.levelAsked ??= false;
  stored.owner ??= BOT;
  stored.epoch ??= 0;
  return stored as ThreadState;
};

const group = (facts: Facts): FactGroup[] => {
  const groups = new Map<string, FactGroup>();
  for (const [name, fact] of Object.entries(facts)) {
    const key = `${fact.source}@${fact.at}`;
    let found = groups.get(key);
    if (!found) groups.set(key, (found = [fact.source, fact.at, {}]));
    found[2][name] = fact.value;
  }
  return [...groups.values()];
};

const ungroup = (groups: readonly FactGroup[]): Facts => {
  const facts: Record<string, Fact> = {};
  for (const [source, at, values] of groups) {
    for (const [name, value] of Object.entries(values)) facts[name] = { value, source, at };
  }
  return facts;
};
