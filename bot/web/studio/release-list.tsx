/** Every release with its name, author and reason, and the way back to any of them. */
import { useState, type FormEvent, type ReactNode } from 'react';
import type { ReleaseInfo } from '../contracts';
import { useLanguage, useNow, useStaff, useStaffTexts } from '../staff/context';
import { explain } from '../staff/explain';
import { moment } from '../staff/format';
import { Dialog, Field, Notice, Working } from '../staff/parts';
import { STUDIO_TEXTS } from './studio-texts';

interface ReleaseListProps {
  readonly releases: readonly ReleaseInfo[];
  readonly onRolledBack: () => Promise<unknown>;
}

export function ReleaseList({ releases, onRolledBack }: ReleaseListProps): ReactNode {
  const language = useLanguage();
  const texts = STUDIO_TEXTS[language];
  const now = useNow();
  const [target, setTarget] = useState<ReleaseInfo>();
  const [done, setDone] = useState<string>();
  const finish = (name: string): void => {
    setTarget(undefined);
    setDone(name);
    void onRolledBack();
  };
  return (
    <section className="side-part">
      <h2>{texts.releases}</h2>
      {done !== undefined && releases.some(({ name, current }) => current && name === done) && <Notice tone="good">{texts.rolledBack(done)}</Notice>}
      <ol className="releases">
        {releases.map((release) => (
          <li key={release.id}>
            <p className="row"><strong>{release.name}</strong>{release.current && <span className="tag brand-tag">{texts.current}</span>}</p>
            <p>{texts.because(release.reason)}</p>
            <p className="soft"><time dateTime={release.at}>{moment(release.at, now, language)}</time> · {texts.by(release.author)}</p>
            {!release.current && <button type="button" className="quiet" aria-label={texts.rollbackTitle(release.name)} onClick={() => setTarget(release)}>{texts.rollback}</button>}
          </li>
        ))}
      </ol>
      {target !== undefined && <Rollback release={target} onDone={finish} onClose={() => setTarget(undefined)} />}
    </section>
  );
}

interface RollbackProps {
  readonly release: ReleaseInfo;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}

type Trying = { readonly kind: 'no' | 'busy' | 'no_reason' } | { readonly kind: 'failed'; readonly why: string };

function Rollback({ release, onDone, onClose }: RollbackProps): ReactNode {
  const language = useLanguage();
  const texts = STUDIO_TEXTS[language];
  const staffTexts = useStaffTexts();
  const { ask } = useStaff();
  const [reason, setReason] = useState('');
  const [trying, setTrying] = useState<Trying>({ kind: 'no' });
  const rollback = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === '') return setTrying({ kind: 'no_reason' });
    setTrying({ kind: 'busy' });
    const reply = await ask<{ readonly release: ReleaseInfo }>({ method: 'POST', path: '/flows/rollback', body: { id: release.id, reason: reason.trim() } });
    if (reply.kind === 'ok') return onDone(reply.body.release.name);
    setTrying({ kind: 'failed', why: explain(reply, language) });
  };
  return (
    <Dialog title={texts.rollbackTitle(release.name)} onClose={onClose}>
      <p>{texts.rollbackAbout}</p>
      <form className="stack" noValidate onSubmit={(event) => void rollback(event)}>
        <Field label={texts.reason} hint={texts.rollbackHint} error={trying.kind === 'no_reason' ? texts.reasonMissing : undefined}>
          {(marks) => <input {...marks} autoFocus value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />}
        </Field>
        {trying.kind === 'busy' && <Working>{texts.rollingBack}</Working>}
        {trying.kind === 'failed' && <Notice tone="error">{trying.why}</Notice>}
        <div className="actions">
          <button type="button" className="plain" onClick={onClose}>{staffTexts.cancel}</button>
          <button type="submit" className="main" disabled={trying.kind === 'busy'}>{texts.rollbackTitle(release.name)}</button>
        </div>
      </form>
    </Dialog>
  );
}
