/** The list at the left: search, filters, who waits, then mine, then those of other agents. Rows out of sight are not drawn. */
import { useState, type ReactNode } from 'react';
import type { CaseSummary } from '../contracts';
import type { CaseList } from '../desk-contracts';
import { useLanguage, useNow, useStaff } from '../staff/context';
import { waited } from '../staff/format';
import { Notice, Skeleton, Working } from '../staff/parts';
import type { Loaded } from '../staff/use-loaded';
import { AGENTS_TEXTS } from './agents-texts';
import { CaseRow } from './case-row';
import { CASE_TEXTS } from './case-texts';
import { mineIn, othersIn, waitingIn } from './inbox';
import { useKeptFocus } from './use-kept-focus';
import { QueueTools, type QueueToolsProps } from './queue-tools';

interface QueueProps extends QueueToolsProps {
  /** Those of the inbox that pass the filter. */
  readonly cases: readonly CaseSummary[];
  /** What the search found, closed cases too; absent without a search. */
  readonly found: Loaded<CaseList> | undefined;
  readonly open: string | undefined;
}

/** Longer waits are shown warmer. */
const LONG_WAIT_MS = 10 * 60_000;

export function Queue(props: QueueProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const { user } = useStaff();
  const now = useNow();
  const kept = useKeptFocus();
  const { inbox, cases, found, open, onOpen } = props;
  const rows = { now, open, onOpen };
  const mine = mineIn(cases, user.id);
  return (
    <nav className="queue" aria-label={texts.queue} {...kept}>
      <QueueTools {...props} />
      <p className="hidden" role="status">{inbox.arrived.length > 0 && texts.arrived(inbox.arrived.map((one) => one.name ?? texts.noName).join(', '))}</p>
      {inbox.cases === undefined && <Skeleton rows={5}>{texts.loading}</Skeleton>}
      {found !== undefined && <Found found={found} {...rows} />}
      {inbox.cases !== undefined && found === undefined && (
        <>
          {mine.length > 0 && <Section title={texts.mine} cases={mine} {...rows} />}
          <Section title={texts.waiting} cases={waitingIn(cases)} {...rows}>
            <p className="soft pad"><strong>{texts.nobodyWaits}.</strong> {texts.nobodyWaitsAbout}</p>
          </Section>
          {mine.length === 0 && <Section title={texts.mine} cases={mine} {...rows}><p className="soft pad">{texts.noneMine}</p></Section>}
          <Section title={texts.others} cases={othersIn(cases, user.id)} {...rows} />
        </>
      )}
    </nav>
  );
}

function Found({ found, ...rows }: { readonly found: Loaded<CaseList> } & Omit<SectionProps, 'title' | 'cases' | 'children'>): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const words = CASE_TEXTS[useLanguage()];
  if (found.kind === 'loading') return <div className="pad"><Working>{words.searching}</Working></div>;
  if (found.kind === 'failed') return <div className="pad"><Notice tone="error">{found.why}</Notice></div>;
  return <Section title={texts.results} cases={found.body.cases} {...rows}><p className="soft pad" role="status">{texts.noResults}</p></Section>;
}

interface SectionProps {
  readonly title: string;
  readonly cases: readonly CaseSummary[];
  readonly now: number;
  readonly open: string | undefined;
  readonly onOpen: (thread: string) => void;
  readonly children?: ReactNode;
}

/** A long list is drawn in windows: so many more rows each time its end is reached. */
const WINDOW = 60;

function Section({ title, cases, now, open, onOpen, children }: SectionProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  const [shown, setShown] = useState(WINDOW);
  if (cases.length === 0 && children === undefined) return null;
  const opened = cases.findIndex(({ thread }) => thread === open);
  const drawn = Math.max(shown, opened + 1);
  return (
    <section>
      <h2>{title} <span className="count">{cases.length}</span></h2>
      {cases.length === 0 ? children : (
        <ol>
          {cases.slice(0, drawn).map((one) => {
            const isWaiting = one.status === 'waiting';
            return (
              <li key={one.thread}>
                <CaseRow summary={one} open={one.thread === open} onOpen={onOpen} waited={isWaiting ? waited(one.since, now) : undefined}
                  long={isWaiting && now - Date.parse(one.since) > LONG_WAIT_MS} />
              </li>
            );
          })}
        </ol>
      )}
      {cases.length > drawn && <button type="button" className="quiet" onClick={() => setShown(drawn + WINDOW)}>{texts.moreCases(cases.length - drawn)}</button>}
    </section>
  );
}
