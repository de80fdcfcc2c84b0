/** The files with what each one needs: open, new, import, export, take away, go back to what is published. */
import { useState, type Dispatch, type FormEvent, type ReactNode } from 'react';
import { useLanguage } from '../staff/context';
import { Confirm, Dialog, Field, Notice } from '../staff/parts';
import { STUDIO_TEXTS } from './studio-texts';
import { conflictsIn, filesOf, isArticle, textOf, type Workbench, type WorkbenchEvent } from './workbench';

interface FileBarProps {
  readonly bench: Workbench;
  readonly tell: Dispatch<WorkbenchEvent>;
}

export function FileList({ bench, flows, tell }: FileBarProps & { readonly flows: Readonly<Record<string, string>> }): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  const [sought, setSought] = useState('');
  const [making, setMaking] = useState(false);
  const files = filesOf(bench);
  const fits = (file: string): boolean => `${file} ${titleOf(file, { bench, flows })}`.toLowerCase().includes(sought.trim().toLowerCase());
  const isTop = (file: string): boolean => !file.includes('/') || file === bench.file || bench.drafts[file] !== undefined || bench.check.faults.some((fault) => fault.file === file);
  const others = files.filter((file) => !isTop(file) && !isArticle(file) && fits(file));
  const articles = files.filter((file) => !isTop(file) && isArticle(file) && fits(file));
  return (
    <nav className="files" aria-label={texts.files}>
      <h2>{texts.files}</h2>
      <input type="search" aria-label={texts.seek} placeholder={texts.seek} value={sought} onChange={({ target }) => setSought(target.value)} />
      <Entries files={files.filter((file) => isTop(file) && fits(file))} {...{ bench, tell, flows }} />
      {others.length > 0 && (
        <details open={sought !== ''}>
          <summary>{texts.otherFiles} ({others.length})</summary>
          <Entries files={others} {...{ bench, tell, flows }} />
        </details>
      )}
      {articles.length > 0 && (
        <details open={sought !== ''}>
          <summary>{texts.articles} ({articles.length})</summary>
          <Entries files={articles} {...{ bench, tell, flows }} />
        </details>
      )}
      <p className="row">
        <button type="button" className="quiet" onClick={() => setMaking(true)}>{texts.newFlow}</button>
        <label className="quiet file-pick">{texts.importFiles}<input type="file" multiple accept=".yaml,.yml" onChange={({ target }) => void take(target, tell)} /></label>
        <button type="button" className="quiet" onClick={() => download(bench)}>{texts.exportFile}</button>
      </p>
      {making && <NewFlow bench={bench} tell={tell} onClose={() => setMaking(false)} />}
    </nav>
  );
}

const titleOf = (file: string, { bench, flows }: { readonly bench: Workbench; readonly flows: Readonly<Record<string, string>> }): string =>
  isArticle(file) ? (/^title: *"?(.*?)"? *$/m.exec(textOf(bench, file))?.[1] ?? '') : (flows[file.replace(/\.yaml$/, '')] ?? '');

interface EntriesProps extends FileBarProps {
  readonly files: readonly string[];
  readonly flows: Readonly<Record<string, string>>;
}

function Entries({ bench, files, flows, tell }: EntriesProps): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  return (
    <ul>
      {files.map((file) => {
        const faults = bench.check.faults.filter((fault) => fault.file === file).length;
        return (
          <li key={file}>
            <button type="button" aria-current={file === bench.file || undefined} onClick={() => tell({ type: 'opened', file })}>
              <span className="file-name">{file}</span>
              {titleOf(file, { bench, flows }) !== '' && <span className="soft">{titleOf(file, { bench, flows })}</span>}
              {faults > 0 && <span className="tag alarm">{texts.faultCount(faults)}</span>}
              {bench.drafts[file] !== undefined && <span className="tag warm">{texts.unpublished}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Each under its own name; those of texts and tests go to their folder by what they say they are. */
async function take(input: HTMLInputElement, tell: Dispatch<WorkbenchEvent>): Promise<void> {
  const texts = await Promise.all([...(input.files ?? [])].map(async (file) => [file.name, await file.text()] as const));
  input.value = '';
  if (texts.length > 0) tell({ type: 'changed', texts: Object.fromEntries(texts.map(([name, text]) => [folderOf(text) + name.replace(/\.yml$/, '.yaml'), text])) });
}

const folderOf = (text: string): string => (/^texts:/m.test(text) ? 'texts/' : /^tests:/m.test(text) ? 'tests/' : '');

function download(bench: Workbench): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([textOf(bench, bench.file)], { type: 'text/yaml' }));
  link.download = bench.file.split('/').at(-1) ?? bench.file;
  link.click();
  URL.revokeObjectURL(link.href);
}

function NewFlow({ bench, onClose, tell }: FileBarProps & { readonly onClose: () => void }): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  const [name, setName] = useState('');
  const [bad, setBad] = useState(false);
  const make = (event: FormEvent): void => {
    event.preventDefault();
    const file = `${name}.yaml`;
    const wrong = !/^[a-z][a-z0-9-]{1,60}$/.test(name) || filesOf(bench).includes(file);
    setBad(wrong);
    if (wrong) return;
    tell({ type: 'changed', texts: { [file]: beginning(name), [`texts/${name}.en.yaml`]: englishBeginning(name) } });
    tell({ type: 'opened', file });
    onClose();
  };
  return (
    <Dialog title={texts.newFlow} onClose={onClose}>
      <form className="stack" noValidate onSubmit={make}>
        <Field label={texts.newFlowName} hint={texts.newFlowHint} error={bad ? texts.newFlowBad : undefined}>
          {(marks) => <input {...marks} value={name} onChange={({ target }) => setName(target.value)} />}
        </Field>
        <button type="submit" className="main">{texts.make}</button>
      </form>
    </Dialog>
  );
}

/** The smallest flow that passes every check. */
const beginning = (name: string): string => `schema: 1
flow: ${name}
title: ${name.replaceAll('-', ' ')}
intents: []
start: hello
max_turns: { turns: 6, go: closing }
steps:
  hello:
    say: Le ayudo con esto.
    go: done
  done: { end: { code: RESUELTO, exit: solved } }
  closing: { end: { code: ESPERA, exit: waiting } }
`;

const englishBeginning = (name: string): string => `schema: 1
flow: ${name}
language: en
texts:
  title: ${name.replaceAll('-', ' ')}
  hello.say: I will help you with this.
`;

export function FileHead({ bench, tell }: FileBarProps): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  const [asking, setAsking] = useState<'back' | 'away'>();
  const { drafts, file, recovered } = bench;
  return (
    <>
      <div className="file-head">
        <h1>{file}</h1>
        <p className="row">
          {drafts[file] !== undefined && <button type="button" className="quiet" onClick={() => setAsking('back')}>{texts.backToPublished}</button>}
          <button type="button" className="quiet" onClick={() => setAsking('away')}>{texts.takeAway}</button>
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
