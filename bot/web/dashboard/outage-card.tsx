/** One outage as customers and staff need it: how it stands, since when, until when, who was told. */
import { useState, type ReactNode } from 'react';
import type { Outage, Scope } from '../contracts';
import { useLanguage, useStaff } from '../staff/context';
import { explain } from '../staff/explain';
import { moment, waited } from '../staff/format';
import { tagOf } from '../texts';
import { Confirm } from '../staff/parts';
import { isLate, isOpen, scopeLabel } from './board';
import { DASHBOARD_TEXTS } from './dashboard-texts';

interface OutageCardProps {
  readonly outage: Outage;
  readonly scopes: readonly Scope[];
  readonly now: number;
  readonly editable: boolean;
  readonly onChange: () => void;
  readonly onSaved: () => void;
}

export function OutageCard({ outage, scopes, now, editable, onChange, onSaved }: OutageCardProps): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  const [restoring, setRestoring] = useState(false);
  const open = isOpen(outage);
  return (
    <li className={open ? 'outage' : 'outage over'}>
      <div className="outage-head">
        <h3>{outage.title}</h3>
        <span className={open ? 'tag warm' : 'tag brand-tag'}>{texts.states[outage.state]}</span>
        {isLate(outage, now) && <span className="tag alarm">{texts.late}</span>}
      </div>
      <Hours outage={outage} now={now} />
      <Reach outage={outage} />
      <p className="soft"><strong>{texts.cause}:</strong> {outage.cause ?? texts.noCause}</p>
      <ul className="chips">{outage.scope.map((id) => <li className="tag" key={id}>{scopeLabel(scopes.find((scope) => scope.id === id)?.label ?? id, texts.elements)}</li>)}</ul>
      {editable && open && (
        <div className="row">
          <button type="button" className="plain" onClick={onChange}>{texts.change}</button>
          <button type="button" className="plain" onClick={() => setRestoring(true)}>{texts.restore}</button>
        </div>
      )}
      {restoring && <Restore outage={outage} onSaved={onSaved} onClose={() => setRestoring(false)} />}
    </li>
  );
}

function Hours({ outage, now }: { readonly outage: Outage; readonly now: number }): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const { since, eta, nextUpdate, compensation, updatedAt } = outage;
  const hour = (iso: string): ReactNode => <time dateTime={iso}>{moment(iso, now, language)}</time>;
  return (
    <dl className="hours">
      <div><dt>{texts.since}</dt><dd>{hour(since)}{isOpen(outage) && <span className="soft">{texts.lasts} {waited(since, now)}</span>}</dd></div>
      <div><dt>{texts.eta}</dt><dd>{eta === undefined ? <span className="soft">{texts.noEta}</span> : hour(eta)}</dd></div>
      <div><dt>{texts.nextUpdate}</dt><dd>{nextUpdate === undefined ? <span className="soft">{texts.noUpdate}</span> : hour(nextUpdate)}</dd></div>
      <div><dt>{texts.compensation}</dt><dd>{texts.compensations[compensation === undefined ? 'undecided' : compensation ? 'yes' : 'no']}</dd></div>
      <div><dt>{texts.updated}</dt><dd>{hour(updatedAt)}</dd></div>
    </dl>
  );
}

/** How many of the affected were told, as figures and as a bar. */
function Reach({ outage: { affected, told } }: { readonly outage: Outage }): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const figure = (count: number): string => count.toLocaleString(tagOf(language));
  return (
    <div className="reach">
      <p><strong>{figure(affected)}</strong> <span className="soft">{texts.affected}</span></p>
      <p><strong>{figure(told)}</strong> <span className="soft">{texts.told}</span></p>
      {affected > 0 && <progress max={affected} value={Math.min(told, affected)} aria-label={`${texts.told}: ${told} / ${affected}`} />}
    </div>
  );
}

interface RestoreProps {
  readonly outage: Outage;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

function Restore({ outage, onSaved, onClose }: RestoreProps): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const { ask } = useStaff();
  const [state, setState] = useState<{ readonly busy: boolean; readonly error?: string }>({ busy: false });
  const restore = async (): Promise<void> => {
    setState({ busy: true });
    const reply = await ask({ method: 'PATCH', path: `/outages/${encodeURIComponent(outage.id)}`, body: { state: 'restored' } });
    if (reply.kind !== 'ok') return setState({ busy: false, error: explain(reply, language) });
    onClose();
    onSaved();
  };
  return (
    <Confirm title={texts.restoreTitle} about={texts.restoreAbout} yes={texts.restore} busy={state.busy} error={state.error}
      onYes={() => void restore()} onClose={onClose} />
  );
}
