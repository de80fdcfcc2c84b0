/**
 * Declaring and changing: the form, then exactly what customers will read and how many of them, then it is so. Somebody
 * else's change meanwhile is shown, and what was written here stays.
 */
import { useReducer, useRef, useState, type Dispatch, type FormEvent, type ReactNode } from 'react';
import type { Language } from '../../../knowledge/language';
import type { Outage, Scope } from '../contracts';
import type { OutagePreview } from '../outage-contracts';
import { useLanguage, useStaff, useStaffTexts } from '../staff/context';
import { explain } from '../staff/explain';
import type { Call } from '../staff/http';
import { Dialog, Notice, Working } from '../staff/parts';
import { addressOf } from './board';
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
  /** What to say of it, and how it stands now. */
  readonly onSaved: (text: string, saved?: Outage) => void;
  readonly onClose: () => void;
}

type Step =
  | { readonly kind: 'form'; readonly said?: 'faults' | 'unchanged'; readonly why?: string; readonly theirs?: readonly (keyof OutageForm)[] }
  | { readonly kind: 'busy' }
  | { readonly kind: 'preview'; readonly preview: OutagePreview; readonly why?: string };

export function OutageDialog(props: OutageDialogProps): ReactNode {
  const { scopes, titleOf, onClose } = props;
  const texts = DASHBOARD_TEXTS[useLanguage()];
  const element = useRef<HTMLFormElement>(null);
  const { base, form, tell, step, faults, look, save, edit } = useDraft(props);
  const lookFrom = (event: FormEvent): void => {
    event.preventDefault();
    void look().then((isJudged) => isJudged || focusFirst(element.current));
  };
  return (
    <Dialog wide title={base === undefined ? (form.planned ? texts.planTitle : texts.declareTitle) : texts.changeTitle} onClose={onClose}>
      {step.kind === 'preview' ? (
        <PreviewPart preview={step.preview} others={step.preview.overlaps.filter((id) => id !== base?.id).map(titleOf)} draft={form} tells={base !== undefined && isNews(changeOf(base, form)) ? base.told : undefined} isNew={base === undefined} why={step.why} onBack={edit} onYes={() => void save(step.preview)} />
      ) : (
        <form ref={element} className="stack" noValidate onSubmit={lookFrom}>
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

interface Draft {
  /** As it stood when the form was filled in; absent: a new one. */
  readonly base: Outage | undefined;
  readonly form: OutageForm;
  readonly tell: Dispatch<Parameters<typeof reduceForm>[1]>;
  readonly step: Step;
  readonly faults: ReturnType<typeof faultsOf>;
  /** What customers would read; false when a field is wrong first. */
  readonly look: () => Promise<boolean>;
  readonly save: (preview: OutagePreview) => Promise<void>;
  readonly edit: () => void;
}

function useDraft({ outage, given, path, ahead, onSaved }: OutageDialogProps): Draft {
  const language = useLanguage();
  const { ask } = useStaff();
  const now = (): number => Date.now() + ahead;
  const [base, setBase] = useState(outage);
  const [form, tell] = useReducer(reduceForm, undefined, () => (outage === undefined ? blankForm(now(), given) : formOf(outage)));
  const [step, setStep] = useState<Step>({ kind: 'form' });
  const look = async (): Promise<boolean> => {
    if (step.kind === 'busy') return true;
    const isWrong = Object.keys(faultsOf(form, now(), base)).length > 0;
    if (isWrong || (base !== undefined && Object.keys(changeOf(base, form)).length === 0)) {
      setStep({ kind: 'form', said: isWrong ? 'faults' : 'unchanged' });
      return !isWrong;
    }
    setStep({ kind: 'busy' });
    const reply = await ask<OutagePreview>({ method: 'POST', path: '/outages/preview', body: previewOf(form, now()) });
    setStep(reply.kind === 'ok' ? { kind: 'preview', preview: reply.body } : { kind: 'form', why: explain(reply, language) });
    return true;
  };
  const save = async (preview: OutagePreview): Promise<void> => {
    setStep({ kind: 'busy' });
    const reply = await ask<{ readonly outage: Outage }>(callOf({ base, form, path: path ?? '/outages' }, isEverybody(preview)));
    if (reply.kind === 'ok') return onSaved(wordsOf({ base, form }, reply.body.outage, language), reply.body.outage);
    const newest = reply.kind === 'refused' && reply.code === 'Stale' ? (reply.body as { readonly outage?: Outage }).outage : undefined;
    if (base === undefined || newest === undefined) return setStep({ kind: 'preview', preview, why: explain(reply, language) });
    tell({ type: 'put', form: rebased(form, base, newest) });
    setBase(newest);
    setStep({ kind: 'form', theirs: differing(base, newest) });
  };
  const faults = step.kind === 'form' && step.said === 'faults' ? faultsOf(form, now(), base) : {};
  return { base, form, tell, step, faults, look, save, edit: () => setStep({ kind: 'form' }) };
}

type Filled = Pick<Draft, 'base' | 'form'>;

/** `path` is where a new one goes. */
function callOf({ base, form, path }: Filled & { readonly path: string }, confirm: boolean): Call {
  if (base === undefined) return { method: 'POST', path, body: { ...draftOf(form), ...(confirm && { confirm }) } };
  return { method: 'PATCH', path: addressOf(base), body: { ...changeOf(base, form), base: base.version } };
}

function wordsOf({ base, form }: Filled, saved: Outage, language: Language): string {
  const texts = DASHBOARD_TEXTS[language];
  if (base === undefined) return form.planned ? texts.announcedWork : texts.declared;
  return savedWords({ ...saved, told: Math.max(base.told, saved.told) }, isNews(changeOf(base, form)), language);
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
