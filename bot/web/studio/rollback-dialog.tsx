/** Going back to a release or an edition by its name, with a reason. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { useLanguage, useStaffTexts } from '../staff/context';
import { Dialog, Field, Notice, Working } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { STUDIO_TEXTS } from './studio-texts';

interface RollbackProps {
  readonly name: string;
  /** What going back means here. */
  readonly about: string;
  readonly path: string;
  /** Beside the reason. */
  readonly body: Readonly<Record<string, string>>;
  /** Resolves when the page shows it: until then the dialog stays. */
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function Rollback({ about, body, name, onClose, onDone, path }: RollbackProps): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  const staffTexts = useStaffTexts();
  const { busy: calling, call, error } = useCall();
  const [isDone, setIsDone] = useState(false);
  const busy = calling || isDone;
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const rollback = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() === '' || busy) return;
    const reply = await call({ method: 'POST', path, body: { ...body, reason: reason.trim() } });
    if (reply === undefined) return;
    setIsDone(true);
    await onDone();
  };
  return (
    <Dialog title={texts.rollbackTitle(name)} onClose={onClose}>
      <p>{about}</p>
      <form className="stack" noValidate onSubmit={(event) => void rollback(event)}>
        <Field label={texts.reason} hint={texts.rollbackHint} error={missing && reason.trim() === '' ? texts.reasonMissing : undefined}>
          {(marks) => <input {...marks} autoFocus value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />}
        </Field>
        {busy && <Working>{texts.rollingBack}</Working>}
        {error !== undefined && <Notice tone="error">{error}</Notice>}
        <div className="actions">
          <button type="button" className="plain" onClick={onClose}>{staffTexts.cancel}</button>
          <button type="submit" className="main" disabled={busy}>{texts.rollbackTitle(name)}</button>
        </div>
      </form>
    </Dialog>
  );
}
