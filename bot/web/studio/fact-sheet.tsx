/** Facts as fields, each by its meaning and its kind, with the values that the flows tell apart: nobody has to know their names. */
import { useId, useState, type ReactNode } from 'react';
import type { Glossary } from '../../../flows/schema';
import { Field } from '../staff/parts';
import type { SimulatorTexts } from './simulator-texts';

export type Sheet = Readonly<Record<string, string | number | boolean>>;

interface FactSheetProps {
  readonly glossary: Glossary;
  /** The facts that may be told. */
  readonly names: readonly string[];
  readonly sheet: Sheet;
  readonly texts: SimulatorTexts;
  readonly onSheet: (sheet: Sheet) => void;
}

export function FactSheet({ glossary, names, onSheet, sheet, texts }: FactSheetProps): ReactNode {
  const [wanted, setWanted] = useState<readonly string[]>(() => Object.keys(sheet));
  const rest = names.filter((name) => !wanted.includes(name));
  const forget = (name: string): void => {
    setWanted(wanted.filter((one) => one !== name));
    onSheet(Object.fromEntries(Object.entries(sheet).filter(([one]) => one !== name)));
  };
  return (
    <div className="fact-sheet">
      {wanted.map((name) => (
        <div className="in-line" key={name}>
          <Field label={aboutOf(glossary, name)}>{(marks) => <FactField marks={marks} glossary={glossary} name={name} value={sheet[name]} texts={texts} onValue={(value) => onSheet({ ...sheet, [name]: value })} />}</Field>
          <button type="button" className="quiet" aria-label={texts.forgetFact(aboutOf(glossary, name))} onClick={() => forget(name)}>×</button>
        </div>
      ))}
      {rest.length > 0 && (
        <Field label={texts.addFact}>
          {(marks) => (
            <select {...marks} value="" onChange={({ target }) => setWanted([...wanted, target.value])}>
              <option value="">{texts.chooseFact}</option>
              {rest.map((name) => <option key={name} value={name}>{aboutOf(glossary, name)} ({name})</option>)}
            </select>
          )}
        </Field>
      )}
    </div>
  );
}

const aboutOf = ({ facts }: Glossary, name: string): string => facts[name]?.about ?? name;

interface FactFieldProps {
  readonly marks: { readonly id: string };
  readonly glossary: Glossary;
  readonly name: string;
  readonly value: string | number | boolean | undefined;
  readonly texts: SimulatorTexts;
  readonly onValue: (value: string | number | boolean) => void;
}

const NUMBERS: ReadonlySet<string> = new Set(['number', 'money', 'dbm', 'minutes']);

function FactField({ glossary, marks, name, onValue, texts, value }: FactFieldProps): ReactNode {
  const list = useId();
  const type = glossary.facts[name]?.type ?? 'text';
  if (type === 'yes_no') {
    return (
      <select {...marks} value={value === undefined ? '' : String(value)} onChange={({ target }) => onValue(target.value === 'true')}>
        <option value="" disabled>{texts.chooseFact}</option>
        <option value="true">{texts.yes}</option>
        <option value="false">{texts.no}</option>
      </select>
    );
  }
  if (NUMBERS.has(type)) return <input {...marks} type="number" step="any" value={value === undefined ? '' : String(value)} onChange={({ target }) => onValue(Number(target.value))} />;
  return (
    <>
      <input {...marks} list={list} value={value === undefined ? '' : String(value)} maxLength={200} onChange={({ target }) => onValue(target.value)} />
      <datalist id={list}>{valuesOf(glossary, name).map((one) => <option key={one} value={one} />)}</datalist>
    </>
  );
}

/** What the conditions compare it with. */
const valuesOf = ({ conditions, facts }: Glossary, name: string): readonly string[] => [
  ...new Set([...Object.keys(facts[name]?.values ?? {}), ...Object.values(conditions).flatMap((condition) => {
    if (condition.kind !== 'fact' || condition.fact !== name) return [];
    const { value } = condition;
    return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
  })]),
];
