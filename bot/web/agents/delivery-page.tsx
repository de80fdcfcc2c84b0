/** What did not go as it should, for those who lead the desk: who waits for an answer, what could not be sent, what WhatsApp tells of the account. */
import { useState, type ReactNode } from 'react';
import type { ChannelAlarm, DeadLetterRow, UnansweredRow } from '../backlog-contracts';
import { useLanguage, useNow } from '../staff/context';
import { moment } from '../staff/format';
import { Notice, Skeleton } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { useLoaded, type Loaded } from '../staff/use-loaded';
import { usePolling } from '../staff/use-polling';
import { AGENTS_TEXTS } from './agents-texts';
import { DELIVERY_TEXTS } from './delivery-texts';
import { undeliveredWords } from './event-words';
import { TOOL_TEXTS } from './tool-texts';

const BEAT_MS = 10_000;

export function DeliveryPage(): ReactNode {
  const texts = DELIVERY_TEXTS[useLanguage()];
  const [round, setRound] = useState(0);
  const look = (): void => setRound((before) => before + 1);
  usePolling(() => Promise.resolve(look()).then(() => true), BEAT_MS, 'deliveries');
  const customers = useLoaded<{ readonly customers: readonly UnansweredRow[] }>('/unanswered', round);
  const letters = useLoaded<{ readonly letters: readonly DeadLetterRow[]; readonly total: number }>('/dead-letters', round);
  const alarms = useLoaded<{ readonly alarms: readonly ChannelAlarm[] }>('/channel-alarms', round);
  return (
    <div className="sheet">
      <h1>{texts.title}</h1>
      <p className="soft">{texts.about}</p>
      <Section title={texts.alarms} loaded={alarms} none={texts.noneAlarms} rows={({ alarms: all }) => all.map((alarm) => <Alarm key={alarm.id} alarm={alarm} />)} />
      <Section title={texts.waiting} loaded={customers} none={texts.noneWaiting} rows={({ customers: all }) => all.map((customer) => <Waiting key={customer.thread} customer={customer} />)} />
      <Section title={texts.failed} loaded={letters} none={texts.noneFailed} rows={({ letters: all }) => all.map((letter) => <Letter key={letter.id} letter={letter} onSent={look} />)}
        after={({ letters: all, total }) => total > all.length && <p className="soft">{texts.more(all.length, total)}</p>} />
    </div>
  );
}

interface SectionProps<T> {
  readonly title: string;
  readonly loaded: Loaded<T>;
  readonly none: string;
  readonly rows: (body: T) => readonly ReactNode[];
  readonly after?: (body: T) => ReactNode;
}

function Section<T>({ title, loaded, none, rows, after }: SectionProps<T>): ReactNode {
  const tools = TOOL_TEXTS[useLanguage()];
  const all = loaded.kind === 'there' ? rows(loaded.body) : [];
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {loaded.kind === 'loading' && <Skeleton rows={1}>{tools.loading}</Skeleton>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      {loaded.kind === 'there' && (all.length === 0 ? <p className="soft">{none}</p> : <ul className="deliveries">{all}</ul>)}
      {loaded.kind === 'there' && after?.(loaded.body)}
    </section>
  );
}

const TONES: Readonly<Record<ChannelAlarm['severity'], string>> = { critical: 'tag alarm', warning: 'tag warm', info: 'tag' };

/** Meta's own words stay as they are: under them its help is found. */
function Alarm({ alarm: { about, event, severity, detail, at } }: { readonly alarm: ChannelAlarm }): ReactNode {
  const language = useLanguage();
  const texts = DELIVERY_TEXTS[language];
  const now = useNow();
  return (
    <li>
      <span className="grow">
        <span className={TONES[severity]}>{texts.severities[severity]}</span> {texts.subjects[about]}: <span translate="no">{event}</span>
        <span className="soft delivery-how">{[moment(at, now, language), ...(detail === '' ? [] : [detail])].join(' · ')}</span>
      </span>
    </li>
  );
}

function Waiting({ customer: { thread, since, heldAt } }: { readonly customer: UnansweredRow }): ReactNode {
  const language = useLanguage();
  const texts = DELIVERY_TEXTS[language];
  const now = useNow();
  return <li><span className="grow">{texts.since(moment(since, now, language))}{heldAt !== undefined && ` · ${texts.heldAt(AGENTS_TEXTS[language].channels[heldAt] ?? heldAt)}`}</span><a href={`#${encodeURIComponent(thread)}`}>{texts.openCase}</a></li>;
}

function Letter({ letter: { id, kind, channel, end, reason, at, thread }, onSent }: { readonly letter: DeadLetterRow; readonly onSent: () => void }): ReactNode {
  const language = useLanguage();
  const texts = DELIVERY_TEXTS[language];
  const now = useNow();
  const calling = useCall();
  const what = texts.kinds[kind] ?? texts.other;
  const [sent, setSent] = useState(false);
  const again = async (): Promise<void> => {
    if ((await calling.call({ method: 'POST', path: `/dead-letters/${encodeURIComponent(id)}/resend` })) === undefined) return;
    setSent(true);
    onSent();
  };
  const how = [moment(at, now, language), ...(channel === undefined ? [] : [AGENTS_TEXTS[language].channels[channel] ?? channel]), undeliveredWords(reason, language)];
  return (
    <li>
      <span className="grow">
        <span className="tag alarm">{texts.ends[end]}</span> {what}
        <span className="soft delivery-how">{how.join(' · ')}</span>
        {calling.error !== undefined && <span className="error" role="alert">{calling.error}</span>}
      </span>
      <span className="soft" role="status">{sent && texts.sent}</span>
      <a href={`#${encodeURIComponent(thread)}`}>{texts.openCase}</a>
      <button type="button" className="quiet" aria-disabled={calling.busy} aria-label={`${texts.again}: ${what}, ${moment(at, now, language)}`} onClick={() => void again()}>{texts.again}</button>
    </li>
  );
}
