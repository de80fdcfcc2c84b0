/** The keys of the page in one place, and the switch for whoever steers it by voice. */
import type { ReactNode } from 'react';
import { useLanguage } from '../staff/context';
import { Dialog } from '../staff/parts';
import { AGENTS_TEXTS } from './agents-texts';

interface KeysDialogProps {
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
  readonly onClose: () => void;
}

export function KeysDialog({ on, onSwitch, onClose }: KeysDialogProps): ReactNode {
  const texts = AGENTS_TEXTS[useLanguage()];
  return (
    <Dialog title={texts.keysTitle} onClose={onClose}>
      <label className="check"><input type="checkbox" checked={on} onChange={({ target }) => onSwitch(target.checked)} />{texts.keys}</label>
      <dl className="keys-list">
        {texts.keysList.map(([key, does]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>)}
      </dl>
    </Dialog>
  );
}
