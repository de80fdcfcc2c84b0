/** One of a list of names, with its label; a value that is none of them stays visible. */
import type { ReactNode } from 'react';
import { Field } from '../staff/parts';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly onChange: (value: string) => void;
}

export function Choice({ label, onChange, value, values }: ChoiceProps): ReactNode {
  return (
    <Field label={label}>
      {(marks) => (
        <select {...marks} value={value} onChange={({ target }) => onChange(target.value)}>
          {!values.includes(value) && <option value={value}>{value}</option>}
          {values.map((one) => <option key={one} value={one}>{one}</option>)}
        </select>
      )}
    </Field>
  );
}
