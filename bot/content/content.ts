/** What people write and customers meet: the flows' releases, the articles and what was taught, loaded at the start and read again together. */
import path from 'node:path';
import { faultLine, type Fault } from '../../flows/faults';
import { ROOT } from '../root';
import type { Storage } from '../runtime/ports';
import { loadLiveArticles, type LiveArticles } from './live-articles';
import { loadLiveUnderstanding, type LiveUnderstanding } from './live-understanding';
import { loadReleases, type Releases } from './releases';

export interface Content {
  readonly ok: true;
  readonly releases: Releases;
  readonly articles: LiveArticles;
  readonly understanding: LiveUnderstanding;
  refresh(): Promise<void>;
  stop(): void;
}

export interface ContentParts {
  readonly storage: Pick<Storage, 'records' | 'news'>;
  readonly now: () => number;
  /** Where the flows are; those beside the code when absent. */
  readonly flowsDir: string | undefined;
}

/** `faults`: one line each, for whoever starts the server. */
export const loadContent = async ({ storage, now, flowsDir }: ContentParts): Promise<Content | { readonly ok: false; readonly faults: readonly string[] }> => {
  const { news, records } = storage;
  const flows = await loadReleases(flowsDir ?? path.join(ROOT, 'flows', 'definitions'), records, { news, now });
  if (!flows.ok) return { ok: false, faults: flows.faults.map(line) };
  const live = await loadLiveArticles({ records, news, now });
  if (!live.ok) return { ok: false, faults: live.faults.map(line) };
  const understanding = await loadLiveUnderstanding({ records, news });
  const { releases } = flows;
  const { articles } = live;
  return {
    ok: true, releases, articles, understanding,
    refresh: async () => void (await Promise.all([releases.refresh(), articles.refresh(), understanding.refresh()])),
    stop() {
      releases.stop();
      articles.stop();
      understanding.stop();
    },
  };
};

const line = (fault: Fault): string => faultLine(fault, 'en');
