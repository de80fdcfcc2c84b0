/** What is needed more rarely: the case as a file, as a page to print, its priority. */
import { useRef, useState, type ReactNode } from 'react';
import type { CaseSummary, Priority } from '../contracts';
import { useLanguage, useStaff } from '../staff/context';
import { useCall } from '../staff/use-call';
import { caseCall, pathOf } from './case-actions';
import { LEADS } from '../staff/roles';
import { CASE_TEXTS } from './case-texts';
import { ForgetDialog, type OnForgotten } from './forget-dialog';
import { TEAM_TEXTS } from './team-texts';

interface MoreActionsProps {
  readonly summary: CaseSummary;
  readonly onSummary: (summary: CaseSummary) => void;
  /** The case is not there any more. */
  readonly onForgotten: OnForgotten;
}

const PRIORITIES: readonly Priority[] = ['normal', 'high', 'urgent'];

export function MoreActions({ summary, onSummary, onForgotten }: MoreActionsProps): ReactNode {
  const language = useLanguage();
  const texts = CASE_TEXTS[language];
  const { user } = useStaff();
  const calling = useCall();
  const [forgetting, setForgetting] = useState(false);
  const details = useRef<HTMLDetailsElement>(null);
  const close = (): void => {
    if (details.current !== null) details.current.open = false;
  };
  const [chosen, setChosen] = useState(summary.priority);
  const prioritize = async (priority: Priority): Promise<void> => {
    setChosen(priority);
    const changed = await calling.call<{ readonly summary: CaseSummary }>(caseCall(summary.thread, 'priority', { priority }));
    if (changed) onSummary(changed.summary);
  };
  const file = `/api/staff${pathOf(summary.thread)}/export`;
  return (
    <>
      <details ref={details} className="more" onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        close();
        details.current?.querySelector<HTMLElement>('summary')?.focus();
      }} onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) close();
      }}>
        <summary className="round" aria-label={texts.more} title={texts.more}>
          <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 6v.01M12 12v.01M12 18v.01" strokeWidth="3.500" /></svg>
        </summary>
        <div className="more-list">
          <a className="quiet" href={`${file}?lang=${language}`} download={`${summary.number ?? summary.thread}.json`}>{texts.exportJson}</a>
          <a className="quiet" href={`${file}.html?lang=${language}`} target="_blank" rel="noreferrer">{texts.print}</a>
          {LEADS.has(user.role) && (
            <label className="priority">{texts.priority}
              <select value={calling.busy ? chosen : summary.priority} aria-busy={calling.busy} onChange={({ target }) => void prioritize(PRIORITIES.find((one) => one === target.value) ?? 'normal')}>
                {PRIORITIES.map((one) => <option key={one} value={one}>{texts.priorities[one]}</option>)}
              </select>
            </label>
          )}
          {LEADS.has(user.role) && (
            <button type="button" className="quiet forget" onClick={() => {
              close();
              setForgetting(true);
            }}>{TEAM_TEXTS[language].forget}</button>
          )}
          {calling.error !== undefined && <p className="error" role="alert">{calling.error}</p>}
        </div>
      </details>
      {forgetting && <ForgetDialog summary={summary} onForgotten={onForgotten} onClose={() => setForgetting(false)} />}
    </>
  );
}
