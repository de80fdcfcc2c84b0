/**
 * What came with a message: a picture to enlarge, a player for voice notes, a file by name and size. All of it from our own
 * server, with the reader's own permission; nothing of it can run here.
 */
import { useState, type ReactNode } from 'react';
import { signOf, type Attachment } from '../../../dialogs/attachment';
import type { TranscriptItem } from '../contracts';
import type { SentFile } from '../sent-file';
import { useLanguage } from '../staff/context';
import { sizeText } from '../staff/format';
import { Dialog } from '../staff/parts';
import { FILE_TEXTS, type FileTexts } from './file-texts';
import { FileSign } from './picked-files';

/** The words alone: the signs of what stands below them anyway are left out. */
export function ownWords({ text, attachments = [] }: TranscriptItem): string {
  if (attachments.some(({ url }) => url === undefined)) return text;
  const signs = attachments.map((file) => signOf(file as Attachment)).filter(Boolean).join(' ');
  return signs !== '' && text.endsWith(signs) ? text.slice(0, -signs.length).trimEnd() : text;
}

export function SentFiles({ files, at }: { readonly files: readonly SentFile[]; readonly at: string }): ReactNode {
  return files.map((file, index) => (file.url === undefined ? <Absent key={index} file={file} /> : <Sent key={index} file={file} url={file.url} at={at} />));
}

/** Places, contacts and reactions never had bytes, and stand in the words. */
const BYTES: ReadonlySet<string> = new Set<Attachment['kind']>(['image', 'video', 'audio', 'voice', 'document', 'sticker']);

/** A sign alone would tell nothing. */
const NAMED: ReadonlySet<string> = new Set<Attachment['kind']>(['edited', 'deleted', 'unreadable']);

function Absent({ file: { kind } }: { readonly file: SentFile }): ReactNode {
  const texts = FILE_TEXTS[useLanguage()];
  if (NAMED.has(kind)) return <p className="soft">{texts.kinds[kind]}</p>;
  return BYTES.has(kind) ? <p className="soft">{texts.notHere}</p> : null;
}

interface SentProps {
  readonly file: SentFile;
  readonly url: string;
  /** Who sent it and when, for those who do not see it. */
  readonly at: string;
}

const PICTURE = /^image\/(?:jpeg|png|gif|webp)$/;

function Sent(props: SentProps): ReactNode {
  const texts = FILE_TEXTS[useLanguage()];
  const [broken, setBroken] = useState(false);
  const { file: { type = '', kind } } = props;
  const fault = (): void => setBroken(true);
  return (
    <div className={`attached ${kind}`}>
      {!broken && PICTURE.test(type) && <Picture {...props} onBroken={fault} />}
      {!broken && /^(?:audio|video)\//.test(type) && <Player {...props} onBroken={fault} />}
      {broken && <p className="soft">{texts.broken}</p>}
      {(broken || !PICTURE.test(type)) && <FileLink {...props} />}
    </div>
  );
}

function Picture({ file, url, at, onBroken }: SentProps & { readonly onBroken: () => void }): ReactNode {
  const texts = FILE_TEXTS[useLanguage()];
  const [open, setOpen] = useState(false);
  const name = nameOf(file, texts);
  return (
    <>
      <button type="button" className="picture" onClick={() => setOpen(true)}>
        <img src={url} alt={texts.enlarge(`${name}, ${at}`)} loading="lazy" onError={onBroken} />
      </button>
      {open && (
        <Dialog title={name} wide onClose={() => setOpen(false)}>
          <img className="large" src={url} alt={`${name}, ${at}`} />
          <div className="actions">
            <a className="plain" href={url} target="_blank" rel="noreferrer">{texts.open}</a>
            <a className="plain" href={url} download={name}>{texts.save}</a>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** What this browser cannot play is left to be saved. */
function Player({ file, url, at, onBroken }: SentProps & { readonly onBroken: () => void }): ReactNode {
  const texts = FILE_TEXTS[useLanguage()];
  const { type = '' } = file;
  const label = `${nameOf(file, texts)}, ${at}`;
  if (document.createElement('audio').canPlayType(type) === '') return null;
  return type.startsWith('video/')
    ? <video controls preload="metadata" src={url} aria-label={label} onError={onBroken} />
    : <audio controls preload="none" src={url} aria-label={label} onError={onBroken} />;
}

function FileLink({ file, url }: SentProps): ReactNode {
  const language = useLanguage();
  const texts = FILE_TEXTS[language];
  const kind = texts.kinds[file.kind] ?? file.kind;
  return (
    <a className="file" href={url} download={file.name ?? true} target="_blank" rel="noreferrer">
      <FileSign />
      <span>
        <span className="file-name">{nameOf(file, texts)}</span>
        <span className="soft">{[kind, ...(file.size === undefined ? [] : [sizeText(file.size, language)]), texts.save].join(' · ')}</span>
      </span>
    </a>
  );
}

function nameOf({ name, kind }: SentFile, texts: FileTexts): string {
  return name ?? texts.kinds[kind] ?? kind;
}
