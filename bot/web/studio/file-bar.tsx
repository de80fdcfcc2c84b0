/** The files with what each one needs, and the words above the text: recovered, conflicting, going back. */
import { useState, type Dispatch, type ReactNode } from 'react';
import { useLanguage } from '../staff/context';
import { Confirm, Notice } from '../staff/parts';
import { STUDIO_TEXTS } from './studio-texts';
import { conflictsIn, filesOf, type Workbench, type WorkbenchEvent } from './workbench';

interface FileBarProps {
  readonly bench: Workbench;
  readonly tell: Dispatch<WorkbenchEvent>;
}

export function FileList({ bench, tell }: FileBarProps): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  return (
    <nav className="files" aria-label={texts.files}>
      <h2>{texts.files}</h2>
      <ul>
        {filesOf(bench).map((file) => {
          const faults = bench.check.faults.filter((fault) => fault.file === file).length;
          return (
            <li key={file}>
              <button type="button" aria-current={file === bench.file || undefined} onClick={() => tell({ type: 'opened', file })}>
                <span className="file-name">{file}</span>
                {faults > 0 && <span className="tag alarm">{texts.faultCount(faults)}</span>}
                {bench.drafts[file] !== undefined && <span className="tag warm">{texts.unpublished}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

export function FileHead({ bench, tell }: FileBarProps): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  const [leaving, setLeaving] = useState(false);
  const { file, drafts, recovered } = bench;
  return (
    <>
      <div className="file-head">
        <h1>{file}</h1>
        {drafts[file] !== undefined && <button type="button" className="quiet" onClick={() => setLeaving(true)}>{texts.backToPublished}</button>}
      </div>
      {recovered.length > 0 && (
        <Notice tone="info">
          <p>{texts.recovered(recovered.join(', '))}</p>
          <p className="row">
            <button type="button" className="quiet" onClick={() => tell({ type: 'noticed' })}>{texts.goOn}</button>
          </p>
        </Notice>
      )}
      {conflictsIn(bench).map((name) => <Conflict key={name} file={name} tell={tell} />)}
      {leaving && (
        <Confirm title={texts.backTitle} about={texts.backAbout(file)} yes={texts.backToPublished} danger
          onYes={() => {
            tell({ type: 'undone', file });
            setLeaving(false);
          }}
          onClose={() => setLeaving(false)} />
      )}
    </>
  );
}

function Conflict({ file, tell }: { readonly file: string; readonly tell: Dispatch<WorkbenchEvent> }): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  return (
    <Notice tone="warn">
      <p>{texts.conflict(file)}</p>
      <p className="row">
        <button type="button" className="quiet" onClick={() => tell({ type: 'kept-mine', file })}>{texts.keepMine}</button>
        <button type="button" className="quiet" onClick={() => tell({ type: 'undone', file })}>{texts.takeTheirs}</button>
      </p>
    </Notice>
  );
}
