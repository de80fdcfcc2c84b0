/** What differs, file by file, in sentences that a colleague understands. */
import type { ReactNode } from 'react';
import type { Language } from '../../../knowledge/language';
import type { FileChange } from './worker/messages';

const MOST_SENTENCES = 12;

export function ChangeList({ changes, language }: { readonly changes: readonly FileChange[]; readonly language: Language }): ReactNode {
  return (
    <ul className="changes">
      {changes.map(({ file, sentences }) => (
        <li key={file}>
          <strong>{file}</strong>
          <ul>
            {sentences.slice(0, MOST_SENTENCES).map((sentence, index) => <li key={index}>{sentence[language]}</li>)}
            {sentences.length > MOST_SENTENCES && <li>+ {sentences.length - MOST_SENTENCES}</li>}
          </ul>
        </li>
      ))}
    </ul>
  );
}
