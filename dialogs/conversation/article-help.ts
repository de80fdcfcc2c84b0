/** Where a step names an article as its help, the beginning of it answers who asks how, and the question stands below. */
import type { OpenQuestion } from '../../flows/run';
import { articleText } from '../../knowledge/search/library';
import type { Draft } from './draft';

/** An article that was taken away leaves the question as it is. */
export const withArticle = ({ state: { language, level }, world }: Draft, open: OpenQuestion): OpenQuestion => {
  const found = open.article === undefined ? undefined : articleText(world.articles, open.article, { language, level });
  return found === undefined ? open : { ...open, help: `${beginningOf(found.text)}\n\n${open.text}` };
};

/** So much is read in one look, and with any question it fits the smallest message of a channel (1,024). */
const MOST_CHARS = 700;

/** Whole paragraphs; the first in any case. */
const beginningOf = (text: string): string => {
  const [first = '', ...more] = text.split('\n\n');
  let said = first;
  for (const paragraph of more) {
    if (said.length + paragraph.length + 2 > MOST_CHARS) break;
    said = `${said}\n\n${paragraph}`;
  }
  return said;
};
