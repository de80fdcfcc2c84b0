/** What one does with an outage: update, restore, merge, read its history, take its text for social networks. */
import { useState, type ReactNode } from 'react';
import type { Outage, Scope } from '../contracts';
import type { OutageChange } from '../outage-contracts';
import { useLanguage } from '../staff/context';
import { dayAndClock } from '../staff/format';
import { Confirm, Dialog, Field, FormDialog, Notice, Working } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import { addressOf, isOpen, titleIn } from './board';
import { DASHBOARD_TEXTS } from './dashboard-texts';
import type { OutageDialogProps } from './outage-dialog';
import type { OutageForm } from './outage-form';
import { PartDialog } from './part-dialog';
import { savedWords } from './saved-words';
import { socialText } from './social';

export interface OutageCardProps {
  readonly outage: Outage;
  /** All of them, for merging. */
  readonly outages: readonly Outage[];
  readonly scopes: readonly Scope[];
  readonly now: number;
  readonly editable: boolean;
  readonly onChange: () => void;
  readonly onSaved: OutageDialogProps['onSaved'];
}

type Shown = 'restore' | 'part' | 'merge' | 'history' | 'social';

export function CardActions({ outage, outages, editable, onChange, onSaved }: OutageCardProps): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const title = titleIn(outage, language);
  const [shown, setShown] = useState<Shown>();
  const close = (): void => setShown(undefined);
  const others = outages.filter((other) => other.id !== outage.id && isOpen(other));
  const acts = editable && isOpen(outage);
  const button = (name: Shown, words: string): ReactNode => (
    <button type="button" className="plain" aria-label={`${words}: ${title}`} onClick={() => setShown(name)}>{words}</button>
  );
  return (
    <div className="row">
      {acts && <button type="button" className="plain" aria-label={`${texts.change}: ${title}`} onClick={onChange}>{texts.change}</button>}
      {acts && button('restore', texts.restore)}
      {acts && outage.planned !== true && outage.affected > 1 && button('part', texts.part)}
      {acts && others.length > 0 && button('merge', texts.merge)}
      {button('social', texts.social)}
      {button('history', texts.history)}
      {shown === 'restore' && <Restore outage={outage} onSaved={onSaved} onClose={close} />}
      {shown === 'part' && <PartDialog outage={outage} onSaved={onSaved} onClose={close} />}
      {shown === 'merge' && <Merge outage={outage} others={others} onSaved={onSaved} onClose={close} />}
      {shown === 'history' && <History outage={outage} onClose={close} />}
      {shown === 'social' && <Social outage={outage} onClose={close} />}
    </div>
  );
}

interface ActProps {
  readonly outage: Outage;
  readonly onSaved: OutageDialogProps['onSaved'];
  readonly onClose: () => void;
}

function Restore({ outage, onSaved, onClose }: ActProps): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const { call, busy, error } = useCall();
  const restore = async (): Promise<void> => {
    const done = await call<{ readonly outage: Outage }>({ method: 'PATCH', path: addressOf(outage), body: { state: 'restored', base: outage.version } });
    if (done === undefined) return;
    onClose();
    // Once it is over nobody follows it any more: those who did are told.
    onSaved(savedWords({ ...done.outage, told: outage.told }, true, language), done.outage);
  };
  return <Confirm title={texts.restoreTitle} about={texts.restoreAbout} yes={texts.restore} busy={busy} error={error} onYes={() => void restore()} onClose={onClose} />;
}

function Merge({ outage, others, onSaved, onClose }: ActProps & { readonly others: readonly Outage[] }): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const { call, busy, error } = useCall();
  const [into, setInto] = useState(others.find(({ id }) => outage.overlaps.includes(id))?.id ?? others[0]?.id ?? '');
  const merge = async (): Promise<void> => {
    const done = await call<unknown>({ method: 'POST', path: `${addressOf(outage)}/merge`, body: { into, base: outage.version } });
    if (done === undefined) return;
    onClose();
    onSaved(texts.merged);
  };
  return (
    <FormDialog title={texts.mergeTitle(titleIn(outage, language))} yes={texts.merge} busy={busy} error={error} onSubmit={() => void merge()} onClose={onClose}>
      <p>{texts.mergeAbout}</p>
      <Field label={texts.mergeInto}>
        {(marks) => (
          <select {...marks} value={into} onChange={({ target }) => setInto(target.value)}>
            {others.map((other) => <option key={other.id} value={other.id}>{other.id} · {titleIn(other, language)}</option>)}
          </select>
        )}
      </Field>
    </FormDialog>
  );
}

/** As the server names them. */
const NAMED: Readonly<Record<string, keyof OutageForm>> = { next_update: 'nextUpdate' };

function History({ outage, onClose }: Pick<ActProps, 'outage' | 'onClose'>): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const loaded = useLoaded<{ readonly changes: readonly OutageChange[] }>(`${addressOf(outage)}/history`);
  const value = (field: string | boolean | null): string =>
    field === null ? '—' : typeof field === 'boolean' ? texts.compensations[field ? 'yes' : 'no'] : /^\d{4}-\d\d-\d\dT/.test(field) ? dayAndClock(field, language) : (texts.states as Record<string, string>)[field] ?? field;
  const label = (name: string): string => (texts.fieldNames as Record<string, string>)[NAMED[name] ?? name] ?? texts.historyFields[name] ?? name;
  return (
    <Dialog wide title={texts.historyTitle(titleIn(outage, language))} onClose={onClose}>
      {loaded.kind === 'loading' && <Working>{texts.loading}</Working>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      {loaded.kind === 'there' && loaded.body.changes.length === 0 && <p>{texts.noHistory}</p>}
      {loaded.kind === 'there' && (
        <ol className="changes">
          {loaded.body.changes.map((change, index) => (
            <li key={index}>
              <p><strong>{texts.happened[change.what]}</strong> <span className="soft"><time dateTime={change.at}>{dayAndClock(change.at, language)}</time> · {change.by}</span></p>
              {Object.entries(change.fields).map(([name, field]) => <p key={name} className="soft">{label(name)}: {value(field)}</p>)}
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}

function Social({ outage, onClose }: Pick<ActProps, 'outage' | 'onClose'>): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  const [copied, setCopied] = useState<'es' | 'en'>();
  const copy = (tongue: 'es' | 'en', text: string): void => {
    navigator.clipboard.writeText(text).then(() => setCopied(tongue), () => setCopied(undefined));
  };
  return (
    <Dialog wide title={texts.socialTitle} onClose={onClose}>
      <p className="soft">{texts.socialAbout}</p>
      {(['es', 'en'] as const).map((tongue) => {
        const text = socialText(outage, tongue, location.origin);
        return (
          <Field key={tongue} label={texts.tongues[tongue]}>
            {(marks) => (
              <>
                <textarea {...marks} lang={tongue} rows={6} readOnly value={text} onFocus={({ target }) => target.select()} />
                <button type="button" className="plain" onClick={() => copy(tongue, text)}>{copied === tongue ? texts.copied : texts.copy(texts.tongues[tongue])}</button>
              </>
            )}
          </Field>
        );
      })}
      <p><a href={`/estado#${outage.id}`} target="_blank" rel="noreferrer">{texts.openStatus}</a></p>
    </Dialog>
  );
}
