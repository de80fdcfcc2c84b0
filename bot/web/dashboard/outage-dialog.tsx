/** The form for a new outage and for a change. Faults show at their field, the first of them gets the focus. */
import { useReducer, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { Outage, OutageDraft, Scope } from '../contracts';
import { useLanguage, useStaff, useStaffTexts } from '../staff/context';
import { explain } from '../staff/explain';
import { Dialog, Field, Notice, Working } from '../staff/parts';
import { DASHBOARD_TEXTS } from './dashboard-texts';
import { blankForm, changeOf, draftOf, faultsOf, formOf, reduceForm, STATES, type Compensation, type FormFaults, type OutageForm } from './outage-form';
import { ScopePicker } from './scope-picker';

interface OutageDialogProps {
  readonly outage: Outage | undefined;
  readonly scopes: readonly Scope[];
  readonly onSaved: (text: string) => void;
  readonly onClose: () => void;
}

type Saving = { readonly kind: 'no' | 'busy' | 'faults' | 'unchanged' } | { readonly kind: 'failed'; readonly why: string };

export function OutageDialog({ outage, scopes, onSaved, onClose }: OutageDialogProps): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const staffTexts = useStaffTexts();
  const { ask } = useStaff();
  const [form, tell] = useReducer(reduceForm, undefined, () => (outage === undefined ? blankForm(Date.now()) : formOf(outage)));
  const [saving, setSaving] = useState<Saving>({ kind: 'no' });
  const element = useRef<HTMLFormElement>(null);
  const faults = saving.kind === 'faults' ? faultsOf(form, Date.now(), outage) : {};

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (saving.kind === 'busy') return;
    const found = faultsOf(form, Date.now(), outage);
    if (Object.keys(found).length > 0) {
      setSaving({ kind: 'faults' });
      return focusFirst(element.current);
    }
    const body: object = outage === undefined ? draftOf(form) : changeOf(outage, form);
    if (Object.keys(body).length === 0) return setSaving({ kind: 'unchanged' });
    setSaving({ kind: 'busy' });
    const reply = await ask<unknown>(outage === undefined
      ? { method: 'POST', path: '/outages', body }
      : { method: 'PATCH', path: `/outages/${encodeURIComponent(outage.id)}`, body });
    if (reply.kind === 'ok') return onSaved(outage === undefined ? texts.declared : texts.changed);
    setSaving({ kind: 'failed', why: explain(reply, language) });
  };

  return (
    <Dialog wide title={outage === undefined ? texts.declareTitle : texts.changeTitle} onClose={onClose}>
      <form ref={element} className="stack" noValidate onSubmit={(event) => void save(event)}>
        <What form={form} faults={faults} tell={tell} />
        <ScopePicker scopes={scopes} chosen={form.scope} error={faultText(texts, 'scope', faults)} onChoose={(id, chosen) => tell({ type: 'scope', id, chosen })} />
        <When form={form} faults={faults} tell={tell} />
        <CompensationChoice value={form.compensation} onValue={(compensation) => tell({ type: 'compensation', compensation })} />
        <Outcome saving={saving} stillWrong={Object.keys(faults).length > 0} />
        <div className="actions">
          <button type="button" className="plain" onClick={onClose}>{staffTexts.cancel}</button>
          <button type="submit" className="main" aria-disabled={saving.kind === 'busy'}>{outage === undefined ? texts.declare : texts.save}</button>
        </div>
      </form>
    </Dialog>
  );
}

/** Once the marks are drawn. */
function focusFirst(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
}

function faultText(texts: (typeof DASHBOARD_TEXTS)['es'], field: keyof OutageForm, faults: FormFaults): string | undefined {
  const fault = faults[field];
  return fault === undefined ? undefined : texts.faults[field]?.[fault];
}

interface PartProps {
  readonly form: OutageForm;
  readonly faults: FormFaults;
  readonly tell: (event: Parameters<typeof reduceForm>[1]) => void;
}

function What({ form, faults, tell }: PartProps): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  return (
    <>
      <Field label={texts.fields.title} hint={texts.fields.titleHint} error={faultText(texts, 'title', faults)}>
        {(marks) => <input {...marks} value={form.title} onChange={({ target }) => tell({ type: 'typed', field: 'title', value: target.value })} />}
      </Field>
      <div className="two">
        <Field label={texts.fields.state} hint={texts.hints.state}>
          {(marks) => (
            <select {...marks} value={form.state} onChange={({ target }) => tell({ type: 'state', state: target.value as OutageDraft['state'] })}>
              {STATES.map((state) => <option key={state} value={state}>{texts.states[state]}</option>)}
            </select>
          )}
        </Field>
        <Hour field="since" form={form} faults={faults} tell={tell} />
      </div>
    </>
  );
}

function When({ form, faults, tell }: PartProps): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  return (
    <>
      <div className="two">
        <Hour field="eta" form={form} faults={faults} tell={tell} />
        <Hour field="nextUpdate" form={form} faults={faults} tell={tell} />
      </div>
      <Field label={texts.fields.cause} hint={texts.hints.cause} error={faultText(texts, 'cause', faults)}>
        {(marks) => <textarea {...marks} rows={2} value={form.cause} onChange={({ target }) => tell({ type: 'typed', field: 'cause', value: target.value })} />}
      </Field>
    </>
  );
}

function Hour({ field, form, faults, tell }: PartProps & { readonly field: 'since' | 'eta' | 'nextUpdate' }): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  return (
    <Field label={texts.fields[field]} hint={texts.hints[field]} error={faultText(texts, field, faults)}>
      {(marks) => <input {...marks} type="datetime-local" value={form[field]} onChange={({ target }) => tell({ type: 'typed', field, value: target.value })} />}
    </Field>
  );
}

const COMPENSATIONS: readonly Compensation[] = ['undecided', 'yes', 'no'];

function CompensationChoice({ value, onValue }: { readonly value: Compensation; readonly onValue: (value: Compensation) => void }): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  return (
    <fieldset className="field">
      <legend>{texts.fields.compensation}</legend>
      <div className="row wide-gap">
        {COMPENSATIONS.map((one) => (
          <label key={one} className="check">
            <input type="radio" name="compensation" checked={one === value} onChange={() => onValue(one)} />
            {texts.compensations[one]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Outcome({ saving, stillWrong }: { readonly saving: Saving; readonly stillWrong: boolean }): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  switch (saving.kind) {
    case 'no':
      return null;
    case 'busy':
      return <Working>{texts.saving}</Working>;
    case 'faults':
      return stillWrong ? <Notice tone="error">{texts.checkFields}</Notice> : null;
    case 'unchanged':
      return <Notice tone="info">{texts.nothingChanged}</Notice>;
    case 'failed':
      return <Notice tone="error">{saving.why}</Notice>;
  }
}
