/**
 * The editions of the articles: what was published when, by whom and why, each kept whole under a name (`a1`, `a2`…), so
 * that going back is naming one. `a0` are the files beside the code. Beside the record from which customers are answered.
 */
import type { Records } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { ArticleEdition } from '../web/words-contracts';

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

type Meta = Omit<ArticleEdition, 'current'>;

interface Log {
  readonly current: string;
  /** How many names were given. */
  readonly given: number;
  /** Newest last. */
  readonly editions: readonly Meta[];
  readonly moves: readonly Pick<Meta, 'name' | 'at' | 'author' | 'reason'>[];
}

export interface Move {
  readonly at: string;
  readonly author: string;
  readonly reason: string;
}

const MOST_LISTED = 100;
const FIRST: Log = { current: 'a0', given: 0, editions: [], moves: [] };
const INSTALLED: Meta = { name: 'a0', author: 'disk', reason: 'knowledge/articles', files: [] };

export interface Editions {
  /** Newest first; those of the installation last. */
  list(): Promise<readonly ArticleEdition[]>;
  /** Names what stands in `live` now, which the caller just wrote. */
  keep(edition: Omit<Meta, 'name'> & Move): Promise<ArticleEdition>;
  /** What stood in an edition that is listed; `null` for another name. */
  edits(name: string): Promise<Edits | null>;
  /** An older one is live again. */
  returned(name: string, move: Move): Promise<ArticleEdition>;
}

export const makeEditions = (records: Records, live: SharedRecord<Edits>): Editions => {
  const log: SharedRecord<Log> = { records, name: 'content:articles:log', first: FIRST };
  const keptAs = (name: string): string => `content:articles:edition:${name}`;
  const list = async (): Promise<readonly ArticleEdition[]> => {
    const { current, editions } = await readShared(log);
    return [INSTALLED, ...editions].map((edition) => ({ ...edition, current: edition.name === current })).reverse();
  };

  return {
    list,
    async keep(edition) {
      const { current: name } = await changeShared(log, (before) => named(before, edition));
      // Read behind the naming: of two at once the later name has what both wrote.
      await records.put(keptAs(name), JSON.stringify(await readShared(live)), 0);
      return { ...edition, name, current: true };
    },
    async edits(name) {
      if (name === INSTALLED.name) return {};
      const stored = (await list()).some((edition) => edition.name === name) ? await records.get(keptAs(name)) : null;
      return stored && (JSON.parse(stored.json) as Edits);
    },
    async returned(name, move) {
      const { editions } = await changeShared(log, (before) => ({ ...before, current: name, moves: [...before.moves, { name, ...move }].slice(-MOST_LISTED) }));
      return { ...(editions.find((edition) => edition.name === name) ?? INSTALLED), current: true };
    },
  };
};

const named = (before: Log, edition: Omit<Meta, 'name'> & Move): Log => {
  const given = before.given + 1;
  const name = `a${given}`;
  const { at, author, reason } = edition;
  return { current: name, given, editions: [...before.editions, { ...edition, name }].slice(-MOST_LISTED), moves: [...before.moves, { name, at, author, reason }].slice(-MOST_LISTED) };
};
