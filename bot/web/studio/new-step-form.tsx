/** A new step, put behind another one and into one of its exits, as one change. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { ACTIONS, END_CODES, SYSTEMS } from '../../../flows/contracts';
import type { Kind } from '../../../flows/schema';
import { Field } from '../staff/parts';
import { exitWord, ownExits, type FlowDesk } from './flow-desk';
import { addStep } from './step-edit';
import { Choice } from './choice';

const KINDS: readonly Kind[] = ['ask', 'say', 'check', 'do', 'decide', 'call', 'wait', 'end'];

interface NewStepFormProps {
  readonly desk: FlowDesk;
  readonly after: string;
  readonly onDone: () => void;
}

export function NewStepForm({ after, desk, onDone }: NewStepFormProps): ReactNode {
  const { change, files, flow, goTo, texts } = desk;
  const exits = ownExits(flow, after);
  const [kind, setKind] = useState<Kind>('ask');
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [english, setEnglish] = useState('');
  const [from, setFrom] = useState(0);
  const [go, setGo] = useState(exits[0]?.go ?? flow.start);
  const [bad, setBad] = useState(false);
  const values = valuesOf(kind, desk);
  const spoken = kind === 'ask' || kind === 'say';
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = !/^[a-z][a-z0-9_]*$/.test(name) || Object.hasOwn(flow.steps, name) || (spoken && text.trim() === '');
    setBad(wrong);
    if (wrong) return;
    const words = values.length > 0 && !values.includes(text) ? (values[0] ?? '') : text.trim();
    change(addStep(files, { name, kind, text: words, english: spoken ? english.trim() : '', go, after, from: exits[from]?.path }));
    onDone();
    setTimeout(() => goTo(name), 60);
  };
  return (
    <form className="new-step" noValidate onSubmit={add} aria-label={texts.newStep}>
      <Field label={texts.kind}>
        {(marks) => (
          <select {...marks} autoFocus value={kind} onChange={({ target }) => setKind(target.value as Kind)}>
            {KINDS.map((one) => <option key={one} value={one}>{texts.kinds[one]}</option>)}
          </select>
        )}
      </Field>
      <Field label={texts.stepName} hint={texts.nameHint} error={bad ? texts.nameBad : undefined}>
        {(marks) => <input {...marks} value={name} onChange={({ target }) => setName(target.value)} />}
      </Field>
      {values.length > 0 && <Choice label={texts.textOf[kind]} value={values.includes(text) ? text : (values[0] ?? '')} values={values} onChange={setText} />}
      {values.length === 0 && <Field label={texts.textOf[kind]}>{(marks) => <input {...marks} lang="es" value={text} onChange={({ target }) => setText(target.value)} />}</Field>}
      {spoken && <Field label={texts.english}>{(marks) => <input {...marks} lang="en" value={english} onChange={({ target }) => setEnglish(target.value)} />}</Field>}
      <Field label={texts.arrives}>
        {(marks) => (
          <select {...marks} value={from} onChange={({ target }) => setFrom(Number(target.value))}>
            {exits.map((exit, index) => <option key={exit.path.join('/')} value={index}>{`${after}: ${exitWord(desk, after, exit.on)} → ${exit.go}`}</option>)}
            <option value={-1}>{texts.arrivesNone}</option>
          </select>
        )}
      </Field>
      {kind !== 'end' && <Choice label={texts.goes} value={go} values={Object.keys(flow.steps)} onChange={setGo} />}
      <button type="submit" className="main">{texts.add}</button>
    </form>
  );
}

/** What may stand there, where it is one of a list. */
function valuesOf(kind: Kind, { flow, flows, glossary }: FlowDesk): readonly string[] {
  switch (kind) {
    case 'check':
      return Object.keys(SYSTEMS);
    case 'do':
      return Object.keys(ACTIONS);
    case 'decide':
      return Object.keys(glossary.conditions);
    case 'call':
      return Object.keys(flows).filter((name) => name !== flow.flow);
    case 'end':
      return END_CODES;
    case 'say':
    case 'ask':
    case 'wait':
      return [];
  }
}
