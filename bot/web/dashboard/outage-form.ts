/**
 * Declaring and changing an outage as values: what the form holds, what is wrong with it at which field, and what goes
 * to the server. Always holds: a form with faults makes no call, and a change sends only what changed.
 */
import type { Outage, OutageDraft, OutageState } from '../contracts';
import { fromField, toField } from '../staff/format';

export const STATES: readonly OutageState[] = ['investigating', 'identified', 'repairing', 'monitoring', 'restored', 'cancelled'];
export type Compensation = 'undecided' | 'yes' | 'no';

/** As typed: hours are `datetime-local` text on Colombia's clock. */
export interface OutageForm {
  readonly title: string;
  readonly state: OutageState;
  readonly scope: readonly string[];
  readonly since: string;
  readonly cause: string;
  readonly eta: string;
  readonly nextUpdate: string;
  readonly compensation: Compensation;
}

export type FormEvent =
  | { readonly type: 'typed'; readonly field: 'title' | 'since' | 'cause' | 'eta' | 'nextUpdate'; readonly value: string }
  | { readonly type: 'state'; readonly state: OutageState }
  | { readonly type: 'scope'; readonly id: string; readonly chosen: boolean }
  | { readonly type: 'compensation'; readonly compensation: Compensation };

export type FieldFault = 'missing' | 'not_an_hour' | 'in_the_future' | 'before_start' | 'in_the_past' | 'too_long';
export type FormFaults = Partial<Readonly<Record<keyof OutageForm, FieldFault>>>;

/** A partial draft; `null` takes a value away. */
export type OutageChange = { readonly [K in keyof OutageDraft]?: OutageDraft[K] | null };

const LONGEST_TITLE = 120;
const LONGEST_CAUSE = 500;
/** A browser's clock may be a little ahead of ours. */
const SLACK_MS = 5 * 60_000;

export function blankForm(now: number): OutageForm {
  return {
    title: '', state: 'investigating', scope: [], since: toField(new Date(now).toISOString()),
    cause: '', eta: '', nextUpdate: '', compensation: 'undecided',
  };
}

export function formOf(outage: Outage): OutageForm {
  const { title, state, scope, since, cause, eta, nextUpdate, compensation } = outage;
  return {
    title, state, scope, since: toField(since), cause: cause ?? '',
    eta: eta === undefined ? '' : toField(eta),
    nextUpdate: nextUpdate === undefined ? '' : toField(nextUpdate),
    compensation: compensation === undefined ? 'undecided' : compensation ? 'yes' : 'no',
  };
}

export function reduceForm(form: OutageForm, event: FormEvent): OutageForm {
  switch (event.type) {
    case 'typed':
      return { ...form, [event.field]: event.value };
    case 'state':
      return { ...form, state: event.state };
    case 'scope': {
      const others = form.scope.filter((id) => id !== event.id);
      return { ...form, scope: event.chosen ? [...others, event.id] : others };
    }
    case 'compensation':
      return { ...form, compensation: event.compensation };
  }
}

/** `before` is the outage under change: hours that stand already may have passed since. */
export function faultsOf(form: OutageForm, now: number, before?: Outage): FormFaults {
  const kept = before === undefined ? undefined : formOf(before);
  const since = fromField(form.since);
  const faults: Record<string, FieldFault | undefined> = {
    title: form.title.trim() === '' ? 'missing' : form.title.trim().length > LONGEST_TITLE ? 'too_long' : undefined,
    scope: form.scope.length === 0 ? 'missing' : undefined,
    since: sinceFault(form.since, since, now),
    cause: form.cause.trim().length > LONGEST_CAUSE ? 'too_long' : undefined,
    eta: form.eta === kept?.eta ? undefined : laterFault(form.eta, since, now),
    nextUpdate: form.nextUpdate === kept?.nextUpdate ? undefined : laterFault(form.nextUpdate, since, now),
  };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined)) as FormFaults;
}

function sinceFault(text: string, iso: string | undefined, now: number): FieldFault | undefined {
  if (text === '') return 'missing';
  if (iso === undefined) return 'not_an_hour';
  return Date.parse(iso) > now + SLACK_MS ? 'in_the_future' : undefined;
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
  const cause = form.cause.trim();
  return {
    title: form.title.trim(), state: form.state, scope: form.scope, since: fromField(form.since) ?? '',
    ...(cause !== '' && { cause }),
    ...(eta !== undefined && { eta }),
    ...(nextUpdate !== undefined && { nextUpdate }),
    ...(form.compensation !== 'undecided' && { compensation: form.compensation === 'yes' }),
  };
}

export function changeOf(before: Outage, form: OutageForm): OutageChange {
  const was = draftOf(formOf(before));
  const is = draftOf(form);
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])] as (keyof OutageDraft)[];
  const changed = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
  return Object.fromEntries(changed.map((name) => [name, is[name] ?? null]));
}
