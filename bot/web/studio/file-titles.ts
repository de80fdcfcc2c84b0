/** What a file is about, in the reader's language: a flow's title stands in its own file or in its English texts, an article's in it. */
import { useMemo } from 'react';
import { useLanguage } from '../staff/context';
import { isArticle, textOf, type Workbench } from './workbench';

/** `flows`: every flow's title, by name. Empty for a file that has none. */
export function useTitles(bench: Workbench, flows: Readonly<Record<string, string>>): (file: string) => string {
  const { drafts, published } = bench;
  const language = useLanguage();
  const known = useMemo(() => new Map(Object.entries(published?.files ?? {}).flatMap(([file, text]) => (isTitled(file) ? [[file, titleIn(text)]] : []))), [published?.files]);
  const ownTitle = (file: string): string => (drafts[file] === undefined ? (known.get(file) ?? '') : titleIn(textOf(bench, file)));
  return (file) => {
    if (isArticle(file)) return ownTitle(file);
    const flow = file.replace(/\.yaml$/, '');
    return (language === 'en' ? ownTitle(`texts/${flow}.en.yaml`) : '') || (flows[flow] ?? '');
  };
}

const isTitled = (file: string): boolean => isArticle(file) || file.endsWith('.en.yaml');

/** The first line of its kind: an article's stands at the margin, one among texts is indented. */
const titleIn = (text: string): string => /^ {0,2}title: *"?(.*?)"? *$/m.exec(text)?.[1] ?? '';
