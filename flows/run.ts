/**
 * Steps a flow, purely: a place and what happened go in; a place and acts as data come out. Nothing is performed here.
 * I8 (known facts are never asked) and the level's skipping are kept by the compiled machine, not by callers.
 */
import type { Language, Level } from '../knowledge/language';
import type { Treatment } from '../knowledge/phrases/say';
import type { AnswerValue, Question } from '../knowledge/question';
import type { Action, EndCode, System } from './contracts';
import type { Facts, FactValue } from './facts';

/** Where a thread stands in one flow. Plain JSON, stored as it is (I7: `release` pins the texts and the graph). */
export interface Position {
  readonly flow: string;
  readonly release: string;
  readonly step: string;
  /** How often a step was repeated (not understood) or a loop entered; absent is 0. */
  readonly tries?: Readonly<Record<string, number>>;
  /** Customer turns spent in this flow. */
  readonly turns: number;
}

/** What a flow may look at. `facts` are all that is known, also stale ones: freshness is judged at `now`. */
export interface View {
  readonly level: Level;
  readonly language: Language;
  /** How Spanish addresses the customer; *usted* when absent. */
  readonly treatment?: Treatment;
  /** Business time, epoch milliseconds. */
  readonly now: number;
  readonly facts: Facts;
  readonly assumed: readonly Assumption[];
}

/** Something taken for granted for a level that does not see the step; swept up before a visit or a hand-off. */
export interface Assumption {
  readonly flow: string;
  readonly step: string;
  readonly answer: string;
  /** The sentence shown in the sweep, in the customer's language. */
  readonly text: string;
}

export type FlowEvent =
  | { readonly type: 'answer'; readonly value: AnswerValue }
  | { readonly type: 'not_understood' }
  /** The silence time of the open question is over (1 = first time, and so on). */
  | { readonly type: 'silence' }
  /** A check is back (`done` | `fails`), an action (one of its results | `fails`), or a called flow ended (its exit). */
  | { readonly type: 'result'; readonly result: string }
  /** The time of a `wait` step has come. */
  | { readonly type: 'waited' }
  /** Pass the gate of the current step again: the level or the known facts changed while its question was open. */
  | { readonly type: 'reenter' };

/** How a step was left or passed, for the transcript (I5). */
export type Outcome =
  | { readonly step: string; readonly outcome: 'asked' | 'not_understood' | 'silent' | 'reminded' | 'waited' }
  | { readonly step: string; readonly outcome: 'answered' | 'known' | 'result' | 'assumed'; readonly value: FactValue | AnswerValue }
  | { readonly step: string; readonly outcome: 'skipped' }
  | { readonly step: string; readonly outcome: 'decided'; readonly value: string };

export type Act =
  | { readonly act: 'say'; readonly step: string; readonly text: string }
  | { readonly act: 'ask'; readonly step: string; readonly ask: OpenQuestion; readonly reminder?: true }
  | { readonly act: 'check'; readonly step: string; readonly systems: readonly System[] }
  | { readonly act: 'do'; readonly step: string; readonly action: Action }
  | { readonly act: 'call'; readonly step: string; readonly flow: string }
  | { readonly act: 'wait'; readonly step: string; readonly ms: number }
  /** Start the silence clock of the open question: after `ms` of business time send `silence`. */
  | { readonly act: 'listen'; readonly step: string; readonly ms: number }
  | { readonly act: 'remember'; readonly facts: Facts }
  | { readonly act: 'assume'; readonly assumption: Assumption }
  | { readonly act: 'note'; readonly outcome: Outcome };

/** The question that a place waits on, rendered for a level and a language. */
export interface OpenQuestion {
  readonly text: string;
  /** What the repetition or "how do I look at that?" answers with; falls back to `text`. */
  readonly help?: string;
  /** The article that helps instead of own words, by name. */
  readonly article?: string;
  readonly question: Question;
  /** The fact the answer is stored as, if any, and how long it stays fresh: the watch over repeated questions (P1). */
  readonly fact?: string;
  readonly freshMs?: number;
  /** How much silence to wait for from now on, business time. */
  readonly listenMs?: number;
}

export interface Stepped {
  readonly acts: readonly Act[];
  /** `null` when the flow ended. */
  readonly position: Position | null;
  readonly end?: { readonly exit: string; readonly code: EndCode; readonly step: string };
  /** The position names a step that this flow does not have (any more); nothing happened and `position` is as it was. */
  readonly vanished?: { readonly step: string };
}
