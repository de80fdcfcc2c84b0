/** The outages' page in three parts: outages with the detection's alerts, the messages about them, and requests by deadline. */
import { useEffect, useReducer, useState, type ReactNode } from 'react';
import type { Outage, Scope } from '../contracts';
import { aheadOf, useLanguage, useNow, useStaff, useStaffTexts } from '../staff/context';
import { Empty, Notice, Working } from '../staff/parts';
import { mayChange } from '../staff/roles';
import { usePolling } from '../staff/use-polling';
import { tagOf } from '../texts';
import { AlertsPanel, type Alerts } from './alerts-panel';
import { EMPTY_BOARD, inOrder, reduceBoard, titleIn } from './board';
import { DASHBOARD_TEXTS } from './dashboard-texts';
import { BrakeNotice, NoticesPanel, type Notices } from './notices-panel';
import { OutageCard } from './outage-card';
import { OutageDialog } from './outage-dialog';
import { PqrsPanel } from './pqrs-panel';

const BEAT_MS = 4_000;
type View = 'outages' | 'notices' | 'pqrs';

export function DashboardPage(): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const staffTexts = useStaffTexts();
  const { ask, user } = useStaff();
  const [board, tell] = useReducer(reduceBoard, EMPTY_BOARD);
  const [alerts, setAlerts] = useState<Alerts>();
  const [notices, setNotices] = useState<Notices>();
  const [ahead, setAhead] = useState(0);
  const [view, setView] = useState<View>('outages');
  const [round, setRound] = useState(0);
  const [editing, setEditing] = useState<Outage | 'new'>();
  const [told, setTold] = useState<string>();
  const editable = mayChange(user.role, 'dashboard');
  useEffect(() => {
    document.title = `Hilo · ${texts.title}`;
  }, [texts]);
  usePolling(async () => {
    const [outages, suspected, sent] = await Promise.all([
      ask<{ readonly outages: readonly Outage[]; readonly scopes: readonly Scope[] }>({ method: 'GET', path: '/outages' }),
      ask<Alerts>({ method: 'GET', path: '/outage-alerts' }),
      ask<Notices>({ method: 'GET', path: '/notices' }),
    ]);
    if (outages.kind === 'ok') tell({ type: 'listed', ...outages.body });
    else if (outages.kind !== 'signed-out') tell({ type: 'away' });
    if (suspected.kind === 'ok') {
      setAlerts(suspected.body);
      setAhead((known) => aheadOf(suspected.body.at, known));
    }
    if (sent.kind === 'ok') setNotices(sent.body);
    return outages.kind === 'ok';
  }, BEAT_MS, String(round));
  const again = (text?: string): void => {
    setEditing(undefined);
    setTold(text);
    setRound(round + 1);
  };
  const titleOf = (id: string): string => {
    const known = board.outages?.find((outage) => outage.id === id);
    return known === undefined ? id : titleIn(known, language);
  };
  return (
    <div className="sheet">
      <div className="sheet-head">
        <h1>{texts.title}</h1>
        {editable && board.outages !== undefined && <button type="button" className="main" onClick={() => setEditing('new')}>{texts.declare}</button>}
      </div>
      <Views view={view} views={user.role === 'editor' ? ['outages', 'notices'] : ['outages', 'notices', 'pqrs']} onView={setView} />
      {board.away && <Notice tone="warn">{staffTexts.away}</Notice>}
      {notices?.brake.on === true && <BrakeNotice brake={notices.brake} onDone={again} />}
      {told !== undefined && <Notice tone="good">{told}</Notice>}
      {view === 'notices' && <NoticesPanel notices={notices} titleOf={titleOf} onDone={again} />}
      {view === 'pqrs' && <PqrsPanel />}
      {view === 'outages' && board.outages === undefined && <Working>{texts.loading}</Working>}
      {view === 'outages' && board.outages !== undefined && (
        <>
          {alerts !== undefined && <p className="queue soft">{texts.inQueue(alerts.waiting.toLocaleString(tagOf(language)))}</p>}
          {alerts !== undefined && <AlertsPanel alerts={alerts.alerts} feed={alerts.feed} ahead={ahead} titleOf={titleOf} outages={board.outages} scopes={board.scopes} editable={editable} onDone={again} />}
          <Lists ahead={ahead} outages={board.outages} scopes={board.scopes} editable={editable} onChange={setEditing} onSaved={again} />
        </>
      )}
      {editing !== undefined && (
        <OutageDialog outage={editing === 'new' ? undefined : editing} ahead={ahead} titleOf={titleOf} scopes={board.scopes} onSaved={again} onClose={() => setEditing(undefined)} />
      )}
    </div>
  );
}

function Views({ view, views, onView }: { readonly view: View; readonly views: readonly View[]; readonly onView: (view: View) => void }): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  return (
    <nav className="views" aria-label={texts.parts}>
      {views.map((name) => <button key={name} type="button" className="plain" aria-current={name === view ? 'page' : undefined} onClick={() => onView(name)}>{texts.views[name]}</button>)}
    </nav>
  );
}

interface ListsProps {
  readonly ahead: number;
  readonly outages: readonly Outage[];
  readonly scopes: readonly Scope[];
  readonly editable: boolean;
  readonly onChange: (outage: Outage) => void;
  readonly onSaved: (text: string) => void;
}

function Lists({ ahead, outages, onChange, ...shared }: ListsProps): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  const now = useNow() + ahead;
  const open = inOrder(outages, true);
  const past = inOrder(outages, false);
  const cards = (list: readonly Outage[]): ReactNode => (
    <ul className="outages">{list.map((outage) => <OutageCard key={outage.id} outage={outage} outages={outages} now={now} {...shared} onChange={() => onChange(outage)} />)}</ul>
  );
  return (
    <>
      <section>
        <h2>{texts.open}</h2>
        {open.length === 0 ? <Empty title={texts.none}><p>{texts.noneAbout}</p></Empty> : cards(open)}
      </section>
      {past.length > 0 && <section><h2>{texts.past}</h2>{cards(past)}</section>}
    </>
  );
}
