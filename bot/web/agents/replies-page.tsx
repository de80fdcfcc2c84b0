/** The replies that are ready to use, kept by those who lead the desk: in both languages, with the variables they may hold. */
import { useState, type ReactNode } from 'react';
import type { CannedReply } from '../desk-contracts';
import { useLanguage } from '../staff/context';
import { Confirm, Field, FormDialog, Notice, Working } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import { TOOL_TEXTS } from './tool-texts';

type Asking = { readonly kind: 'edit'; readonly reply?: CannedReply } | { readonly kind: 'remove'; readonly reply: CannedReply };

export function RepliesPage(): ReactNode {
  const language = useLanguage();
  const texts = TOOL_TEXTS[language];
  const [round, setRound] = useState(0);
  const [asking, setAsking] = useState<Asking>();
  const loaded = useLoaded<{ readonly replies: readonly CannedReply[] }>('/replies', round);
  const ways = {
    onClose: () => setAsking(undefined),
    onDone: () => {
      setAsking(undefined);
      setRound(round + 1);
    },
  };
  return (
    <div className="sheet">
      <div className="sheet-head">
        <h1>{texts.views.replies}</h1>
        <button type="button" className="main" onClick={() => setAsking({ kind: 'edit' })}>{texts.addReply}</button>
      </div>
      <p className="hidden" role="status">{round > 0 && texts.saved}</p>
      {loaded.kind === 'loading' && <Working>{texts.loading}</Working>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      <ul className="picks">
        {loaded.kind === 'there' && loaded.body.replies.map((reply) => (
          <li key={reply.id} className="article">
            <h2>{reply.title[language]} <span className="soft">/{reply.id}</span></h2>
            <p className="article-text">{reply.text[language]}</p>
            <div className="row">
              <button type="button" className="plain" aria-label={`${texts.edit}: ${reply.title[language]}`} onClick={() => setAsking({ kind: 'edit', reply })}>{texts.edit}</button>
              <button type="button" className="quiet" aria-label={`${texts.remove}: ${reply.title[language]}`} onClick={() => setAsking({ kind: 'remove', reply })}>{texts.remove}</button>
            </div>
          </li>
        ))}
      </ul>
      {asking?.kind === 'edit' && <ReplyDialog reply={asking.reply} {...ways} />}
      {asking?.kind === 'remove' && <Remove reply={asking.reply} {...ways} />}
    </div>
  );
}

interface Ways {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const ID = /^[a-z0-9][a-z0-9-]{0,39}$/;
const BOTH = ['es', 'en'] as const;

function ReplyDialog({ reply, onDone, onClose }: Ways & { readonly reply: CannedReply | undefined }): ReactNode {
  const texts = TOOL_TEXTS[useLanguage()];
  const calling = useCall();
  const [entry, setEntry] = useState<CannedReply>(reply ?? { id: '', title: { es: '', en: '' }, text: { es: '', en: '' } });
  const [tried, setTried] = useState(false);
  const { id, title, text } = entry;
  const needed = (value: string): string | undefined => (tried && value.trim() === '' ? texts.needed : undefined);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!ID.test(id) || BOTH.some((one) => title[one].trim() === '' || text[one].trim() === '')) return;
    if (await calling.call({ method: 'PUT', path: `/replies/${id}`, body: { title, text } })) onDone();
  };
  return (
    <FormDialog title={reply === undefined ? texts.addReply : `${texts.edit}: /${reply.id}`} yes={texts.save} {...calling} onSubmit={() => void submit()} onClose={onClose}>
      {reply === undefined && (
        <Field label={texts.replyId} hint={texts.replyIdHint} error={tried && !ID.test(id) ? texts.replyIdHint : undefined}>
          {(marks) => <input {...marks} maxLength={40} autoComplete="off" value={id} onChange={({ target }) => setEntry({ ...entry, id: target.value })} />}
        </Field>
      )}
      {BOTH.map((one) => (
        <fieldset key={one} className="stack">
          <legend>{texts.replyIn[one]}</legend>
          <Field label={texts.replyTitle} error={needed(title[one])}>
            {(marks) => <input {...marks} lang={one} maxLength={80} value={title[one]} onChange={({ target }) => setEntry({ ...entry, title: { ...title, [one]: target.value } })} />}
          </Field>
          <Field label={texts.replyText} hint={texts.variables} error={needed(text[one])}>
            {(marks) => <textarea {...marks} lang={one} rows={3} maxLength={2_000} value={text[one]} onChange={({ target }) => setEntry({ ...entry, text: { ...text, [one]: target.value } })} />}
          </Field>
        </fieldset>
      ))}
    </FormDialog>
  );
}

function Remove({ reply, onDone, onClose }: Ways & { readonly reply: CannedReply }): ReactNode {
  const language = useLanguage();
  const texts = TOOL_TEXTS[language];
  const calling = useCall();
  const yes = async (): Promise<void> => {
    if (await calling.call({ method: 'DELETE', path: `/replies/${reply.id}` })) onDone();
  };
  return (
    <Confirm title={texts.removeTitle(reply.title[language])} about={texts.removeAbout} yes={texts.remove} danger busy={calling.busy} error={calling.error}
      onYes={() => void yes()} onClose={onClose} />
  );
}
