/**
 * Declaring and changing: the form, then exactly what customers will read and how many of them, then it is so. Somebody
 * else's change meanwhile is shown, and what was written here stays.
 */
import { useReducer, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { Outage, Scope } from '../contracts';
import type { OutagePreview } from '../outage-contracts';
import { useLanguage, useStaff, useStaffTexts } from '../staff/context';
import { explain } from '../staff/explain';
import type { Call } from '../staff/http';
import { Dialog, Notice, Working } from '../staff/parts';
import { DASHBOARD_TEXTS } from './dashboard-texts';
import { blankForm, changeOf, differing, draftOf, faultsOf, formOf, previewOf, rebased, reduceForm, type OutageForm } from './outage-form';
import { CompensationChoice, What, When, faultText } from './outage-fields';
import { isEverybody, PreviewPart } from './preview-part';
import { isNews, savedWords } from './saved-words';
import { ScopePicker } from './scope-picker';

export interface OutageDialogProps {
  /** Absent: a new one. */
  readonly outage?: Outage | undefined;
  /** What a new one begins with. */
  readonly given?: Partial<OutageForm>;
  /** Where a new one goes; `/outages` without it. */
  readonly path?: string;
  /** How far the server's clock is ahead of this machine's, ms. */
  readonly ahead: number;
  readonly scopes: readonly Scope[];
  readonly titleOf: (outage: string) => string;
  readonly onSaved: (text: string) => void;
  readonly onClose: () => void;
}

type Step =
  | { readonly kind: 'form'; readonly said?: 'faults' | 'unchanged'; readonly why?: string; readonly theirs?: readonly (keyof OutageForm)[] }
  | { readonly kind: 'busy' }
  | { readonly kind: 'preview'; readonly preview: OutagePreview; readonly why?: string };

export function OutageDialog({ outage, given, path, ahead, scopes, titleOf, onSaved, onClose }: OutageDialogProps): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const { ask } = useStaff();
  const now = (): number => Date.now() + ahead;
  const [base, setBase] = useState(outage);
  const [form, tell] = useReducer(reduceForm, undefined, () => (outage === undefined ? blankForm(now(), given) : formOf(outage)));
  const [step, setStep] = useState<Step>({ kind: 'form' });
  const element = useRef<HTMLFormElement>(null);
  const faults = step.kind === 'form' && step.said === 'faults' ? faultsOf(form, now(), base) : {};

  const look = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (step.kind === 'busy') return;
    if (Object.keys(faultsOf(form, now(), base)).length > 0) {
      setStep({ kind: 'form', said: 'faults' });
      return focusFirst(element.current);
    }
    if (base !== undefined && Object.keys(changeOf(base, form)).length === 0) return setStep({ kind: 'form', said: 'unchanged' });
    setStep({ kind: 'busy' });
    const reply = await ask<OutagePreview>({ method: 'POST', path: '/outages/preview', body: previewOf(form, now()) });
    setStep(reply.kind === 'ok' ? { kind: 'preview', preview: reply.body } : { kind: 'form', why: explain(reply, language) });
  };
  const save = async (preview: OutagePreview): Promise<void> => {
    setStep({ kind: 'busy' });
    const change = base === undefined ? {} : changeOf(base, form);
    const call: Call = base === undefined
      ? { method: 'POST', path: path ?? '/outages', body: { ...draftOf(form), ...(isEverybody(preview) && { confirm: true }) } }
      : { method: 'PATCH', path: `/outages/${encodeURIComponent(base.id)}`, body: { ...change, base: base.version } };
    const reply = await ask<{ readonly outage: Outage }>(call);
    if (reply.kind === 'ok') return onSaved(base === undefined ? (form.planned ? texts.announcedWork : texts.declared) : savedWords({ ...reply.body.outage, told: Math.max(base.told, reply.body.outage.told) }, isNews(change), language));
    const newest = reply.kind === 'refused' && reply.code === 'Stale' ? (reply.body as { readonly outage?: Outage }).outage : undefined;
    if (base === undefined || newest === undefined) return setStep({ kind: 'preview', preview, why: explain(reply, language) });
    tell({ type: 'put', form: rebased(form, base, newest) });
    setBase(newest);
    setStep({ kind: 'form', theirs: differing(base, newest) });
  };

  return (
    <Dialog wide title={base === undefined ? (form.planned ? texts.planTitle : texts.declareTitle) : texts.changeTitle} onClose={onClose}>
      {step.kind === 'preview' ? (
        <PreviewPart preview={step.preview} others={step.preview.overlaps.filter((id) => id !== base?.id).map(titleOf)} draft={form} tells={base !== undefined && isNews(changeOf(base, form)) ? base.told : undefined} isNew={base === undefined} why={step.why} onBack={() => setStep({ kind: 'form' })} onYes={() => void save(step.preview)} />
      ) : (
        <form ref={element} className="stack" noValidate onSubmit={(event) => void look(event)}>
          {step.kind === 'form' && step.theirs !== undefined && <Theirs fields={step.theirs} />}
          <What form={form} faults={faults} tell={tell} fixed={base !== undefined} />
          {base === undefined && <ScopePicker scopes={scopes} chosen={form.scope} error={faultText(texts, 'scope', faults)} onChoose={(id, chosen) => tell({ type: 'scope', id, chosen })} />}
          <When form={form} faults={faults} tell={tell} />
          <CompensationChoice value={form.compensation} onValue={(compensation) => tell({ type: 'chose', change: { compensation } })} />
          <Outcome step={step} stillWrong={Object.keys(faults).length > 0} />
          <Ways busy={step.kind === 'busy'} onClose={onClose} />
        </form>
      )}
    </Dialog>
  );
}

/** Once the marks are drawn. */
function focusFirst(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
}

function Theirs({ fields }: { readonly fields: readonly (keyof OutageForm)[] }): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  const names = fields.map((field) => texts.fieldNames[field]).join(', ');
  return <Notice tone="warn">{texts.stale(names)}</Notice>;
}

function Ways({ busy, onClose }: { readonly busy: boolean; readonly onClose: () => void }): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  const staffTexts = useStaffTexts();
  return (
    <div className="actions">
      <button type="button" className="plain" onClick={onClose}>{staffTexts.cancel}</button>
      <button type="submit" className="main" aria-disabled={busy}>{texts.look}</button>
    </div>
  );
}

function Outcome({ step, stillWrong }: { readonly step: Step; readonly stillWrong: boolean }): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  if (step.kind === 'busy') return <Working>{texts.saving}</Working>;
  if (step.kind !== 'form') return null;
  if (step.why !== undefined) return <Notice tone="error">{step.why}</Notice>;
  if (step.said === 'unchanged') return <Notice tone="info">{texts.nothingChanged}</Notice>;
  return step.said === 'faults' && stillWrong ? <Notice tone="error">{texts.checkFields}</Notice> : null;
}
