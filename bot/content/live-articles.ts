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
import { followRecord } from './followed-record';

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

interface InForce {
  readonly files: SourceFiles;
  readonly library: Library;
}

export const loadLiveArticles = async ({ records, news, now, directory }: LiveArticleParts): Promise<LoadedLive> => {
  const disk = await readArticleFiles(directory);
  const own = libraryOf(disk);
  if (!own.ok) return own;
  const asInstalled: InForce = { files: disk, library: own.library };
  const followed = await followRecord<Edits, InForce>({ records, news, name: RECORD, first: asInstalled, make: (edits) => inForceBy(edits, asInstalled) });
  const shared: SharedRecord<Edits> = { records, name: RECORD, first: {} };
  const editions = makeEditions(records, shared);
  const withChanges = (changed: ChangedFiles): LoadedArticles => libraryOf(applied(followed.now().files, changed));
  return {
    ok: true,
    articles: {
      library: libraryNow(() => followed.now().library),
      files: () => followed.now().files,
      with: withChanges,
      async publish(publication) {
        const made = withChanges(publication.files);
        if (!made.ok) return { kind: 'faults', faults: made.faults };
        const edition = await publishEdits({ shared, editions, disk }, publication, isoOf(now()));
        await followed.changed();
        return { kind: 'published', edition };
      },
      editions: editions.list,
      async rollback({ name, ...signed }) {
        const edits = await editions.edits(name);
        if (edits === null) return null;
        await changeShared(shared, () => edits);
        const edition = await editions.goBack(name, { at: isoOf(now()), ...signed });
        await followed.changed();
        return edition;
      },
      refresh: followed.refresh,
      stop: followed.stop,
    },
  };
};

const isoOf = (at: number): string => new Date(at).toISOString();

const libraryNow = (now: () => Library): Library => ({
  get articles() {
    return now().articles;
  },
  indexFor: (language) => now().indexFor(language),
});

/** What was right when it was published may not fit files that changed since: then those on disk stand alone. */
const inForceBy = (edits: Edits, asInstalled: InForce): InForce => {
  const files = edited(asInstalled.files, edits);
  const made = libraryOf(files);
  if (!made.ok) return asInstalled;
  warmLibrary(made.library);
  return { files, library: made.library };
};

interface Publishing {
  readonly shared: SharedRecord<Edits>;
  readonly editions: Editions;
  readonly disk: SourceFiles;
}

const publishEdits = async ({ shared, editions, disk }: Publishing, { files, author, approvedBy, reason }: ArticlePublication, at: string): Promise<ArticleEdition> => {
  const editOf = (file: string, text: string | null): Edit => ({ text, at, author, reason, ...(disk[file] !== undefined && { over: contentHash(disk[file]) }) });
  const edits = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, editOf(file, text)]));
  await changeShared(shared, (before) => ({ ...before, ...edits }));
  return editions.keep({ at, author, reason, files: Object.keys(files).sort(), ...(approvedBy !== undefined && { approvedBy }) });
};

const edited = (disk: SourceFiles, edits: Edits): SourceFiles => {
  const standing = Object.entries(edits).filter(([file, { over }]) => over === (disk[file] === undefined ? undefined : contentHash(disk[file])));
  return applied(disk, Object.fromEntries(standing.map(([file, { text }]) => [file, text])));
};

const applied = (files: SourceFiles, changed: ChangedFiles): SourceFiles =>
  Object.fromEntries(Object.entries({ ...files, ...changed }).filter((entry): entry is [string, string] => entry[1] !== null));
