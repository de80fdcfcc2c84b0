/** Keeps the simulated conversation as a test of the flow, in the draft. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Field, Notice } from '../staff/parts';
import type { FlowDesk } from './flow-desk';
import { recordedTest } from './recording';
import { SIMULATOR_TEXTS } from './simulator-texts';
import { addTest } from './step-edit';
import type { PlayAsked, Scene } from './worker/messages';

interface KeepTestProps {
  readonly desk: FlowDesk;
  readonly asked: PlayAsked;
  readonly scene: Scene;
}

export function KeepTest({ asked, desk, scene }: KeepTestProps): ReactNode {
  const texts = SIMULATOR_TEXTS[desk.language];
  const [name, setName] = useState('');
  const [kept, setKept] = useState(false);
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    desk.change(addTest(desk.files, desk.flow.flow, { name: name.trim().slice(0, 200), source: recordedTest(asked, scene) }));
    setKept(true);
  };
  return (
    <form className="in-line" onSubmit={keep}>
      <Field label={texts.keepName}>{(marks) => <input {...marks} value={name} maxLength={200} onChange={({ target }) => {
        setName(target.value);
        setKept(false);
      }} />}</Field>
      <button type="submit" className="main">{texts.keep}</button>
      {kept && <Notice tone="good">{texts.kept}</Notice>}
    </form>
  );
}
