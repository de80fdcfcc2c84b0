/** Keeps what was said no longer than configured (P14), by business time. */
import type { Log } from '../observability/log';
import type { Directory } from './directory';
import type { AddressBook, KeptRecords, Outbox, ThreadStore } from './ports';
import type { Leaving } from './trimming';

const THREADS_AT_ONCE = 200;

interface TrimParts {
  readonly threads: Pick<ThreadStore, 'trim'>;
  readonly outbox: Pick<Outbox, 'forgetLetters'>;
  readonly addresses: Pick<AddressBook, 'forget'>;
  readonly directory: Pick<Directory, 'forget'>;
  readonly records: Pick<KeptRecords, 'forget'>;
  /** What customers sent, kept beside the transcripts. */
  readonly media: { sweep(before: number): Promise<number> };
  readonly leaving: Leaving;
  readonly retention: { readonly entriesMs: number; readonly idleMs: number };
  readonly now: () => number;
  readonly log: Log;
}

/** One call looks at a part of the threads, the next one goes on behind it. */
export const makeTrim = ({ threads, outbox, addresses, directory, records, media, leaving, retention, now, log }: TrimParts) => async (): Promise<void> => {
  const at = now();
  const trimmed = await threads.trim({ entriesBefore: at - retention.entriesMs, idleBefore: at - retention.idleMs }, THREADS_AT_ONCE, leaving);
  const files = await media.sweep(at - retention.entriesMs);
  const letters = await outbox.forgetLetters(Date.now() - retention.entriesMs);
  const over = await records.forget(at);
  const unbound = await addresses.forget(THREADS_AT_ONCE);
  unbound.forEach(directory.forget);
  const counts = { ...trimmed, files, letters, records: over, addresses: unbound.length };
  if (Object.values(counts).some((count) => count > 0)) log.info(counts, 'forgot what may not be kept any longer');
};
