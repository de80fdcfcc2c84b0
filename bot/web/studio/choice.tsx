/** One of a list of names, with its label. Names are sought by typing, so a moment passes before the choice counts. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Field } from '../staff/parts';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly onChange: (value: string) => void;
}

const PAUSE_MS = 300;

export function Choice({ label, onChange, value, values }: ChoiceProps): ReactNode {
  const [chosen, setChosen] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // What another view or an undo wrote is what stands here.
  useEffect(() => setChosen(undefined), [value]);
  const commit = (next: string): void => {
    clearTimeout(timer.current);
    if (next !== value) onChange(next);
  };
  return (
    <Field label={label}>
      {(marks) => (
        <select {...marks} value={chosen ?? value}
          onChange={({ target }) => {
            setChosen(target.value);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => commit(target.value), PAUSE_MS);
          }}
          onBlur={({ target }) => commit(target.value)}>
          {!values.includes(value) && <option value={value}>{value}</option>}
          {values.map((one) => <option key={one} value={one}>{one}</option>)}
        </select>
      )}
    </Field>
  );
}
