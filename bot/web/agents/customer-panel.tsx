/** Everything known of a verified customer: services, past cases, every channel. Fetched when somebody opens it. */
import { useState, type ReactNode } from 'react';
import type { Customer360, PastCase } from '../desk-contracts';
import type { Compensation } from '../outage-contracts';
import { useLanguage, useNow } from '../staff/context';
import { moment } from '../staff/format';
import { Notice, Working } from '../staff/parts';
import { useLoaded } from '../staff/use-loaded';
import { AGENTS_TEXTS } from './agents-texts';
import { pathOf } from './case-actions';
import { CASE_TEXTS, causeWord } from './case-texts';
import { factValue } from './names';

export function CustomerPanel({ thread }: { readonly thread: string }): ReactNode {
  const texts = CASE_TEXTS[useLanguage()];
  const [shown, setShown] = useState(false);
  const loaded = useLoaded<Customer360>(shown ? `${pathOf(thread)}/customer` : undefined);
  return (
    <details className="customer" onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
      <summary><h3>{texts.customer}</h3></summary>
      {shown && loaded.kind === 'loading' && <Working>{texts.searching}</Working>}
      {loaded.kind === 'failed' && <Notice tone="warn">{loaded.why}</Notice>}
      {loaded.kind === 'there' && <Known customer={loaded.body} />}
    </details>
  );
}

function Known({ customer: { services, cases, channels, compensations = [] } }: { readonly customer: Customer360 }): ReactNode {
  const language = useLanguage();
  const texts = CASE_TEXTS[language];
  const now = useNow();
  return (
    <div className="stack">
      <section>
        <h4>{texts.services}</h4>
        <ul>{services.map(({ id, kind, address }) => (
          <li key={id}>{factValue('service.kind', kind, { language, now })} · {id}<p className="soft">{address}</p></li>
        ))}</ul>
      </section>
      <section>
        <h4>{texts.past}</h4>
        {cases.length === 0 ? <p className="soft">{texts.noPast}</p> : <ul>{cases.map((past) => <li key={`${past.thread}/${past.since}`}><Past past={past} now={now} /></li>)}</ul>}
      </section>
      {compensations.length > 0 && (
        <section>
          <h4>{texts.paidBack}</h4>
          <ul>{compensations.map((one) => <li key={`${one.service}/${one.month}`}><PaidBack one={one} /></li>)}</ul>
        </section>
      )}
      <section>
        <h4>{texts.channelsUsed}</h4>
        <ul>{channels.map(({ channel, lastAt }) => <li key={channel}>{AGENTS_TEXTS[language].channels[channel] ?? channel} · {moment(lastAt, now, language)}</li>)}</ul>
      </section>
    </div>
  );
}

/** What the customer may ask about it: how much time, whether somebody still looks at it, how an amount came to be. */
function PaidBack({ one: { service, month, minutes, state, amountCop, why } }: { readonly one: Compensation }): ReactNode {
  const language = useLanguage();
  const texts = CASE_TEXTS[language];
  const amount = amountCop === undefined ? undefined : `COP ${amountCop.toLocaleString(language === 'es' ? 'es-CO' : 'en-US')}`;
  return (
    <>
      {[month, service, texts.minutesWithout(minutes), texts.paidBackStates[state], ...(amount === undefined ? [] : [amount])].join(' · ')}
      <p className="soft">{why[language]}</p>
    </>
  );
}

function Past({ past: { thread, number, topic, topics, channel, since, closedAt, cause, agent }, now }: { readonly past: PastCase; readonly now: number }): ReactNode {
  const language = useLanguage();
  const texts = CASE_TEXTS[language];
  const end = cause === undefined ? undefined : causeWord(cause, language);
  return (
    <>
      <a href={`#${encodeURIComponent(thread)}`}><span className="number">{number ?? moment(since, now, language)}</span>{topic !== undefined && ` · ${topics?.[language] ?? topic}`}</a>
      <p className="soft">
        {[moment(since, now, language), AGENTS_TEXTS[language].channels[channel] ?? channel, closedAt === undefined ? texts.open : (end ?? AGENTS_TEXTS[language].statuses.closed),
          ...(agent === undefined ? [] : [texts.attended(agent)])].join(' · ')}
      </p>
    </>
  );
}
