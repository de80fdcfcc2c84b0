/**
 * The editions of the articles, each kept whole under its name, so that going back is naming one. `a0` are the files beside
 * the code. Beside the record from which customers are answered.
 */
import type { Records } from '../runtime/ports';
import { readShared, type SharedRecord } from '../runtime/shared-record';
import type { ArticleEdition } from '../web/words-contracts';
import { makeEditionLog, type EditionLog, type Signed } from './edition-log';

/** One edited article. */
export interface Edit {
  /** `null` for an article that was taken away. */
  readonly text: string | null;
  /** Of the file on disk that it replaces; absent when there was none. */
  readonly over?: string;
  readonly at: string;
  readonly author: string;
  readonly reason: string;
}

/** By path in `knowledge/articles`. */
export type Edits = Readonly<Record<string, Edit>>;

type About = Pick<ArticleEdition, 'files'>;

const MOST_LISTED = 100;
const INSTALLED = { name: 'a0', author: 'disk', reason: 'knowledge/articles', files: [] };

export interface Editions extends Pick<EditionLog<About>, 'list' | 'goBack'> {
  /** Names what stands in `live` now, which the caller just wrote. */
  keep(edition: About & Signed): Promise<ArticleEdition>;
  /** What stood in an edition that is listed; `null` for another name. */
  edits(name: string): Promise<Edits | null>;
}

export const makeEditions = (records: Records, live: SharedRecord<Edits>): Editions => {
  const { goBack, keep, list } = makeEditionLog<About>({ records, name: 'content:articles:log', installed: INSTALLED, most: MOST_LISTED });
  const keptAs = (name: string): string => `content:articles:edition:${name}`;
  return {
    list, goBack,
    async keep(about) {
      const { edition } = await keep(about);
      // Read behind the naming: of two at once the later name has what both wrote.
      await records.put(keptAs(edition.name), JSON.stringify(await readShared(live)), 0);
      return edition;
    },
    async edits(name) {
      if (name === INSTALLED.name) return {};
      const stored = (await list()).some((edition) => edition.name === name) ? await records.get(keptAs(name)) : null;
      return stored && (JSON.parse(stored.json) as Edits);
    },
  };
};
