/** A plain text area with line numbers beside it. Tab leaves the field, as everywhere; the browser's own undo keeps working. */
import { useImperativeHandle, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { useLanguage } from '../staff/context';
import { lineCount, newLine, offsetAt, placeAt, shiftLines, type Edit } from './editing';
import { STUDIO_TEXTS } from './studio-texts';

export interface Caret {
  goTo(line: number, column: number): void;
}

interface TextEditorProps {
  readonly file: string;
  readonly text: string;
  readonly faultLines: readonly number[];
  readonly onText: (text: string) => void;
  readonly onSave: () => void;
  readonly ref: Ref<Caret>;
}

export function TextEditor({ file, text, faultLines, onText, onSave, ref }: TextEditorProps): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ line: 1, column: 1 });
  useImperativeHandle(ref, () => ({ goTo: (line, column) => moveCaret(area.current, line, column) }), []);
  return (
    <div className="editor">
      <div className="editor-box">
        <Gutter ref={gutter} lines={lineCount(text)} faultLines={faultLines} here={place.line} />
        <textarea ref={area} aria-label={texts.editor(file)} aria-describedby="editor-hint" value={text} wrap="off" spellCheck={false}
          autoCapitalize="off" autoComplete="off" autoCorrect="off"
          onChange={({ target }) => onText(target.value)}
          onKeyDown={(event) => onKey(event, onSave)}
          onSelect={({ currentTarget }) => setPlace(placeAt(currentTarget.value, currentTarget.selectionStart))}
          onScroll={({ currentTarget }) => gutter.current?.scrollTo({ top: currentTarget.scrollTop })} />
      </div>
      <p className="editor-foot soft"><span id="editor-hint">{texts.editorHint}</span><span>{texts.place(place.line, place.column)}</span></p>
    </div>
  );
}

interface GutterProps {
  readonly lines: number;
  readonly faultLines: readonly number[];
  readonly here: number;
  readonly ref: Ref<HTMLDivElement>;
}

function Gutter({ lines, faultLines, here, ref }: GutterProps): ReactNode {
  const faulty = new Set(faultLines);
  return (
    <div className="gutter" ref={ref} aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => index + 1).map((line) => (
        <div key={line} className={faulty.has(line) ? 'faulty' : line === here ? 'here' : undefined}>{line}</div>
      ))}
    </div>
  );
}

function onKey(event: KeyboardEvent<HTMLTextAreaElement>, onSave: () => void): void {
  const area = event.currentTarget;
  const selection = { text: area.value, start: area.selectionStart, end: area.selectionEnd };
  const control = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter' && !event.shiftKey && !control && !event.nativeEvent.isComposing) apply(event, newLine(selection));
  else if (control && event.key === ']') apply(event, shiftLines(selection, true));
  else if (control && event.key === '[') apply(event, shiftLines(selection, false));
  else if (control && event.key.toLowerCase() === 's') {
    event.preventDefault();
    onSave();
  }
}

/** `insertText` is the one way that keeps the browser's undo; setting the value would drop it. */
function apply(event: KeyboardEvent<HTMLTextAreaElement>, edit: Edit): void {
  event.preventDefault();
  const area = event.currentTarget;
  area.setSelectionRange(edit.from, edit.to);
  if (!document.execCommand('insertText', false, edit.insert)) area.setRangeText(edit.insert, edit.from, edit.to, 'end');
  area.setSelectionRange(edit.start, edit.end);
}

function moveCaret(area: HTMLTextAreaElement | null, line: number, column: number): void {
  if (area === null) return;
  const offset = offsetAt(area.value, line, column);
  area.focus();
  area.setSelectionRange(offset, offset);
  const height = Number.parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTo({ top: Math.max(0, (line - 1) * height - area.clientHeight / 2), left: 0 });
}
