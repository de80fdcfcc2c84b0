/**
 * Declaring and changing an outage as values: what the form holds, what is wrong with it at which field, and what goes
 * to the server. Always holds: a form with faults makes no call, and a change sends only what changed.
 */
import type { Outage, OutageDraft, OutageState } from '../contracts';
import { fromField, toField } from '../staff/format';

export const STATES: readonly OutageState[] = ['investigating', 'identified', 'repairing', 'monitoring', 'restored', 'cancelled'];
export type Compensation = 'undecided' | 'yes' | 'no';
export const CONFIDENCES = ['unsaid', 'low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What people write; hours are `datetime-local` text on Colombia's clock. */
export type TypedField = 'title' | 'titleEn' | 'since' | 'cause' | 'causeEn' | 'text' | 'textEn' | 'eta' | 'nextUpdate';

export interface OutageForm extends Readonly<Record<TypedField, string>> {
  readonly state: OutageState;
  readonly scope: readonly string[];
  readonly planned: boolean;
  readonly confidence: Confidence;
  readonly compensation: Compensation;
}

export type FormEvent =
  | { readonly type: 'typed'; readonly field: TypedField; readonly value: string }
  | { readonly type: 'chose'; readonly change: Partial<Pick<OutageForm, 'state' | 'planned' | 'confidence' | 'compensation'>> }
  | { readonly type: 'scope'; readonly id: string; readonly chosen: boolean }
  /** All of it anew: somebody else's changes below one's own. */
  | { readonly type: 'put'; readonly form: OutageForm };

export type FieldFault = 'missing' | 'not_an_hour' | 'in_the_future' | 'before_start' | 'in_the_past' | 'too_long';
export type FormFaults = Partial<Readonly<Record<keyof OutageForm, FieldFault>>>;

/** A partial draft; `null` takes a value away. */
export type OutageChange = { readonly [K in keyof OutageDraft]?: OutageDraft[K] | null };

const LONGEST_TITLE = 120;
const LONGEST_WORDS = 400;
/** A browser's clock may be a little ahead of ours. */
const SLACK_MS = 5 * 60_000;
/** An English text that was taken away is the Spanish one again. */
const SPANISH = { titleEn: 'title', causeEn: 'cause', textEn: 'text' } as const;
/** Stay as they were declared. */
const FIXED: ReadonlySet<keyof OutageDraft> = new Set(['scope', 'since', 'planned']);

export function blankForm(now: number, given: Partial<OutageForm> = {}): OutageForm {
  return {
    title: '', titleEn: '', state: 'investigating', scope: [], since: toField(new Date(now).toISOString()), planned: false,
    cause: '', causeEn: '', text: '', textEn: '', eta: '', nextUpdate: '', confidence: 'unsaid', compensation: 'undecided', ...given,
  };
}

export function formOf(outage: Outage): OutageForm {
  const { title, titleEn = '', state, scope, since, planned = false, cause = '', causeEn = '', text = '', textEn = '', confidence = 'unsaid', compensation } = outage;
  return {
    title, titleEn, state, scope, since: toField(since), planned, cause, causeEn, text, textEn, confidence,
    eta: outage.eta === undefined ? '' : toField(outage.eta),
    nextUpdate: outage.nextUpdate === undefined ? '' : toField(outage.nextUpdate),
    compensation: compensation === undefined ? 'undecided' : compensation ? 'yes' : 'no',
  };
}

export function reduceForm(form: OutageForm, event: FormEvent): OutageForm {
  switch (event.type) {
    case 'typed':
      return { ...form, [event.field]: event.value };
    case 'chose':
      return { ...form, ...event.change };
    case 'scope': {
      const others = form.scope.filter((id) => id !== event.id);
      return { ...form, scope: event.chosen ? [...others, event.id] : others };
    }
    case 'put':
      return event.form;
  }
}

/** `before` is the outage under change: hours that stand already may have passed since. */
export function faultsOf(form: OutageForm, now: number, before?: Outage): FormFaults {
  const kept = before === undefined ? undefined : formOf(before);
  const since = fromField(form.since);
  const faults: Record<string, FieldFault | undefined> = {
    title: form.title.trim() === '' ? 'missing' : longFault(form.title, LONGEST_TITLE),
    titleEn: longFault(form.titleEn, LONGEST_TITLE),
    scope: form.scope.length === 0 ? 'missing' : undefined,
    since: form.since === kept?.since ? undefined : sinceFault(form, since, now),
    eta: form.eta === kept?.eta ? undefined : form.planned && form.eta === '' ? 'missing' : laterFault(form.eta, since, now),
    nextUpdate: form.nextUpdate === kept?.nextUpdate ? undefined : laterFault(form.nextUpdate, form.planned ? undefined : since, now),
  };
  for (const field of ['cause', 'causeEn', 'text', 'textEn'] as const) faults[field] = longFault(form[field], LONGEST_WORDS);
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined)) as FormFaults;
}

function longFault(text: string, most: number): FieldFault | undefined {
  return text.trim().length > most ? 'too_long' : undefined;
}

function sinceFault({ since: text, planned }: OutageForm, iso: string | undefined, now: number): FieldFault | undefined {
  if (text === '') return 'missing';
  if (iso === undefined) return 'not_an_hour';
  return !planned && Date.parse(iso) > now + SLACK_MS ? 'in_the_future' : undefined;
}

function laterFault(text: string, since: string | undefined, now: number): FieldFault | undefined {
  if (text === '') return undefined;
  const iso = fromField(text);
  if (iso === undefined) return 'not_an_hour';
  if (since !== undefined && Date.parse(iso) <= Date.parse(since)) return 'before_start';
  return Date.parse(iso) < now - SLACK_MS ? 'in_the_past' : undefined;
}

/** Only for a form without faults. */
export function draftOf(form: OutageForm): OutageDraft {
  const eta = fromField(form.eta);
  const nextUpdate = fromField(form.nextUpdate);
  const written = ['titleEn', 'cause', 'causeEn', 'text', 'textEn'] as const;
  return {
    title: form.title.trim(), state: form.state, scope: form.scope, since: fromField(form.since) ?? '',
    ...(form.planned && { planned: true }),
    ...Object.fromEntries(written.flatMap((field) => (form[field].trim() === '' ? [] : [[field, form[field].trim()]]))),
    ...(eta !== undefined && { eta }),
    ...(nextUpdate !== undefined && { nextUpdate }),
    ...(form.confidence !== 'unsaid' && { confidence: form.confidence }),
    ...(form.compensation !== 'undecided' && { compensation: form.compensation === 'yes' }),
  };
}

/** A draft that is only looked at: hours that have passed since they were promised are no fault of it. */
export function previewOf(form: OutageForm, now: number): OutageDraft {
  const { eta, nextUpdate, ...rest } = draftOf(form);
  const isAhead = (iso: string | undefined): iso is string => iso !== undefined && Date.parse(iso) > now;
  return { ...rest, ...(isAhead(eta) && { eta }), ...(isAhead(nextUpdate) && { nextUpdate }) };
}

export function changeOf(before: Outage, form: OutageForm): OutageChange {
  const was = draftOf(formOf(before));
  const is = draftOf(form);
  const names = ([...new Set([...Object.keys(was), ...Object.keys(is)])] as (keyof OutageDraft)[]).filter((name) => !FIXED.has(name));
  const changed = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
  const taken = (name: keyof OutageDraft): OutageChange[keyof OutageDraft] => (name in SPANISH ? is[SPANISH[name as keyof typeof SPANISH]] : undefined) ?? null;
  return Object.fromEntries(changed.map((name) => [name, is[name] ?? taken(name)]));
}

/** Somebody else saved `newest` meanwhile: what one changed oneself stays, all else is theirs. */
export function rebased(form: OutageForm, before: Outage, newest: Outage): OutageForm {
  const was = formOf(before);
  const theirs = formOf(newest);
  const own = (Object.keys(form) as (keyof OutageForm)[]).filter((name) => JSON.stringify(form[name]) !== JSON.stringify(was[name]));
  return { ...theirs, ...Object.fromEntries(own.map((name) => [name, form[name]])) };
}

/** The fields in which two states of an outage differ, as the form calls them. */
export function differing(before: Outage, newest: Outage): readonly (keyof OutageForm)[] {
  const [was, is] = [formOf(before), formOf(newest)];
  return (Object.keys(was) as (keyof OutageForm)[]).filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
}
