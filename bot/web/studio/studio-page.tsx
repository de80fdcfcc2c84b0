/** The studio: files, text, faults, publishing, releases. */
import { useEffect, useRef, type ReactNode } from 'react';
import type { FlowFault } from '../contracts';
import { useLanguage } from '../staff/context';
import { Working } from '../staff/parts';
import { FaultList } from './fault-list';
import { FileHead, FileList } from './file-bar';
import { PublishBox } from './publish-box';
import { ReleaseList } from './release-list';
import { STUDIO_TEXTS } from './studio-texts';
import { TextEditor, type Caret } from './text-editor';
import { useWorkbench } from './use-workbench';
import { textOf } from './workbench';

export function StudioPage(): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  const inUse = useWorkbench();
  const { bench, tell, reload } = inUse;
  const caret = useRef<Caret>(null);
  useEffect(() => {
    document.title = `Hilo · ${texts.title}`;
  }, [texts]);
  if (bench.published === undefined) return <div className="sheet"><Working>{texts.loading}</Working></div>;
  const go = ({ file, line, column }: FlowFault): void => {
    tell({ type: 'opened', file });
    // Once the other file's text is in the field.
    setTimeout(() => caret.current?.goTo(line, column));
  };
  return (
    <div className="studio">
      <FileList bench={bench} tell={tell} />
      <section className="bench">
        <FileHead bench={bench} tell={tell} />
        <TextEditor key={bench.file} ref={caret} file={bench.file} text={textOf(bench, bench.file)}
          faultLines={bench.check.faults.filter(({ file }) => file === bench.file).map(({ line }) => line)}
          onText={(text) => tell({ type: 'typed', text })} onSave={() => document.querySelector<HTMLElement>('[data-reason]')?.focus()} />
      </section>
      <aside className="side">
        <FaultList check={bench.check} onGo={go} />
        <PublishBox {...inUse} />
        <ReleaseList releases={bench.published.releases} onRolledBack={() => reload('released')} />
      </aside>
    </div>
  );
}
