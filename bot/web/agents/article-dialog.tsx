/** Articles in the customer's language and wording, found while she waits; a paragraph or the whole goes into the answer. */
import { useState, type ReactNode } from 'react';
import type { ArticleHit, CaseDetail } from '../contracts';
import { useLanguage } from '../staff/context';
import { Dialog, Field, Notice, Working } from '../staff/parts';
import { useLoaded } from '../staff/use-loaded';
import { useSettled } from '../staff/use-settled';
import { CASE_TEXTS } from './case-texts';
import { Rich } from './rich';

interface ArticleDialogProps {
  readonly detail: CaseDetail;
  readonly onInsert: (text: string) => void;
  readonly onClose: () => void;
}

const MOST_SHOWN = 12;

export function ArticleDialog({ detail: { summary }, onInsert, onClose }: ArticleDialogProps): ReactNode {
  const texts = CASE_TEXTS[useLanguage()];
  const [typed, setTyped] = useState(summary.topic ?? '');
  const asked = useSettled(typed.trim());
  const query = new URLSearchParams({ q: asked, language: summary.language, level: summary.level ?? 'basic' });
  const loaded = useLoaded<{ readonly articles: readonly ArticleHit[] }>(`/articles?${query}`);
  return (
    <Dialog title={texts.articles} wide onClose={onClose}>
      <Field label={texts.articleFind}>
        {(marks) => <input {...marks} type="search" maxLength={300} autoComplete="off" value={typed} onChange={({ target }) => setTyped(target.value)} />}
      </Field>
      {loaded.kind === 'loading' && <Working>{texts.searching}</Working>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      {loaded.kind === 'there' && loaded.body.articles.length === 0 && <p className="soft" role="status">{texts.articleNone}</p>}
      <ul className="picks">
        {loaded.kind === 'there' && loaded.body.articles.slice(0, MOST_SHOWN).map((hit) => (
          <li key={hit.id}><Article hit={hit} language={summary.language} onInsert={onInsert} /></li>
        ))}
      </ul>
    </Dialog>
  );
}

interface ArticleProps {
  readonly hit: ArticleHit;
  readonly language: 'es' | 'en';
  readonly onInsert: (text: string) => void;
}

function Article({ hit: { title, text, passage }, language, onInsert }: ArticleProps): ReactNode {
  const texts = CASE_TEXTS[useLanguage()];
  return (
    <details className="article">
      <summary lang={language}>{title}</summary>
      <p className="article-text" lang={language}><Rich text={text} /></p>
      <div className="row">
        {passage !== undefined && <button type="button" className="main" aria-label={`${texts.insertFound}: ${title}`} onClick={() => onInsert(passage)}>{texts.insertFound}</button>}
        <button type="button" className="plain" aria-label={`${texts.insert}: ${title}`} onClick={() => onInsert(text)}>{texts.insert}</button>
      </div>
    </details>
  );
}
