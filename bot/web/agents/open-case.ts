/**
 * One opened case as a value. Always holds: the transcript stands in the server's order and each part of it once; what
 * the agent wrote or picked is in the draft, on its way, or in the transcript, and never in none of them.
 */
import type { CaseDetail, CaseSummary, TranscriptItem } from '../contracts';

export type Delivery = 'waiting' | 'sending' | 'failed' | 'refused' | 'sent';

/** A photo or document as it is sent; the bytes are gone after a reload. */
export interface OutgoingFile {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** The content as a data URL. */
  readonly data?: string;
}

/** What the server takes in one message. */
export const MOST_FILES = 4;

/** To the customer, between colleagues, or what the customer says on the phone. */
export type Voice = 'answer' | 'note' | 'said';

export interface Outgoing {
  /** Made here; a resend carries the same one and counts once. */
  readonly id: string;
  readonly text: string;
  readonly voice: Voice;
  readonly files: readonly OutgoingFile[];
  readonly delivery: Delivery;
  /** Only a transcript item from here on can be this message. */
  readonly after: number;
  /** Why the server refused it. */
  readonly why?: string;
  /** A reload came before its files were sent: they have to be picked again. */
  readonly lost?: true;
  /** Of its files, 0 to 1, while they are on their way. */
  readonly progress?: number;
}

export interface OpenCase {
  readonly thread: string;
  readonly detail?: CaseDetail;
  readonly outgoing: readonly Outgoing[];
  readonly draft: string;
  /** What goes with the draft. */
  readonly picked: readonly OutgoingFile[];
  /** Whose eyes the draft is for: kept with it, so that a note never comes back as an answer. */
  readonly voice: Voice;
  /** The server knows no such case. */
  readonly missing: boolean;
}

export type CaseEvent =
  | { readonly type: 'opened'; readonly thread: string; readonly draft: string; readonly voice: Voice; readonly unsent: readonly Outgoing[]; readonly picked?: readonly OutgoingFile[] }
  | { readonly type: 'looked'; readonly thread: string; readonly from: number; readonly detail: CaseDetail }
  | { readonly type: 'missing'; readonly thread: string }
  | { readonly type: 'changed'; readonly summary: CaseSummary }
  | { readonly type: 'typed'; readonly draft: string }
  /** Made ready for this case, perhaps behind another one by now. */
  | { readonly type: 'picked'; readonly thread: string; readonly files: readonly OutgoingFile[] }
  | { readonly type: 'unpicked'; readonly index: number }
  | { readonly type: 'progress'; readonly id: string; readonly progress: number }
  | { readonly type: 'voiced'; readonly voice: Voice }
  | { readonly type: 'said'; readonly id: string }
  | { readonly type: 'sending' | 'failed' | 'sent' | 'again' | 'taken-back'; readonly id: string }
  | { readonly type: 'refused'; readonly id: string; readonly why: string };

export const NO_CASE: OpenCase = { thread: '', outgoing: [], draft: '', picked: [], voice: 'answer', missing: false };

export function reduceCase(open: OpenCase, event: CaseEvent): OpenCase {
  switch (event.type) {
    case 'opened':
      return { ...NO_CASE, thread: event.thread, outgoing: event.unsent.map(unsure), draft: event.draft, voice: event.voice, picked: event.picked ?? [] };
    case 'looked':
      return event.thread === open.thread ? looked(open, event.from, event.detail) : open;
    case 'missing':
      return event.thread === open.thread ? { ...open, missing: true } : open;
    case 'changed':
      return changed(open, event.summary);
    case 'typed':
      return { ...open, draft: event.draft };
    case 'picked':
      return event.thread === open.thread ? { ...open, picked: [...open.picked, ...event.files].slice(0, MOST_FILES) } : open;
    case 'unpicked':
      return { ...open, picked: open.picked.filter((_, index) => index !== event.index) };
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
    case 'progress':
      return edited(open, event.id, ({ progress: _, ...one }) => (event.progress < 1 ? { ...one, progress: event.progress } : one));
    case 'refused':
      return edited(open, event.id, (one) => ({ ...one, delivery: 'refused', why: event.why }));
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
function unsure({ progress: _, ...outgoing }: Outgoing): Outgoing {
  if (outgoing.files.some(({ data }) => data === undefined)) return { ...outgoing, delivery: 'refused', lost: true };
  return outgoing.delivery === 'sending' ? { ...outgoing, delivery: 'waiting' } : outgoing;
}

function looked(open: OpenCase, from: number, detail: CaseDetail): OpenCase {
  const before = (open.detail?.transcript ?? []).filter(({ position }) => position < from);
  const fresh = detail.transcript.filter(({ position }) => position >= from);
  const outgoing = fresh.reduce(arrived, open.outgoing);
  return { ...open, missing: false, outgoing, detail: { ...kept(open.detail, detail), transcript: [...before, ...fresh] } };
}

/** What did not change stays the same object, so that a long transcript is not drawn anew with every look. */
function kept(known: CaseDetail | undefined, detail: CaseDetail): CaseDetail {
  if (known === undefined) return detail;
  const same = <T>(before: T, now: T): T => (JSON.stringify(before) === JSON.stringify(now) ? before : now);
  const deliveries = Object.entries(detail.deliveries).map(([position, delivery]) => [position, same(known.deliveries[position], delivery)]);
  return { ...detail, packet: same(known.packet, detail.packet), deliveries: Object.fromEntries(deliveries) as CaseDetail['deliveries'] };
}

export const SHOWN_AS: Readonly<Record<Voice, TranscriptItem['kind']>> = { answer: 'agent', note: 'note', said: 'customer' };

/** The transcript shows the text, not our id: the first one that fits is it. */
function arrived(outgoing: readonly Outgoing[], item: TranscriptItem): readonly Outgoing[] {
  const at = outgoing.findIndex(({ text, voice, files, after }) =>
    SHOWN_AS[voice] === item.kind && item.position >= after && files.length === (item.attachments?.length ?? 0) &&
    (files.length === 0 ? text.trim() === item.text.trim() : item.text.startsWith(text.trim())));
  return at < 0 ? outgoing : outgoing.filter((_, index) => index !== at);
}

function changed(open: OpenCase, summary: CaseSummary): OpenCase {
  if (open.detail === undefined || summary.thread !== open.thread) return open;
  return { ...open, detail: { ...open.detail, summary } };
}

function said(open: OpenCase, id: string): OpenCase {
  const text = open.draft.trim();
  const { picked: files, voice } = open;
  if (text === '' && files.length === 0) return open;
  return { ...open, draft: '', picked: [], outgoing: [...open.outgoing, { id, text, voice, files, delivery: 'waiting', after: nextFrom(open) }] };
}

function deliver(open: OpenCase, id: string, delivery: Delivery): OpenCase {
  return edited(open, id, (one) => ({ ...one, delivery }));
}

function edited(open: OpenCase, id: string, change: (one: Outgoing) => Outgoing): OpenCase {
  return { ...open, outgoing: open.outgoing.map((one) => (one.id === id ? change(one) : one)) };
}

function takenBack(open: OpenCase, id: string): OpenCase {
  const back = open.outgoing.find((one) => one.id === id);
  if (back === undefined) return open;
  const draft = open.draft.trim() === '' ? back.text : `${back.text}\n${open.draft}`;
  const picked = [...back.files.filter(({ data }) => data !== undefined), ...open.picked].slice(0, MOST_FILES);
  return { ...open, draft, picked, voice: back.voice, outgoing: open.outgoing.filter((one) => one.id !== id) };
}
