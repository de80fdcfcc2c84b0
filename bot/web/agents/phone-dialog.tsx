/** A call: the caller's open case or a new one, then questions whose answers the server alone compares. */
import { useState, type ReactNode } from 'react';
import type { PhoneReply, VerifyReply } from '../desk-contracts';
import { useLanguage, useStaff } from '../staff/context';
import { explain } from '../staff/explain';
import { Dialog, Field, FormDialog, Notice } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { caseCall } from './case-actions';
import { TOOL_TEXTS } from './tool-texts';

interface PhoneDialogProps {
  readonly onOpen: (thread: string) => void;
  readonly onClose: () => void;
}

export function PhoneDialog({ onOpen, onClose }: PhoneDialogProps): ReactNode {
  const language = useLanguage();
  const texts = TOOL_TEXTS[language];
  const { ask } = useStaff();
  const [key, setKey] = useState('');
  const [state, setState] = useState<{ readonly busy: boolean; readonly missing?: true; readonly nobody?: true; readonly error?: string }>({ busy: false });
  const [call, setCall] = useState<PhoneReply>();
  const open = async (): Promise<void> => {
    if (key.trim().length < 4) return setState({ busy: false, missing: true });
    const anyway = state.nobody === true;
    setState({ busy: true });
    const reply = await ask<PhoneReply>({ method: 'POST', path: '/phone', body: { key: key.trim(), language, ...(anyway && { anyway }) } });
    if (reply.kind === 'refused' && reply.code === 'NobodyFound') return setState({ busy: false, nobody: true });
    if (reply.kind !== 'ok') return setState({ busy: false, error: explain(reply, language) });
    onOpen(reply.body.summary.thread);
    if (reply.body.questions.length === 0) onClose();
    else setCall(reply.body);
  };
  if (call !== undefined) return <Verify call={call} onClose={onClose} />;
  return (
    <FormDialog title={texts.phoneTitle} yes={state.nobody === true ? texts.phoneAnyway : texts.phoneOpen} busy={state.busy} error={state.error}
      onSubmit={() => void open()} onClose={onClose}>
      <Field label={texts.phoneKey} hint={texts.phoneKeyHint} error={state.missing === true ? texts.phoneKeyMissing : undefined}>
        {(marks) => (
          <input {...marks} inputMode="numeric" autoComplete="off" maxLength={60} value={key} onChange={({ target }) => {
            setKey(target.value);
            setState(({ busy }) => ({ busy }));
          }} />
        )}
      </Field>
      {state.nobody === true && <Notice tone="warn">{texts.phoneAnywayAbout}</Notice>}
    </FormDialog>
  );
}

function Verify({ call: { summary, how, questions }, onClose }: { readonly call: PhoneReply; readonly onClose: () => void }): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()];
  const calling = useCall();
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const [latest, setLatest] = useState<VerifyReply>();
  const check = async (question: string): Promise<void> => {
    const answer = (answers[question] ?? '').trim();
    if (answer === '') return;
    const reply = await calling.call<VerifyReply>(caseCall(summary.thread, 'verify', { question, answer }));
    if (reply) setLatest(reply);
  };
  const over = latest !== undefined && (latest.verified || latest.triesLeft === 0);
  return (
    <Dialog title={texts.phoneTitle} onClose={onClose}>
      <p>{texts.phoneHow[how]}</p>
      {!over && <p className="hint">{texts.verifyAbout}</p>}
      {!over && questions.map(({ id, text }) => (
        <form key={id} className="verify" onSubmit={(event) => {
          event.preventDefault();
          void check(id);
        }}>
          <Field label={text}>
            {(marks) => <input {...marks} autoComplete="off" maxLength={200} value={answers[id] ?? ''} onChange={({ target }) => setAnswers({ ...answers, [id]: target.value })} />}
          </Field>
          <button type="submit" className="plain" aria-disabled={calling.busy} aria-label={`${texts.check}: ${text}`}>{texts.check}</button>
        </form>
      ))}
      <div role="status">{latest !== undefined && <Outcome latest={latest} />}</div>
      {calling.error !== undefined && <Notice tone="error">{calling.error}</Notice>}
      <div className="actions"><button type="button" className="main" onClick={onClose}>{texts.goToCase}</button></div>
    </Dialog>
  );
}

function Outcome({ latest: { verified, missing, triesLeft } }: { readonly latest: VerifyReply }): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()];
  if (verified) return <p className="notice good">{texts.verified}</p>;
  if (triesLeft === 0) return <p className="notice warn">{texts.noTries}</p>;
  return <p className="notice info">{texts.missing(missing)} {texts.tries(triesLeft)}</p>;
}
