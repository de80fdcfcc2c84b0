/**
 * One opened case as a value. Always holds: the transcript stands in the server's order and each part of it once; what
 * the agent wrote is in the draft, on its way, or in the transcript, and never in none of them.
 */
import type { CaseDetail, CaseSummary, TranscriptItem } from '../contracts';

export type Delivery = 'waiting' | 'sending' | 'failed' | 'refused' | 'sent';

/** To the customer, between colleagues, or what the customer says on the phone. */
export type Voice = 'answer' | 'note' | 'said';

export interface Outgoing {
  /** Made here; a resend carries the same one and counts once. */
  readonly id: string;
  readonly text: string;
  readonly voice: Voice;
  readonly delivery: Delivery;
  /** Only a transcript item from here on can be this message. */
  readonly after: number;
  /** Why the server refused it. */
  readonly why?: string;
}

export interface OpenCase {
  readonly thread: string;
  readonly detail?: CaseDetail;
  readonly outgoing: readonly Outgoing[];
  readonly draft: string;
  /** Whose eyes the draft is for: kept with it, so that a note never comes back as an answer. */
  readonly voice: Voice;
  /** The server knows no such case. */
  readonly missing: boolean;
}

export type CaseEvent =
  | { readonly type: 'opened'; readonly thread: string; readonly draft: string; readonly voice: Voice; readonly unsent: readonly Outgoing[] }
  | { readonly type: 'looked'; readonly thread: string; readonly from: number; readonly detail: CaseDetail }
  | { readonly type: 'missing'; readonly thread: string }
  | { readonly type: 'changed'; readonly summary: CaseSummary }
  | { readonly type: 'typed'; readonly draft: string }
  | { readonly type: 'voiced'; readonly voice: Voice }
  | { readonly type: 'said'; readonly id: string }
  | { readonly type: 'sending' | 'failed' | 'sent' | 'again' | 'taken-back'; readonly id: string }
  | { readonly type: 'refused'; readonly id: string; readonly why: string };

export const NO_CASE: OpenCase = { thread: '', outgoing: [], draft: '', voice: 'answer', missing: false };

export function reduceCase(open: OpenCase, event: CaseEvent): OpenCase {
  switch (event.type) {
    case 'opened':
      return { thread: event.thread, outgoing: event.unsent.map(unsure), draft: event.draft, voice: event.voice, missing: false };
    case 'looked':
      return event.thread === open.thread ? looked(open, event.from, event.detail) : open;
    case 'missing':
      return event.thread === open.thread ? { ...open, missing: true } : open;
    case 'changed':
      return changed(open, event.summary);
    case 'typed':
      return { ...open, draft: event.draft };
    case 'voiced':
      return { ...open, voice: event.voice };
    case 'said':
      return said(open, event.id);
    case 'sending':
    case 'failed':
    case 'sent':
      return deliver(open, event.id, event.type);
    case 'again':
      return deliver(open, event.id, 'waiting');
    case 'refused':
      return { ...open, outgoing: open.outgoing.map((one) => (one.id === event.id ? { ...one, delivery: 'refused', why: event.why } : one)) };
    case 'taken-back':
      return takenBack(open, event.id);
  }
}

/** Where the next look begins. */
export function nextFrom(open: OpenCase): number {
  const last = open.detail?.transcript.at(-1);
  return last === undefined ? 0 : last.position + 1;
}

/** The next message to send: one at a time and in order, so a failed one holds back those after it. */
export function nextToSend(open: OpenCase): Outgoing | undefined {
  const next = open.outgoing.find(({ delivery }) => delivery !== 'sent' && delivery !== 'refused');
  return next?.delivery === 'waiting' ? next : undefined;
}

export function unsent(open: OpenCase): readonly Outgoing[] {
  return open.outgoing.filter(({ delivery }) => delivery !== 'sent');
}

/** Steps, facts and events are quiet lines that can be hidden. */
export function isQuiet({ kind }: TranscriptItem): boolean {
  return kind === 'step' || kind === 'fact' || kind === 'event';
}

/** After a reload nobody knows whether it arrived; the same id makes a resend harmless. */
function unsure(outgoing: Outgoing): Outgoing {
  return outgoing.delivery === 'sending' ? { ...outgoing, delivery: 'waiting' } : outgoing;
}

function looked(open: OpenCase, from: number, detail: CaseDetail): OpenCase {
  const before = (open.detail?.transcript ?? []).filter(({ position }) => position < from);
  const fresh = detail.transcript.filter(({ position }) => position >= from);
  const outgoing = fresh.reduce(arrived, open.outgoing);
  return { ...open, missing: false, outgoing, detail: { ...detail, transcript: [...before, ...fresh] } };
}

export const SHOWN_AS: Readonly<Record<Voice, TranscriptItem['kind']>> = { answer: 'agent', note: 'note', said: 'customer' };

/** The transcript shows the text, not our id: the first one that fits is it. */
function arrived(outgoing: readonly Outgoing[], item: TranscriptItem): readonly Outgoing[] {
  const at = outgoing.findIndex(({ text, voice, after }) => SHOWN_AS[voice] === item.kind && text.trim() === item.text.trim() && item.position >= after);
  return at < 0 ? outgoing : outgoing.filter((_, index) => index !== at);
}

function changed(open: OpenCase, summary: CaseSummary): OpenCase {
  if (open.detail === undefined || summary.thread !== open.thread) return open;
  return { ...open, detail: { ...open.detail, summary } };
}

function said(open: OpenCase, id: string): OpenCase {
  const text = open.draft.trim();
  if (text === '') return open;
  return { ...open, draft: '', outgoing: [...open.outgoing, { id, text, voice: open.voice, delivery: 'waiting', after: nextFrom(open) }] };
}

function deliver(open: OpenCase, id: string, delivery: Delivery): OpenCase {
  return { ...open, outgoing: open.outgoing.map((one) => (one.id === id ? { ...one, delivery } : one)) };
}

function takenBack(open: OpenCase, id: string): OpenCase {
  const back = open.outgoing.find((one) => one.id === id);
  if (back === undefined) return open;
  const draft = open.draft.trim() === '' ? back.text : `${back.text}\n${open.draft}`;
  return { ...open, draft, voice: back.voice, outgoing: open.outgoing.filter((one) => one.id !== id) };
}
