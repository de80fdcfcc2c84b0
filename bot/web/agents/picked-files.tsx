/** What goes with the answer: the button that picks it, what was picked with its way back, and what could not be taken. */
import { useRef, type ReactNode } from 'react';
import { ACCEPTED } from '../picture-file';
import { useLanguage } from '../staff/context';
import { sizeText } from '../staff/format';
import { FILE_TEXTS } from './file-texts';
import type { OutgoingFile } from './open-case';
import type { Picking } from './use-picking';

export function AttachButton({ disabled, offer }: { readonly disabled: boolean; readonly offer: Picking['offer'] }): ReactNode {
  const texts = FILE_TEXTS[useLanguage()];
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input ref={input} id="files" type="file" className="hidden" tabIndex={-1} aria-hidden="true" multiple accept={ACCEPTED} onChange={({ target }) => {
        offer(target.files);
        target.value = '';
      }} />
      <button type="button" id="attach" className="round" aria-label={texts.attach} title={texts.attach} disabled={disabled} onClick={() => input.current?.click()}>
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M19.500 11.500l-7.800 7.800a4.600 4.600 0 0 1-6.500-6.500l8.300-8.300a3.100 3.100 0 0 1 4.400 4.400l-8.200 8.200a1.500 1.500 0 0 1-2.200-2.200l7.300-7.300" /></svg>
      </button>
    </>
  );
}

interface PickedProps {
  readonly files: readonly OutgoingFile[];
  readonly faults: readonly string[];
  readonly onRemove: (index: number) => void;
}

export function PickedFiles({ files, faults, onRemove }: PickedProps): ReactNode {
  const language = useLanguage();
  const texts = FILE_TEXTS[language];
  const remove = (index: number): void => {
    onRemove(index);
    document.querySelector<HTMLElement>('#answer')?.focus();
  };
  return (
    <>
      <div role="status" className="faults">{faults.map((fault) => <p key={fault} className="error">{fault}</p>)}</div>
      {files.length > 0 && (
        <ul className="picked" aria-label={texts.picked}>
          {files.map((file, index) => (
            <li key={`${file.name}/${index}`}>
              <Thumb file={file} />
              <span className="grow"><span className="file-name">{file.name}</span> <span className="soft">{sizeText(file.size, language)}</span></span>
              <button type="button" className="round" aria-label={texts.remove(file.name)} title={texts.remove(file.name)} onClick={() => remove(index)}>
                <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M6.5 6.5l11 11M17.5 6.5l-11 11" /></svg>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const SEEN = /^image\/(?:jpeg|png|gif|webp)$/;

export function Thumb({ file: { type, data } }: { readonly file: OutgoingFile }): ReactNode {
  return data !== undefined && SEEN.test(type) ? <img className="thumb" src={data} alt="" /> : <FileSign />;
}

export function FileSign(): ReactNode {
  return (
    <span className="thumb sign" aria-hidden="true">
      <svg className="icon" viewBox="0 0 24 24"><path d="M7 3.500h7l4.500 4.500v12.500H7zM14 3.500V8h4.500M10 13h6M10 16.500h6" /></svg>
    </span>
  );
}
