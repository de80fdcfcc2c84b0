/** The fields of an outage, in groups as one thinks of them: what, when and why, and the bill; what customers read in both languages. */
import { useState, type ReactNode } from 'react';
import { CAUSE_NAMES, CAUSES, causeNamed, type Texts } from '../../../dialogs/outages/told-texts';
import type { OutageDraft } from '../contracts';
import { useLanguage } from '../staff/context';
import { Field } from '../staff/parts';
import { DASHBOARD_TEXTS, type DashboardTexts } from './dashboard-texts';
import { CONFIDENCES, STATES, type Compensation, type Confidence, type FormFaults, type OutageForm, type reduceForm, type TypedField } from './outage-form';

export interface PartProps {
  readonly form: OutageForm;
  readonly faults: FormFaults;
  readonly tell: (event: Parameters<typeof reduceForm>[1]) => void;
}

export function faultText(texts: DashboardTexts, field: keyof OutageForm, faults: FormFaults): string | undefined {
  const fault = faults[field];
  return fault === undefined ? undefined : (texts.faults[field] ?? texts.anyFault)[fault];
}

/** `fixed`: since when and whether it is planned stay as declared. */
export function What({ form, faults, tell, fixed }: PartProps & { readonly fixed: boolean }): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  return (
    <>
      <InBoth field="title" form={form} faults={faults} tell={tell} />
      {!fixed && (
        <label className="check">
          <input type="checkbox" checked={form.planned} onChange={({ target }) => tell({ type: 'chose', change: { planned: target.checked } })} />
          {texts.isPlanned}
        </label>
      )}
      <div className="two">
        <Field label={texts.fields.state} hint={texts.hints.state}>
          {(marks) => (
            <select {...marks} value={form.state} onChange={({ target }) => tell({ type: 'chose', change: { state: target.value as OutageDraft['state'] } })}>
              {STATES.map((state) => <option key={state} value={state}>{texts.states[state]}</option>)}
            </select>
          )}
        </Field>
        {!fixed && <Hour field="since" form={form} faults={faults} tell={tell} />}
      </div>
    </>
  );
}

export function When({ form, faults, tell }: PartProps): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  return (
    <>
      <div className="two">
        <Hour field="eta" form={form} faults={faults} tell={tell} />
        <Field label={texts.fields.confidence} hint={texts.hints.confidence}>
          {(marks) => (
            <select {...marks} value={form.confidence} onChange={({ target }) => tell({ type: 'chose', change: { confidence: target.value as Confidence } })}>
              {CONFIDENCES.map((confidence) => <option key={confidence} value={confidence}>{texts.confidences[confidence]}</option>)}
            </select>
          )}
        </Field>
        <Hour field="nextUpdate" form={form} faults={faults} tell={tell} />
      </div>
      <Cause form={form} faults={faults} tell={tell} />
      <InBoth field="text" form={form} faults={faults} tell={tell} />
    </>
  );
}

const ENGLISH = { title: 'titleEn', cause: 'causeEn', text: 'textEn' } as const;

/** Side by side, so that neither language is forgotten; what stays empty in English is told there in plain words of ours. */
function InBoth({ field, ...rest }: PartProps & { readonly field: keyof typeof ENGLISH }): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  return (
    <div className="two">
      <Line {...rest} field={field} hint={texts.hints[field]} long={field === 'text'} lang="es" />
      <Line {...rest} field={ENGLISH[field]} hint={texts.hints[ENGLISH[field]]} long={field === 'text'} lang="en" />
    </div>
  );
}

/** Mostly one of a few, which have both languages; otherwise in one's own words. */
function Cause({ form, faults, tell }: PartProps): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const named = causeNamed(form.cause);
  const [own, setOwn] = useState(named === undefined && form.cause + form.causeEn !== '');
  const choose = (choice: string): void => {
    const chosen: Texts = CAUSE_NAMES.map((name) => CAUSES[name]).find(({ es }) => es === choice) ?? { es: '', en: '' };
    setOwn(choice === OWN);
    tell({ type: 'typed', field: 'cause', value: chosen.es });
    tell({ type: 'typed', field: 'causeEn', value: chosen.en });
  };
  const isOwn = named === undefined && (own || form.cause + form.causeEn !== '');
  return (
    <>
      <Field label={texts.fields.cause}>
        {(marks) => (
          <select {...marks} value={isOwn ? OWN : form.cause} onChange={({ target }) => choose(target.value)}>
            <option value="">{texts.noCause}</option>
            {CAUSE_NAMES.map((name) => <option key={name} value={CAUSES[name].es}>{CAUSES[name][language]}</option>)}
            <option value={OWN}>{texts.ownCause}</option>
          </select>
        )}
      </Field>
      {isOwn && <InBoth field="cause" form={form} faults={faults} tell={tell} />}
    </>
  );
}

const OWN = 'own';

interface LineProps extends PartProps {
  readonly field: TypedField;
  readonly hint?: string;
  readonly long?: boolean;
  readonly lang?: string;
}

function Line({ field, form, faults, tell, hint, long, lang }: LineProps): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  const onChange = ({ target }: { readonly target: { readonly value: string } }): void => tell({ type: 'typed', field, value: target.value });
  return (
    <Field label={field === 'cause' ? texts.ownCause : texts.fieldNames[field]} hint={hint} error={faultText(texts, field, faults)}>
      {(marks) => (long === true ? <textarea {...marks} lang={lang} rows={2} value={form[field]} onChange={onChange} /> : <input {...marks} lang={lang} value={form[field]} onChange={onChange} />)}
    </Field>
  );
}

function Hour({ field, form, faults, tell }: PartProps & { readonly field: 'since' | 'eta' | 'nextUpdate' }): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  const label = form.planned && field !== 'nextUpdate' ? texts.plannedHours[field] : texts.fields[field];
  return (
    <Field label={label} hint={form.planned && field === 'eta' ? texts.hints.since : texts.hints[field]} error={faultText(texts, field, faults)}>
      {(marks) => <input {...marks} type="datetime-local" value={form[field]} onChange={({ target }) => tell({ type: 'typed', field, value: target.value })} />}
    </Field>
  );
}

const COMPENSATIONS: readonly Compensation[] = ['undecided', 'yes', 'no'];

export function CompensationChoice({ value, onValue }: { readonly value: Compensation; readonly onValue: (value: Compensation) => void }): ReactNode {
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
