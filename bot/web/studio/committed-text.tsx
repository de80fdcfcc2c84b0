/** A field whose words become one change of the file a moment after the last key, and at once when it is left. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { FieldMarks } from '../staff/parts';

const PAUSE_MS = 350;

interface CommittedTextProps {
  readonly marks?: FieldMarks;
  readonly label?: string;
  readonly value: string;
  readonly lang?: string;
  readonly placeholder?: string;
  readonly onCommit: (value: string) => void;
}

export function CommittedText({ label, lang, marks, onCommit, placeholder, value }: CommittedTextProps): ReactNode {
  const [words, setWords] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** Committed here and not come back yet: the flow is read anew in between, while she types on. */
  const underWay = useRef<readonly string[]>([]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const isOwn = underWay.current.includes(value);
    underWay.current = isOwn ? underWay.current.slice(underWay.current.indexOf(value) + 1) : [];
    // What another view or an undo wrote is what stands here.
    if (!isOwn || (underWay.current.length === 0 && timer.current === undefined)) setWords(undefined);
  }, [value]);
  const commit = (next: string): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (next === (underWay.current.at(-1) ?? value)) return;
    underWay.current = [...underWay.current, next];
    onCommit(next);
  };
  const shown = words ?? value;
  return (
    <textarea {...marks} aria-label={label} lang={lang} placeholder={placeholder} value={shown} rows={Math.min(6, Math.ceil((shown.length + 1) / 60))}
      onChange={({ target }) => {
        setWords(target.value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => commit(target.value), PAUSE_MS);
      }}
      onBlur={({ target }) => commit(target.value)} />
  );
}
