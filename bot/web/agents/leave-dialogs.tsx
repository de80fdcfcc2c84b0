/** The ways out of a case that is mine: pass it on with a note, give it back to the bot, resolve it with its cause. */
import { useState, type ReactNode } from 'react';
import type { CaseSummary, GiveBack } from '../contracts';
import { CAUSES, type AgentPresence, type CauseCode, type GiveBackBody, type ResolveBody, type SkipTarget, type TransferBody } from '../desk-contracts';
import { useLanguage, useStaff } from '../staff/context';
import { Field, FormDialog, Notice, Working } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import { AGENTS_TEXTS } from './agents-texts';
import { caseCall, pathOf } from './case-actions';
import { CASE_TEXTS } from './case-texts';

export interface LeaveProps {
  readonly summary: CaseSummary;
  readonly unsentText: boolean;
  readonly onLeft: (status: CaseSummary['status']) => void;
  readonly onClose: () => void;
}

export function TransferDialog({ summary, unsentText, onLeft, onClose }: LeaveProps): ReactNode {
  const texts = CASE_TEXTS[useLanguage()];
  const { user } = useStaff();
  const calling = useCall();
  const agents = useLoaded<{ readonly agents: readonly AgentPresence[] }>('/agents');
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = async (): Promise<void> => {
    if (note.trim() === '') return setMissing(true);
    const body: TransferBody = { note: note.trim(), ...(to !== '' && { to: { agent: to } }) };
    if (await calling.call(caseCall(summary.thread, 'transfer', body))) onLeft('waiting');
  };
  const others = agents.kind === 'there' ? agents.body.agents.filter(({ id }) => id !== user.id) : [];
  return (
    <FormDialog title={texts.transferTitle} yes={texts.transfer} {...calling} onSubmit={() => void submit()} onClose={onClose}>
      <Unsent shown={unsentText} />
      <Field label={texts.transferTo}>
        {(marks) => (
          <select {...marks} value={to} onChange={({ target }) => setTo(target.value)}>
            <option value="">{texts.toQueue}</option>
            {others.map(({ id, name, state, load, capacity }) => (
              <option key={id} value={id}>{`${name} · ${texts.atDesk[state]} · ${texts.load(load, capacity)}`}</option>
            ))}
          </select>
        )}
      </Field>
      {agents.kind === 'failed' && <Notice tone="warn">{agents.why}</Notice>}
      <Field label={texts.transferNote} hint={texts.transferNoteHint} error={missing && note.trim() === '' ? texts.noteMissing : undefined}>
        {(marks) => <textarea {...marks} rows={3} maxLength={4_000} value={note} onChange={({ target }) => setNote(target.value)} />}
      </Field>
    </FormDialog>
  );
}

const HOWS: readonly GiveBack[] = ['continue', 'skip', 'close'];

export function GiveBackDialog({ summary, unsentText, onLeft, onClose }: LeaveProps): ReactNode {
  const language = useLanguage();
  const texts = CASE_TEXTS[language];
  const calling = useCall();
  const [how, setHow] = useState<GiveBack>('continue');
  const [step, setStep] = useState('');
  const [cause, setCause] = useState<CauseCode | ''>('');
  const [missing, setMissing] = useState(false);
  const submit = async (): Promise<void> => {
    if ((how === 'skip' && step === '') || (how === 'close' && cause === '')) return setMissing(true);
    const body: GiveBackBody = { how, ...(how === 'skip' && { step }), ...(how === 'close' && cause !== '' && { cause }) };
    if (await calling.call(caseCall(summary.thread, 'give-back', body))) onLeft(how === 'close' ? 'closed' : 'with_bot');
  };
  return (
    <FormDialog title={AGENTS_TEXTS[language].giveBackTitle} yes={AGENTS_TEXTS[language].giveBack} {...calling} onSubmit={() => void submit()} onClose={onClose}>
      <Unsent shown={unsentText} />
      <fieldset className="choices">
        <legend>{texts.giveBackHow}</legend>
        {HOWS.map((one) => (
          <label key={one} className="choice">
            <input type="radio" name="how" checked={how === one} onChange={() => setHow(one)} />
            <span><strong>{texts.hows[one][0]}</strong><span className="hint">{texts.hows[one][1]}</span></span>
          </label>
        ))}
      </fieldset>
      {how === 'skip' && <SkipPicker thread={summary.thread} step={step} missing={missing && step === ''} onStep={setStep} />}
      {how === 'close' && <CausePicker cause={cause} missing={missing && cause === ''} onCause={setCause} />}
    </FormDialog>
  );
}

interface SkipPickerProps {
  readonly thread: string;
  readonly step: string;
  readonly missing: boolean;
  readonly onStep: (step: string) => void;
}

function SkipPicker({ thread, step, missing, onStep }: SkipPickerProps): ReactNode {
  const language = useLanguage();
  const texts = CASE_TEXTS[language];
  const steps = useLoaded<{ readonly steps: readonly SkipTarget[] }>(`${pathOf(thread)}/steps?lang=${language}`);
  if (steps.kind === 'loading') return <Working>{texts.searching}</Working>;
  if (steps.kind === 'failed') return <Notice tone="warn">{steps.why}</Notice>;
  if (steps.body.steps.length === 0) return <Notice tone="warn">{texts.noSteps}</Notice>;
  return (
    <Field label={texts.skipTo} error={missing ? texts.stepMissing : undefined}>
      {(marks) => (
        <select {...marks} value={step} onChange={({ target }) => onStep(target.value)}>
          <option value="">{texts.choose}</option>
          {steps.body.steps.map((one) => (
            <option key={one.step} value={one.step}>{one.here === true ? `${one.label} (${texts.here})` : one.label}</option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function ResolveDialog({ summary, unsentText, onLeft, onClose }: LeaveProps): ReactNode {
  const texts = CASE_TEXTS[useLanguage()];
  const calling = useCall();
  const [cause, setCause] = useState<CauseCode | ''>('');
  const [confirmed, setConfirmed] = useState(false);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = async (): Promise<void> => {
    if (cause === '') return setMissing(true);
    const body: ResolveBody = { cause, confirmed, ...(note.trim() !== '' && { note: note.trim() }) };
    if (await calling.call(caseCall(summary.thread, 'resolve', body))) onLeft('closed');
  };
  return (
    <FormDialog title={texts.resolveTitle} yes={texts.resolve} {...calling} onSubmit={() => void submit()} onClose={onClose}>
      <Unsent shown={unsentText} />
      <CausePicker cause={cause} missing={missing && cause === ''} onCause={setCause} />
      <label className="check"><input type="checkbox" checked={confirmed} onChange={({ target }) => setConfirmed(target.checked)} />{texts.confirmed}</label>
      <Field label={texts.resolveNote}>
        {(marks) => <textarea {...marks} rows={2} maxLength={4_000} value={note} onChange={({ target }) => setNote(target.value)} />}
      </Field>
    </FormDialog>
  );
}

interface CausePickerProps {
  readonly cause: CauseCode | '';
  readonly missing: boolean;
  readonly onCause: (cause: CauseCode | '') => void;
}

function CausePicker({ cause, missing, onCause }: CausePickerProps): ReactNode {
  const texts = CASE_TEXTS[useLanguage()];
  return (
    <Field label={texts.cause} error={missing ? texts.causeMissing : undefined}>
      {(marks) => (
        <select {...marks} value={cause} onChange={({ target }) => onCause(CAUSES.find((one) => one === target.value) ?? '')}>
          <option value="">{texts.choose}</option>
          {CAUSES.map((one) => <option key={one} value={one}>{texts.causes[one]}</option>)}
        </select>
      )}
    </Field>
  );
}

function Unsent({ shown }: { readonly shown: boolean }): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  return shown ? <Notice tone="warn">{texts.unsentWarning}</Notice> : null;
}

export function TakeOverDialog({ summary, onTaken, onClose }: { readonly summary: CaseSummary; readonly onTaken: (summary: CaseSummary) => void; readonly onClose: () => void }): ReactNode {
  const texts = CASE_TEXTS[useLanguage()];
  const calling = useCall();
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    const body = { takeOver: true, ...(reason.trim() !== '' && { reason: reason.trim() }) };
    const taken = await calling.call<{ readonly summary: CaseSummary }>(caseCall(summary.thread, 'claim', body));
    if (taken) onTaken(taken.summary);
  };
  return (
    <FormDialog title={texts.takeOverTitle(summary.agent?.name ?? '')} yes={texts.takeOver} {...calling} onSubmit={() => void submit()} onClose={onClose}>
      <p>{texts.takeOverAbout}</p>
      <Field label={texts.reason}>
        {(marks) => <input {...marks} maxLength={300} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </FormDialog>
  );
}
