/** One step under work: its words for each level, where its exits lead, its options, its name, and what stands behind it. */
import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { ACTIONS, END_CODES } from '../../../flows/contracts';
import type { Exit } from '../../../flows/exits';
import type { Step } from '../../../flows/schema';
import { flatTexts, slotsOf } from '../../../flows/slots';
import { Field } from '../staff/parts';
import { Choice } from './choice';
import { CommittedText } from './committed-text';
import { defaultExits, exitWord, ownExits, type FlowDesk } from './flow-desk';
import { NewStepForm } from './new-step-form';
import { addOption, removeOption, removeStep, removeValue, renameStep, setSideText, setSource, setValue, sideOf, splitByLevel } from './step-edit';
import { textsIn } from './wording';
import { scalar } from './yaml-edit';

export interface StepFormProps {
  readonly desk: FlowDesk;
  readonly name: string;
  readonly step: Step;
}

export function StepForm(props: StepFormProps): ReactNode {
  const { desk, name, step } = props;
  const { texts } = desk;
  const [adding, setAdding] = useState(false);
  const waits = step.kind !== 'say' && step.kind !== 'decide' && step.kind !== 'end';
  return (
    <fieldset className="step-form" disabled={desk.locked}>
      <StepTexts {...props} />
      <Setting {...props} />
      <ExitFields desk={desk} name={name} exits={ownExits(desk.flow, name)} legend={texts.exits} />
      {step.kind === 'ask' && step.expects === 'choice' && step.options_from === undefined && <Options {...props} />}
      {step.kind === 'ask' && (
        <details>
          <summary>{texts.byDefault}</summary>
          <ExitFields desk={desk} name={name} exits={defaultExits(desk.flow, name)} legend={texts.byDefault} />
        </details>
      )}
      <p className="row">
        {step.kind !== 'end' && <button type="button" className="plain" aria-expanded={adding} onClick={() => setAdding(!adding)}>{texts.addAfter}</button>}
        {waits && <button type="button" className="quiet" onClick={() => desk.tryFrom(name)}>{texts.tryFrom}</button>}
      </p>
      {adding && <NewStepForm desk={desk} after={name} onDone={() => setAdding(false)} />}
      <details>
        <summary>{texts.more}</summary>
        <NameAndEnd {...props} />
      </details>
    </fieldset>
  );
}

/** Each text with its English beside it: a guide that lacks some is not published. */
function StepTexts({ desk, name }: StepFormProps): ReactNode {
  const { change, files, flow, texts } = desk;
  const side = sideOf(files, 'en');
  const english = useMemo(() => textsIn(side), [side]);
  const slots = slotsOf(flow).filter(({ key }) => key.startsWith(`${name}.`));
  return slots.flatMap((slot) =>
    flatTexts(slot).map(([key, text, path]) => {
      const alone = typeof slot.text === 'string' && (slot.key === `${name}.ask` || slot.key === `${name}.say`);
      const label = labelOf(desk, key.slice(name.length + 1));
      const inEnglish = english[key] ?? '';
      return (
        <div className="slot" key={key}>
          <div className="in-line">
            <Field label={label}>
              {(marks) => <CommittedText marks={marks} lang="es" value={text} onCommit={(value) => change(setValue(files, path, value))} />}
            </Field>
            <Field label={`${label} · ${texts.english}`}>
              {(marks) => <CommittedText marks={marks} lang="en" value={inEnglish} placeholder={texts.missingText} onCommit={(value) => change(setSideText(files, { flow: flow.flow, key, side: 'en', value }))} />}
            </Field>
          </div>
          {alone && <button type="button" className="quiet" onClick={() => change(splitByLevel(files, { key, path, text }))}>{texts.byLevel}</button>}
        </div>
      );
    }),
  );
}

/** `options.all.basic` as words: what it is of the step, of which option, for which level. */
const labelOf = ({ texts }: FlowDesk, part: string): string => {
  const [first = '', ...rest] = part.split('.');
  const [option] = first === 'options' ? rest : [];
  const what = option === undefined ? (wordIn(texts.textOf, first) ?? wordIn(texts.parts, first) ?? first) : texts.option(option);
  const level = (option === undefined ? rest : rest.slice(1)).map((word) => wordIn(texts.levels, word) ?? word);
  return [what, ...level].join(' · ');
};

const wordIn = (table: Readonly<Record<string, string>>, word: string): string | undefined => (Object.hasOwn(table, word) ? table[word] : undefined);

/** What a step does that is no text. */
function Setting({ desk, name, step }: StepFormProps): ReactNode {
  const { change, files, flows, texts } = desk;
  const set = (path: readonly string[]) => (value: string): void => change(setSource(files, ['steps', name, ...path], value));
  if (step.kind === 'do') return <Choice label={texts.textOf.do} value={step.do} values={Object.keys(ACTIONS)} onChange={set(['do'])} />;
  if (step.kind === 'call') return <Choice label={texts.textOf.call} value={step.call} values={Object.keys(flows)} onChange={set(['call'])} />;
  if (step.kind === 'end') return <Choice label={texts.textOf.end} value={step.end.code} values={END_CODES} onChange={set(['end', 'code'])} />;
  if (step.kind === 'wait') return <Field label={texts.textOf.wait}>{(marks) => <CommittedText marks={marks} value={step.wait} onCommit={set(['wait'])} />}</Field>;
  if (step.kind === 'check') return <Field label={texts.textOf.check}>{(marks) => <CommittedText marks={marks} value={step.check.join(', ')} onCommit={(value) => set(['check'])(`[${value}]`)} />}</Field>;
  return null;
}

interface ExitFieldsProps {
  readonly desk: FlowDesk;
  readonly name: string;
  readonly exits: readonly Exit[];
  readonly legend: string;
}

/** An exit that comes from the defaults becomes the step's own when it is changed here. */
function ExitFields({ desk, exits, legend, name }: ExitFieldsProps): ReactNode {
  const { change, files, flow, texts } = desk;
  if (exits.length === 0) return null;
  const write = ({ on, path }: Exit, go: string): void => {
    const isOwn = path[0] === 'steps';
    const nested = on === 'not_understood' || on === 'silence';
    if (isOwn) return change(setSource(files, path, go));
    const before: unknown = nested ? flow.defaults?.[on] : undefined;
    change(setSource(files, ['steps', name, 'exits', on], nested ? inline({ ...(before as object), go }) : go));
  };
  return (
    <fieldset className="exits">
      <legend>{legend}</legend>
      {exits.map((exit) => (
        <Choice key={exit.path.join('/')} label={texts.leadsTo(exitWord(desk, name, exit.on))} value={exit.go} values={Object.keys(flow.steps)} onChange={(go) => write(exit, go)} />
      ))}
    </fieldset>
  );
}

const inline = (value: object): string => `{ ${Object.entries(value).map(([key, one]) => `${key}: ${typeof one === 'string' ? scalar(one) : String(one)}`).join(', ')} }`;

function Options({ desk, name, step }: StepFormProps): ReactNode {
  const { change, files, flow, texts } = desk;
  const [draft, setDraft] = useState({ id: '', label: '', english: '', go: '' });
  if (step.kind !== 'ask') return null;
  const go = draft.go === '' ? (Object.keys(flow.steps)[0] ?? '') : draft.go;
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (!/^[a-z][a-z0-9_]*$/.test(draft.id) || draft.label.trim() === '') return;
    change(addOption(files, { step: name, ...draft, go }));
    setDraft({ id: '', label: '', english: '', go: '' });
  };
  return (
    <fieldset className="exits">
      <legend>{texts.options}</legend>
      <p className="row">
        {Object.keys(step.options ?? {}).map((id) => <button type="button" className="quiet" key={id} onClick={() => change(removeOption(files, name, id))}>{texts.removeOption(id)}</button>)}
      </p>
      <form className="in-line" onSubmit={add}>
        <Field label={texts.optionId}>{(marks) => <input {...marks} value={draft.id} onChange={({ target }) => setDraft({ ...draft, id: target.value })} />}</Field>
        <Field label={texts.optionLabel}>{(marks) => <input {...marks} value={draft.label} onChange={({ target }) => setDraft({ ...draft, label: target.value })} />}</Field>
        <Field label={texts.english}>{(marks) => <input {...marks} lang="en" value={draft.english} onChange={({ target }) => setDraft({ ...draft, english: target.value })} />}</Field>
        <Choice label={texts.goes} value={go} values={Object.keys(flow.steps)} onChange={(next) => setDraft({ ...draft, go: next })} />
        <button type="submit" className="plain">{texts.addOption}</button>
      </form>
    </fieldset>
  );
}

function NameAndEnd({ desk, name, step }: StepFormProps): ReactNode {
  const { change, files, flow, texts } = desk;
  const others = Object.keys(flow.steps).filter((one) => one !== name);
  const [next, setNext] = useState(name);
  const [instead, setInstead] = useState(others[0] ?? '');
  const bad = next !== name && (!/^[a-z][a-z0-9_]*$/.test(next) || others.includes(next));
  const about = step.kind === 'end' ? undefined : step.about;
  return (
    <div className="stack">
      {about !== undefined && <button type="button" className="quiet" onClick={() => change(removeValue(files, ['steps', name, 'about']))}>× {about}</button>}
      <Field label={texts.stepName} error={bad ? texts.nameBad : undefined}>
        {(marks) => <input {...marks} value={next} onChange={({ target }) => setNext(target.value)} />}
      </Field>
      <button type="button" className="plain" disabled={bad || next === name} onClick={() => change(renameStep(files, name, next))}>{texts.rename}</button>
      <Choice label={texts.removeAbout(name)} value={instead} values={others} onChange={setInstead} />
      <button type="button" className="danger" onClick={() => change(removeStep(files, name, instead))}>{texts.remove}</button>
    </div>
  );
}
