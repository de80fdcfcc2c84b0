/**
 * What is made of a shared record, as it stands now: every process makes it anew after news, or with the next refresh. Of two
 * looks at once the later version stands; what could not be made, or read, is tried again by the next look.
 */
import type { News, Records } from '../runtime/ports';

export interface FollowedRecord<Made> {
  now(): Made;
  refresh(): Promise<void>;
  /** It was written here: made anew, and told to the other processes. */
  changed(): Promise<void>;
  stop(): void;
}

export interface Following<Held, Made> {
  readonly records: Pick<Records, 'get'>;
  /** Without it the others learn by `refresh`. */
  readonly news?: Pick<News, 'publishRecord' | 'subscribeRecord'> | undefined;
  readonly name: string;
  /** Before anybody wrote. */
  readonly first: Made;
  /** `undefined` while that cannot be done. */
  make(held: Held, before: Made): Made | undefined | Promise<Made | undefined>;
}

/** Followed from its first reading on. */
export const followRecord = async <Held, Made>({ records, news, name, first, make }: Following<Held, Made>): Promise<FollowedRecord<Made>> => {
  let seen = 0;
  let made = first;
  const refresh = async (): Promise<void> => {
    const stored = await records.get(name);
    if (stored === null || stored.version <= seen) return;
    const next = await make(JSON.parse(stored.json) as Held, made);
    if (next !== undefined && stored.version > seen) [seen, made] = [stored.version, next];
  };
  await refresh();
  const stop = news?.subscribeRecord(name, () => void refresh().catch(() => undefined));
  return {
    now: () => made,
    refresh,
    async changed() {
      await refresh();
      news?.publishRecord(name);
    },
    stop: () => stop?.(),
  };
};
