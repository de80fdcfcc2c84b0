/** One outage as customers and staff need it: how it stands, since when, until when, who was told. */
import type { ReactNode } from 'react';
import type { Outage } from '../contracts';
import { useLanguage } from '../staff/context';
import { moment, waited } from '../staff/format';
import { tagOf } from '../texts';
import { isLate, isOpen, isToCome, scopeLabel, titleIn } from './board';
import { CardActions, type OutageCardProps } from './card-actions';
import { DASHBOARD_TEXTS } from './dashboard-texts';

export function OutageCard(props: OutageCardProps): ReactNode {
  const { outage, outages, scopes, now } = props;
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const open = isOpen(outage);
  const titleOf = (id: string): string => {
    const other = outages.find((one) => one.id === id);
    return `«${other === undefined ? id : titleIn(other, language)}»`;
  };
  const labelOf = (id: string): string => scopeLabel(scopes.find((scope) => scope.id === id)?.label ?? id, texts.elements);
  return (
    <li className={open ? 'outage' : 'outage over'}>
      <div className="outage-head">
        <h3>{titleIn(outage, language)}</h3>
        <span className={open ? 'tag warm' : 'tag brand-tag'}>{isToCome(outage, now) ? texts.toCome : texts.states[outage.state]}</span>
        {outage.planned === true && <span className="tag">{texts.plannedTag}</span>}
        {outage.source !== 'staff' && <span className="tag">{texts.sources[outage.source]}</span>}
        {isLate(outage, now) && <span className="tag alarm">{texts.late}</span>}
        {open && outage.overlaps.length > 0 && <span className="tag alarm">{texts.overlapTag(outage.overlaps.map(titleOf).join(', '))}</span>}
        {outage.partOf !== undefined && <span className="tag">{texts.partTag(titleOf(outage.partOf))}</span>}
        {outage.mergedInto !== undefined && <span className="tag">{texts.mergedTag(titleOf(outage.mergedInto))}</span>}
      </div>
      <Hours outage={outage} now={now} />
      <Reach outage={outage} />
      <p className="soft"><strong>{texts.cause}:</strong> {outage.cause ?? texts.noCause}</p>
      <ul className="chips">{outage.scope.map((id) => <li className="tag" key={id}>{labelOf(id)}</li>)}</ul>
      {open && outage.back !== undefined && outage.back.length > 0 && <p className="soft"><strong>{texts.backIn}:</strong> {outage.back.map(labelOf).join(' · ')}</p>}
      <CardActions {...props} />
    </li>
  );
}

function Hours({ outage, now }: { readonly outage: Outage; readonly now: number }): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const { since, eta, nextUpdate, compensation, confidence, updatedAt, planned } = outage;
  const hour = (iso: string): ReactNode => <time dateTime={iso}>{moment(iso, now, language)}</time>;
  return (
    <dl className="hours">
      <div><dt>{planned === true ? texts.plannedHours.since : texts.since}</dt><dd>{hour(since)}{isOpen(outage) && !isToCome(outage, now) && <span className="soft">{texts.lasts} {waited(since, now)}</span>}</dd></div>
      <div>
        <dt>{planned === true ? texts.plannedHours.eta : texts.eta}</dt>
        <dd>{eta === undefined ? <span className="soft">{texts.noEta}</span> : hour(eta)}{confidence !== undefined && <span className="soft">{texts.confidences[confidence]}</span>}</dd>
      </div>
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
