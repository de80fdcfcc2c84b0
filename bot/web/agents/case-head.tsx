/** Who this is, how it stands, who else looks, and what may be done with it. Each action says what came of it. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { CaseDetail, CaseSummary } from '../contracts';
import { useLanguage, useNow, useStaff } from '../staff/context';
import { explain } from '../staff/explain';
import { waited } from '../staff/format';
import { Notice } from '../staff/parts';
import { LEADS } from '../staff/roles';
import { AGENTS_TEXTS } from './agents-texts';
import { isMine } from './answer-box';
import { claim } from './case-actions';
import { CASE_TEXTS } from './case-texts';
import type { OnForgotten } from './forget-dialog';
import { GiveBackDialog, ResolveDialog, TakeOverDialog, TransferDialog } from './leave-dialogs';
import { MoreActions } from './more-actions';
import { unsent, type OpenCase } from './open-case';
import { SlaTag, traits } from './case-row';

interface CaseHeadProps {
  readonly open: OpenCase;
  readonly detail: CaseDetail;
  readonly onSummary: (summary: CaseSummary) => void;
  readonly onForgotten: OnForgotten;
  readonly onBack: () => void;
}

interface Told {
  readonly tone: 'good' | 'error';
  readonly text: string;
}

export function CaseHead({ open, detail, onSummary, onForgotten, onBack }: CaseHeadProps): ReactNode {
  const language = useLanguage();
  const texts = AGENTS_TEXTS[language];
  const [told, setTold] = useState<Told>();
  const now = useNow();
  const { summary, viewers } = detail;
  const { user } = useStaff();
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Where the list made way for the case, the focus would be left with nothing.
    if (document.activeElement === document.body) back.current?.focus();
  }, []);
  return (
    <header className="case-head">
      <button ref={back} type="button" className="round back" aria-label={texts.back} onClick={onBack}>
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M15 5l-7 7 7 7" /></svg>
      </button>
      <div className="grow">
        <h2 className="case-name" tabIndex={-1}>{summary.name ?? texts.noName} {summary.number !== undefined && <span className="number soft">{summary.number}</span>}</h2>
        <p className="soft standing">{RUNS.has(summary.status) && <SlaTag sla={summary.sla} />} {[standing(summary, texts, now), ...traits(summary, texts), texts.reasons[summary.reason]].join(' · ')}</p>
        <p className="viewers soft" role="status">{viewers.length > 0 && CASE_TEXTS[language].viewers(viewers.map(({ name, typing }) => (typing ? `${name} ${CASE_TEXTS[language].writes}` : name)).join(', '))}</p>
      </div>
      <Actions open={open} summary={summary} onSummary={onSummary} onTold={setTold} />
      <MoreActions summary={summary} onSummary={onSummary} onForgotten={onForgotten} />
      {told?.tone === 'error' && !isMine(summary, user.id) && <Notice tone="error">{told.text}</Notice>}
      <p className="hidden" role="status">{told?.tone === 'good' && told.text}</p>
    </header>
  );
}

/** Only then anybody's time is counted. */
const RUNS: ReadonlySet<CaseSummary['status']> = new Set(['waiting', 'with_agent']);

function standing(summary: CaseSummary, texts: (typeof AGENTS_TEXTS)['es'], now: number): string {
  if (summary.status === 'waiting') return `${texts.waits} ${waited(summary.since, now)}`;
  if (summary.status === 'with_agent' && summary.agent !== undefined) return texts.heldBy(summary.agent.name);
  return texts.statuses[summary.status];
}

interface ActionsProps {
  readonly open: OpenCase;
  readonly summary: CaseSummary;
  readonly onSummary: (summary: CaseSummary) => void;
  readonly onTold: (told: Told) => void;
}

const LEAVING = { transfer: TransferDialog, giveBack: GiveBackDialog, resolve: ResolveDialog } as const;

function Actions({ open, summary, onSummary, onTold }: ActionsProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const words = CASE_TEXTS[useLanguage()];
  const { user } = useStaff();
  const [asking, setAsking] = useState<keyof typeof LEAVING | 'takeOver'>();
  const done = (changed: CaseSummary): void => {
    onSummary(changed);
    setAsking(undefined);
    onTold({ tone: 'good', text: texts.statuses[changed.status] });
  };
  const onLeft = (status: CaseSummary['status']): void => {
    const { agent: _, ...rest } = summary;
    done({ ...rest, status });
  };
  const mine = isMine(summary, user.id);
  useEffect(() => {
    // Also when the answer to the claim was lost: its button has gone, and with it the focus.
    if (mine && document.activeElement === document.body) document.querySelector<HTMLElement>('#answer')?.focus();
  }, [mine]);
  const Leaving = asking === undefined || asking === 'takeOver' ? undefined : LEAVING[asking];
  return (
    <div className="case-actions">
      {summary.status === 'waiting' && user.role !== 'auditor' && <ClaimButton summary={summary} onSummary={onSummary} onTold={onTold} />}
      {mine && <button type="button" className="main" onClick={() => setAsking('giveBack')}>{texts.giveBack}</button>}
      {mine && <button type="button" className="plain" onClick={() => setAsking('transfer')}>{words.transfer}</button>}
      {mine && <button type="button" className="plain" onClick={() => setAsking('resolve')}>{words.resolve}</button>}
      {summary.status === 'with_agent' && !mine && LEADS.has(user.role) && (
        <button type="button" className="plain" onClick={() => setAsking('takeOver')}>{words.takeOver}</button>
      )}
      {asking === 'takeOver' && <TakeOverDialog summary={summary} onTaken={done} onClose={() => setAsking(undefined)} />}
      {Leaving && <Leaving summary={summary} unsentText={unsent(open).length > 0 || open.draft.trim() !== ''} onLeft={onLeft} onClose={() => setAsking(undefined)} />}
    </div>
  );
}

interface ClaimButtonProps {
  readonly summary: CaseSummary;
  readonly onSummary: (summary: CaseSummary) => void;
  readonly onTold: (told: Told) => void;
}

function ClaimButton({ summary, onSummary, onTold }: ClaimButtonProps): ReactNode {
  const language = useLanguage();
  const texts = AGENTS_TEXTS[language];
  const { ask } = useStaff();
  const [busy, setBusy] = useState(false);
  const take = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const claimed = await claim(ask, summary.thread);
    setBusy(false);
    if (claimed.kind === 'taken') return onTold({ tone: 'error', text: texts.taken(claimed.by) });
    if (claimed.kind === 'failed') return onTold({ tone: 'error', text: explain(claimed.reply, language) });
    onTold({ tone: 'good', text: texts.claimed });
    onSummary(claimed.summary);
  };
  return <button type="button" id="claim" className="main" aria-disabled={busy} onClick={() => void take()}>{busy ? texts.claiming : texts.claim}</button>;
}
