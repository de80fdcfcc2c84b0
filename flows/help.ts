/**
 * The help of a question: own words, or an article that answers who asks how. The articles stand in `knowledge/articles` and are
 * published apart from flows: a name is compared with those that come along with the files, and one that is gone later leaves
 * the question without help, never without its words.
 */
import type { AskStep, Help, Text } from './schema';

export const helpArticle = ({ help }: Pick<AskStep, 'help'>): string | undefined => (isArticle(help) ? help.article : undefined);

export const helpText = ({ help }: Pick<AskStep, 'help'>): Text | undefined => (isArticle(help) ? undefined : help);

const isArticle = (help: Help | undefined): help is Help & { readonly article: string } => typeof help === 'object' && 'article' in help;
