/** A new flow, by its name. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { useLanguage } from '../staff/context';
import { Dialog, Field } from '../staff/parts';
import { beginningOf } from './flow-beginning';
import { STUDIO_TEXTS } from './studio-texts';
import type { WorkbenchInUse } from './use-workbench';
import { filesOf } from './workbench';

export function NewFlow({ bench, onClose, tell }: Pick<WorkbenchInUse, 'bench' | 'tell'> & { readonly onClose: () => void }): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  const [name, setName] = useState('');
  const [bad, setBad] = useState(false);
  const make = (event: FormEvent): void => {
    event.preventDefault();
    const file = `${name}.yaml`;
    const wrong = !/^[a-z][a-z0-9-]{1,60}$/.test(name) || filesOf(bench).includes(file);
    setBad(wrong);
    if (wrong) return;
    tell({ type: 'changed', texts: beginningOf(name) });
    tell({ type: 'opened', file });
    onClose();
  };
  return (
    <Dialog title={texts.newFlow} onClose={onClose}>
      <form className="stack" noValidate onSubmit={make}>
        <Field label={texts.newFlowName} hint={texts.newFlowHint} error={bad ? texts.newFlowBad : undefined}>
          {(marks) => <input {...marks} value={name} onChange={({ target }) => setName(target.value)} />}
        </Field>
        <button type="submit" className="main">{texts.make}</button>
      </form>
    </Dialog>
  );
}
