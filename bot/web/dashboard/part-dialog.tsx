/** The service is back in a part of an outage: which, how many that is, and who hears it. */
import { useState, type ReactNode } from 'react';
import type { Outage } from '../contracts';
import type { OutagePart } from '../outage-contracts';
import { useLanguage } from '../staff/context';
import { FormDialog, Notice, Working } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import { addressOf, scopeLabel, titleIn } from './board';
import { DASHBOARD_TEXTS } from './dashboard-texts';
import type { OutageDialogProps } from './outage-dialog';

interface PartDialogProps {
  readonly outage: Outage;
  readonly onSaved: OutageDialogProps['onSaved'];
  readonly onClose: () => void;
}

export function PartDialog({ outage, onSaved, onClose }: PartDialogProps): ReactNode {
  const language = useLanguage();
  const texts = DASHBOARD_TEXTS[language];
  const { call, busy, error } = useCall();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isMissing, setMissing] = useState(false);
  const loaded = useLoaded<{ readonly parts: readonly OutagePart[] }>(`${addressOf(outage)}/parts`);
  const choose = (id: string, isChosen: boolean): void => {
    setMissing(false);
    setChosen((before) => (isChosen ? [...before, id] : before.filter((each) => each !== id)));
  };
  const save = async (): Promise<void> => {
    if (chosen.length === 0) return setMissing(true);
    const done = await call<{ readonly outage: Outage }>({ method: 'POST', path: `${addressOf(outage)}/parts`, body: { scope: chosen, base: outage.version } });
    if (done === undefined) return;
    onClose();
    onSaved(texts.partSaved(outage.affected - done.outage.affected, done.outage.affected), done.outage);
  };
  return (
    <FormDialog title={texts.partTitle(titleIn(outage, language))} yes={texts.partYes} busy={busy} error={isMissing ? texts.faults['scope']?.missing : error} onSubmit={() => void save()} onClose={onClose}>
      <p>{texts.partAbout}</p>
      {loaded.kind === 'loading' && <Working>{texts.loading}</Working>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      {loaded.kind === 'there' && loaded.body.parts.length === 0 && <p>{texts.noParts}</p>}
      {loaded.kind === 'there' && <Parts parts={loaded.body.parts} of={outage.affected} chosen={chosen} onChoose={choose} />}
    </FormDialog>
  );
}

interface PartsProps {
  readonly parts: readonly OutagePart[];
  /** Services that the outage touches. */
  readonly of: number;
  readonly chosen: readonly string[];
  readonly onChoose: (id: string, isChosen: boolean) => void;
}

function Parts({ parts, of, chosen, onChoose }: PartsProps): ReactNode {
  const texts = DASHBOARD_TEXTS[useLanguage()];
  return (
    <fieldset className="field">
      <legend>{texts.partWhere} <span className="soft">({texts.chosen(chosen.length)})</span></legend>
      <div className="scopes">
        {parts.map(({ id, label, affected }) => (
          <label key={id} className="check">
            <input type="checkbox" checked={chosen.includes(id)} onChange={({ target }) => onChoose(id, target.checked)} />
            <span className="grow">{scopeLabel(label, texts.elements)}</span> <span className="soft">{texts.partOf(affected, of)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
