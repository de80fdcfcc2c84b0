/** Above the list: search, filters that are kept out of the way, desktop notices, and where the keys are explained. */
import { useState, type ReactNode } from 'react';
import type { CaseSummary } from '../contracts';
import { useLanguage, useStaff } from '../staff/context';
import { useCall } from '../staff/use-call';
import { AGENTS_TEXTS } from './agents-texts';
import { askForNotices, noticesState } from './alerts';
import { CASE_TEXTS } from './case-texts';
import { waitingIn, type Inbox } from './inbox';
import { TOOL_TEXTS } from './tool-texts';
import { countOf, NO_FILTER, valuesOf, type QueueFilter } from './queue-filter';

export interface QueueToolsProps {
  readonly inbox: Inbox;
  readonly search: string;
  readonly filter: QueueFilter;
  readonly onOpen: (thread: string) => void;
  readonly onSearch: (typed: string) => void;
  readonly onFilter: (filter: QueueFilter) => void;
  readonly onCall: () => void;
  readonly onHelp: () => void;
}

export function QueueTools({ inbox, search, filter, onOpen, onSearch, onFilter, onCall, onHelp }: QueueToolsProps): ReactNode {
  const language = useLanguage();
  const texts = AGENTS_TEXTS[language];
  const all = inbox.cases ?? [];
  const named = (field: 'service' | 'channel' | 'zone', names: Readonly<Record<string, string>>): readonly Choice[] =>
    valuesOf(all, field).map((value) => [value, names[value] ?? value]);
  const choices: Readonly<Record<keyof QueueFilter, readonly Choice[]>> = {
    level: Object.entries(texts.levels), language: Object.entries(texts.languages),
    service: named('service', texts.services), channel: named('channel', texts.channels), zone: named('zone', {}),
    sla: [['warning', CASE_TEXTS[language].sla.warning], ['breached', CASE_TEXTS[language].sla.breached]],
  };
  const fields = Object.keys(NO_FILTER) as readonly (keyof QueueFilter)[];
  const set = countOf(filter);
  return (
    <div className="queue-tools">
      <input id="search" type="search" aria-label={texts.search} placeholder={texts.search} title={texts.searchAbout} maxLength={100} autoComplete="off" value={search}
        onChange={({ target }) => onSearch(target.value)} onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape') currentTarget.blur();
        }} />
      <TakeNext waiting={waitingIn(all).length} onOpen={onOpen} />
      <details className="filters">
        <summary className="quiet">{texts.filters}{set > 0 && ` (${set})`}</summary>
        <div className="filter-list">
          {fields.map((field) => (
            <label key={field}>{texts.filterNames[field]}
              <select value={filter[field]} onChange={({ target }) => onFilter({ ...filter, [field]: target.value })}>
                <option value="">{texts.any}</option>
                {choices[field].map(([value, label]) => <option key={value} value={value}>{label}</option>)}
              </select>
            </label>
          ))}
          {set > 0 && <button type="button" className="quiet" onClick={() => onFilter(NO_FILTER)}>{texts.clear}</button>}
        </div>
      </details>
      <CallButton onCall={onCall} />
      <Notices />
      <button type="button" className="quiet keys-help" aria-label={`${texts.keysTitle} (?)`} title={texts.keysTitle} onClick={onHelp}><kbd>?</kbd></button>
    </div>
  );
}

function CallButton({ onCall }: { readonly onCall: () => void }): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()];
  const { user } = useStaff();
  if (user.role === 'auditor') return null;
  return (
    <button type="button" className="quiet call" title={texts.phoneTitle} onClick={onCall}>
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M6.500 4h3l1.500 4-2 1.500a11 11 0 0 0 5.500 5.500l1.500-2 4 1.500v3a1.500 1.500 0 0 1-1.600 1.500A15.500 15.500 0 0 1 5 5.600 1.500 1.500 0 0 1 6.500 4z" /></svg>
      {texts.phone}
    </button>
  );
}

type Choice = readonly [value: string, label: string];

/** The case that suits the asker best, as the desk sees it. */
function TakeNext({ waiting, onOpen }: { readonly waiting: number; readonly onOpen: (thread: string) => void }): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const { user } = useStaff();
  const calling = useCall();
  if (waiting === 0 || user.role === 'auditor') return null;
  const take = async (): Promise<void> => {
    const taken = await calling.call<{ readonly summary: CaseSummary | null }>({ method: 'POST', path: '/cases/next', body: {} });
    if (taken?.summary) onOpen(taken.summary.thread);
  };
  return (
    <>
      <button type="button" className="main" aria-disabled={calling.busy} onClick={() => void take()}>{texts.takeNext}</button>
      {calling.error !== undefined && <p className="error" role="alert">{calling.error}</p>}
    </>
  );
}

/** The browser asks once, and only because somebody wanted it. */
function Notices(): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const [state, setState] = useState(noticesState);
  if (state === 'none') return null;
  if (state === 'denied') return <span className="soft notices">{texts.notifyBlocked}</span>;
  const words = state === 'granted' ? texts.notified : texts.notify;
  return (
    <button type="button" className={`round bell ${state}`} aria-label={words} title={words} disabled={state === 'granted'} onClick={() => void askForNotices().then(setState)}>
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M6.500 16.500h11c-1.200-1.400-1.500-2.800-1.500-5.500a4 4 0 0 0-8 0c0 2.700-.3 4.100-1.500 5.500zM10.500 19.500h3M12 5.500V7" /></svg>
    </button>
  );
}
