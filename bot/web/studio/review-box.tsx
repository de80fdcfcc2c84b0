/** The review of the open draft: asked for by who edits, given by somebody who changed nothing in it. */
import { useState, type ReactNode } from 'react';
import type { ReviewAct } from '../flow-contracts';
import { useLanguage, useNow, useStaff } from '../staff/context';
import { explain } from '../staff/explain';
import { moment } from '../staff/format';
import { Field, Notice } from '../staff/parts';
import { DRAFT_TEXTS } from './draft-texts';
import type { SharedDraft } from './use-shared-draft';

interface ReviewBoxProps {
  readonly shared: SharedDraft;
  /** Nothing stands in the way of publishing but the approval. */
  readonly ready: boolean;
}

export function ReviewBox({ ready, shared: { desk, list, mine, open, saving } }: ReviewBoxProps): ReactNode {
  const language = useLanguage();
  const texts = DRAFT_TEXTS[language];
  const now = useNow();
  const { user } = useStaff();
  const [comment, setComment] = useState('');
  const [trouble, setTrouble] = useState<string>();
  if (open === undefined) return null;
  const { events, state } = open.review;
  const act = async (what: ReviewAct): Promise<void> => {
    if (what === 'send_back' && comment.trim() === '') return setTrouble(texts.commentMissing);
    const reply = await desk.review(what, comment.trim() === '' ? undefined : comment.trim());
    setTrouble(reply.kind === 'ok' ? undefined : explain(reply, language));
    if (reply.kind === 'ok') setComment('');
  };
  const mayReview = (user.role === 'administrator' || user.role === 'reviewer') && !open.authors.some(({ id }) => id === user.id);
  return (
    <details className="side-part" open={list?.reviewNeeded === true || state !== 'none'}>
      <summary>{texts.review}: {texts.reviewStates[state]}</summary>
      <ol className="changes">
        {events.map(({ at, by, comment: said, what }, index) => (
          <li key={index}><span className="soft">{moment(at, now, language)} ·</span> {by.name} {texts.reviewActs[what]}{said !== undefined && <q>{said}</q>}</li>
        ))}
      </ol>
      {state === 'asked' && mayReview && (
        <>
          <Field label={texts.comment} hint={texts.commentHint}>{(marks) => <textarea {...marks} rows={2} maxLength={1_000} value={comment} onChange={({ target }) => setComment(target.value)} />}</Field>
          <p className="row">
            <button type="button" className="main" onClick={() => void act('approve')}>{texts.approve}</button>
            <button type="button" className="plain" onClick={() => void act('send_back')}>{texts.sendBack}</button>
          </p>
        </>
      )}
      {mine && (state === 'asked'
        ? <button type="button" className="quiet" onClick={() => void act('withdraw')}>{texts.withdraw}</button>
        : state !== 'approved' && <button type="button" className="plain" disabled={!ready || saving !== 'saved'} onClick={() => void act('ask')}>{texts.askReview}</button>)}
      {trouble !== undefined && <Notice tone="error">{trouble}</Notice>}
    </details>
  );
}
