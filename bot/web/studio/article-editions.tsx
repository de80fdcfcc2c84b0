/** The editions of the articles, beside the releases of the flows. Not drawn anew while somebody types. */
import { memo, type ReactNode } from 'react';
import { useLanguage } from '../staff/context';
import type { ArticleEdition } from '../words-contracts';
import { DRAFT_TEXTS } from './draft-texts';
import { EditionList } from './edition-list';

interface ArticleEditionsProps {
  readonly editions: readonly ArticleEdition[];
  readonly onRolledBack: () => Promise<void>;
}

const filesOf = ({ files }: ArticleEdition): string => files.join(', ');

export const ArticleEditions = memo(function ArticleEditions({ editions, onRolledBack }: ArticleEditionsProps): ReactNode {
  const texts = DRAFT_TEXTS[useLanguage()];
  return <EditionList editions={editions} words={texts.editions} path="/flows/articles/rollback" noteOf={filesOf} onRolledBack={onRolledBack} />;
});
