/** Publishing with a reason. Off while anything stands in its way, and says what; a refusal says how to go on. */
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { FlowFault } from '../contracts';
import { useLanguage } from '../staff/context';
import { explain } from '../staff/explain';
import type { Reply } from '../staff/http';
import { Field, Notice, Working } from '../staff/parts';
import { ChangeList } from './change-list';
import type { PublishReply } from './draft-publishing';
import { DRAFT_TEXTS } from './draft-texts';
import { ImpactNote } from './impact-note';
import { ReviewBox } from './review-box';
import { STUDIO_TEXTS } from './studio-texts';
import type { SharedDraft } from './use-shared-draft';
import type { WorkbenchInUse } from './use-workbench';
import type { FileChange } from './worker/messages';
import { obstacle, type Workbench } from './workbench';

type Publishing =
  | { readonly kind: 'no' | 'busy' | 'no_reason' | 'faults' | 'outdated' }
  /** `articles`: the edition they became. `unchanged`: nothing but articles was published. */
  | { readonly kind: 'done'; readonly name: string; readonly unchanged: boolean; readonly articles: string | undefined }
  | { readonly kind: 'failed'; readonly why: string };

/** What was published is news only while it is current: a rollback takes it off the screen. */
const IDLE: Publishing = { kind: 'no' };

const isOver = (publishing: Publishing, { published }: Workbench, { ended }: SharedDraft): boolean =>
  // The answer was lost on its way, and came with the news.
  (publishing.kind === 'failed' && ended !== undefined) ||
  (publishing.kind === 'done' && (publishing.name !== published?.current.name || published.editions?.some(({ current, name }) => name === publishing.articles && !current) === true));

interface PublishProps extends WorkbenchInUse {
  readonly shared: SharedDraft;
}

export function PublishBox(props: PublishProps): ReactNode {
  const { bench, checker, reload, shared } = props;
  const language = useLanguage();
  const texts = STUDIO_TEXTS[language];
  const field = useRef<HTMLInputElement>(null);
  const { publishing, setPublishing, reason, setReason, send } = usePublishing(props);
  const hindrance = obstacle(bench);
  const awaited = shared.list?.reviewNeeded === true && shared.open?.review.state !== 'approved';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (hindrance !== undefined || publishing.kind === 'busy') return;
    if (reason.trim() !== '') return void send();
    setPublishing({ kind: 'no_reason' });
    field.current?.focus();
  };
  return (
    <>
      <form className="side-part" noValidate onSubmit={submit}>
        <h2>{texts.publishTitle}</h2>
        {checker.read !== undefined && <Changes changes={checker.read.changes} />}
        <ImpactNote bench={bench} />
        <Field label={texts.reason} hint={texts.reasonHint} error={publishing.kind === 'no_reason' && reason.trim() === '' ? texts.reasonMissing : undefined}>
          {(marks) => <input {...marks} ref={field} data-reason value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />}
        </Field>
        <button type="submit" className="main" disabled={hindrance !== undefined || awaited} aria-disabled={publishing.kind === 'busy'} aria-describedby="obstacle">{texts.publish}</button>
        <p id="obstacle" className="soft">{hindrance !== undefined && (hindrance !== 'nothing_changed' || publishing.kind !== 'done' || isOver(publishing, bench, shared)) && texts.obstacles[hindrance]}{hindrance === undefined && awaited && DRAFT_TEXTS[language].notApproved}</p>
        <Outcome publishing={isOver(publishing, bench, shared) ? IDLE : publishing} onBring={() => void reload().then(() => setPublishing(IDLE))} />
      </form>
      <ReviewBox shared={shared} ready={hindrance === undefined} />
    </>
  );
}

interface InPublishing {
  readonly publishing: Publishing;
  readonly setPublishing: (publishing: Publishing) => void;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly send: () => Promise<void>;
}

/** What is saved is published. */
function usePublishing({ bench, tell, shared }: PublishProps): InPublishing {
  const language = useLanguage();
  const [reason, setReason] = useState('');
  const [publishing, setPublishing] = useState<Publishing>(IDLE);
  const { published } = bench;
  const send = async (): Promise<void> => {
    setPublishing({ kind: 'busy' });
    const onto = published?.current.id ?? '';
    const reply = await shared.desk.publish({ onto, articles: published?.editions?.find(({ current }) => current)?.name, reason: reason.trim() });
    // What keeps it from being saved, or what became of it meanwhile, is told at the draft.
    if (reply === undefined) return setPublishing(shared.desk.state().saving === 'offline' ? { kind: 'failed', why: DRAFT_TEXTS[language].saving.offline } : IDLE);
    if (reply.kind !== 'ok') return refused(reply);
    setReason('');
    const { articles, release } = reply.body;
    setPublishing({ kind: 'done', name: release.name, unchanged: release.id === onto, articles: articles?.name });
  };
  const refused = (reply: Exclude<Reply<PublishReply>, { readonly kind: 'ok' }>): void => {
    if (reply.kind === 'refused' && reply.code === 'NotCurrent') return setPublishing({ kind: 'outdated' });
    if (reply.kind !== 'refused' || reply.status !== 422) return setPublishing({ kind: 'failed', why: explain(reply, language) });
    tell({ type: 'checked', revision: bench.check.revision, faults: (reply.body as { readonly faults: readonly FlowFault[] }).faults });
    setPublishing({ kind: 'faults' });
  };
  return { publishing, setPublishing, reason, setReason, send };
}

/** The difference to what is published. */
function Changes({ changes }: { readonly changes: readonly FileChange[] }): ReactNode {
  const language = useLanguage();
  if (changes.length === 0) return null;
  return (
    <details open>
      <summary>{STUDIO_TEXTS[language].whatChanges}</summary>
      <ChangeList changes={changes} language={language} />
    </details>
  );
}

function Outcome({ publishing, onBring }: { readonly publishing: Publishing; readonly onBring: () => void }): ReactNode {
  const language = useLanguage();
  const texts = STUDIO_TEXTS[language];
  switch (publishing.kind) {
    case 'no':
    case 'no_reason':
      return null;
    case 'busy':
      return <Working>{texts.publishing}</Working>;
    case 'faults':
      return <Notice tone="error">{texts.faultsPublish}</Notice>;
    case 'outdated':
      return (
        <Notice tone="warn">
          <p>{texts.conflictPublish}</p>
          <button type="button" className="quiet" onClick={onBring}>{texts.bring}</button>
        </Notice>
      );
    case 'done':
      return <Notice tone="good">{publishing.unchanged ? '' : texts.published(publishing.name)} {publishing.articles !== undefined && DRAFT_TEXTS[language].editionPublished(publishing.articles)}</Notice>;
    case 'failed':
      return <Notice tone="error">{publishing.why}</Notice>;
  }
}
