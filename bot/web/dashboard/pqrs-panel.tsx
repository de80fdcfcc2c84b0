/** Petitions, complaints, appeals and claims about data by their deadline, so that none passes unseen; claims are settled here. */
import { useState, type ReactNode } from 'react';
import { useLanguage, useStaff } from '../staff/context';
import { dayAndClock, dayName } from '../staff/format';
import { Empty, Field, FormDialog, Notice, Working } from '../staff/parts';
import { LEADS } from '../staff/roles';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import type { ClaimEnd, PqrRow } from '../pqr-contracts';
import { PQR_TEXTS } from './pqr-texts';

export function PqrsPanel(): ReactNode {
  const texts = PQR_TEXTS[useLanguage()];
  const [round, setRound] = useState(0);
  const [told, setTold] = useState<string>();
  const loaded = useLoaded<{ readonly pqrs: readonly PqrRow[] }>('/pqrs', round);
  const settled = (text: string): void => {
    setTold(text);
    setRound(round + 1);
  };
  if (loaded.kind === 'loading') return <Working>{texts.loading}</Working>;
  if (loaded.kind === 'failed') return <Notice tone="error">{loaded.why}</Notice>;
  const { pqrs } = loaded.body;
  const late = pqrs.filter(({ alert }) => alert === 'overdue').length;
  return (
    <section className="stack">
      <h2>{texts.title}</h2>
      {told !== undefined && <Notice tone="good">{told}</Notice>}
      {late > 0 && <Notice tone="error">{texts.late(late)}</Notice>}
      {pqrs.length === 0 ? <Empty title={texts.none} /> : <ul className="outages">{pqrs.map((pqr) => <PqrCard key={pqr.id} pqr={pqr} onSettled={settled} />)}</ul>}
    </section>
  );
}

const TONES = { overdue: 'tag alarm', urgent: 'tag alarm', soon: 'tag warm' } as const;

interface CardProps {
  readonly pqr: PqrRow;
  readonly onSettled: (text: string) => void;
}

const isClaim = ({ kind, state }: PqrRow): boolean => state === 'open' && (kind === 'data_correction' || kind === 'data_deletion');

function PqrCard({ pqr, onSettled }: CardProps): ReactNode {
  const texts = PQR_TEXTS[useLanguage()];
  const { user } = useStaff();
  const [settling, setSettling] = useState(false);
  const { id, cun, kind, state, daysLeft, alert, told, against, thread } = pqr;
  const maySettle = isClaim(pqr) && LEADS.has(user.role);
  return (
    <li className={state === 'open' ? 'outage' : 'outage over'}>
      <div className="outage-head">
        <h3>{texts.kinds[kind]} {cun ?? id}</h3>
        {state === 'answered' && <span className="tag brand-tag">{texts.answered}</span>}
        {alert !== undefined && daysLeft !== undefined && <span className={TONES[alert]}>{alert === 'overdue' ? texts.overdue : texts.left(daysLeft)}</span>}
      </div>
      {against !== undefined && <p>{texts.against} {against}</p>}
      {told !== undefined && <p className="soft">«{told}»</p>}
      <Hours pqr={pqr} />
      {thread !== undefined && <p><a href={`/agents#${encodeURIComponent(thread)}`}>{texts.thread}</a></p>}
      {maySettle && <div className="row"><button type="button" className="plain" onClick={() => setSettling(true)}>{texts.settle}</button></div>}
      {settling && <Settle pqr={pqr} onSettled={onSettled} onClose={() => setSettling(false)} />}
    </li>
  );
}

function Hours({ pqr: { cun, state, filedAt, answerBy, daysLeft } }: Pick<CardProps, 'pqr'>): ReactNode {
  const language = useLanguage();
  const texts = PQR_TEXTS[language];
  return (
    <dl className="hours roomy">
      {cun === undefined && <div><dt>{texts.cun}</dt><dd className="soft">{texts.noCun}</dd></div>}
      <div><dt>{texts.filed}</dt><dd><time dateTime={filedAt}>{dayAndClock(filedAt, language)}</time></dd></div>
      {answerBy !== undefined && <div><dt>{texts.answerBy}</dt><dd><time dateTime={answerBy}>{dayName(answerBy, language)}</time>{state === 'open' && daysLeft !== undefined && daysLeft >= 0 && <span className="soft">{texts.left(daysLeft)}</span>}</dd></div>}
    </dl>
  );
}

/** How it ended, and what the customer reads of it. */
function Settle({ pqr: { id, kind }, onSettled, onClose }: CardProps & { readonly onClose: () => void }): ReactNode {
  const texts = PQR_TEXTS[useLanguage()];
  const { call, busy, error } = useCall();
  const [done, setDone] = useState(true);
  const [how, setHow] = useState('');
  const settle = async (): Promise<void> => {
    const end = await call<ClaimEnd>({ method: 'POST', path: `/pqrs/${encodeURIComponent(id)}/settle`, body: { done, how: how.trim() } });
    if (end === undefined) return;
    onClose();
    onSettled(done && kind === 'data_deletion' ? texts.deleted(end.deleted, end.kept) : texts.told);
  };
  return (
    <FormDialog title={texts.settle} yes={texts.settleYes} busy={busy} error={error} onSubmit={() => void settle()} onClose={onClose}>
      <p>{kind === 'data_deletion' ? texts.deletionAbout : texts.correctionAbout}</p>
      <Field label={texts.ended}>
        {(marks) => (
          <select {...marks} value={done ? 'done' : 'not'} onChange={({ target }) => setDone(target.value === 'done')}>
            <option value="done">{texts.wasDone}</option>
            <option value="not">{texts.wasNot}</option>
          </select>
        )}
      </Field>
      <Field label={done ? texts.how : texts.whyNot}>{(marks) => <textarea {...marks} rows={3} maxLength={400} required={!done} value={how} onChange={({ target }) => setHow(target.value)} />}</Field>
    </FormDialog>
  );
}
