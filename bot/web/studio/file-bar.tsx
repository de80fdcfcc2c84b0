/** The open file: its name, going back to what is published, taking it away, and texts between which somebody has to choose. */
import { useState, type Dispatch, type ReactNode } from 'react';
import { useLanguage } from '../staff/context';
import { Confirm, Notice } from '../staff/parts';
import { STUDIO_TEXTS } from './studio-texts';
import type { WorkbenchInUse } from './use-workbench';
import { conflictsIn, type WorkbenchEvent } from './workbench';

interface FileHeadProps extends Pick<WorkbenchInUse, 'bench' | 'tell'> {
  /** What the file is about; empty when it does not say. */
  readonly title: string;
}

export function FileHead({ bench, tell, title }: FileHeadProps): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  const [asking, setAsking] = useState<'back' | 'away'>();
  const { drafts, file, recovered } = bench;
  return (
    <>
      <div className="file-head">
        <h1>{title === '' ? file : title}{title !== '' && <> <span className="soft file-of">{file}</span></>}</h1>
        <p className="row">
          {drafts[file] !== undefined && <button type="button" className="quiet" disabled={bench.locked} onClick={() => setAsking('back')}>{texts.backToPublished}</button>}
          <button type="button" className="quiet" disabled={bench.locked} onClick={() => setAsking('away')}>{texts.takeAway}</button>
        </p>
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
      {asking !== undefined && (
        <Confirm title={asking === 'back' ? texts.backTitle : texts.takeAway} about={asking === 'back' ? texts.backAbout(file) : texts.takeAwayAbout(file)}
          yes={asking === 'back' ? texts.backToPublished : texts.takeAway} danger
          onYes={() => {
            tell(asking === 'back' ? { type: 'undone', file } : { type: 'changed', texts: { [file]: null } });
            setAsking(undefined);
          }}
          onClose={() => setAsking(undefined)} />
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
