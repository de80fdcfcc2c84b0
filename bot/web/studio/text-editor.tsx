/**
 * The file as text. CodeMirror stands in a shadow root, where its styles need no exception from the page's policy; it keeps
 * no history of its own, so that one undo goes through all views.
 */
import { acceptCompletion, autocompletion, completionKeymap, type CompletionContext } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Annotation, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useImperativeHandle, useRef, type ReactNode, type Ref } from 'react';
import type { Language } from '../../../knowledge/language';
import type { FlowFault } from '../contracts';
import { meaningOf, suggestions, type Names } from './suggestions';
import { MOST_CHARACTERS } from './workbench';

export interface Caret {
  goTo(line: number, column: number): void;
}

interface TextEditorProps {
  readonly file: string;
  readonly label: string;
  readonly text: string;
  readonly language: Language;
  readonly names: Names;
  readonly readOnly: boolean;
  readonly faults: readonly FlowFault[];
  readonly onText: (text: string) => void;
  readonly onSave: () => void;
  readonly ref?: Ref<Caret>;
}

const fromOutside = Annotation.define<true>();

export function TextEditor({ ref, ...props }: TextEditorProps): ReactNode {
  const { faults, label, text } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const made = new EditorView({ state: EditorState.create({ doc: latest.current.text, extensions: extensions(latest) }), parent: root, root });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const made = view.current;
    const now = made?.state.doc.toString();
    if (made === undefined || now === undefined || now === text) return;
    made.dispatch({ changes: difference(now, text), annotations: fromOutside.of(true) });
  }, [text]);
  useEffect(() => {
    const made = view.current;
    if (made !== undefined) made.dispatch(setDiagnostics(made.state, diagnosticsOf(made.state, faults, latest.current.language)));
    // What is typed moves the marks by itself.
  }, [faults]);
  useImperativeHandle(ref, () => ({
    goTo(line, column) {
      const made = view.current;
      if (made === undefined) return;
      const place = placeIn(made.state, line, column);
      made.dispatch({ selection: { anchor: place }, effects: EditorView.scrollIntoView(place, { y: 'center' }) });
      made.focus();
    },
  }), []);
  return <div className="editor-box" data-editor={label} ref={host} />;
}

const placeIn = (state: EditorState, line: number, column: number): number => {
  const found = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
  return Math.min(found.to, found.from + Math.max(0, column - 1));
};

/** The one range that differs: the caret stays where it is. */
const difference = (now: string, next: string): { readonly from: number; readonly to: number; readonly insert: string } => {
  let from = 0;
  while (from < now.length && from < next.length && now[from] === next[from]) from += 1;
  let [to, end] = [now.length, next.length];
  while (to > from && end > from && now[to - 1] === next[end - 1]) [to, end] = [to - 1, end - 1];
  return { from, to, insert: next.slice(from, end) };
};

const diagnosticsOf = (state: EditorState, faults: readonly FlowFault[], language: Language): Diagnostic[] =>
  faults.map((fault) => {
    const from = placeIn(state, fault.line, fault.column);
    return { from, to: Math.max(from, state.doc.lineAt(from).to), severity: 'error', message: fault[language] };
  });

const THEME = EditorView.theme({
  '&': { height: '100%', fontSize: '0.875rem', color: 'var(--ink)', backgroundColor: 'var(--paper)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: "ui-monospace, 'Cascadia Code', Menlo, Consolas, monospace", lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--tint)', color: 'var(--soft)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'transparent', boxShadow: 'inset 2px 0 var(--brand)' },
  '.cm-tooltip': { backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--edge)', borderRadius: '8px', padding: '2px 6px', maxWidth: '420px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--brand)', color: 'var(--on-brand)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { backgroundColor: 'var(--accent-tint) !important' },
});

/** Colours of the page, so that they hold in light and dark. */
const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--brand)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--soft)', fontStyle: 'italic' },
  { tag: [tags.string, tags.content], color: 'var(--ink)' },
  { tag: [tags.bool, tags.number, tags.null], color: 'var(--accent-ink)' },
]);

const extensions = (latest: { readonly current: TextEditorProps }) => {
  const { file, label, readOnly } = latest.current;
  return [
    EditorState.readOnly.of(readOnly),
    lineNumbers(), drawSelection(), highlightActiveLine(), indentOnInput(), indentUnit.of('  '), ...(file.endsWith('.md') ? [EditorView.lineWrapping] : [yaml()]), syntaxHighlighting(COLOURS), lintGutter(), THEME,
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', spellcheck: 'false', autocapitalize: 'off' }),
    autocompletion({ override: [(context) => complete(context, latest.current)] }),
    hoverTooltip((view, place) => hover(view, place, latest.current)),
    keymap.of([{ key: 'Mod-s', preventDefault: true, run: () => (latest.current.onSave(), true) }, { key: 'Enter', run: acceptCompletion }, ...completionKeymap, ...defaultKeymap]),
    EditorView.updateListener.of((update) => {
      const isOurs = update.transactions.some((one) => one.annotation(fromOutside) === true);
      if (!update.docChanged || isOurs) return;
      const { length } = update.state.doc;
      // What is refused goes again: the text of the studio is the truth.
      latest.current.onText(update.state.doc.toString());
      if (length > MOST_CHARACTERS) setTimeout(() => update.view.dispatch({ changes: { from: 0, to: update.view.state.doc.length, insert: latest.current.text }, annotations: fromOutside.of(true) }));
    }),
  ];
};

const complete = (context: CompletionContext, { file, language, names }: TextEditorProps) => {
  const found = suggestions(file, context.state.sliceDoc(0, context.pos), { language, names });
  const from = found[0]?.from;
  if (from === undefined || (from === context.pos && !context.explicit)) return null;
  return { from, options: found.map(({ about, label }) => ({ label, detail: about })) };
};

const hover = (view: EditorView, place: number, { language }: TextEditorProps) => {
  const word = view.state.wordAt(place);
  const about = word === null ? undefined : meaningOf(view.state.sliceDoc(word.from, word.to), language);
  if (word === null || about === undefined) return null;
  return {
    pos: word.from,
    create: () => {
      const dom = document.createElement('div');
      dom.textContent = about;
      return { dom };
    },
  };
};
