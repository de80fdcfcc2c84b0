/** One's own account, on every staff page: where it is open, and another password. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { ACCOUNT_TEXTS } from './account-texts';
import { useLanguage, useStaff, useStaffTexts } from './context';
import { Dialog, Field, Notice } from './parts';
import { SessionList } from './sessions';
import { useCall } from './use-call';

export function AccountDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const texts = ACCOUNT_TEXTS[useLanguage()];
  const { roles } = useStaffTexts();
  const { user } = useStaff();
  const [round, setRound] = useState(0);
  return (
    <Dialog title={texts.account} onClose={onClose}>
      <p>{user.name} · {roles[user.role]}<br /><span className="soft">{user.email}</span></p>
      <section className="stack">
        <div><h3>{texts.sessions}</h3><p className="hint">{texts.sessionsAbout}</p></div>
        <SessionList key={round} path="/sessions" />
      </section>
      <Password onChanged={() => setRound(round + 1)} />
    </Dialog>
  );
}

const SHORTEST = 8;

function Password({ onChanged }: { readonly onChanged: () => void }): ReactNode {
  const texts = ACCOUNT_TEXTS[useLanguage()];
  const { user } = useStaff();
  const calling = useCall();
  const [entry, setEntry] = useState({ current: '', password: '' });
  const [state, setState] = useState<'new' | 'tried' | 'changed'>('new');
  const tried = state === 'tried';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setState('tried');
    if (entry.current === '' || entry.password.length < SHORTEST || calling.busy) return;
    if (!(await calling.call({ method: 'PUT', path: '/session/password', body: entry }))) return;
    setEntry({ current: '', password: '' });
    setState('changed');
    onChanged();
  };
  return (
    <details className="password">
      <summary>{texts.password}</summary>
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <input className="hidden" type="text" readOnly tabIndex={-1} aria-hidden="true" autoComplete="username" value={user.email} />
        <Field label={texts.current} error={tried && entry.current === '' ? texts.currentMissing : undefined}>
          {(marks) => <input {...marks} type="password" autoComplete="current-password" maxLength={200} value={entry.current} onChange={({ target }) => setEntry({ ...entry, current: target.value })} />}
        </Field>
        <Field label={texts.next} hint={texts.nextHint} error={tried && entry.password.length < SHORTEST ? texts.nextHint : undefined}>
          {(marks) => <input {...marks} type="password" autoComplete="new-password" maxLength={200} value={entry.password} onChange={({ target }) => setEntry({ ...entry, password: target.value })} />}
        </Field>
        {calling.error !== undefined && <Notice tone="error">{calling.error}</Notice>}
        {state === 'changed' && <Notice tone="good">{texts.changed}</Notice>}
        <div className="actions"><button type="submit" className="main" aria-disabled={calling.busy}>{texts.change}</button></div>
      </form>
    </details>
  );
}
