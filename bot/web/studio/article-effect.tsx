/** What changed articles do: the questions of real customers whose first article would be another one. */
import { useState, type ReactNode } from 'react';
import type { ArticleEffect as Effect } from '../words-contracts';
import type { FlowFault } from '../contracts';
import { useLanguage, useStaff } from '../staff/context';
import { explain } from '../staff/explain';
import { Notice, Working } from '../staff/parts';
import { DRAFT_TEXTS } from './draft-texts';
import { isArticle, type Workbench } from './workbench';

type Shown = { readonly kind: 'no' | 'busy' } | { readonly kind: 'there'; readonly effect: Effect } | { readonly kind: 'faults'; readonly faults: readonly FlowFault[] } | { readonly kind: 'failed'; readonly why: string };

const PATIENCE_MS = 60_000;

export function ArticleEffect({ bench }: { readonly bench: Workbench }): ReactNode {
  const language = useLanguage();
  const texts = DRAFT_TEXTS[language];
  const { ask } = useStaff();
  const [shown, setShown] = useState<Shown>({ kind: 'no' });
  const files = Object.fromEntries(Object.entries(bench.drafts).filter(([file]) => isArticle(file)).map(([file, { text }]) => [file.slice('articles/'.length), text]));
  const look = async (): Promise<void> => {
    setShown({ kind: 'busy' });
    const reply = await ask<Effect>({ method: 'POST', path: '/flows/articles/effect', body: { files }, timeoutMs: PATIENCE_MS });
    if (reply.kind === 'ok') setShown({ kind: 'there', effect: reply.body });
    else if (reply.kind === 'refused' && reply.status === 422) setShown({ kind: 'faults', faults: (reply.body as { readonly faults: readonly FlowFault[] }).faults });
    else setShown({ kind: 'failed', why: explain(reply, language) });
  };
  return (
    <section className="stack">
      <p className="soft">{texts.effectAbout}</p>
      <p><button type="button" className="plain" disabled={Object.keys(files).length === 0 || shown.kind === 'busy'} onClick={() => void look()}>{texts.effect}</button></p>
      {shown.kind === 'busy' && <Working>{texts.effectBusy}</Working>}
      {shown.kind === 'failed' && <Notice tone="error">{shown.why}</Notice>}
      {shown.kind === 'faults' && <Notice tone="error"><ul className="changes">{shown.faults.map((fault, index) => <li key={index}>{fault.file}: {fault[language]}</li>)}</ul></Notice>}
      {shown.kind === 'there' && <Changes effect={shown.effect} />}
    </section>
  );
}

function Changes({ effect: { asked, changes } }: { readonly effect: Effect }): ReactNode {
  const texts = DRAFT_TEXTS[useLanguage()];
  return (
    <div role="status">
      <p>{texts.effectOf(changes.length, asked)}</p>
      <ul className="unheard">
        {changes.map(({ after, before, language, question }, index) => (
          <li key={index}><q lang={language}>{question}</q> <span className="soft">{before ?? texts.noArticle} → <strong>{after ?? texts.noArticle}</strong></span></li>
        ))}
      </ul>
    </div>
  );
}
