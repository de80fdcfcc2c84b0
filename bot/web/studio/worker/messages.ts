/** What the page and its worker tell each other. All plain values: they are copied from one to the other. */
import type { EndCode } from '../../../../flows/contracts';
import type { Line } from '../../../../flows/faults';
import type { AnswerValue, Option, Question } from '../../../../knowledge/question';
import type { Language, Level } from '../../../../knowledge/language';
import type { Flow, Glossary } from '../../../../flows/schema';
import type { FlowFault } from '../../contracts';

export type Files = Readonly<Record<string, string>>;
type ByLevel<T> = Readonly<Record<Level, T>>;

export type Asked =
  | { readonly kind: 'published'; readonly files: Files }
  /** `drafts`: what differs from the published files, `null` for a file that was taken away. */
  | { readonly kind: 'check'; readonly revision: number; readonly drafts: Readonly<Record<string, string | null>>; readonly file: string }
  | { readonly kind: 'test'; readonly revision: number; readonly flow: string; readonly understood: readonly Understood[] }
  | { readonly kind: 'play'; readonly id: number; readonly play: PlayAsked };

export type Told =
  | { readonly kind: 'read'; readonly revision: number; readonly read: ReadFile }
  | { readonly kind: 'proven'; readonly revision: number; readonly proven: ProvenFlow; readonly ms: number }
  | { readonly kind: 'tested'; readonly revision: number; readonly tested: TestedFlow }
  | { readonly kind: 'played'; readonly id: number; readonly scene: Scene };

/** What is known of the open file a moment after a keystroke. */
export interface ReadFile {
  readonly faults: readonly FlowFault[];
  /** The flow that the open file is, or that it belongs to; absent while it cannot be read. */
  readonly flow?: Flow;
  /** Every flow's name and title. */
  readonly flows: Readonly<Record<string, string>>;
  /** Some intent opens the flow, or another flow calls it. */
  readonly isOpened: boolean;
  readonly files: FilesOfFlow;
  readonly glossary: Glossary;
  /** What the drafts make different, as sentences. */
  readonly changes: readonly FileChange[];
}

export interface FilesOfFlow {
  readonly file: string;
  readonly sides: readonly string[];
  readonly tests: readonly string[];
}

export interface FileChange {
  readonly file: string;
  readonly sentences: readonly Readonly<Record<Language, string>>[];
}

export interface ProvenFlow {
  /** Of the whole release: why it may not be published. */
  readonly faults: readonly FlowFault[];
  /** Of the open flow. */
  readonly warnings: readonly FlowFault[];
  readonly figures?: ByLevel<Figures>;
}

export interface Figures {
  readonly steps: number;
  readonly leastQuestions: number;
  readonly mostQuestions: number;
  readonly longest: number;
  readonly reached: readonly string[];
  readonly longestTalk: readonly Line[];
}

export interface Understood {
  readonly text: string;
  readonly question: Question;
  /** `null`: it answers nothing. */
  readonly value: AnswerValue | null;
}

export interface TestedFlow {
  readonly ran: readonly { readonly name: string; readonly level: Level; readonly fault: FlowFault | null; readonly heard: readonly Line[] }[];
  readonly came: number;
  readonly all: number;
  /** Exits that no test takes. */
  readonly missed: readonly string[];
  /** Steps that some test comes to. */
  readonly passed: readonly string[];
  /** Typed words that somebody has to understand before these results are whole. */
  readonly unread: readonly Pick<Understood, 'text' | 'question'>[];
}

export interface PlayAsked {
  readonly flow: string;
  readonly level: Level;
  readonly language: Language;
  /** Known at the start; a test's sheet. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** A step that waits; the flow's beginning without it. */
  readonly from?: string | undefined;
  readonly moves: readonly PlayMove[];
}

export type PlayMove =
  | { readonly move: 'answer'; readonly value: AnswerValue; readonly words: string; readonly typed?: true }
  | { readonly move: 'not_understood'; readonly words: string }
  | { readonly move: 'silence' }
  | { readonly move: 'waited' }
  | { readonly move: 'level'; readonly level: Level }
  /** A check is back or an action has its result. */
  | { readonly move: 'result'; readonly result: string; readonly facts: Readonly<Record<string, string | number | boolean | readonly Option[]>>; readonly slow?: true; /** Absent: systems that were looked into. */ readonly action?: string | undefined };

/** A step that the conversation went past without a word, and why. */
export interface PassedStep {
  readonly flow: string;
  readonly step: string;
  /** `spent`: no tries or turns were left. */
  readonly why: 'known' | 'assumed' | 'level' | 'spent';
  /** What is known, or taken for granted. */
  readonly told: string;
}

/** What a system or an action gave, for a page that has words for it. */
export interface SystemAnswer {
  readonly action?: string;
  readonly checks: readonly string[];
  readonly result: string;
  readonly slow: boolean;
}

/** A conversation as it stands, with everything that may happen next. */
export interface Scene {
  readonly talk: readonly (Line & { readonly choices?: readonly Option[]; readonly step?: string; readonly after: number; readonly passed?: PassedStep; readonly answered?: SystemAnswer })[];
  readonly level: Level;
  readonly place?: { readonly flow: string; readonly step: string };
  readonly question?: Question;
  /** The systems or the action that are waited for. */
  readonly pending?: { readonly checks: readonly string[]; readonly action?: string; readonly results: readonly string[]; readonly facts: readonly string[] };
  readonly waiting?: number;
  readonly end?: { readonly code: EndCode; readonly exit: string; readonly step: string };
  readonly facts: Readonly<Record<string, string>>;
  readonly assumed: readonly string[];
  readonly done: readonly string[];
  /** Why nothing can be played. */
  readonly fault?: 'no_release' | 'no_place';
}
