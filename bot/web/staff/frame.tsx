/** The frame of every staff page: mark, the pages this role may open, language, theme, who is signed in, and the way out. */
import { useState, type ReactNode } from 'react';
import type { StaffUser } from '../contracts';
import { otherThan } from '../texts';
import type { Language } from '../../../knowledge/language';
import { AccountDialog } from './account-dialog';
import { ACCOUNT_TEXTS } from './account-texts';
import { useLanguage, useStaffTexts } from './context';
import { Notice, Working } from './parts';
import { nextTheme, type Theme } from './preferences';
import { pagesOf, type PageName } from './roles';

export interface Preferences {
  readonly theme: Theme;
  readonly onLanguage: (language: Language) => void;
  readonly onTheme: (theme: Theme) => void;
}

interface FrameProps {
  readonly page: PageName;
  readonly user: StaffUser;
  readonly preferences: Preferences;
  /** `false`: the session is open still. */
  readonly onSignOut: () => Promise<boolean>;
  readonly children: ReactNode;
}

export function Frame({ page, user, preferences, onSignOut, children }: FrameProps): ReactNode {
  const texts = useStaffTexts();
  const { account } = ACCOUNT_TEXTS[useLanguage()];
  const [shown, setShown] = useState(false);
  const [leaving, setLeaving] = useState<'under-way' | 'failed'>();
  const leave = async (): Promise<void> => {
    if (leaving === 'under-way') return;
    setLeaving('under-way');
    setLeaving((await onSignOut()) ? undefined : 'failed');
  };
  return (
    <div className="frame">
      <a className="skip" href="#content" onClick={skipToContent}>{texts.skip}</a>
      <header className="top">
        <a className="brand" href={`/${page}`} aria-label="Hilo"><img src="/favicon.svg" alt="" width="32" height="32" /></a>
        <nav aria-label={texts.navigation}>
          {pagesOf(user.role).map((name) => (
            <a key={name} href={`/${name}`} aria-current={name === page ? 'page' : undefined}>{texts.pages[name]}</a>
          ))}
        </nav>
        <p className="who"><span className="name">{user.name}</span> <span className="role">{texts.roles[user.role]}</span></p>
        <Choices {...preferences} />
        <button type="button" className="round" aria-label={account} title={account} onClick={() => setShown(true)}>
          <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 4.500a3.700 3.700 0 1 0 0 7.400 3.700 3.700 0 0 0 0-7.400zM4.500 20a7.500 7.500 0 0 1 15 0" /></svg>
        </button>
        <button type="button" className="round" aria-label={texts.signOut} title={texts.signOut} aria-disabled={leaving === 'under-way'} onClick={() => void leave()}>
          <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M10 4.5H5.500v15H10M14.5 8l4 4-4 4M18 12H9.500" /></svg>
        </button>
        {leaving === 'under-way' && <Working>{texts.underWay}</Working>}
        {leaving === 'failed' && <Notice tone="error">{texts.notLeft}</Notice>}
      </header>
      <main id="content" tabIndex={-1}>{children}</main>
      {shown && <AccountDialog onClose={() => setShown(false)} />}
    </div>
  );
}

/** Moves the focus without touching the address, whose part after # the pages use. */
function skipToContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#content')?.focus();
}

const THEME_DRAWINGS: Readonly<Record<Theme, string>> = {
  auto: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 4v16M12 8h5.500M12 12h8M12 16h5.500',
  light: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.3 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400',
  dark: 'M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z',
};

export function Choices({ theme, onLanguage, onTheme }: Preferences): ReactNode {
  const texts = useStaffTexts();
  const other = otherThan(useLanguage());
  return (
    <>
      <button type="button" className="round" aria-label={texts.themes[theme]} title={texts.themes[theme]} onClick={() => onTheme(nextTheme(theme))}>
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={THEME_DRAWINGS[theme]} /></svg>
      </button>
      <button type="button" className="round language" lang={other} aria-label={`${other.toUpperCase()}: ${texts.otherLanguage}`} title={texts.otherLanguage} onClick={() => onLanguage(other)}>
        {other.toUpperCase()}
      </button>
    </>
  );
}
