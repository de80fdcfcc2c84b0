/**
 * The articles as customers are answered from them: the files beside the code, and over them what was published in the studio.
 * One shared record holds that, so every process has it after news or a second; an edit gives way when the file that it
 * was made over changed on disk, since then it came through git or somebody went on from there.
 */
import { contentHash } from '../../flows/content-hash';
import type { Fault } from '../../flows/faults';
import type { SourceFiles } from '../../flows/sources';
import { warmLibrary, type Library } from '../../knowledge/search/library';
import type { News, Records } from '../runtime/ports';
import { changeShared, type SharedRecord } from '../runtime/shared-record';
import type { ChangedFiles } from '../web/flow-contracts';
import type { ArticleEdition } from '../web/words-contracts';
import { makeEditions, type Edit, type Edits, type Editions } from './article-editions';
import { libraryOf, readArticleFiles, type LoadedArticles } from './articles';

const RECORD = 'content:articles';

export interface ArticlePublication {
  /** Paths as in `knowledge/articles`. */
  readonly files: ChangedFiles;
  readonly author: string;
  readonly approvedBy?: string | undefined;
  readonly reason: string;
}

export type PublishedArticles =
  | { readonly kind: 'published'; readonly edition: ArticleEdition }
  /** What may not be so; nothing was published. */
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] };

export interface LiveArticles {
  /** Always as it is now. */
  readonly library: Library;
  files(): SourceFiles;
  /** How it would be with these changes. */
  with(changed: ChangedFiles): LoadedArticles;
  publish(publication: ArticlePublication): Promise<PublishedArticles>;
  /** Newest first. */
  editions: Editions['list'];
  /** Customers are answered from an older edition again; `null` for one that is not listed. */
  rollback(wanted: { readonly name: string; readonly author: string; readonly reason: string }): Promise<ArticleEdition | null>;
  refresh(): Promise<void>;
  stop(): void;
}

export type LoadedLive = { readonly ok: true; readonly articles: LiveArticles } | { readonly ok: false; readonly faults: readonly Fault[] };

export interface LiveArticleParts {
  readonly records: Records;
  readonly news?: Pick<News, 'publishRecord' | 'subscribeRecord'>;
  readonly now: () => number;
  /** Where the files are; those beside the code when absent. */
  readonly directory?: string;
}

export const loadLiveArticles = async ({ records, news, now, directory }: LiveArticleParts): Promise<LoadedLive> => {
  const disk = await readArticleFiles(directory);
  const own = libraryOf(disk);
  if (!own.ok) return own;
  const shared: SharedRecord<Edits> = { records, name: RECORD, first: {} };
  let current = { version: 0, files: disk, library: own.library };

  const take = (version: number, edits: Edits): void => {
    if (version <= current.version) return;
    const files = edited(disk, edits);
    const made = libraryOf(files);
    // What was right when it was published may not fit files that changed since: then those on disk stand alone.
    if (made.ok) warmLibrary(made.library);
    current = made.ok ? { version, files, library: made.library } : { version, files: disk, library: own.library };
  };
  const refresh = async (): Promise<void> => {
    const stored = await records.get(RECORD);
    if (stored !== null && stored.version > current.version) take(stored.version, JSON.parse(stored.json) as Edits);
  };
  await refresh();
  // What cannot be read now is read by the next refresh.
  const stop = news?.subscribeRecord(RECORD, () => void refresh().catch(() => undefined));
  const editions = makeEditions(records, shared);
  const changed = async (): Promise<void> => {
    await refresh();
    news?.publishRecord(RECORD);
  };
  const withChanges = (changed: ChangedFiles): LoadedArticles => libraryOf(applied(current.files, changed));

  return {
    ok: true,
    articles: {
      library: {
        get articles() {
          return current.library.articles;
        },
        indexFor: (language) => current.library.indexFor(language),
      },
      files: () => current.files,
      with: withChanges,
      async publish({ files, author, approvedBy, reason }) {
        const made = withChanges(files);
        if (!made.ok) return { kind: 'faults', faults: made.faults };
        const at = new Date(now()).toISOString();
        const edits = Object.entries(files).map(([file, text]): [string, Edit] => [file, { text, at, author, reason, ...(disk[file] !== undefined && { over: contentHash(disk[file]) }) }]);
        await changeShared(shared, (before) => ({ ...before, ...Object.fromEntries(edits) }));
        const edition = await editions.keep({ at, author, reason, files: Object.keys(files).sort(), ...(approvedBy !== undefined && { approvedBy }) });
        await changed();
        return { kind: 'published', edition };
      },
      editions: editions.list,
      async rollback({ name, author, reason }) {
        const edits = await editions.edits(name);
        if (edits === null) return null;
        await changeShared(shared, () => edits);
        const edition = await editions.goBack(name, { at: new Date(now()).toISOString(), author, reason });
        await changed();
        return edition;
      },
      refresh,
      stop: () => stop?.(),
    },
  };
};

const edited = (disk: SourceFiles, edits: Edits): SourceFiles => {
  const standing = Object.entries(edits).filter(([file, { over }]) => over === (disk[file] === undefined ? undefined : contentHash(disk[file])));
  return applied(disk, Object.fromEntries(standing.map(([file, { text }]) => [file, text])));
};

const applied = (files: SourceFiles, changed: ChangedFiles): SourceFiles =>
  Object.fromEntries(Object.entries({ ...files, ...changed }).filter((entry): entry is [string, string] => entry[1] !== null));
