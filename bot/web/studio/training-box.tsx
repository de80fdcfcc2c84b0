/** Training what was taught, from the page: what it would change, before it is published by somebody else; and the way back. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { useLanguage } from '../staff/context';
import { Field, Notice, Working } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import type { Training, UnderstandingEdition, UnderstandingReply } from '../understanding-contracts';
import { EditionList } from './edition-list';
import { TrainingResult } from './training-result';
import { TRAINING_TEXTS } from './training-texts';

/** On a busy machine it may take longer than a call usually does. */
const PATIENCE_MS = 180_000;

interface TrainingProps {
  /** Examples that are kept. */
  readonly sentences: number;
  readonly round: number;
  /** Something else is read with now. */
  readonly onChanged: () => void;
}

export function TrainingBox({ onChanged, round, sentences }: TrainingProps): ReactNode {
  const texts = TRAINING_TEXTS[useLanguage()];
  const { busy, call, error } = useCall();
  const [looks, setLooks] = useState(0);
  const [published, setPublished] = useState<string>();
  const loaded = useLoaded<UnderstandingReply>('/flows/understanding', round + looks);
  if (loaded.kind !== 'there') return loaded.kind === 'failed' ? <Notice tone="error">{loaded.why}</Notice> : null;
  const { awaitsOther, editions, training } = loaded.body;
  const train = async (): Promise<void> => {
    setPublished(undefined);
    if ((await call({ method: 'POST', path: '/flows/understanding/train', body: {}, timeoutMs: PATIENCE_MS })) !== undefined) setLooks(looks + 1);
  };
  const changed = (name?: string): void => {
    setPublished(name);
    setLooks(looks + 1);
    onChanged();
  };
  return (
    <section className="stack">
      {sentences > 0 && (
        <>
          <h2>{texts.title}</h2>
          <p className="soft">{texts.about}</p>
          <p><button type="button" className="plain" disabled={busy} onClick={() => void train()}>{texts.train(sentences)}</button></p>
          {busy && <Working>{texts.training}</Working>}
          {error !== undefined && <Notice tone="error">{error}</Notice>}
        </>
      )}
      {training !== null && !busy && <TrainingResult training={training} />}
      {training !== null && !busy && !training.worse && <Publish key={training.id} training={training} awaitsOther={awaitsOther} onPublished={changed} />}
      {published !== undefined && <Notice tone="good">{texts.published(published)}</Notice>}
      <EditionList editions={editions} words={texts.editions} path="/flows/understanding/rollback" noteOf={noteOf(texts)} onRolledBack={() => changed()} />
    </section>
  );
}

const noteOf = (texts: (typeof TRAINING_TEXTS)['es']) => ({ outdated, sentences }: UnderstandingEdition): string =>
  outdated === true ? `${texts.sentences(sentences)} · ${texts.outdated}` : texts.sentences(sentences);

interface PublishProps {
  readonly training: Training;
  readonly awaitsOther: boolean;
  readonly onPublished: (name: string) => void;
}

function Publish({ awaitsOther, onPublished, training }: PublishProps): ReactNode {
  const texts = TRAINING_TEXTS[useLanguage()];
  const { busy, call, error } = useCall();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  if (awaitsOther) return <p className="soft">{texts.awaits}</p>;
  const publish = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() === '' || busy) return;
    const reply = await call<{ readonly edition: UnderstandingEdition }>({ method: 'POST', path: '/flows/understanding/publish', body: { training: training.id, reason: reason.trim() } });
    if (reply !== undefined) onPublished(reply.edition.name);
  };
  return (
    <form className="stack" noValidate onSubmit={(event) => void publish(event)}>
      <Field label={texts.reason} error={missing && reason.trim() === '' ? texts.reasonMissing : undefined}>
        {(marks) => <input {...marks} value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />}
      </Field>
      {error !== undefined && <Notice tone="error">{error}</Notice>}
      <p><button type="submit" className="main" aria-disabled={busy}>{texts.publish}</button></p>
    </form>
  );
}
