/** What was published of the articles or of the understanding, and the way back to any of it. Nothing is shown before anything was. */
import { useState, type ReactNode } from 'react';
import { useLanguage, useNow } from '../staff/context';
import { moment } from '../staff/format';
import { Notice } from '../staff/parts';
import { DRAFT_TEXTS } from './draft-texts';
import { Rollback } from './rollback-dialog';
import { STUDIO_TEXTS } from './studio-texts';

interface Listed {
  readonly name: string;
  readonly at?: string;
  readonly author: string;
  readonly reason: string;
  readonly current: boolean;
  readonly outdated?: true;
}

interface EditionListProps<Edition extends Listed> {
  readonly editions: readonly Edition[];
  readonly words: { readonly title: string; readonly first: string; readonly about: string; readonly back: (name: string) => string };
  /** Where going back is asked for. */
  readonly path: string;
  /** What else is told of one. */
  readonly noteOf: (edition: Edition) => string;
  readonly onRolledBack: () => Promise<void> | void;
}

export function EditionList<Edition extends Listed>({ editions, noteOf, onRolledBack, path, words }: EditionListProps<Edition>): ReactNode {
  const texts = STUDIO_TEXTS[useLanguage()];
  const [asking, setAsking] = useState<string>();
  const [done, setDone] = useState<string>();
  if (editions.length < 2) return null;
  return (
    <section className="side-part">
      <h2>{words.title}</h2>
      {done !== undefined && editions.some(({ current, name }) => current && name === done) && <Notice tone="good">{words.back(done)}</Notice>}
      <ol className="releases">
        {editions.map((edition) => (
          <li key={edition.name}>
            <About edition={edition} first={words.first} note={noteOf(edition)} />
            {!edition.current && edition.outdated !== true && <p className="row"><button type="button" className="quiet" onClick={() => setAsking(edition.name)}>{texts.rollbackTitle(edition.name)}</button></p>}
          </li>
        ))}
      </ol>
      {asking !== undefined && (
        <Rollback name={asking} about={words.about} path={path} body={{ name: asking }} onClose={() => setAsking(undefined)} onDone={async () => {
          await onRolledBack();
          setAsking(undefined);
          setDone(asking);
        }} />
      )}
    </section>
  );
}

interface AboutProps {
  readonly edition: Listed;
  readonly first: string;
  readonly note: string;
}

function About({ edition: { at, author, current, name, reason }, first, note }: AboutProps): ReactNode {
  const language = useLanguage();
  const now = useNow();
  return (
    <>
      <p className="row"><strong>{name}</strong>{current && <span className="tag brand-tag">{DRAFT_TEXTS[language].states.current}</span>}</p>
      <p>{at === undefined ? first : reason}</p>
      {at !== undefined && <p className="soft"><time dateTime={at}>{moment(at, now, language)}</time> · {STUDIO_TEXTS[language].by(author)} · {note}</p>}
    </>
  );
}
