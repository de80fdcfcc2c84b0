/** What customers wrote that was not understood, anonymous, and one click from teaching the understanding with it. */
import { useState, type FormEvent, type ReactNode } from 'react';
import type { UnheardText, UtteranceList } from '../flow-contracts';
import { Dialog, Field, Notice, Working } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import { DRAFT_TEXTS } from './draft-texts';
import type { FlowDesk } from './flow-desk';
import { intentName } from './intent-names';
import { TrainingBox } from './training-box';

export function Unheard({ desk, query }: { readonly desk: FlowDesk; readonly query: string }): ReactNode {
  const texts = DRAFT_TEXTS[desk.language];
  const [everywhere, setEverywhere] = useState(false);
  const loaded = useLoaded<{ readonly texts: readonly UnheardText[] }>(`/flows/unheard?${everywhere ? query.replace(/&flow=[^&]*/, '') : query}`);
  const [round, setRound] = useState(0);
  const [teaching, setTeaching] = useState<UnheardText>();
  return (
    <section className="stack">
      <h2>{texts.unheard}</h2>
      <p className="soft">{texts.unheardAbout}</p>
      <label className="check"><input type="checkbox" checked={everywhere} onChange={({ target }) => setEverywhere(target.checked)} /> {texts.everywhere}</label>
      {loaded.kind === 'loading' && <Working>{desk.texts.opening}</Working>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      {loaded.kind === 'there' && loaded.body.texts.length === 0 && <p>{texts.nothingUnheard}</p>}
      {loaded.kind === 'there' && (
        <ul className="unheard">
          {loaded.body.texts.map((one) => (
            <li key={one.id}>
              <q lang={one.language}>{one.text}</q>
              <span className="soft">{texts.times(one.times)}{one.step === undefined ? '' : ` · ${one.flow ?? ''}/${one.step}`} · {desk.texts.levels[one.level]}</span>
              <button type="button" className="quiet" aria-label={`${texts.teach}: ${one.text}`} onClick={() => setTeaching(one)}>{texts.teach}</button>
            </li>
          ))}
        </ul>
      )}
      <Utterances desk={desk} round={round} teaching={teaching} onDone={() => setRound(round + 1)} onClose={() => setTeaching(undefined)} />
    </section>
  );
}

interface UtterancesProps {
  readonly desk: FlowDesk;
  readonly round: number;
  readonly teaching: UnheardText | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Utterances({ desk, onClose, onDone, round, teaching }: UtterancesProps): ReactNode {
  const texts = DRAFT_TEXTS[desk.language];
  const { call, error } = useCall();
  const loaded = useLoaded<UtteranceList>('/flows/utterances', round);
  const [told, setTold] = useState(false);
  if (loaded.kind !== 'there') return null;
  const { intents, utterances } = loaded.body;
  const forget = async (id: string): Promise<void> => {
    await call({ method: 'DELETE', path: `/flows/utterances/${id}` });
    onDone();
  };
  return (
    <>
      <h2>{texts.utterances}</h2>
      {told && <Notice tone="good">{texts.teachDone}</Notice>}
      {error !== undefined && <Notice tone="error">{error}</Notice>}
      {utterances.length === 0 ? <p className="soft">{texts.noUtterances}</p> : (
        <ul className="unheard">
          {utterances.map(({ id, intent, language, now, text }) => (
            <li key={id}>
              <q lang={language}>{text}</q> → <strong>{intentName(intent, desk.language)}</strong>
              {now.intent === intent ? <span className="tag brand-tag">{texts.learnt}</span> : <span className="soft">{texts.nowHeard(intentName(now.intent, desk.language), now.confidence)}</span>}
              <button type="button" className="quiet" aria-label={texts.forget(text)} onClick={() => void forget(id)}>×</button>
            </li>
          ))}
        </ul>
      )}
      {utterances.length > 0 && <p><a href="/api/staff/flows/utterances/export" download="utterances.jsonl">{texts.exportUtterances}</a></p>}
      <TrainingBox sentences={utterances.length} round={round} onChanged={onDone} />
      {teaching !== undefined && (
        <Teach desk={desk} intents={intents} from={teaching} onClose={onClose} onTaught={() => {
          setTold(true);
          onClose();
          onDone();
        }} />
      )}
    </>
  );
}

interface TeachProps {
  readonly desk: FlowDesk;
  readonly intents: readonly string[];
  readonly from: UnheardText;
  readonly onTaught: () => void;
  readonly onClose: () => void;
}

function Teach({ desk, from, intents, onClose, onTaught }: TeachProps): ReactNode {
  const texts = DRAFT_TEXTS[desk.language];
  const { busy, call, error } = useCall();
  const [text, setText] = useState(from.text);
  const [intent, setIntent] = useState(desk.flow.intents[0] ?? intents[0] ?? '');
  const teach = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() === '' || busy) return;
    const reply = await call({ method: 'POST', path: '/flows/utterances', body: { text: text.trim(), language: from.language, intent } });
    if (reply !== undefined) onTaught();
  };
  return (
    <Dialog title={texts.teachTitle} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void teach(event)}>
        <Field label={texts.teachText}>{(marks) => <textarea {...marks} rows={2} maxLength={500} value={text} onChange={({ target }) => setText(target.value)} />}</Field>
        <Field label={texts.teachAs}>{(marks) => <select {...marks} value={intent} onChange={({ target }) => setIntent(target.value)}>{intents.map((one) => <option key={one} value={one}>{intentName(one, desk.language)}</option>)}</select>}</Field>
        {error !== undefined && <Notice tone="error">{error}</Notice>}
        <button type="submit" className="main" aria-disabled={busy}>{texts.teach}</button>
      </form>
    </Dialog>
  );
}
