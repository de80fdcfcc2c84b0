/** The JSON of the studio about words: articles as files with their effect, and what typed words mean. Types only, beside `flow-contracts.ts`. */

/**
 * `GET /api/staff/flows/articles` -> ArticleFiles. To change one put its new text into a draft, as `articles/<path>` among its files:
 * saved, reviewed and published with it, and customers are answered from it at once. Publishing checks articles too
 * (422 `Faults`).
 */
export interface ArticleFiles {
  /** By path: `wifi-password.md`, and `en/wifi-password.md` for the same in English. */
  readonly files: Readonly<Record<string, string>>;
  /** Newest first. */
  readonly editions: readonly ArticleEdition[];
}

/**
 * What was published of the articles at once. `a0` are those of the installation.
 * `POST /api/staff/flows/articles/rollback {name, reason}` -> `{ edition: ArticleEdition }`: customers are answered from it at once; 404.
 */
export interface ArticleEdition {
  readonly name: string;
  /** Absent for those of the installation. */
  readonly at?: string;
  readonly author: string;
  readonly approvedBy?: string;
  readonly reason: string;
  /** Articles that it changed, by path as above. */
  readonly files: readonly string[];
  readonly current: boolean;
}

/**
 * `POST /api/staff/flows/articles/effect {files, questions?}` -> ArticleEffect: `files` by path as above, changed ones only, `null` for one
 * that is gone; `questions` (at most 400) are those of the labelled customers' texts when absent. 422 `Faults`.
 */
export interface ArticleEffect {
  readonly asked: number;
  /** Only those whose first article is another one now; `null` = none. */
  readonly changes: readonly { readonly question: string; readonly language: 'es' | 'en'; readonly before: string | null; readonly after: string | null }[];
}

/**
 * `POST /api/staff/flows/understand {lines: [{text, question?}]}` -> UnderstoodReply, a place for each line; at most 100 lines, 429 with
 * `retry-after` when too many are asked for. `values`: the answer to the question, as in a conversation, `null` for none;
 * `heard`: what the words mean by themselves.
 */
export interface UnderstoodReply {
  readonly values: readonly unknown[];
  readonly heard: readonly Heard[];
}

export interface Heard {
  readonly intent: string;
  readonly also?: readonly string[];
  /** 0 to 1. */
  readonly confidence: number;
  readonly level: 'basic' | 'intermediate' | 'advanced' | 'unknown';
  readonly language: 'es' | 'en';
}
