/** Moving conversations to the current release: rehearsed first, with what would stay and why, then done with a reason. */
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import type { ReleaseInfo } from '../contracts';
import type { MoveReply } from '../flow-contracts';
import { useLanguage, useStaff, useStaffTexts } from '../staff/context';
import { Dialog, Field, Notice, Working } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { DRAFT_TEXTS } from './draft-texts';
import { STUDIO_TEXTS } from './studio-texts';

interface MoveDialogProps {
  readonly from: ReleaseInfo;
  readonly to: ReleaseInfo;
  readonly onMoved: () => void;
  readonly onClose: () => void;
}

const PATIENCE_MS = 120_000;

export function MoveDialog({ from, onClose, onMoved, to }: MoveDialogProps): ReactNode {
  const language = useLanguage();
  const texts = DRAFT_TEXTS[language];
  const staffTexts = useStaffTexts();
  const { user } = useStaff();
  const { busy, call, error } = useCall();
  const [reply, setReply] = useState<MoveReply>();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const ask = async (rehearse: boolean): Promise<void> => {
    const next = await call<MoveReply>({ method: 'POST', path: '/flows/move', timeoutMs: PATIENCE_MS, body: { from: from.id, to: to.id, rehearse, ...(!rehearse && { reason: reason.trim() }) } });
    if (next === undefined) return;
    setReply(next);
    if (!rehearse) onMoved();
  };
  useEffect(() => {
    void ask(true);
    // Rehearsed once, when it opens.
  }, []);
  const move = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() !== '' && !busy) void ask(false);
  };
  return (
    <Dialog title={texts.moveTitle(from.name, to.name)} onClose={onClose}>
      <p>{texts.moveAbout}</p>
      {busy && <Working>{reply === undefined ? texts.rehearsing : texts.moving}</Working>}
      {error !== undefined && <Notice tone="error">{error}</Notice>}
      {error !== undefined && reply === undefined && <p><button type="button" className="plain" onClick={() => void ask(true)}>{staffTexts.retry}</button></p>}
      {reply !== undefined && <Notice tone={reply.rehearsed ? 'info' : 'good'}><Found reply={reply} /></Notice>}
      {reply?.rehearsed === true && reply.moves > 0 && user.role === 'administrator' && (
        <form className="stack" noValidate onSubmit={move}>
          <Field label={texts.moveReason} error={missing && reason.trim() === '' ? STUDIO_TEXTS[language].reasonMissing : undefined}>
            {(marks) => <input {...marks} value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />}
          </Field>
          <div className="actions">
            <button type="button" className="plain" onClick={onClose}>{staffTexts.cancel}</button>
            <button type="submit" className="main" disabled={busy}>{texts.moveNow}</button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

const WHYS = ['flow_gone', 'step_gone', 'step_changed', 'facts_missing'] as const;

function Found({ reply }: { readonly reply: MoveReply }): ReactNode {
  const texts = DRAFT_TEXTS[useLanguage()];
  return (
    <>
      <p>{reply.rehearsed ? texts.rehearsed(reply) : texts.moved(reply)}</p>
      <ul className="changes">
        {WHYS.filter((why) => reply.stays[why] > 0).map((why) => <li key={why}>{texts.stay(reply.stays[why], texts.stays[why])}</li>)}
        {reply.places.map(({ flow, step, threads }) => <li key={`${flow}/${step}`} className="soft">{flow}/{step} · {threads}</li>)}
      </ul>
    </>
  );
}
