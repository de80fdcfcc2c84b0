/** What was published of the articles, and the way back to any of it. Nothing is shown before anything was. */
import { memo, useState, type ReactNode } from 'react';
import type { ArticleEdition } from '../words-contracts';
import { useLanguage, useNow } from '../staff/context';
import { moment } from '../staff/format';
import { Notice } from '../staff/parts';
import { DRAFT_TEXTS } from './draft-texts';
import { Rollback } from './rollback-dialog';
import { STUDIO_TEXTS } from './studio-texts';

interface EditionListProps {
  readonly editions: readonly ArticleEdition[];
  readonly onRolledBack: () => Promise<unknown>;
}

export const EditionList = memo(function EditionList({ editions, onRolledBack }: EditionListProps): ReactNode {
  const language = useLanguage();
  const texts = DRAFT_TEXTS[language];
  const [asking, setAsking] = useState<ArticleEdition>();
  const [done, setDone] = useState<string>();
  if (editions.length < 2) return null;
  return (
    <section className="side-part">
      <h2>{texts.editions}</h2>
      {done !== undefined && editions.some(({ current, name }) => current && name === done) && <Notice tone="good">{texts.editionBack(done)}</Notice>}
      <ol className="releases">
        {editions.map((edition) => (
          <li key={edition.name}>
            <Edition edition={edition} />
            {!edition.current && <p className="row"><button type="button" className="quiet" aria-label={STUDIO_TEXTS[language].rollbackTitle(edition.name)} onClick={() => setAsking(edition)}>{STUDIO_TEXTS[language].rollback}</button></p>}
          </li>
        ))}
      </ol>
      {asking !== undefined && (
        <Rollback name={asking.name} about={texts.editionAbout} path="/flows/articles/rollback" body={{ name: asking.name }} onClose={() => setAsking(undefined)} onDone={() => {
          setAsking(undefined);
          setDone(asking.name);
          void onRolledBack();
        }} />
      )}
    </section>
  );
});

function Edition({ edition: { at, author, current, files, name, reason } }: { readonly edition: ArticleEdition }): ReactNode {
  const language = useLanguage();
  const texts = STUDIO_TEXTS[language];
  const now = useNow();
  return (
    <>
      <p className="row"><strong>{name}</strong>{current && <span className="tag brand-tag">{DRAFT_TEXTS[language].states.current}</span>}</p>
      <p>{at === undefined ? DRAFT_TEXTS[language].editionFirst : reason}</p>
      {at !== undefined && <p className="soft"><time dateTime={at}>{moment(at, now, language)}</time> · {texts.by(author)} · {files.join(', ')}</p>}
    </>
  );
}
