/** What the systems answer in the simulator: each result as a button, also *fails* and *late*, with the facts they tell. */
import { useState, type ReactNode } from 'react';
import { Field } from '../staff/parts';
import type { SimulatorTexts } from './simulator-texts';
import type { PlayMove, Scene } from './worker/messages';

interface SystemAnswersProps {
  readonly pending: NonNullable<Scene['pending']>;
  readonly texts: SimulatorTexts;
  readonly make: (move: PlayMove) => void;
}

export function SystemAnswers({ make, pending, texts }: SystemAnswersProps): ReactNode {
  const [sheet, setSheet] = useState('');
  const { action } = pending;
  const answer = (result: string, slow?: true): void =>
    make({ move: 'result', result, facts: result === 'fails' ? {} : tellable(parsedSheet(sheet), pending.facts), action, ...(slow && { slow }) });
  const [first] = pending.results;
  return (
    <div className="stack" role="group" aria-label={texts.waiting(action ?? pending.checks.join(', '))}>
      <h2>{texts.waiting(action ?? pending.checks.join(', '))}</h2>
      {pending.facts.length > 0 && (
        <Field label={texts.tells} hint={pending.facts.join(', ')}>
          {(marks) => <textarea {...marks} rows={2} value={sheet} spellCheck={false} onChange={({ target }) => setSheet(target.value)} />}
        </Field>
      )}
      <p className="row">
        {pending.results.map((result) => <button type="button" className="plain" key={result} onClick={() => answer(result)}>{texts.results[result] ?? result}</button>)}
        {first !== undefined && <button type="button" className="quiet" onClick={() => answer(first, true)}>{texts.slow}</button>}
      </p>
    </div>
  );
}

type Sheet = Readonly<Record<string, string | number | boolean>>;

const tellable = (sheet: Sheet, facts: readonly string[]): Sheet => Object.fromEntries(Object.entries(sheet).filter(([name]) => facts.includes(name)));

/** `name: value`, one a line; numbers, yes and no are read as such. */
export function parsedSheet(text: string): Sheet {
  return Object.fromEntries(text.split('\n').flatMap((line) => {
    const [, name, value] = /^\s*([a-z_]+(?:\.[a-z_]+)+)\s*:\s*(.+?)\s*$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, valueOf(value)] as const];
  }));
}

const valueOf = (text: string): string | number | boolean => {
  if (/^(?:true|sí|si|yes)$/i.test(text)) return true;
  if (/^(?:false|no)$/i.test(text)) return false;
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
};
