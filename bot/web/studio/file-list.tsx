/**
 * All files to open, with what stands at each; new ones, and files from outside and to outside. Typing changes none of
 * this: the lists are drawn again only when something in them differs.
 */
import { memo, useState, type Dispatch, type ReactNode } from 'react';
import { useLanguage } from '../staff/context';
import { useTitles } from './file-titles';
import { pathFor } from './import-path';
import { NewFlow } from './new-flow';
import { STUDIO_TEXTS } from './studio-texts';
import type { WorkbenchInUse } from './use-workbench';
import { filesOf, isArticle, MOST_CHARACTERS, textOf, type Workbench, type WorkbenchEvent } from './workbench';

interface FileListProps extends Pick<WorkbenchInUse, 'bench' | 'tell'> {
  /** Every flow's title, by name. */
  readonly flows: Readonly<Record<string, string>>;
}

interface Row {
  readonly file: string;
  readonly title: string;
  readonly faults: number;
  readonly isChanged: boolean;
  readonly isOpen: boolean;
}

export function FileList({ bench, flows, tell }: FileListProps): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  const [sought, setSought] = useState('');
  const [making, setMaking] = useState(false);
  const rows = useRows(bench, flows).filter(({ file, title }) => sought.trim() === '' || `${file} ${title}`.toLowerCase().includes(sought.trim().toLowerCase()));
  const isTop = ({ faults, file, isChanged, isOpen }: Row): boolean => !file.includes('/') || isOpen || isChanged || faults > 0;
  const others = rows.filter((row) => !isTop(row) && !isArticle(row.file));
  const articles = rows.filter((row) => !isTop(row) && isArticle(row.file));
  return (
    <nav className="files" aria-label={texts.files}>
      <h2>{texts.files}</h2>
      <input type="search" aria-label={texts.seek} placeholder={texts.seek} value={sought} onChange={({ target }) => setSought(target.value)} />
      <Entries rows={rows.filter(isTop)} tell={tell} />
      {others.length > 0 && (
        <details open={sought !== ''}>
          <summary>{texts.otherFiles} ({others.length})</summary>
          <Entries rows={others} tell={tell} />
        </details>
      )}
      {articles.length > 0 && (
        <details open={sought !== ''}>
          <summary>{texts.articles} ({articles.length})</summary>
          <Entries rows={articles} tell={tell} />
        </details>
      )}
      <p className="row">
        <button type="button" className="quiet" disabled={bench.locked} onClick={() => setMaking(true)}>{texts.newFlow}</button>
        <label className="quiet file-pick">{texts.importFiles}<input type="file" disabled={bench.locked} multiple accept=".yaml,.yml,.md" onChange={({ target }) => void take(target, { bench, tell })} /></label>
        <button type="button" className="quiet" onClick={() => download(bench)}>{texts.exportFile}</button>
      </p>
      {making && <NewFlow bench={bench} tell={tell} onClose={() => setMaking(false)} />}
    </nav>
  );
}

function useRows(bench: Workbench, flows: FileListProps['flows']): readonly Row[] {
  const { check, drafts, file: open } = bench;
  const titleOf = useTitles(bench, flows);
  const faults = new Map<string, number>();
  for (const { file } of check.faults) faults.set(file, (faults.get(file) ?? 0) + 1);
  return filesOf(bench).map((file) => ({ file, title: titleOf(file), faults: faults.get(file) ?? 0, isChanged: drafts[file] !== undefined, isOpen: file === open }));
}

interface EntriesProps {
  readonly rows: readonly Row[];
  readonly tell: Dispatch<WorkbenchEvent>;
}

const Entries = memo(function Entries({ rows, tell }: EntriesProps): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  return (
    <ul>
      {rows.map(({ faults, file, isChanged, isOpen, title }) => (
        <li key={file}>
          <button type="button" aria-current={isOpen || undefined} onClick={() => tell({ type: 'opened', file })}>
            <span className="file-name">{file}</span>
            {title !== '' && <span className="soft">{title}</span>}
            {faults > 0 && <span className="tag alarm">{texts.faultCount(faults)}</span>}
            {isChanged && <span className="tag warm">{texts.unpublished}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}, (one, other) => one.tell === other.tell && JSON.stringify(one.rows) === JSON.stringify(other.rows));

async function take(input: HTMLInputElement, { bench, tell }: Pick<WorkbenchInUse, 'bench' | 'tell'>): Promise<void> {
  const texts = await Promise.all([...(input.files ?? [])].map(async (file) => [file.name, await file.text()] as const));
  input.value = '';
  const files = texts.map(([name, text]): [string, string] => [pathFor(bench, name, text), text]);
  const [first] = files;
  if (first === undefined) return;
  tell({ type: 'changed', texts: Object.fromEntries(files) });
  if (!bench.locked && files.every(([, text]) => text.length <= MOST_CHARACTERS)) tell({ type: 'opened', file: first[0] });
}

function download(bench: Workbench): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([textOf(bench, bench.file)], { type: 'text/yaml' }));
  link.download = bench.file.split('/').at(-1) ?? bench.file;
  link.click();
  URL.revokeObjectURL(link.href);
}
