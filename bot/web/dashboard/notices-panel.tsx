/** The messages that go out about outages: how far each broadcast is, its stop, and the brake that only people open. */
import { useState, type ReactNode } from 'react';
import type { Brake, Broadcast, NoticeRow, NoticeState } from '../outage-contracts';
import { useLanguage, useStaff } from '../staff/context';
import { dayAndClock } from '../staff/format';
import { Confirm, Empty, Field, FormDialog, Notice, Working } from '../staff/parts';
import { LEADS } from '../staff/roles';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import { tagOf } from '../texts';
import { NOTICE_TEXTS } from './notice-texts';

export interface Notices {
  readonly broadcasts: readonly Broadcast[];
  readonly brake: Brake;
}

interface PanelProps {
  /** Absent until the first answer. */
  readonly notices: Notices | undefined;
  readonly titleOf: (outage: string) => string;
  readonly onDone: () => void;
}

export function NoticesPanel({ notices, titleOf, onDone }: PanelProps): ReactNode {
  const texts = NOTICE_TEXTS[useLanguage()];
  const { user } = useStaff();
  const mayStop = LEADS.has(user.role);
  if (notices === undefined) return <Working>{texts.loading}</Working>;
  return (
    <section className="stack">
      <h2>{texts.title}</h2>
      {mayStop && !notices.brake.on && <BrakeButton on={false} onDone={onDone} />}
      {notices.broadcasts.length === 0 && <Empty title={texts.none}><p>{texts.noneAbout}</p></Empty>}
      <ul className="outages">
        {notices.broadcasts.map((broadcast) => <BroadcastCard key={broadcast.id} broadcast={broadcast} title={titleOf(broadcast.outage)} isHeld={notices.brake.on && broadcast.state === 'running'} mayStop={mayStop} onDone={onDone} />)}
      </ul>
    </section>
  );
}

/** While it is on nothing goes out: it stands over every part of the page. */
export function BrakeNotice({ brake, onDone }: { readonly brake: Brake; readonly onDone: () => void }): ReactNode {
  const language = useLanguage();
  const texts = NOTICE_TEXTS[language];
  const { user } = useStaff();
  const by = brake.by === undefined || brake.by === 'system' ? texts.system : brake.by;
  return (
    <Notice tone="error">
      <p><strong>{texts.braked}</strong> {by}{brake.at !== undefined && `, ${dayAndClock(brake.at, language)}`}{brake.why !== undefined && `: ${brake.why}`}</p>
      {LEADS.has(user.role) && <BrakeButton on onDone={onDone} />}
    </Notice>
  );
}

function BrakeButton({ on, onDone }: { readonly on: boolean; readonly onDone: () => void }): ReactNode {
  const texts = NOTICE_TEXTS[useLanguage()];
  const { call, busy, error } = useCall();
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const act = async (): Promise<void> => {
    const done = await call<unknown>({ method: 'PUT', path: '/notices/brake', body: { on: !on, why: why.trim() === '' ? texts.noWhy : why.trim() } });
    if (done === undefined) return;
    setAsking(false);
    onDone();
  };
  return (
    <>
      <p><button type="button" className="plain" onClick={() => setAsking(true)}>{on ? texts.open : texts.brake}</button></p>
      {asking && (
        <FormDialog title={on ? texts.openTitle : texts.brakeTitle} yes={on ? texts.open : texts.brake} danger={!on} busy={busy} error={error} onSubmit={() => void act()} onClose={() => setAsking(false)}>
          <p>{on ? texts.openAbout : texts.brakeAbout}</p>
          <Field label={texts.why}>{(marks) => <input {...marks} maxLength={200} value={why} onChange={({ target }) => setWhy(target.value)} />}</Field>
        </FormDialog>
      )}
    </>
  );
}

interface CardProps {
  readonly broadcast: Broadcast;
  readonly title: string;
  /** The brake is on. */
  readonly isHeld: boolean;
  readonly mayStop: boolean;
  readonly onDone: () => void;
}

const STATES: readonly NoticeState[] = ['sent', 'waiting', 'skipped', 'failed', 'uncertain'];

function BroadcastCard({ broadcast, title, isHeld, mayStop, onDone }: CardProps): ReactNode {
  const language = useLanguage();
  const texts = NOTICE_TEXTS[language];
  const { call, busy, error } = useCall();
  const [shown, setShown] = useState<'stop' | 'rows'>();
  const { id, kind, state, startedAt, total, counts } = broadcast;
  const settled = total - counts.waiting;
  const stop = async (): Promise<void> => {
    if ((await call<unknown>({ method: 'POST', path: `/notices/${encodeURIComponent(id)}/stop` })) === undefined) return;
    setShown(undefined);
    onDone();
  };
  return (
    <li className={state === 'running' ? 'outage' : 'outage over'}>
      <div className="outage-head">
        <h3>{texts.kinds[kind]}: {title}</h3>
        <span className={state === 'running' ? 'tag warm' : 'tag brand-tag'}>{isHeld ? texts.held : texts.states[state]}</span>
        <span className="soft"><time dateTime={startedAt}>{dayAndClock(startedAt, language)}</time></span>
      </div>
      <progress className="whole" max={Math.max(1, total)} value={settled} aria-label={texts.progress(settled, total)} />
      <dl className="hours counts">
        {STATES.map((one) => <div key={one}><dt>{one === 'waiting' && state === 'stopped' ? texts.leftOut : texts.rows[one]}</dt><dd>{counts[one].toLocaleString(tagOf(language))}</dd></div>)}
      </dl>
      <div className="row">
        {mayStop && state === 'running' && <button type="button" className="danger" onClick={() => setShown('stop')}>{texts.stop}</button>}
        {counts.failed + counts.uncertain > 0 && <button type="button" className="plain" aria-expanded={shown === 'rows'} onClick={() => setShown(shown === 'rows' ? undefined : 'rows')}>{texts.unheard}</button>}
      </div>
      {shown === 'rows' && <Unheard id={id} />}
      {shown === 'stop' && <Confirm danger title={texts.stopTitle} about={texts.stopAbout} yes={texts.stop} busy={busy} error={error} onYes={() => void stop()} onClose={() => setShown(undefined)} />}
    </li>
  );
}

function Unheard({ id }: { readonly id: string }): ReactNode {
  const texts = NOTICE_TEXTS[useLanguage()];
  const loaded = useLoaded<{ readonly rows: readonly NoticeRow[] }>(`/notices/${encodeURIComponent(id)}/rows`);
  if (loaded.kind === 'loading') return <Working>{texts.loading}</Working>;
  if (loaded.kind === 'failed') return <Notice tone="error">{loaded.why}</Notice>;
  const rows = loaded.body.rows.filter(({ state }) => state === 'failed' || state === 'uncertain');
  return (
    <ul>
      {rows.map(({ thread, state, why }) => <li key={thread}><a href={`/agents#${encodeURIComponent(thread)}`}>{thread}</a> · {texts.rows[state]}{why !== undefined && ` · ${texts.whys[why] ?? why}`}</li>)}
    </ul>
  );
}
