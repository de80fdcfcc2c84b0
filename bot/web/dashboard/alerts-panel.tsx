/** What the detection suspects: a person confirms, joins it to an outage that is open, or dismisses it. */
import { useEffect, useState, type ReactNode } from 'react';
import type { Outage, Scope } from '../contracts';
import type { FeedState, OutageAlert, Wider } from '../outage-contracts';
import { useLanguage, useStaff } from '../staff/context';
import { dayAndClock, toField } from '../staff/format';
import { Field, FormDialog, Notice } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { tagOf } from '../texts';
import { isOpen, scopeLabel, titleIn } from './board';
import { DASHBOARD_TEXTS } from './dashboard-texts';
import { NOTICE_TEXTS } from './notice-texts';
import { OutageDialog, type OutageDialogProps } from './outage-dialog';
import { isEverybody } from './preview-part';

export interface Alerts {
  readonly alerts: readonly OutageAlert[];
  readonly feed: FeedState;
  /** Customers in the queue to a person. */
  readonly waiting: number;
  /** The server's hour. */
  readonly at: string;
}

interface PanelProps extends Omit<Alerts, 'at' | 'waiting'> {
  readonly ahead: number;
  readonly titleOf: (outage: string) => string;
  readonly outages: readonly Outage[];
  readonly scopes: readonly Scope[];
  readonly editable: boolean;
  readonly onDone: OutageDialogProps['onSaved'];
}

export function AlertsPanel({ alerts, feed, ...shared }: PanelProps): ReactNode {
  const language = useLanguage();
  const texts = NOTICE_TEXTS[language];
  const open = alerts.filter(({ state }) => state === 'open');
  return (
    <>
      {feed.state === 'stale' && <Notice tone="warn">{texts.feedStale} {feed.lastAt === undefined ? '—' : dayAndClock(feed.lastAt, language)}</Notice>}
      {open.length > 0 && (
        <section>
          <h2>{texts.alerts}</h2>
          <ul className="outages">{open.map((alert) => <AlertCard key={alert.id} alert={alert} {...shared} />)}</ul>
        </section>
      )}
    </>
  );
}

type CardProps = Omit<PanelProps, 'alerts' | 'feed'> & { readonly alert: OutageAlert };

function AlertCard({ alert, ahead, titleOf, outages, scopes, editable, onDone }: CardProps): ReactNode {
  const language = useLanguage();
  const texts = NOTICE_TEXTS[language];
  const board = DASHBOARD_TEXTS[language];
  const [shown, setShown] = useState<'confirm' | 'merge' | 'dismiss'>();
  const path = `/outage-alerts/${encodeURIComponent(alert.id)}`;
  const where = scopeLabel(scopes.find(({ id }) => id === alert.scope)?.label ?? alert.scope, board.elements);
  const open = outages.filter(isOpen);
  const close = (): void => setShown(undefined);
  const done: typeof onDone = (...saved) => {
    close();
    onDone(...saved);
  };
  return (
    <li className="outage alert">
      <h3>{texts.alert(where)}</h3>
      <p>{texts.reports(alert.reports, alert.down)}. <span className="soft">{texts.usual(alert.usual < 1 ? texts.fewerThanOne : alert.usual.toLocaleString(tagOf(language), { maximumFractionDigits: 1 }))} · {texts.since} <time dateTime={alert.since}>{dayAndClock(alert.since, language)}</time></span></p>
      {editable && (
        <div className="row">
          <button type="button" className="main" onClick={() => setShown('confirm')}>{texts.confirm}</button>
          {open.length > 0 && <button type="button" className="plain" onClick={() => setShown('merge')}>{texts.mergeAlert}</button>}
          <button type="button" className="plain" onClick={() => setShown('dismiss')}>{texts.dismiss}</button>
        </div>
      )}
      {shown === 'confirm' && <OutageDialog ahead={ahead} titleOf={titleOf} scopes={scopes} path={`${path}/confirm`} given={{ ...givenTitles(alert, where), scope: [alert.scope], since: toField(alert.since) }} onSaved={done} onClose={close} />}
      {shown === 'merge' && <MergeAlert path={path} open={open} onDone={() => done(board.alertMerged)} onClose={close} />}
      {shown === 'dismiss' && <Dismiss path={path} onDone={() => done(board.alertDismissed)} onClose={close} />}
    </li>
  );
}

/** Customers read it: a place by its name, and of the equipment nothing. */
function givenTitles({ kind }: OutageAlert, where: string): { readonly title: string; readonly titleEn: string } {
  return { title: NOTICE_TEXTS.es.given(kind === 'place' ? where : undefined), titleEn: NOTICE_TEXTS.en.given(kind === 'place' ? where : undefined) };
}

interface ActProps {
  readonly path: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function MergeAlert({ path, open, onDone, onClose }: ActProps & { readonly open: readonly Outage[] }): ReactNode {
  const language = useLanguage();
  const texts = NOTICE_TEXTS[language];
  const { call, busy, error } = useCall();
  const [outage, setOutage] = useState(open[0]?.id ?? '');
  const wider = useWider(path, outage);
  const [sure, setSure] = useState(false);
  const everybody = wider !== undefined && wider.more > 0 && isEverybody(wider);
  const figure = (count: number): string => count.toLocaleString(tagOf(language));
  const merge = async (): Promise<void> => {
    if ((await call<unknown>({ method: 'POST', path: `${path}/merge`, body: { outage, ...(everybody && sure && { confirm: true }) } })) !== undefined) onDone();
  };
  return (
    <FormDialog title={texts.mergeAlert} yes={texts.mergeAlert} busy={busy} error={error} onSubmit={() => void merge()} onClose={onClose}>
      <p>{texts.mergeAlertAbout}</p>
      <Field label={texts.mergeInto}>
        {(marks) => (
          <select {...marks} value={outage} onChange={({ target }) => setOutage(target.value)}>
            {open.map((one) => <option key={one.id} value={one.id}>{one.id} · {titleIn(one, language)}</option>)}
          </select>
        )}
      </Field>
      <p role="status">{wider !== undefined && <strong>{texts.wider(wider.affected, wider.more)} {texts.widerTold(wider.told)}</strong>}</p>
      {everybody && (
        <label className="check">
          <input type="checkbox" checked={sure} onChange={({ target }) => setSure(target.checked)} />
          {DASHBOARD_TEXTS[language].everybody(figure(wider.affected), figure(wider.of))}
        </label>
      )}
    </FormDialog>
  );
}

/** What joining does, before it is done; nothing while it is not known. */
function useWider(path: string, outage: string): Wider | undefined {
  const { ask } = useStaff();
  const [known, setKnown] = useState<{ readonly outage: string; readonly wider: Wider }>();
  useEffect(() => {
    let left = false;
    void ask<Wider>({ method: 'POST', path: `${path}/preview`, body: { outage } }).then((reply) => {
      if (!left && reply.kind === 'ok') setKnown({ outage, wider: reply.body });
    });
    return () => {
      left = true;
    };
  }, [ask, path, outage]);
  return known?.outage === outage ? known.wider : undefined;
}

function Dismiss({ path, onDone, onClose }: ActProps): ReactNode {
  const texts = NOTICE_TEXTS[useLanguage()];
  const { call, busy, error } = useCall();
  const [why, setWhy] = useState('');
  const dismiss = async (): Promise<void> => {
    if ((await call<unknown>({ method: 'POST', path: `${path}/dismiss`, body: { why: why.trim() === '' ? texts.noWhy : why.trim() } })) !== undefined) onDone();
  };
  return (
    <FormDialog title={texts.dismissTitle} yes={texts.dismiss} busy={busy} error={error} onSubmit={() => void dismiss()} onClose={onClose}>
      <p>{texts.dismissAbout}</p>
      <Field label={texts.why}>{(marks) => <input {...marks} maxLength={200} value={why} onChange={({ target }) => setWhy(target.value)} />}</Field>
    </FormDialog>
  );
}
