/**
 * One file under work in its views. All of them show the one text and change it through the same history; the graph, the
 * editor and the other views are fetched when they are first opened.
 */
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { LEVELS, type Level } from '../../../knowledge/language';
import type { FlowFault } from '../contracts';
import { useLanguage } from '../staff/context';
import { Notice, Working } from '../staff/parts';
import { ArticleEffect } from './article-effect';
import { FieldsContext } from './committed-text';
import { faultsByStep, type FlowDesk } from './flow-desk';
import { StepList } from './step-list';
import { STUDIO_TEXTS } from './studio-texts';
import type { Caret } from './text-editor';
import type { WorkbenchInUse } from './use-workbench';
import type { ReadFile } from './worker/messages';
import { VIEW_TEXTS, VIEWS, type View } from './view-texts';
import { allTexts, isArticle, textOf } from './workbench';

const fetchEditor = () => import('./text-editor').then((module) => ({ default: module.TextEditor }));
const fetchGraph = () => import('./flow-graph').then((module) => ({ default: module.FlowGraph }));
const TextEditor = lazy(fetchEditor);
const FlowGraph = lazy(fetchGraph);
/** The two large views come while the hand is on its way to them. */
const AHEAD: Readonly<Partial<Record<View, () => Promise<unknown>>>> = { text: fetchEditor, graph: fetchGraph };
const LevelTable = lazy(() => import('./level-table').then((module) => ({ default: module.LevelTable })));
const WordingTable = lazy(() => import('./wording-table').then((module) => ({ default: module.WordingTable })));
const Simulator = lazy(() => import('./simulator').then((module) => ({ default: module.Simulator })));
const Happened = lazy(() => import('./happened').then((module) => ({ default: module.Happened })));
const TestList = lazy(() => import('./test-list').then((module) => ({ default: module.TestList })));

/** Shown as one level meets them; the others show all levels, or ask for one of their own. */
const BY_LEVEL: ReadonlySet<View> = new Set(['steps', 'graph']);

export interface Showing {
  readonly view: View;
  readonly open?: string | undefined;
}

interface FlowBenchProps {
  readonly inUse: WorkbenchInUse;
  readonly showing: Showing;
  readonly onShow: (showing: Showing) => void;
  readonly caret: Ref<Caret>;
}

export function FlowBench({ caret, inUse, onShow, showing }: FlowBenchProps): ReactNode {
  const { bench, checker, tell } = inUse;
  const language = useLanguage();
  const texts = VIEW_TEXTS[language];
  const [level, setLevel] = useState<Level>('basic');
  const [from, setFrom] = useState<string>();
  const desk = useDesk(inUse, level, {
    goTo: (open) => onShow({ view: 'steps', open }),
    tryFrom: (step) => {
      setFrom(step);
      onShow({ view: 'try' });
    },
  });
  // The editor is fetched for what is no guide, not for a guide that is still being read.
  const isReading = desk === undefined && !(checker.read !== undefined && around(checker.read.files).includes(bench.file));
  const view = desk === undefined && !isReading ? 'text' : showing.view;
  const isRead = checker.readAt === bench.check.revision;
  const fields = useMemo(() => ({ isRead, isLocked: bench.locked }), [isRead, bench.locked]);
  return (
    <section className="bench" onKeyDown={(event) => onHistoryKey(event, inUse)}>
      <div className="views" role="group" aria-label={texts.viewsOf}>
        {VIEWS.map((one) => <button type="button" key={one} className="tab" aria-pressed={view === one} disabled={desk === undefined && one !== 'text'} onPointerEnter={() => fetchAhead(one)} onFocus={() => fetchAhead(one)} onClick={() => onShow({ view: one, open: showing.open })}>{texts.views[one]}</button>)}
      </div>
      <div className="row tools">
        {BY_LEVEL.has(view) && <label className="level">{texts.level} <select value={level} onChange={({ target }) => setLevel(target.value as Level)}>{LEVELS.map((one) => <option key={one} value={one}>{texts.levels[one]}</option>)}</select></label>}
        <button type="button" className="quiet" disabled={bench.locked || bench.history.past.length === 0} onClick={() => tell({ type: 'undo' })}>{texts.undo}</button>
        <button type="button" className="quiet" disabled={bench.locked || bench.history.future.length === 0} onClick={() => tell({ type: 'redo' })}>{texts.redo}</button>
      </div>
      {bench.refused && <Notice tone="error">{texts.refused}</Notice>}
      {desk !== undefined && checker.broken && view !== 'text' && <Notice tone="warn">{texts.broken}</Notice>}
      {desk !== undefined && isNew(inUse) && checker.read?.isOpened === false && <Notice tone="info">{texts.notOpened}</Notice>}
      <FieldsContext value={fields}>
        <Suspense fallback={<Working>{texts.opening}</Working>}>
          {isReading && view !== 'text' && <Working>{texts.opening}</Working>}
          {view === 'text' && <FileText caret={caret} inUse={inUse} desk={desk} />}
          {view === 'text' && isArticle(bench.file) && <ArticleEffect key={bench.file} bench={bench} />}
          {desk !== undefined && view === 'steps' && <StepList desk={desk} open={showing.open} onOpen={(open) => onShow({ view, open })} />}
          {desk !== undefined && view === 'graph' && <FlowGraph desk={desk} passed={passedIn(inUse)} />}
          {desk !== undefined && view === 'levels' && <LevelTable desk={desk} figures={checker.proven?.figures} />}
          {desk !== undefined && view === 'texts' && <WordingTable desk={desk} />}
          {desk !== undefined && view === 'try' && <Simulator key={desk.flow.flow} desk={desk} checker={checker} from={from} onFrom={setFrom} />}
          {desk !== undefined && view === 'happened' && <Happened key={desk.flow.flow} desk={desk} />}
          {desk !== undefined && view === 'tests' && <TestList desk={desk} checker={checker} />}
        </Suspense>
      </FieldsContext>
    </section>
  );
}

/** What is published may be begun by the conversation itself. */
const isNew = ({ bench: { file, published } }: WorkbenchInUse): boolean => published !== undefined && !Object.hasOwn(published.files, file);

const fetchAhead = (view: View): void => void AHEAD[view]?.().catch(() => undefined);

const passedIn = ({ checker: { tested } }: WorkbenchInUse): ReadonlySet<string> | undefined => (tested === undefined ? undefined : new Set(tested.passed));

const around = ({ file, sides, tests }: ReadFile['files']): readonly string[] => [file, ...sides, ...tests];

/** One undo for all views: the browser's own would only know the field it happens in. */
function onHistoryKey(event: KeyboardEvent, { tell }: WorkbenchInUse): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  tell({ type: key === 'y' || event.shiftKey ? 'redo' : 'undo' });
}

function useDesk({ bench, checker: { read }, tell }: WorkbenchInUse, level: Level, ways: Pick<FlowDesk, 'goTo' | 'tryFrom'>): FlowDesk | undefined {
  const language = useLanguage();
  const { faults } = bench.check;
  const latest = useRef(ways);
  useEffect(() => {
    latest.current = ways;
  });
  return useMemo(() => {
    const flow = read?.flow;
    if (read === undefined || flow === undefined || read.files.file !== bench.file) return undefined;
    return {
      flow, level, language, locked: bench.locked, glossary: read.glossary, flows: read.flows, texts: VIEW_TEXTS[language],
      files: { ...read.files, get all() { return allTexts(bench); } },
      faults: faultsByStep(faults, bench.file, textOf(bench, bench.file)),
      change: (texts) => tell({ type: 'changed', texts }),
      goTo: (step) => latest.current.goTo(step),
      tryFrom: (step) => latest.current.tryFrom(step),
    };
  }, [read, bench, faults, level, language, tell]);
}

interface FileTextProps {
  readonly caret: Ref<Caret>;
  readonly inUse: WorkbenchInUse;
  readonly desk: FlowDesk | undefined;
}

const NO_FAULTS: readonly FlowFault[] = [];

function FileText({ caret, desk, inUse: { bench, checker, tell } }: FileTextProps): ReactNode {
  const language = useLanguage();
  const { file } = bench;
  const { faults } = bench.check;
  const own = useMemo(() => (faults.length === 0 ? NO_FAULTS : faults.filter((fault) => fault.file === file)), [faults, file]);
  const glossary = checker.read?.glossary;
  const names = {
    steps: Object.keys(desk?.flow.steps ?? {}), flows: Object.keys(checker.read?.flows ?? {}),
    facts: Object.keys(glossary?.facts ?? {}), conditions: Object.keys(glossary?.conditions ?? {}),
  };
  return (
    <TextEditor key={`${file} ${String(bench.locked)}`} ref={caret} readOnly={bench.locked} file={file} label={STUDIO_TEXTS[language].editor(file)} text={textOf(bench, file)} language={language} names={names} faults={own}
      onText={(text) => tell({ type: 'typed', text, at: Date.now() })} onSave={() => document.querySelector<HTMLElement>('[data-reason]')?.focus()} />
  );
}
