/** What a decision may look at besides the state: values only, gathered by the turn before it decides. */
import type { CompiledFlow } from '../../flows/compile';
import type { CompiledRelease } from '../../flows/release';
import type { Position } from '../../flows/run';
import type { Language } from '../../knowledge/language';
import type { Learnt } from '../../knowledge/learnt';
import type { Treatment } from '../../knowledge/phrases/say';
import type { Library } from '../../knowledge/search/library';

export interface World {
  /** Business time, epoch milliseconds. */
  readonly now: number;
  /** The version that this decision's commit makes; effects' tickets are counted in it. */
  readonly version: number;
  /** What new threads start on. */
  readonly current: CompiledRelease;
  /** Releases that this thread is pinned to (I7), by id. */
  readonly pinned: ReadonlyMap<string, CompiledRelease>;
  readonly treatment: Treatment;
  /** What customers can read: questions in the middle of a conversation are answered from it. */
  readonly articles: Library;
  /** What messages are read with; what this build shipped with when absent. */
  readonly learnt?: Learnt;
  readonly desk: DeskHours;
  readonly outages: OutageBoard;
  /** What anybody may hear of the outages going on. */
  readonly zones?: ZoneBoard;
  /** How long it holds that she proved who she is; for good when absent. */
  readonly proofMs?: number;
}

export interface ZoneBoard {
  /** The newest outage first, then work that was planned. */
  readonly outages: readonly ZoneOutage[];
  /** All that are served: `Laureles, Medellín`, and `Medellín` itself. */
  readonly places: readonly string[];
}

/** An outage as it stands on the public page: where and for how long, and of nobody's service (I11). */
export interface ZoneOutage {
  /** `Chapinero, Bogotá`. */
  readonly places: readonly string[];
  readonly since: number;
  readonly eta?: number;
  readonly cause?: Readonly<Record<Language, string>>;
  /** When there is more to hear; still to come. */
  readonly nextUpdate?: number;
  /** Work that was planned; it may not have begun. */
  readonly planned?: true;
}

/** The outages going on, by id of a service they touch. At most a second old. */
export type OutageBoard = ReadonlyMap<string, Touch>;

export interface Touch {
  readonly outage: string;
  /** `exact` may be told as certain, `place` (by address) only as possible. */
  readonly match: 'exact' | 'place';
  /** When anything about the outage was last changed, epoch ms; unknown when absent. */
  readonly changedAt?: number;
}

/** Whether people are on shift now, and when the next ones come. */
export interface DeskHours {
  readonly open: boolean;
  /** Business time; absent when open, or when no shift is planned. */
  readonly opensAt?: number;
  /** How many cases wait now; absent when it is not known for sure, and then nothing is told of it. */
  readonly waiting?: number;
  /** How long the last ones waited, whole minutes; absent without enough of them. */
  readonly usualMinutes?: number;
}

export const flowAt = (world: World, position: Position): CompiledFlow => {
  const release = position.release === world.current.id ? world.current : world.pinned.get(position.release);
  const flow = release?.flows.get(position.flow);
  if (!flow) throw new Error(`release ${position.release} has no flow ${position.flow}`);
  return flow;
};
