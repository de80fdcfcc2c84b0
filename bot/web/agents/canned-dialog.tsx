/** The replies that are ready to use, found by name or words and shown as they would go, in the customer's language. */
import { useState, type ReactNode } from 'react';
import type { CaseDetail } from '../contracts';
import type { CannedReply } from '../desk-contracts';
import { useLanguage, useStaff } from '../staff/context';
import { Dialog, Field, Notice, Working } from '../staff/parts';
import { useLoaded } from '../staff/use-loaded';
import { filled, matching } from './canned-text';
import { CASE_TEXTS } from './case-texts';

interface CannedDialogProps {
  readonly detail: CaseDetail;
  readonly onInsert: (text: string) => void;
  readonly onClose: () => void;
}

export function CannedDialog({ detail, onInsert, onClose }: CannedDialogProps): ReactNode {
  const language = useLanguage();
  const texts = CASE_TEXTS[language];
  const { user } = useStaff();
  const [typed, setTyped] = useState('');
  const loaded = useLoaded<{ readonly replies: readonly CannedReply[] }>('/replies');
  const found = loaded.kind === 'there' ? matching(loaded.body.replies, typed, language) : [];
  const insert = (reply: CannedReply): void => onInsert(filled(reply, { detail, agent: user.name }));
  return (
    <Dialog title={texts.canned} wide onClose={onClose}>
      <Field label={texts.cannedFind}>
        {(marks) => (
          <input {...marks} type="search" value={typed} autoComplete="off" onChange={({ target }) => setTyped(target.value)} onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (found[0]) insert(found[0]);
          }} />
        )}
      </Field>
      {loaded.kind === 'loading' && <Working>{texts.searching}</Working>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      {loaded.kind === 'there' && found.length === 0 && <p className="soft" role="status">{texts.cannedNone}</p>}
      <ul className="picks">
        {found.map((reply) => (
          <li key={reply.id}>
            <button type="button" className="pick" onClick={() => insert(reply)}>
              <strong>{reply.title[language]} <span className="soft">/{reply.id}</span></strong>
              <span lang={detail.summary.language}>{filled(reply, { detail, agent: user.name })}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
