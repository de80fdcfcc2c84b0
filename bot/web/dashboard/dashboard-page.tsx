/** The outages' page in three parts: outages with the detection's alerts, the messages about them, and requests by deadline. */
import { useEffect, useState, type ReactNode } from 'react';
import type { Outage, Scope } from '../contracts';
import { useLanguage, useNow, useStaff, useStaffTexts } from '../staff/context';
import { Empty, Notice, Working } from '../staff/parts';
import { mayChange } from '../staff/roles';
import { tagOf } from '../texts';
import { AlertsPanel } from './alerts-panel';
import { inOrder, titleIn } from './board';
import { DASHBOARD_TEXTS } from './dashboard-texts';
import { BrakeNotice, NoticesPanel } from './notices-panel';
import { OutageCard } from './outage-card';
import { OutageDialog, type OutageDialogProps } from './outage-dialog';
import { PqrsPanel } from './pqrs-panel';
import { SavedLine } from './saved-line';
import { useBoard, type Watched } from './use-board';

type View = 'outages' | 'notices' | 'pqrs';

export function DashboardPage(): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const staffTexts = useStaffTexts();
  const { user } = useStaff();
  const [view, setView] = useState<View>('outages');
  const [{ round, told }, setDone] = useState<{ readonly round: number; readonly told?: string | undefined }>({ round: 0 });
  const [editing, setEditing] = useState<Outage | 'new'>();
  const watched = useBoard(round);
  const { board, notices, ahead } = watched;
  const editable = mayChange(user.role, 'dashboard');
  useEffect(() => {
    document.title = `Hilo · ${texts.title}`;
  }, [texts]);
  const again = (text?: string, saved?: Outage): void => {
    if (saved !== undefined) watched.put(saved);
    setEditing(undefined);
    setDone({ round: round + 1, told: text });
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
      <SavedLine text={told} round={round} />
      {view === 'notices' && <NoticesPanel notices={notices} titleOf={titleOf} onDone={again} />}
      {view === 'pqrs' && <PqrsPanel />}
      {view === 'outages' && <Outages watched={watched} titleOf={titleOf} editable={editable} onChange={setEditing} onDone={again} />}
      {editing !== undefined && (
        <OutageDialog outage={editing === 'new' ? undefined : editing} ahead={ahead} titleOf={titleOf} scopes={board.scopes} onSaved={again} onClose={() => setEditing(undefined)} />
      )}
    </div>
  );
}

interface OutagesProps {
  readonly watched: Watched;
  readonly titleOf: (outage: string) => string;
  readonly editable: boolean;
  readonly onChange: (outage: Outage) => void;
  readonly onDone: OutageDialogProps['onSaved'];
}

/** What is suspected before what is known; how many wait for a person beside both. */
function Outages({ watched: { board, alerts, ahead }, titleOf, editable, onChange, onDone }: OutagesProps): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const { outages, scopes } = board;
  if (outages === undefined) return <Working>{texts.loading}</Working>;
  return (
    <>
      {alerts !== undefined && <p className="queue soft">{texts.inQueue(alerts.waiting.toLocaleString(tagOf(language)))}</p>}
      {alerts !== undefined && <AlertsPanel alerts={alerts.alerts} feed={alerts.feed} ahead={ahead} titleOf={titleOf} outages={outages} scopes={scopes} editable={editable} onDone={onDone} />}
      <Lists ahead={ahead} outages={outages} scopes={scopes} editable={editable} onChange={onChange} onSaved={onDone} />
    </>
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
  readonly onSaved: OutageDialogProps['onSaved'];
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
