/** The studio: files, the one under work in its views, faults, publishing, releases. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { FlowFault } from '../contracts';
import { useLanguage } from '../staff/context';
import { Working } from '../staff/parts';
import { FaultList } from './fault-list';
import { DraftBar } from './draft-bar';
import { ArticleEditions } from './article-editions';
import { FileHead } from './file-bar';
import { FileList } from './file-list';
import { useTitles } from './file-titles';
import { FlowBench, type Showing } from './flow-bench';
import { stepAtLine } from './flow-desk';
import { PublishBox } from './publish-box';
import { ReleaseList } from './release-list';
import { STUDIO_TEXTS } from './studio-texts';
import type { Caret } from './text-editor';
import { useSharedDraft } from './use-shared-draft';
import { useWorkbench } from './use-workbench';
import { allTexts, changedFiles, textOf } from './workbench';

const NO_FLOWS = {};
const NONE: readonly never[] = [];

export function StudioPage(): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  const inUse = useWorkbench();
  const { bench, checker, tell, reload } = inUse;
  const shared = useSharedDraft(inUse);
  const titleOf = useTitles(bench, checker.read?.flows ?? NO_FLOWS);
  const caret = useRef<Caret>(null);
  const [showing, setShowing] = useState<Showing>({ view: 'steps' });
  useEffect(() => {
    document.title = `Hilo · ${texts.title}`;
  }, [texts]);
  useStepInSight(showing);
  if (bench.published === undefined) return <div className="sheet"><Working>{texts.loading}</Working></div>;
  const go = ({ column, file, line }: FlowFault): void => {
    tell({ type: 'opened', file });
    const step = stepAtLine(textOf(bench, file), line);
    if (step !== undefined && showing.view !== 'text' && !checker.broken) return setShowing({ view: 'steps', open: step });
    setShowing({ view: 'text' });
    whenThere(() => caret.current, (there) => there.goTo(line, column));
  };
  // What writes YAML is fetched when something is to be written.
  const accept = async (faults: readonly FlowFault[]): Promise<void> => {
    const { acceptNew } = await import('./step-edit');
    tell({ type: 'changed', texts: acceptNew(allTexts(bench), faults) });
  };
  return (
    <div className="studio">
      <FileList bench={bench} tell={tell} flows={checker.read?.flows ?? NO_FLOWS} />
      <div className="bench-box">
        <DraftBar shared={shared} />
        <FileHead bench={bench} tell={tell} title={titleOf(bench.file)} />
        <FlowBench inUse={inUse} showing={showing} onShow={setShowing} caret={caret} />
      </div>
      {(changedFiles(bench).length > 0 || bench.check.faults.length > 0) && (
        <a className="to-side" href="#side">{bench.check.faults.length > 0 ? texts.faultCount(bench.check.faults.length) : texts.publishTitle} ↓</a>
      )}
      <aside className="side" id="side">
        <FaultList check={bench.check} file={bench.file} warnings={checker.proven?.warnings ?? []} onGo={go} onAccept={(faults) => void accept(faults)} />
        <PublishBox {...inUse} shared={shared} />
        <ReleaseList releases={bench.published.releases} reload={reload} />
        <ArticleEditions editions={bench.published.editions ?? NONE} onRolledBack={reload} />
      </aside>
    </div>
  );
}

/** The editor is fetched when it is first opened. */
function whenThere<T>(find: () => T | null, then: (there: T) => void, left = 40): void {
  const there = find();
  if (there !== null) setTimeout(() => then(find() ?? there), 30);
  else if (left > 0) setTimeout(() => whenThere(find, then, left - 1), 50);
}

function useStepInSight({ open, view }: Showing): void {
  useEffect(() => {
    if (open === undefined || view !== 'steps') return;
    const card = document.querySelector<HTMLElement>(`[data-step="${open}"]`);
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: 'nearest' });
  }, [open, view]);
}
