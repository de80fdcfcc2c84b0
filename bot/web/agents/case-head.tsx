/** Who this is, how it stands, and what may be done: claim, give back to the bot, close. Each says what came of it. */
import { useState, type ReactNode } from 'react';
import type { CaseSummary, GiveBack } from '../contracts';
import { useLanguage, useNow, useStaff } from '../staff/context';
import { explain } from '../staff/explain';
import { waited } from '../staff/format';
import { Confirm, Notice } from '../staff/parts';
import { AGENTS_TEXTS } from './agents-texts';
import { claim, giveBack } from './case-actions';
import { unsent, type OpenCase } from './open-case';
import { traits } from './queue';

interface CaseHeadProps {
  readonly open: OpenCase;
  readonly summary: CaseSummary;
  readonly onSummary: (summary: CaseSummary) => void;
  readonly onBack: () => void;
}

interface Told {
  readonly tone: 'good' | 'error';
  readonly text: string;
}

export function CaseHead({ open, summary, onSummary, onBack }: CaseHeadProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const { user } = useStaff();
  const [told, setTold] = useState<Told>();
  const [asking, setAsking] = useState<GiveBack>();
  const now = useNow();
  const mine = summary.status === 'with_agent' && summary.agent?.id === user.id;
  return (
    <header className="case-head">
      <button type="button" className="round back" aria-label={texts.back} onClick={onBack}>
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M15 5l-7 7 7 7" /></svg>
      </button>
      <div className="grow">
        <h2 className="case-name">{summary.name ?? texts.noName}</h2>
        <p className="soft">{[standing(summary, texts, now), ...traits(summary, texts), texts.reasons[summary.reason]].join(' · ')}</p>
      </div>
      <div className="row case-actions">
        {summary.status === 'waiting' && <ClaimButton summary={summary} onSummary={onSummary} onTold={setTold} />}
        {mine && <button type="button" className="main" onClick={() => setAsking('continue')}>{texts.giveBack}</button>}
        {mine && <button type="button" className="danger" onClick={() => setAsking('close')}>{texts.closeCase}</button>}
      </div>
      {told?.tone === 'error' && <Notice tone="error">{told.text}</Notice>}
      <p className="hidden" role="status">{told?.tone === 'good' && told.text}</p>
      {asking !== undefined && (
        <LeaveCase how={asking} summary={summary} unsentText={unsent(open).length > 0 || open.draft.trim() !== ''}
          onSummary={onSummary} onClose={() => setAsking(undefined)} />
      )}
    </header>
  );
}

function standing(summary: CaseSummary, texts: (typeof AGENTS_TEXTS)['es'], now: number): string {
  if (summary.status === 'waiting') return `${texts.waits} ${waited(summary.since, now)}`;
  if (summary.status === 'with_agent' && summary.agent !== undefined) return texts.heldBy(summary.agent.name);
  return texts.statuses[summary.status];
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
    requestAnimationFrame(() => document.querySelector<HTMLElement>('#answer')?.focus());
  };
  return <button type="button" id="claim" className="main" aria-disabled={busy} onClick={() => void take()}>{busy ? texts.claiming : texts.claim}</button>;
}

interface LeaveCaseProps {
  readonly how: GiveBack;
  readonly summary: CaseSummary;
  readonly unsentText: boolean;
  readonly onSummary: (summary: CaseSummary) => void;
  readonly onClose: () => void;
}

function LeaveCase({ how, summary, unsentText, onSummary, onClose }: LeaveCaseProps): ReactNode {
  const language = useLanguage();
  const texts = AGENTS_TEXTS[language];
  const { ask } = useStaff();
  const [state, setState] = useState<{ readonly busy: boolean; readonly error?: string }>({ busy: false });
  const leave = async (): Promise<void> => {
    setState({ busy: true });
    const reply = await giveBack(ask, summary.thread, how);
    if (reply.kind !== 'ok') return setState({ busy: false, error: explain(reply, language) });
    const { agent: _, ...rest } = summary;
    onSummary({ ...rest, status: how === 'continue' ? 'with_bot' : 'closed' });
    onClose();
  };
  const about = how === 'continue' ? texts.giveBackAbout : texts.closeAbout;
  return (
    <Confirm title={how === 'continue' ? texts.giveBackTitle : texts.closeTitle} about={unsentText ? `${texts.unsentWarning} ${about}` : about}
      yes={how === 'continue' ? texts.giveBack : texts.closeCase} danger={how === 'close'} busy={state.busy} error={state.error}
      onYes={() => void leave()} onClose={onClose} />
  );
}
