/** What the page shows of the shared draft, and what the draft's desk works with. Types only. */
import type { FlowsReply } from '../contracts';
import type { ChangedFiles, DraftEnd, DraftList, DraftSummary, FlowDraft } from '../flow-contracts';
import type { Ask } from '../staff/http';

export interface DraftState {
  readonly list?: DraftList;
  readonly open?: DraftSummary;
  /** Texts may be changed here now. */
  readonly mine: boolean;
  readonly saving: 'saved' | 'saving' | 'unsaved' | 'offline';
  /** Somebody, or another window, saved other texts of the open draft: one of the two has to be chosen. */
  readonly elsewhere: boolean;
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

export interface DraftLine {
  readonly ask: Ask;
  readonly mayEdit: boolean;
  /** What a draft is called that nobody named. */
  readonly nameOf: () => string;
  readonly onState: (state: DraftState) => void;
  /** Texts of the open draft that came from the server. */
  readonly onTexts: (draft: FlowDraft | undefined) => void;
  /** What is published now. */
  readonly fetchPublished: () => Promise<FlowsReply | undefined>;
  /** The open draft is gone: what is published instead, and the texts that were saved, for those who typed on over them. */
  readonly onEnded: (published: FlowsReply, typedOver: ChangedFiles | undefined) => void;
  readonly later: (work: () => void, ms: number) => void;
}
