/** What the page shows of the shared draft, and what the draft's desk works with. Types only. */
import type { FlowsReply } from '../contracts';
import type { ChangedFiles, DraftEnd, DraftList, DraftSummary, FlowDraft } from '../flow-contracts';
import type { Ask, Said } from '../staff/http';

export interface DraftState {
  readonly list?: DraftList;
  readonly open?: DraftSummary;
  /** Texts may be changed here now. */
  readonly mine: boolean;
  readonly saving: 'saved' | 'saving' | 'unsaved' | 'offline';
  /** Why the server does not take what stands here: it is no file of flows, or too much. */
  readonly refusal?: Said | undefined;
  /** Somebody, or another window, saved other texts of the open draft: one of the two has to be chosen. */
  readonly elsewhere: boolean;
  /** Another draft is on its way: nothing is written over what goes from the page in a moment. */
  readonly opening?: boolean;
  /** It could not be fetched; what stood here stands here still. */
  readonly notOpened?: boolean;
  /** The draft that was open here is gone. */
  readonly ended?: EndedDraft;
}

export interface EndedDraft {
  readonly name: string;
  /** Absent when that is no longer known. */
  readonly how?: DraftEnd;
  /** What was not saved yet goes on here, as another draft. */
  readonly kept: boolean;
}

/** What this browser kept of the draft that was open; `saved`: nothing of it stood here alone. */
export interface KeptDraft {
  readonly id: string;
  readonly version: number;
  readonly saved: boolean;
}

/** Every file by its path. */
export type Files = Readonly<Record<string, string>>;

/** A draft, and the files that it differs from. */
export interface OpenedDraft {
  readonly draft: FlowDraft;
  readonly base: Files;
}

export interface DraftLine {
  readonly ask: Ask;
  readonly mayEdit: boolean;
  /** What a draft is called that nobody named. */
  readonly nameOf: () => string;
  /** Id of the release that the page's texts are changes of. */
  readonly baseOf: () => string | undefined;
  readonly onState: (state: DraftState) => void;
  /** What a draft was written over; nothing when that cannot be had now. */
  readonly fetchUnder: (draft: FlowDraft) => Promise<Files | undefined>;
  /** The open draft as it came from the server; nothing: what is published. */
  readonly onTexts: (opened: OpenedDraft | undefined) => void;
  /** What is published now. */
  readonly fetchPublished: () => Promise<FlowsReply | undefined>;
  /** The open draft is gone: what is published instead, and the texts that were saved, for whoever typed on over them. */
  readonly onEnded: (published: FlowsReply, typedOver: ChangedFiles | undefined) => void;
  readonly later: (work: () => void, ms: number) => void;
}
