/** The people of the team: who may sign in, as what, with how many cases. For administrators. */
import { useState, type ReactNode } from 'react';
import type { Role, StaffUser } from '../contracts';
import { useStaff, useLanguage, useStaffTexts } from '../staff/context';
import { Confirm, Dialog, Field, FormDialog, Notice, Working } from '../staff/parts';
import { SessionList } from '../staff/sessions';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import { TEAM_TEXTS } from './team-texts';
import { TOOL_TEXTS } from './tool-texts';

type Asking = { readonly kind: 'add' } | { readonly kind: 'edit' | 'deactivate' | 'sessions'; readonly user: StaffUser };

export function PeoplePage(): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()];
  const [round, setRound] = useState(0);
  const [asking, setAsking] = useState<Asking>();
  const loaded = useLoaded<{ readonly users: readonly StaffUser[] }>('/users', round);
  const done = (): void => {
    setAsking(undefined);
    setRound(round + 1);
  };
  const close = (): void => setAsking(undefined);
  return (
    <div className="sheet">
      <div className="sheet-head">
        <h1>{texts.people}</h1>
        <button type="button" className="main" onClick={() => setAsking({ kind: 'add' })}>{texts.add}</button>
      </div>
      <p className="hidden" role="status">{round > 0 && texts.saved}</p>
      {loaded.kind === 'loading' && <Working>{texts.loading}</Working>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      {loaded.kind === 'there' && <People users={loaded.body.users} onAsk={setAsking} onDone={done} />}
      {asking?.kind === 'add' && <PersonDialog onDone={done} onClose={close} />}
      {asking?.kind === 'edit' && <PersonDialog user={asking.user} onDone={done} onClose={close} />}
      {asking?.kind === 'sessions' && <Sessions user={asking.user} onClose={close} />}
      {asking?.kind === 'deactivate' && <Deactivate user={asking.user} onDone={done} onClose={close} />}
    </div>
  );
}

interface PeopleProps {
  readonly users: readonly StaffUser[];
  readonly onAsk: (asking: Asking) => void;
  readonly onDone: () => void;
}

function People({ users, onAsk, onDone }: PeopleProps): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()];
  const team = TEAM_TEXTS[useLanguage()];
  const { roles } = useStaffTexts();
  const { user: me } = useStaff();
  const calling = useCall();
  const activate = async (id: string): Promise<void> => {
    if (await calling.call({ method: 'PATCH', path: `/users/${encodeURIComponent(id)}`, body: { inactive: false } })) onDone();
  };
  return (
    <>
      {calling.error !== undefined && <Notice tone="error">{calling.error}</Notice>}
      <ul className="people">
        {users.map((user) => (
          <li key={user.id} className="tile person">
            <div className="person-head">
              <h2>{user.name}</h2>
              <span className={user.inactive ? 'tag warm' : 'tag brand-tag'}>{user.inactive ? texts.inactive : texts.active}</span>
            </div>
            <p>{roles[user.role]}<br /><span className="soft url">{user.email}</span></p>
            <div className="row">
              <button type="button" className="plain" aria-label={`${texts.edit}: ${user.name}`} onClick={() => onAsk({ kind: 'edit', user })}>{texts.edit}</button>
              <button type="button" className="quiet" aria-label={`${team.sessions}: ${user.name}`} onClick={() => onAsk({ kind: 'sessions', user })}>{team.sessions}</button>
              {user.inactive && <button type="button" className="quiet" aria-label={`${texts.activate}: ${user.name}`} onClick={() => void activate(user.id)}>{texts.activate}</button>}
              {!user.inactive && user.id !== me.id && (
                <button type="button" className="quiet" aria-label={`${texts.deactivate}: ${user.name}`} onClick={() => onAsk({ kind: 'deactivate', user })}>{texts.deactivate}</button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

interface PersonProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const ROLES: readonly Role[] = ['agent', 'supervisor', 'administrator', 'editor', 'reviewer', 'auditor'];
const SHORTEST = 8;

function PersonDialog({ user, onDone, onClose }: PersonProps & { readonly user?: StaffUser }): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()];
  const { roles } = useStaffTexts();
  const calling = useCall();
  const [entry, setEntry] = useState({ name: user?.name ?? '', email: user?.email ?? '', role: user?.role ?? 'agent', password: '', capacity: String(user?.capacity ?? '') });
  const [tried, setTried] = useState(false);
  const wrong = {
    name: entry.name.trim() === '', email: user === undefined && !/.@.+\../.test(entry.email),
    password: entry.password.length < SHORTEST && (user === undefined || entry.password !== ''),
  };
  const error = (field: keyof typeof wrong): string | undefined => (tried && wrong[field] ? (field === 'password' ? texts.passwordHint : texts.needed) : undefined);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return;
    const { name, email, role, password, capacity } = entry;
    const body = {
      name: name.trim(), role, ...(user === undefined && { email: email.trim() }), ...(password !== '' && { password }),
      ...(/^\d+$/.test(capacity) && { capacity: Number(capacity) }),
    };
    const path = user === undefined ? '/users' : `/users/${encodeURIComponent(user.id)}`;
    if (await calling.call({ method: user === undefined ? 'POST' : 'PATCH', path, body })) onDone();
  };
  return (
    <FormDialog title={user === undefined ? texts.add : `${texts.edit}: ${user.name}`} yes={texts.save} {...calling} onSubmit={() => void submit()} onClose={onClose}>
      <Field label={texts.name} error={error('name')}>
        {(marks) => <input {...marks} maxLength={80} autoComplete="off" value={entry.name} onChange={({ target }) => setEntry({ ...entry, name: target.value })} />}
      </Field>
      {user === undefined && (
        <Field label={texts.email} error={error('email')}>
          {(marks) => <input {...marks} type="email" maxLength={254} autoComplete="off" value={entry.email} onChange={({ target }) => setEntry({ ...entry, email: target.value })} />}
        </Field>
      )}
      <Field label={texts.role}>
        {(marks) => (
          <select {...marks} value={entry.role} onChange={({ target }) => setEntry({ ...entry, role: ROLES.find((role) => role === target.value) ?? 'agent' })}>
            {ROLES.map((role) => <option key={role} value={role}>{roles[role]}</option>)}
          </select>
        )}
      </Field>
      <Field label={texts.capacity} hint={texts.capacityHint}>
        {(marks) => <input {...marks} type="number" min={1} max={100} value={entry.capacity} onChange={({ target }) => setEntry({ ...entry, capacity: target.value })} />}
      </Field>
      <Field label={user === undefined ? texts.password : texts.newPassword} hint={texts.passwordHint} error={error('password')}>
        {(marks) => <input {...marks} type="password" autoComplete="new-password" maxLength={200} value={entry.password} onChange={({ target }) => setEntry({ ...entry, password: target.value })} />}
      </Field>
    </FormDialog>
  );
}

function Sessions({ user, onClose }: { readonly user: StaffUser; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title={TEAM_TEXTS[useLanguage()].sessionsOf(user.name)} onClose={onClose}>
      <SessionList path={`/users/${encodeURIComponent(user.id)}/sessions`} />
    </Dialog>
  );
}

function Deactivate({ user, onDone, onClose }: PersonProps & { readonly user: StaffUser }): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()];
  const calling = useCall();
  const yes = async (): Promise<void> => {
    if (await calling.call({ method: 'PATCH', path: `/users/${encodeURIComponent(user.id)}`, body: { inactive: true } })) onDone();
  };
  return (
    <Confirm title={texts.deactivateTitle(user.name)} about={texts.deactivateAbout} yes={texts.deactivate} danger busy={calling.busy} error={calling.error}
      onYes={() => void yes()} onClose={onClose} />
  );
}
