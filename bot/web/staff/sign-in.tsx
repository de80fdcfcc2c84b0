/** The door: e-mail and password. Also stands over a page whose session ran out, which keeps what was typed under it. */
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { SessionReply, StaffUser } from '../contracts';
import { useLanguage, useStaffTexts } from './context';
import { explain } from './explain';
import type { Ask } from './http';
import { Field, Notice, staying, useModal, Working } from './parts';

interface SignInProps {
  readonly ask: Ask;
  readonly email?: string;
  readonly onUser: (user: StaffUser) => void;
}

interface Entry {
  readonly email: string;
  readonly password: string;
}

type Attempt = { readonly kind: 'idle' | 'busy' } | { readonly kind: 'missing' } | { readonly kind: 'failed'; readonly why: string };

export function SignInPage(props: SignInProps): ReactNode {
  const texts = useStaffTexts();
  return (
    <main className="door">
      <div className="door-card">
        <img src="/favicon.svg" alt="" width="52" height="52" />
        <h1>{texts.signInTitle}</h1>
        <p className="hint">{texts.signInAbout}</p>
        <SignInForm {...props} />
      </div>
    </main>
  );
}

export function SignInAgain(props: SignInProps): ReactNode {
  const texts = useStaffTexts();
  const ref = useModal();
  return (
    <dialog ref={ref} aria-labelledby="expired" {...staying(true)}>
      <h2 id="expired">{texts.expiredTitle}</h2>
      <p>{texts.expiredAbout}</p>
      <SignInForm {...props} />
    </dialog>
  );
}

function SignInForm({ ask, email, onUser }: SignInProps): ReactNode {
  const language = useLanguage();
  const texts = useStaffTexts();
  const [entry, setEntry] = useState<Entry>({ email: email ?? '', password: '' });
  const [attempt, setAttempt] = useState<Attempt>({ kind: 'idle' });
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (attempt.kind === 'busy') return;
    if (entry.email.trim() === '' || entry.password === '') {
      setAttempt({ kind: 'missing' });
      form.current?.querySelector<HTMLInputElement>(entry.email.trim() === '' ? '[type=email]' : '[name=password]')?.focus();
      return;
    }
    setAttempt({ kind: 'busy' });
    const reply = await ask<SessionReply>({ method: 'POST', path: '/session', body: { email: entry.email.trim(), password: entry.password } });
    if (reply.kind === 'ok') return onUser(reply.body.user);
    const wrong = reply.kind === 'signed-out' || (reply.kind === 'refused' && reply.status < 404);
    setAttempt({ kind: 'failed', why: wrong ? texts.wrongPassword : explain(reply, language) });
  };

  return (
    <form ref={form} noValidate className="stack" onSubmit={(event) => void submit(event)}>
      <Field label={texts.email} error={attempt.kind === 'missing' && entry.email.trim() === '' ? texts.emailMissing : undefined}>
        {(marks) => (
          <input {...marks} type="email" name="email" autoComplete="username" autoFocus value={entry.email}
            onChange={({ target }) => setEntry({ ...entry, email: target.value })} />
        )}
      </Field>
      <Field label={texts.password} error={attempt.kind === 'missing' && entry.password === '' ? texts.passwordMissing : undefined}>
        {(marks) => <Password marks={{ ...marks, ...(email !== undefined && { 'data-begin': true }) }} value={entry.password} onValue={(password) => setEntry({ ...entry, password })} />}
      </Field>
      {attempt.kind === 'failed' && <Notice tone="error">{attempt.why}</Notice>}
      <button type="submit" className="main" aria-disabled={attempt.kind === 'busy'}>{texts.signIn}</button>
      {attempt.kind === 'busy' && <Working>{texts.signingIn}</Working>}
    </form>
  );
}

interface PasswordProps {
  readonly marks: object;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function Password({ marks, value, onValue }: PasswordProps): ReactNode {
  const texts = useStaffTexts();
  const [shown, setShown] = useState(false);
  return (
    <>
      <input {...marks} type={shown ? 'text' : 'password'} name="password" autoComplete="current-password" value={value}
        onChange={({ target }) => onValue(target.value)} />
      <label className="check">
        <input type="checkbox" checked={shown} onChange={({ target }) => setShown(target.checked)} />
        {texts.showPassword}
      </label>
    </>
  );
}
