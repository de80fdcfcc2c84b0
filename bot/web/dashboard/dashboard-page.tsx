/** The outages' page: what is open, what was, and the way to declare and change. Editors read only. */
import { useEffect, useReducer, useState, type ReactNode } from 'react';
import type { Outage, Scope } from '../contracts';
import { useLanguage, useNow, useStaff, useStaffTexts } from '../staff/context';
import { Empty, Notice, Working } from '../staff/parts';
import { mayChange } from '../staff/roles';
import { usePolling } from '../staff/use-polling';
import { EMPTY_BOARD, inOrder, reduceBoard } from './board';
import { DASHBOARD_TEXTS } from './dashboard-texts';
import { OutageCard } from './outage-card';
import { OutageDialog } from './outage-dialog';

const BEAT_MS = 4_000;

export function DashboardPage(): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  const staffTexts = useStaffTexts();
  const { ask, user } = useStaff();
  const [board, tell] = useReducer(reduceBoard, EMPTY_BOARD);
  const [round, setRound] = useState(0);
  const [editing, setEditing] = useState<Outage | 'new'>();
  const [told, setTold] = useState<string>();
  const editable = mayChange(user.role, 'dashboard');
  useEffect(() => {
    document.title = `Hilo · ${texts.title}`;
  }, [texts]);
  usePolling(async () => {
    const reply = await ask<{ readonly outages: readonly Outage[]; readonly scopes: readonly Scope[] }>({ method: 'GET', path: '/outages' });
    if (reply.kind === 'ok') tell({ type: 'listed', ...reply.body });
    else if (reply.kind !== 'signed-out') tell({ type: 'away' });
    return reply.kind === 'ok';
  }, BEAT_MS, String(round));
  const saved = (text: string): void => {
    setEditing(undefined);
    setTold(text);
    setRound(round + 1);
  };
  return (
    <div className="sheet">
      <div className="sheet-head">
        <h1>{texts.title}</h1>
        {editable && board.outages !== undefined && <button type="button" className="main" onClick={() => setEditing('new')}>{texts.declare}</button>}
      </div>
      {board.away && <Notice tone="warn">{staffTexts.away}</Notice>}
      {told !== undefined && <Notice tone="good">{told}</Notice>}
      {board.outages === undefined ? <Working>{texts.loading}</Working> : (
        <Lists outages={board.outages} scopes={board.scopes} editable={editable} onChange={setEditing} onSaved={() => saved(texts.changed)} />
      )}
      {editing !== undefined && (
        <OutageDialog outage={editing === 'new' ? undefined : editing} scopes={board.scopes} onSaved={saved} onClose={() => setEditing(undefined)} />
      )}
    </div>
  );
}

interface ListsProps {
  readonly outages: readonly Outage[];
  readonly scopes: readonly Scope[];
  readonly editable: boolean;
  readonly onChange: (outage: Outage) => void;
  readonly onSaved: () => void;
}

function Lists({ outages, onChange, ...shared }: ListsProps): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  const now = useNow();
  const open = inOrder(outages, true);
  const past = inOrder(outages, false);
  const cards = (list: readonly Outage[]): ReactNode => (
    <ul className="outages">{list.map((outage) => <OutageCard key={outage.id} outage={outage} now={now} {...shared} onChange={() => onChange(outage)} />)}</ul>
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
