/** Deletes a conversation because its customer asked for it: says what goes and what is kept and why, and asks for the case's number. */
import { useState, type ReactNode } from 'react';
import type { CaseSummary } from '../contracts';
import type { ForgottenCase } from '../message-contracts';
import { useLanguage } from '../staff/context';
import { Dialog, Field, FormDialog, Notice } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { AGENTS_TEXTS } from './agents-texts';
import { pathOf } from './case-actions';
import { TEAM_TEXTS } from './team-texts';

export type OnForgotten = (gone: ForgottenCase) => void;

interface ForgetProps {
  readonly summary: CaseSummary;
  readonly onForgotten: OnForgotten;
  readonly onClose: () => void;
}

export function ForgetDialog({ summary, onForgotten, onClose }: ForgetProps): ReactNode {
  const language = useLanguage();
  const texts = TEAM_TEXTS[language];
  const calling = useCall();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const word = summary.number ?? summary.thread;
  const name = summary.name ?? AGENTS_TEXTS[language].noName;
  const wrong = typed.trim().toUpperCase() !== word.toUpperCase();
  const submit = async (): Promise<void> => {
    setTried(true);
    const gone = wrong ? undefined : await calling.call<ForgottenCase>({ method: 'DELETE', path: pathOf(summary.thread) });
    if (gone) onForgotten(gone);
  };
  return (
    <FormDialog title={texts.forgetTitle(name)} yes={texts.forgetYes} danger {...calling} onSubmit={() => void submit()} onClose={onClose}>
      {summary.status !== 'closed' && <Notice tone="warn">{texts.forgetOpen}</Notice>}
      <p>{texts.forgetWhat}</p>
      <Keeps lines={texts.forgetKeeps} />
      <Field label={texts.forgetConfirm(word)} error={tried && wrong ? texts.forgetWrong(word) : undefined}>
        {(marks) => <input {...marks} autoComplete="off" autoCapitalize="characters" maxLength={100} value={typed} onChange={({ target }) => setTyped(target.value)} />}
      </Field>
    </FormDialog>
  );
}

/** What came of it, which stands when the case itself is not there any more. */
export function ForgottenDialog({ gone, onClose }: { readonly gone: ForgottenCase; readonly onClose: () => void }): ReactNode {
  const language = useLanguage();
  const texts = TEAM_TEXTS[language];
  return (
    <Dialog title={gone.later === true ? texts.forgottenLater : texts.forgotten} onClose={onClose}>
      {gone.later === true && <p>{texts.forgottenLaterAbout}</p>}
      <Keeps lines={gone.kept.map((kept) => kept[language])} />
      <p>{texts.forgottenTell}</p>
      <div className="actions"><button type="button" className="main" onClick={onClose}>{AGENTS_TEXTS[language].back}</button></div>
    </Dialog>
  );
}

function Keeps({ lines }: { readonly lines: readonly string[] }): ReactNode {
  const texts = TEAM_TEXTS[useLanguage()];
  return lines.length === 0 ? null : <div><p><strong>{texts.forgetKept}</strong></p><ul className="assumed">{lines.map((line) => <li key={line}>{line}</li>)}</ul></div>;
}
