/** The list at the left: who waits, oldest first, then mine, then those of other agents. */
import type { ReactNode } from 'react';
import type { CaseSummary } from '../contracts';
import { useLanguage, useNow, useStaff, useStaffTexts } from '../staff/context';
import { waited } from '../staff/format';
import { Notice, Working } from '../staff/parts';
import { AGENTS_TEXTS } from './agents-texts';
import { mineIn, othersIn, waitingIn, type Inbox } from './inbox';

interface QueueProps {
  readonly inbox: Inbox;
  readonly open: string | undefined;
  readonly onOpen: (thread: string) => void;
  readonly keys: boolean;
  readonly onKeys: (on: boolean) => void;
}

/** Longer waits are shown warmer. */
const LONG_WAIT_MS = 10 * 60_000;

export function Queue({ inbox, open, onOpen, keys, onKeys }: QueueProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const staffTexts = useStaffTexts();
  const { user } = useStaff();
  const now = useNow();
  const { cases } = inbox;
  const rows = { now, open, onOpen };
  return (
    <nav className="queue" aria-label={texts.queue}>
      <h1 className="hidden">{texts.title}</h1>
      {inbox.away && <Notice tone="warn">{staffTexts.away}</Notice>}
      <p className="hidden" role="status">{inbox.arrived.length > 0 && texts.arrived(inbox.arrived.map((one) => one.name ?? texts.noName).join(', '))}</p>
      {cases === undefined ? <Working>{texts.loading}</Working> : (
        <>
          <Section title={texts.waiting} cases={waitingIn(cases)} {...rows}>
            <p className="soft pad"><strong>{texts.nobodyWaits}.</strong> {texts.nobodyWaitsAbout}</p>
          </Section>
          <Section title={texts.mine} cases={mineIn(cases, user.id)} {...rows}><p className="soft pad">{texts.noneMine}</p></Section>
          <Section title={texts.others} cases={othersIn(cases, user.id)} {...rows} />
        </>
      )}
      <Keys on={keys} onSwitch={onKeys} />
    </nav>
  );
}

interface SectionProps {
  readonly title: string;
  readonly cases: readonly CaseSummary[];
  readonly now: number;
  readonly open: string | undefined;
  readonly onOpen: (thread: string) => void;
  readonly children?: ReactNode;
}

function Section({ title, cases, now, open, onOpen, children }: SectionProps): ReactNode {
  if (cases.length === 0 && children === undefined) return null;
  return (
    <section>
      <h2>{title} <span className="count">{cases.length}</span></h2>
      {cases.length === 0 ? children : (
        <ol>
          {cases.map((one) => (
            <li key={one.thread}>
              <button type="button" className="case-row" aria-current={one.thread === open || undefined} data-thread={one.thread} onClick={() => onOpen(one.thread)}>
                <Row summary={one} now={now} />
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Row({ summary, now }: { readonly summary: CaseSummary; readonly now: number }): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const { user } = useStaff();
  const { status, since, agent } = summary;
  const long = status === 'waiting' && now - Date.parse(since) > LONG_WAIT_MS;
  return (
    <>
      <span className="case-row-head">
        <strong>{summary.name ?? texts.noName}</strong>
        {status === 'waiting' && <span className={long ? 'tag warm' : 'tag'}><span className="hidden">{texts.waits} </span>{waited(since, now)}</span>}
      </span>
      {summary.topic !== undefined && <span className="topic">{summary.topic}</span>}
      <span className="soft">{traits(summary, texts).join(' · ')}</span>
      <span className="soft">{agent !== undefined && agent.id !== user.id ? texts.heldBy(agent.name) : texts.reasons[summary.reason]}</span>
    </>
  );
}

export function traits(summary: CaseSummary, texts: (typeof AGENTS_TEXTS)['es']): readonly string[] {
  return [
    summary.level === null ? texts.noLevel : texts.levels[summary.level],
    texts.languages[summary.language],
    texts.channels[summary.channel] ?? summary.channel,
  ];
}

/** Whoever steers the page by voice can switch single keys off. */
function Keys({ on, onSwitch }: { readonly on: boolean; readonly onSwitch: (on: boolean) => void }): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  return (
    <div className="keys soft">
      <label className="check"><input type="checkbox" checked={on} onChange={({ target }) => onSwitch(target.checked)} />{texts.keys}</label>
      {on && texts.keysLine.map(([key, does]) => <span key={key}><kbd>{key}</kbd> {does}</span>)}
    </div>
  );
}
