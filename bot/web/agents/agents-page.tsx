/** The agents' page: queue and case side by side on a wide screen, one after the other on a phone. The address keeps the case. */
import { useEffect, useState, type ReactNode } from 'react';
import type { CaseSummary } from '../contracts';
import { useLanguage, useStaff, useStaffTexts } from '../staff/context';
import { Empty } from '../staff/parts';
import { safeShelf } from '../staff/preferences';
import { AGENTS_TEXTS } from './agents-texts';
import { CaseView } from './case-view';
import { beside, mineIn, othersIn, waitingIn } from './inbox';
import { NO_CASE } from './open-case';
import { Queue } from './queue';
import { shortcutOf, type Shortcut } from './shortcuts';
import { useDesk } from './use-desk';

const KEYS_OFF = 'hilo.staff.keys-off';
const shelf = safeShelf(() => localStorage);

export function AgentsPage(): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const [thread, openThread] = useThread();
  const { inbox, open, tellInbox, tellCase } = useDesk(thread);
  const { user } = useStaff();
  const cases = inbox.cases ?? [];
  const order = [...waitingIn(cases), ...mineIn(cases, user.id), ...othersIn(cases, user.id)];
  useTitle(waitingIn(cases).length);
  const [keys, setKeys] = useKeys();
  useShortcuts((shortcut) => {
    if (!keys) return false;
    if (shortcut === 'claim') document.querySelector<HTMLElement>('#claim')?.click();
    else if (shortcut === 'answer') document.querySelector<HTMLElement>('#answer')?.focus();
    else showRow(openThread, beside(order, thread, shortcut === 'next' ? 1 : -1));
    return true;
  });
  const onSummary = (summary: CaseSummary): void => {
    tellInbox({ type: 'changed', summary });
    tellCase({ type: 'changed', summary });
  };
  return (
    <div className="desk" data-open={thread !== undefined || undefined}>
      <Queue inbox={inbox} open={thread} onOpen={openThread} keys={keys} onKeys={setKeys} />
      {thread === undefined
        ? <section className="case"><Empty title={texts.choose}><p>{texts.chooseAbout}</p></Empty></section>
        : <CaseView key={thread} open={open.thread === thread ? open : NO_CASE} tell={tellCase}
          onSummary={onSummary} onBack={() => openThread(undefined)} />}
    </div>
  );
}

function showRow(open: (thread: string) => void, thread: string | undefined): void {
  if (thread === undefined) return;
  open(thread);
  document.querySelector(`[data-thread="${CSS.escape(thread)}"]`)?.scrollIntoView({ block: 'nearest' });
}

/** The open case stands in the address, so that a reload and the phone's back key lead where one expects. */
function useThread(): readonly [string | undefined, (thread: string | undefined) => void] {
  const [thread, setThread] = useState(threadInAddress);
  useEffect(() => {
    const read = (): void => setThread(threadInAddress());
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return [thread, (next) => {
    location.hash = next === undefined ? '' : encodeURIComponent(next);
  }];
}

function threadInAddress(): string | undefined {
  const name = location.hash.slice(1);
  try {
    return name === '' ? undefined : decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

function useTitle(waiting: number): void {
  const { pages } = useStaffTexts();
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}Hilo · ${pages.agents}`;
  }, [waiting, pages]);
}

function useKeys(): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => shelf.getItem(KEYS_OFF) === null);
  return [on, (next) => {
    setOn(next);
    if (next) shelf.removeItem(KEYS_OFF);
    else shelf.setItem(KEYS_OFF, 'yes');
  }];
}

/** `act` answers whether it took the key. */
function useShortcuts(act: (shortcut: Shortcut) => boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      const typing = target?.closest('textarea, input:not([type=checkbox]), select') != null || document.querySelector('dialog[open]') !== null;
      const shortcut = shortcutOf({ key: event.key, modified: event.ctrlKey || event.metaKey || event.altKey, typing });
      if (shortcut !== undefined && act(shortcut)) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
