/** The agents' page: its sections, and for cases the queue and one case side by side, or one after the other on a phone. */
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { ForgottenCase } from '../message-contracts';
import { AheadContext, useLanguage, useStaff, useStaffTexts } from '../staff/context';
import { Empty } from '../staff/parts';
import { safeShelf } from '../staff/preferences';
import { AGENTS_TEXTS } from './agents-texts';
import { notice } from './alerts';
import { AuditPage } from './audit-page';
import { CaseView } from './case-view';
import { DeliveryPage } from './delivery-page';
import { beside, mineIn, othersIn, waitingIn, type Inbox } from './inbox';
import { ForgottenDialog } from './forget-dialog';
import { KeysDialog } from './keys-dialog';
import { NO_CASE } from './open-case';
import { PeoplePage } from './people-page';
import { PhoneDialog } from './phone-dialog';
import { QualityPage } from './quality-page';
import { Queue } from './queue';
import { filtered, NO_FILTER } from './queue-filter';
import { RepliesPage } from './replies-page';
import { shortcutOf, type Shortcut } from './shortcuts';
import { TeamPage } from './team-page';
import { TOOL_TEXTS } from './tool-texts';
import { useDesk } from './use-desk';
import { usePresence } from './use-presence';
import { useSearch } from './use-search';
import { placeIn, viewsOf, type Place, type View } from './views';
import { WebhooksPage } from './webhooks-page';

const KEYS_OFF = 'hilo.staff.keys-off';
const shelf = safeShelf(() => localStorage);

export function AgentsPage(): ReactNode {
  const { user } = useStaff();
  const place = usePlace();
  const views = viewsOf(user.role);
  const [calling, setCalling] = useState(false);
  const view = views.includes(place.view) ? place.view : 'cases';
  return (
    <div className="agents">
      {views.length > 1 && <Tabs views={views} view={view} />}
      {view === 'cases' && <Cases thread={place.thread} onCall={() => setCalling(true)} />}
      {view === 'team' && <TeamPage />}
      {view === 'quality' && <QualityPage />}
      {view === 'replies' && <RepliesPage />}
      {view === 'deliveries' && <DeliveryPage />}
      {view === 'people' && <PeoplePage />}
      {view === 'webhooks' && <WebhooksPage />}
      {view === 'audit' && <AuditPage />}
      {calling && <PhoneDialog onOpen={goTo} onClose={() => setCalling(false)} />}
    </div>
  );
}

function Tabs({ views, view }: { readonly views: readonly View[]; readonly view: View }): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()];
  useEffect(() => {
    document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [view]);
  return (
    <div className="tabs">
      <nav aria-label={texts.tabs}>
        {views.map((one) => <a key={one} href={one === 'cases' ? '#' : `#/${one}`} aria-current={one === view ? 'page' : undefined}>{texts.views[one]}</a>)}
      </nav>
    </div>
  );
}

function Cases({ thread, onCall }: { readonly thread: string | undefined; readonly onCall: () => void }): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const { inbox, open, changed, tellCase, cancel, ahead } = useDesk(thread);
  const [filter, setFilter] = useState(NO_FILTER);
  const search = useSearch();
  const [help, setHelp] = useState(false);
  const [gone, setGone] = useState<ForgottenCase>();
  const [keys, setKeys] = useKeys();
  const { user } = useStaff();
  const { away } = useStaffTexts();
  const opened = open.thread === thread ? open.detail?.summary : undefined;
  const cases = filtered(inbox.cases ?? [], filter);
  const order = search.found?.kind === 'there' ? search.found.body.cases : [...mineIn(cases, user.id), ...waitingIn(cases), ...othersIn(cases, user.id)];
  useTold(inbox);
  usePresence(thread, open.draft !== '');
  useShortcuts((shortcut) => {
    if (shortcut === 'help') return setHelp(true);
    if (keys) press(shortcut, (step) => showRow(beside(order, thread, step)));
  });
  const onForgotten = (what: ForgottenCase): void => {
    setGone(what);
    goTo(undefined);
  };
  return (
    <AheadContext value={ahead}>
      <div className="desk" data-open={thread !== undefined || undefined}>
        <p className="away" role="status">{inbox.away && away}</p>
        <p className="hidden" role="status">{opened !== undefined && texts.opened(`${opened.name ?? texts.noName} ${opened.number ?? ''}`)}</p>
        <h1 className="hidden">{texts.title}</h1>
        <Queue inbox={inbox} cases={cases} found={search.found} search={search.typed} filter={filter} open={thread}
          onOpen={goTo} onSearch={search.type} onFilter={setFilter} onCall={onCall} onHelp={() => setHelp(true)} />
        {thread === undefined
          ? <section className="case"><Empty title={texts.choose}><p>{texts.chooseAbout}</p></Empty></section>
          : <CaseView key={thread} open={open.thread === thread ? open : NO_CASE} tell={tellCase} onCancel={cancel} onSummary={changed} onForgotten={onForgotten} onBack={() => backTo(thread)} />}
        {gone && <ForgottenDialog gone={gone} onClose={() => setGone(undefined)} />}
        {help && <KeysDialog on={keys} onSwitch={setKeys} onClose={() => setHelp(false)} />}
      </div>
    </AheadContext>
  );
}

const PRESSED: Readonly<Record<Exclude<Shortcut, 'next' | 'previous' | 'help'>, readonly [selector: string, act: 'click' | 'focus']>> = {
  claim: ['#claim', 'click'], answer: ['#answer', 'focus'], note: ['[data-voice=note]', 'click'], articles: ['#articles', 'click'], attach: ['#attach', 'click'], search: ['#search', 'focus'],
};

function press(shortcut: Exclude<Shortcut, 'help'>, move: (step: 1 | -1) => void): void {
  if (shortcut === 'next' || shortcut === 'previous') return move(shortcut === 'next' ? 1 : -1);
  const [selector, act] = PRESSED[shortcut];
  document.querySelector<HTMLElement>(selector)?.[act]();
}

/** The open case stands in the address, so that a reload and the phone's back key lead where one expects. */
function goTo(thread: string | undefined): void {
  location.hash = thread === undefined ? '' : encodeURIComponent(thread);
}

/** On a phone the list comes back, and the focus with it to where it was. */
function backTo(thread: string): void {
  addEventListener('hashchange', () => requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-thread="${CSS.escape(thread)}"]`)?.focus()), { once: true });
  goTo(undefined);
}

function showRow(thread: string | undefined): void {
  if (thread === undefined) return;
  goTo(thread);
  requestAnimationFrame(() => document.querySelector(`[data-thread="${CSS.escape(thread)}"]`)?.scrollIntoView({ block: 'nearest' }));
}

function usePlace(): Place {
  const [place, setPlace] = useState(() => placeIn(location.hash));
  useEffect(() => {
    const read = (): void => setPlace(placeIn(location.hash));
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return place;
}

/** Who looks at another window sees it in the title, and as a notice if she wanted those. */
function useTold(inbox: Inbox): void {
  const { pages } = useStaffTexts();
  const texts = AGENTS_TEXTS[useLanguage()];
  const waiting = waitingIn(inbox.cases ?? []).length;
  const [first] = inbox.arrived;
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}Hilo · ${pages.agents}`;
  }, [waiting, pages]);
  useEffect(() => {
    if (first !== undefined) notice(texts.newCase, () => goTo(first.thread));
  }, [first, texts]);
}

function useKeys(): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => shelf.getItem(KEYS_OFF) === null);
  const set = useCallback((next: boolean): void => {
    setOn(next);
    if (next) shelf.removeItem(KEYS_OFF);
    else shelf.setItem(KEYS_OFF, 'yes');
  }, []);
  return [on, set];
}

function useShortcuts(act: (shortcut: Shortcut) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      const typing = target?.closest('textarea, input:not([type=checkbox], [type=radio]), select') != null || document.querySelector('dialog[open]') !== null;
      const shortcut = shortcutOf({ key: event.key, modified: event.ctrlKey || event.metaKey || event.altKey, typing });
      if (shortcut === undefined) return;
      event.preventDefault();
      act(shortcut);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
