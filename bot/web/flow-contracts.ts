/**
 * The JSON of the studio: shared drafts, review, the board of releases, moves, what happened at each step, and what
 * customers wrote that was not understood. Types only, beside `contracts.ts`, where checking, publishing and going back
 * stand. Errors are `{ error: { code, message, message_es, … } }`; codes that a page acts on are named at each address.
 */
import type { ReleaseInfo, StaffUser } from './contracts';

type Level = 'basic' | 'intermediate' | 'advanced';
export type Who = Pick<StaffUser, 'id' | 'name'>;

/** Who may change a draft now. It runs out by itself when its holder's page says nothing for `lockMs`. */
export interface DraftLock extends Who {
  readonly since: string;
  readonly until: string;
  /** Somebody waits for it. Without an answer (`give`, `refuse`) for `answerMs` it goes to her. */
  readonly asked?: Who & { readonly at: string };
}

export type ReviewState = 'none' | 'asked' | 'approved' | 'sent_back';

/** Newest last. A change of the texts after `asked` or `approved` puts the state back to `none`. */
export interface ReviewEvent {
  readonly what: 'asked' | 'approved' | 'sent_back' | 'withdrawn' | 'changed';
  readonly by: Who;
  readonly at: string;
  readonly comment?: string;
}

export interface DraftSummary {
  readonly id: string;
  readonly name: string;
  /** The release it was made from. It can be published while that one is current; otherwise `rebase` it first. */
  readonly base: { readonly id: string; readonly name: string; readonly current: boolean };
  /** Grows with every change: the next `PUT` names the one it saw. */
  readonly version: number;
  readonly createdAt: string;
  readonly createdBy: Who;
  readonly changedAt: string;
  readonly changedBy: Who;
  /** Everybody who changed it; none of them may approve it. */
  readonly authors: readonly Who[];
  /** Paths that differ from the base. */
  readonly changed: readonly string[];
  /** `null` while nobody edits. */
  readonly lock: DraftLock | null;
  readonly review: { readonly state: ReviewState; readonly events: readonly ReviewEvent[] };
}

/** Only what differs from the base: the new text by path, `null` for a file that is gone. */
export type ChangedFiles = Readonly<Record<string, string | null>>;

/** What became of a draft that is gone. */
export interface DraftEnd {
  readonly id: string;
  readonly name: string;
  readonly what: 'published' | 'removed';
  /** The name of the release it became. */
  readonly release?: string;
  readonly by: Who;
  readonly at: string;
}

export interface FlowDraft extends DraftSummary {
  readonly files: ChangedFiles;
}

/**
 * `GET /api/staff/flows/drafts` -> DraftList, newest change first.
 * `POST /api/staff/flows/drafts {name, base?, files?}` -> 201 `{ draft: FlowDraft }`; `base`: id or name of a release, the
 *   current one when absent; `files`: a whole set of files (an import): it is compared with the base.
 * `GET /api/staff/flows/drafts/:draft` -> `{ draft: FlowDraft }`; 404 with `ended: DraftEnd` beside the error when it was
 *   published or removed lately.
 * `PUT /api/staff/flows/drafts/:draft {version, files, name?}` -> `{ draft: DraftSummary }`: autosave, all changed files at
 *   once, faults in them allowed. Takes the lock when it is free. 409 `DraftChanged` (somebody saved meanwhile: load it),
 *   423 `Locked` (`by`: name), 413 `TooLarge`, 400 for a path that is no file of flows.
 * `DELETE /api/staff/flows/drafts/:draft` -> 204; 423 while somebody else edits it.
 * `POST /api/staff/flows/drafts/:draft/rebase {version, take?, onto?}` -> RebaseReply: onto the current release. `onto`: id of the one
 *   whose texts were seen; 409 `NotCurrent` when another one is current by now.
 */
export interface DraftList {
  readonly drafts: readonly DraftSummary[];
  /** Whether a draft needs another person's approval before it is published. */
  readonly reviewNeeded: boolean;
  /** Send `hold` this often while somebody edits, ms. */
  readonly heartbeatMs: number;
  readonly lockMs: number;
  readonly answerMs: number;
}

/**
 * `conflicts`: files that both changed since. While there are any, nothing was done: send `take` with `mine` or `theirs`
 * for each of them. 409 `DraftChanged`, 423 `Locked`.
 */
export interface RebaseReply {
  readonly draft: FlowDraft;
  readonly conflicts: readonly { readonly file: string; readonly base: string | null; readonly mine: string | null; readonly theirs: string | null }[];
}

/**
 * `POST /api/staff/flows/drafts/:draft/lock {act}` -> LockReply. `hold`: takes it when it is free, has run out, was given, or
 * was asked for and not answered; keeps it when it is mine; changes nothing when somebody else has it, so it is also how
 * a waiting page looks. `ask`: tells the holder. `give`: to whoever asked, or free. `refuse`: keeps it, the question is
 * answered. `leave`: gives it back, or stops waiting.
 */
export type LockAct = 'hold' | 'ask' | 'give' | 'refuse' | 'leave';
export interface LockReply {
  readonly lock: DraftLock | null;
  readonly mine: boolean;
  /** Of the draft: when it grew, load it. */
  readonly version: number;
}

/**
 * `POST /api/staff/flows/drafts/:draft/review {act, version, comment?}` -> `{ draft: DraftSummary }`. `ask` and `withdraw` by who
 * edits; `approve` and `send_back` (with a comment) by somebody who may review and changed nothing in it: 403 `OwnWork`.
 * 409 `DraftChanged` when the texts are not those that were looked at.
 */
export type ReviewAct = 'ask' | 'withdraw' | 'approve' | 'send_back';

/**
 * `POST /api/staff/flows/publish {draft, version, reason, articles?}` (`articles`: name of their edition that was seen; or `{files, base, reason}` while no approval is needed) -> 200
 * `{ release: ReleaseInfo, articles?: ArticleEdition }` (`articles` when the draft changed some); the draft is gone. 422 `Faults` with `{ faults: FlowFault[] }` (form, meaning, proof, flow tests), 409
 * `NotCurrent`, 409 `DraftChanged`, 409 `NotApproved`, 423 `Locked`.
 *
 * `GET /api/staff/flows/releases/:release` (id, name or `current`) -> ReleaseFiles; as files: `{path: text}` in `files`. 404.
 */
export interface ReleaseFiles {
  readonly release: ReleaseInfo;
  readonly files: Readonly<Record<string, string>>;
}

export interface StepCount {
  readonly flow: string;
  readonly step: string;
  readonly threads: number;
}

export interface BoardRow {
  readonly release: ReleaseInfo;
  /** `draining`: not current, and conversations are still on it; `drained`: nobody is. */
  readonly state: 'current' | 'draining' | 'drained';
  /** Conversations under way or put aside on this release. */
  readonly threads: number;
  /** Where they stand, most first. */
  readonly steps: readonly StepCount[];
  /** When the customer of the one that is quiet longest wrote last. */
  readonly oldest?: string;
}

/** `GET /api/staff/flows/board` -> BoardReply; newest release first. At most some seconds old. */
export interface BoardReply {
  readonly at: string;
  readonly releases: readonly BoardRow[];
}

/**
 * `POST /api/staff/flows/impact {draft}` or `{files}` -> ImpactReply: what publishing that would mean for those who are
 * talking now. They stay on their release until they end.
 */
export interface ImpactReply {
  /** Conversations in steps that would be gone, and those steps. */
  readonly inRemoved: number;
  readonly removed: readonly (StepCount & { readonly release: string })[];
  /** Conversations under way on the current release. */
  readonly onCurrent: number;
}

/**
 * `POST /api/staff/flows/move {from, to?, renamed?, rehearse, reason?}` -> MoveReply. `from` and `to` are ids or names; `to` is the
 * current release when absent; `renamed`: `flow/step` of the old one to `flow/step` of the new one. `rehearse: true` only
 * looks; a real move needs a `reason` and `flows.move`.
 */
export interface MoveReply {
  readonly rehearsed: boolean;
  readonly from: ReleaseInfo;
  readonly to: ReleaseInfo;
  readonly found: number;
  readonly moves: number;
  readonly stays: Readonly<Record<'flow_gone' | 'step_gone' | 'step_changed' | 'facts_missing', number>>;
  /** Where those stand that stay, most first. */
  readonly places: readonly StepCount[];
}

/** How often each happened. */
export interface StepFigures {
  /** Came to it. */
  readonly arrived: number;
  readonly answered: number;
  readonly notUnderstood: number;
  readonly silent: number;
  /** Its question was the last of the conversation, and nobody said anything for half an hour or more. */
  readonly left: number;
  /** The problem was solved with it: the last question before, and the end itself. */
  readonly resolved: number;
  /** A person took over here. */
  readonly handedOff: number;
}

export interface StepRow extends StepFigures {
  readonly flow: string;
  readonly step: string;
  /** Id of the release. */
  readonly release: string;
  readonly level: Level;
}

/**
 * `GET /api/staff/flows/happened?from&to&flow&release&level` -> HappenedReply; days in Colombia, seven up to today when absent,
 * at most 31; all other filters optional (`release`: id or name).
 */
export interface HappenedReply {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly StepRow[];
  readonly releases: readonly Pick<ReleaseInfo, 'id' | 'name'>[];
}

/** A text that was not understood; numbers, documents, mails, addresses and names are masked, nobody can be found by it. */
export interface UnheardText {
  readonly id: string;
  readonly text: string;
  readonly day: string;
  readonly language: 'es' | 'en';
  readonly level: Level;
  /** Where it was said; absent for the first words about a problem. */
  readonly flow?: string;
  readonly step?: string;
  readonly release?: string;
  /** How often, word by word the same. */
  readonly times: number;
}

/** `GET /api/staff/flows/unheard?from&to&flow&step&release&level` -> `{ texts: UnheardText[] }`, most frequent first, at most 300. */

/** Masked before it is kept, whoever sends it. */
export interface Utterance {
  readonly id: string;
  readonly text: string;
  readonly language: 'es' | 'en';
  /** What it should be understood as, one of `intents` of UtteranceList. */
  readonly intent: string;
  readonly level?: Level;
  readonly by: Who;
  readonly at: string;
  /** What this build understands it as: the same as `intent` once it was trained with it. */
  readonly now: { readonly intent: string; readonly confidence: number };
}

/**
 * `GET /api/staff/flows/utterances` -> UtteranceList. `POST {text, language, intent, level?}` -> 201 `{ utterance }`; 409 `Known` when it
 * stands there already. `DELETE /:id` -> 204. `GET /api/staff/flows/utterances/export?file=intents|expertise` -> JSON
 * lines as in that file of `knowledge/model/training`.
 */
export interface UtteranceList {
  readonly utterances: readonly Utterance[];
  readonly intents: readonly string[];
}

/**
 * `GET /api/staff/flows/conversations?from&to&flow&step&release&level` -> `{ conversations: FlowConversation[] }`, newest day first, at most 100:
 * what a test can be made of. `flow` and `step` are those where the conversation was last on that day.
 */
export interface FlowConversation {
  /** Tells nobody who it was. */
  readonly thread: string;
  readonly day: string;
  readonly flow: string;
  readonly step: string;
  readonly release: string;
  readonly level: Level;
}

/**
 * `POST /api/staff/flows/test-from-case {thread, flow?}` -> RecordedTest: a real conversation as a test of the flow, without
 * anything personal; 404 for an unknown case, 422 `NothingToTest` when no flow was talked through. Put `text` under
 * `tests:` of `file`.
 */
export interface RecordedTest {
  readonly flow: string;
  /** `tests/<flow>.yaml`. */
  readonly file: string;
  readonly name: string;
  /** YAML of the one test, `name:` included, indented by two spaces as it stands under `tests:`. */
  readonly text: string;
  /** Whether it passes on the release in which it was said. */
  readonly passes: boolean;
  /** What differs, in words, when it does not. */
  readonly fault?: { readonly es: string; readonly en: string };
  /** Flows in which this customer was, for a choice. */
  readonly flows: readonly string[];
}
