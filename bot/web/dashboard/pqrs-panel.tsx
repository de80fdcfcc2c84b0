/** Petitions, complaints and appeals by their deadline, so that none passes unseen. */
import type { ReactNode } from 'react';
import { useLanguage } from '../staff/context';
import { dayAndClock, dayName } from '../staff/format';
import { Empty, Notice, Working } from '../staff/parts';
import { useLoaded } from '../staff/use-loaded';
import type { PqrRow } from '../pqr-contracts';
import { PQR_TEXTS } from './pqr-texts';

export function PqrsPanel(): ReactNode {
  const texts = PQR_TEXTS[useLanguage()];
  const loaded = useLoaded<{ readonly pqrs: readonly PqrRow[] }>('/pqrs');
  if (loaded.kind === 'loading') return <Working>{texts.loading}</Working>;
  if (loaded.kind === 'failed') return <Notice tone="error">{loaded.why}</Notice>;
  const { pqrs } = loaded.body;
  const late = pqrs.filter(({ alert }) => alert === 'overdue').length;
  return (
    <section className="stack">
      <h2>{texts.title}</h2>
      {late > 0 && <Notice tone="error">{texts.late(late)}</Notice>}
      {pqrs.length === 0 ? <Empty title={texts.none} /> : <ul className="outages">{pqrs.map((pqr) => <PqrCard key={pqr.id} pqr={pqr} />)}</ul>}
    </section>
  );
}

const TONES = { overdue: 'tag alarm', urgent: 'tag alarm', soon: 'tag warm' } as const;

function PqrCard({ pqr: { id, cun, kind, state, filedAt, answerBy, daysLeft, alert, thread } }: { readonly pqr: PqrRow }): ReactNode {
  const language = useLanguage();
  const texts = PQR_TEXTS[language];
  return (
    <li className={state === 'open' ? 'outage' : 'outage over'}>
      <div className="outage-head">
        <h3>{texts.kinds[kind]} {cun ?? id}</h3>
        {state === 'answered' && <span className="tag brand-tag">{texts.answered}</span>}
        {alert !== undefined && daysLeft !== undefined && <span className={TONES[alert]}>{alert === 'overdue' ? texts.overdue : texts.left(daysLeft)}</span>}
      </div>
      <dl className="hours roomy">
        {cun === undefined && <div><dt>{texts.cun}</dt><dd className="soft">{texts.noCun}</dd></div>}
        <div><dt>{texts.filed}</dt><dd><time dateTime={filedAt}>{dayAndClock(filedAt, language)}</time></dd></div>
        {answerBy !== undefined && <div><dt>{texts.answerBy}</dt><dd><time dateTime={answerBy}>{dayName(answerBy, language)}</time>{state === 'open' && daysLeft !== undefined && daysLeft >= 0 && <span className="soft">{texts.left(daysLeft)}</span>}</dd></div>}
      </dl>
      {thread !== undefined && <p><a href={`/agents#${encodeURIComponent(thread)}`}>{texts.thread}</a></p>}
    </li>
  );
}
