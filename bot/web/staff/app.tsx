/** Starts a staff page: preferences, session, then the page for who is signed in. One place for all three pages. */
import { StrictMode, useEffect, useMemo, useReducer, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Language } from '../../../knowledge/language';
import type { StaffUser } from '../contracts';
import { tagOf } from '../texts';
import { LanguageContext, StaffContext, useStaffTexts } from './context';
import { Fallback } from './fallback';
import { Choices, Frame, type Preferences } from './frame';
import { makeAsk, type Ask } from './http';
import { Empty, Notice, Working } from './parts';
import { keepLanguage, keepTheme, languageFor, safeShelf, storedTheme, type Theme } from './preferences';
import { pagesOf, type PageName } from './roles';
import { CHECKING, reduceSession, type Session, type SessionEvent } from './session';
import { SignInAgain, SignInPage } from './sign-in';

interface PageParts {
  readonly page: PageName;
  readonly content: ReactNode;
  /** What the page keeps for its user in this browser goes when the user leaves. */
  readonly onLeave?: () => void;
}

const shelf = safeShelf(() => localStorage);

export function mountStaffPage(parts: PageParts): void {
  const host = document.querySelector('#staff');
  if (host !== null) createRoot(host).render(<StrictMode><StaffApp {...parts} /></StrictMode>);
}

function StaffApp(parts: PageParts): ReactNode {
  const [language, setLanguage] = useState<Language>(() => languageFor(shelf, navigator.languages));
  const [theme, setTheme] = useState<Theme>(() => storedTheme(shelf));
  useEffect(() => {
    document.documentElement.lang = tagOf(language);
  }, [language]);
  const choose = (chosen: Language): void => {
    keepLanguage(shelf, chosen);
    setLanguage(chosen);
  };
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    keepTheme(shelf, theme);
  }, [theme]);
  return (
    <LanguageContext value={language}>
      <Fallback>
        <Signed {...parts} preferences={{ theme, onLanguage: choose, onTheme: setTheme }} />
      </Fallback>
    </LanguageContext>
  );
}

type SignedProps = PageParts & { readonly preferences: Preferences };

function Signed({ preferences, ...parts }: SignedProps): ReactNode {
  const [session, tell] = useReducer(reduceSession, CHECKING);
  const ask = useMemo(() => makeAsk({ fetch: (url, init) => fetch(url, init), onSignedOut: () => tell({ type: 'signed-out' }) }), []);
  useEffect(() => void check(ask, tell), [ask]);
  const onUser = (user: StaffUser): void => tell({ type: 'signed-in', user });

  const leave = async (): Promise<boolean> => {
    const reply = await ask({ method: 'DELETE', path: '/session' });
    if (reply.kind === 'unreachable') return false;
    parts.onLeave?.();
    tell({ type: 'left' });
    return true;
  };
  if (session.kind === 'in') {
    return <Inside session={session} ask={ask} parts={parts} preferences={preferences} onUser={onUser} onSignOut={leave} />;
  }
  return (
    <div className="outside">
      <div className="corner"><Choices {...preferences} /></div>
      <Outside session={session} ask={ask} onUser={onUser} onRetry={() => void check(ask, tell)} />
    </div>
  );
}

async function check(ask: Ask, tell: (event: SessionEvent) => void): Promise<void> {
  tell({ type: 'checking' });
  const reply = await ask<{ readonly user: StaffUser | null }>({ method: 'GET', path: '/session' });
  if (reply.kind !== 'ok') return tell({ type: reply.kind === 'signed-out' ? 'signed-out' : 'unreachable' });
  tell(reply.body.user === null ? { type: 'signed-out' } : { type: 'signed-in', user: reply.body.user });
}

interface OutsideProps {
  readonly session: Session;
  readonly ask: Ask;
  readonly onUser: (user: StaffUser) => void;
  readonly onRetry: () => void;
}

function Outside({ session, ask, onUser, onRetry }: OutsideProps): ReactNode {
  const texts = useStaffTexts();
  if (session.kind === 'checking') return <main className="door"><Working>{texts.checking}</Working></main>;
  if (session.kind === 'unreachable') {
    return (
      <main className="door">
        <div className="door-card">
          <Notice tone="error">{texts.unreachable}</Notice>
          <button type="button" className="main" onClick={onRetry}>{texts.retry}</button>
        </div>
      </main>
    );
  }
  return <SignInPage ask={ask} onUser={onUser} />;
}

interface InsideProps {
  readonly session: Extract<Session, { kind: 'in' }>;
  readonly ask: Ask;
  readonly parts: PageParts;
  readonly preferences: Preferences;
  readonly onUser: (user: StaffUser) => void;
  readonly onSignOut: () => Promise<boolean>;
}

function Inside({ session, ask, parts, preferences, onUser, onSignOut }: InsideProps): ReactNode {
  const { user, entry } = session;
  const staff = useMemo(() => ({ ask, user, entry }), [ask, user, entry]);
  const allowed = pagesOf(user.role).includes(parts.page);
  return (
    <StaffContext value={staff}>
      <Frame page={parts.page} user={user} preferences={preferences} onSignOut={onSignOut}>
        {allowed ? <div className="page" key={user.id}>{parts.content}</div> : <NotYours user={user} />}
      </Frame>
      {session.expired && <SignInAgain ask={ask} email={user.email} onUser={onUser} />}
    </StaffContext>
  );
}

function NotYours({ user }: { readonly user: StaffUser }): ReactNode {
  const texts = useStaffTexts();
  return (
    <Empty title={texts.noPage}>
      <p>{texts.noPageAbout}</p>
      {pagesOf(user.role).map((page) => <p key={page}><a href={`/${page}`}>{texts.pages[page]}</a></p>)}
    </Empty>
  );
}
