/** A field whose words become one change of the file a moment after the last key, and at once when it is left. */
import { createContext, useContext, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { FieldMarks } from '../staff/parts';

const PAUSE_MS = 350;

export interface FieldsState {
  /** The values are those of the text as it stands; false while a change of it is being read. */
  readonly isRead: boolean;
  readonly isLocked: boolean;
}

export const FieldsContext = createContext<FieldsState>({ isRead: true, isLocked: false });

interface CommittedTextProps {
  readonly marks?: FieldMarks;
  readonly label?: string;
  readonly value: string;
  readonly lang?: string;
  readonly placeholder?: string;
  readonly onCommit: (value: string) => void;
}

export function CommittedText({ label, lang, marks, onCommit, placeholder, value }: CommittedTextProps): ReactNode {
  const { isLocked, isRead } = useContext(FieldsContext);
  /** Typed here, until the text is read with them. */
  const [words, setWords] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = (): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
  };
  useEffect(() => stop, []);
  useEffect(() => {
    if (isRead && timer.current === undefined) setWords(undefined);
  }, [isRead, value]);
  const commit = (next: string): void => {
    stop();
    if (next === value && isRead) setWords(undefined);
    else onCommit(next);
  };
  /** What is taken back or brought back begins with what was typed here last; then the text has the word. */
  const turn = ({ ctrlKey, key, metaKey }: KeyboardEvent): void => {
    if (!(ctrlKey || metaKey) || !'zy'.includes(key.toLowerCase())) return;
    if (timer.current !== undefined && words !== undefined) commit(words);
    setWords(undefined);
  };
  const shown = words ?? value;
  return (
    <textarea {...marks} aria-label={label} lang={lang} placeholder={placeholder} value={shown} readOnly={isLocked} rows={Math.min(6, Math.ceil((shown.length + 1) / 60))}
      onKeyDown={turn}
      onChange={({ target }) => {
        setWords(target.value);
        stop();
        timer.current = setTimeout(() => commit(target.value), PAUSE_MS);
      }}
      onBlur={({ target }) => timer.current !== undefined && commit(target.value)} />
  );
}
