/**
 * The one host of MiniSearch: ranked, typo-tolerant search over short documents. It knows nothing of articles; what a
 * term is comes from `terms.ts`, for documents and questions alike. The same question over the same documents always
 * gives the same answer.
 */
import MiniSearch from 'minisearch';

export interface IndexedText {
  readonly id: string;
  readonly title: string;
  readonly keywords: string;
  readonly body: string;
}

export interface Match {
  readonly id: string;
  /** Comparable within one search only. */
  readonly score: number;
  /** The terms of the question that were found, also by a near spelling. */
  readonly found: ReadonlySet<string>;
  /** Of these, the ones that stand in the title or among the keywords, also by a near spelling. */
  readonly named: ReadonlySet<string>;
}

export interface TextIndex {
  /** Best first. `boost` multiplies a document's score. */
  search(terms: readonly string[], boost: (id: string) => number): readonly Match[];
  /** How much a term tells, 0..1: 1 for one that no document has. */
  weight(term: string): number;
}

/** Words shorter than this must be spelled right. */
const FUZZY_FROM = 5;
const BOOST = { title: 3, keywords: 3, body: 1 };

export function makeTextIndex(documents: readonly IndexedText[], termsOf: (text: string) => string[]): TextIndex {
  const index = new MiniSearch<IndexedText>({
    fields: Object.keys(BOOST),
    tokenize: (text) => termsOf(text),
    processTerm: (term) => term,
  });
  index.addAll(documents);
  const frequency = documentFrequency(documents, termsOf);
  const most = Math.log(1 + documents.length);
  return {
    search: (terms, boost) =>
      index
        .search([...new Set(terms)].join(' '), {
          tokenize: (text) => text.split(' '),
          boost: BOOST,
          fuzzy: (term) => (term.length >= FUZZY_FROM ? 0.2 : false),
          prefix: (term) => term.length >= FUZZY_FROM,
          weights: { fuzzy: 0.4, prefix: 0.4 },
          boostDocument: (id) => boost(String(id)),
        })
        .map(({ id, score, queryTerms, match }) => matchOf({ id: String(id), score, queryTerms, match })),
    weight: (term) => (most === 0 ? 1 : Math.log((1 + documents.length) / (1 + (frequency.get(term) ?? 0))) / most),
  };
}

interface Raw {
  readonly id: string;
  readonly score: number;
  readonly queryTerms: readonly string[];
  /** Term of the document to the fields that hold it. */
  readonly match: Readonly<Record<string, readonly string[]>>;
}

function matchOf({ id, score, queryTerms, match }: Raw): Match {
  const isNamed = (term: string): boolean => (match[term] ?? []).some((field) => field !== 'body');
  const nearNamed = Object.keys(match).some((term) => !queryTerms.includes(term) && isNamed(term));
  return { id, score, found: new Set(queryTerms), named: new Set(queryTerms.filter((term) => (match[term] === undefined ? nearNamed : isNamed(term)))) };
}

function documentFrequency(documents: readonly IndexedText[], termsOf: (text: string) => string[]): ReadonlyMap<string, number> {
  const frequency = new Map<string, number>();
  for (const { title, keywords, body } of documents) {
    for (const term of new Set(termsOf(`${title} ${keywords} ${body}`))) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  return frequency;
}
