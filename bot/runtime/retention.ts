/** Keeps what was said no longer than configured (P14), by business time. */
import type { Log } from '../observability/log';
import type { KeptRecords, Leaving, Outbox, ThreadStore } from './ports';

const THREADS_AT_ONCE = 200;

interface TrimParts {
  readonly threads: Pick<ThreadStore, 'trim'>;
  readonly outbox: Pick<Outbox, 'forgetLetters'>;
  readonly records: Pick<KeptRecords, 'forget'>;
  /** What customers sent, kept beside the transcripts. */
  readonly media: { sweep(before: number): Promise<number> };
  readonly leaving: Leaving;
  readonly retention: { readonly entriesMs: number; readonly idleMs: number };
  readonly now: () => number;
  readonly log: Log;
}

/** One call looks at a part of the threads, the next one goes on behind it. */
export const makeTrim = ({ threads, outbox, records, media, leaving, retention, now, log }: TrimParts) => async (): Promise<void> => {
  const at = now();
  const trimmed = await threads.trim({ entriesBefore: at - retention.entriesMs, idleBefore: at - retention.idleMs }, THREADS_AT_ONCE, leaving);
  const files = await media.sweep(at - retention.entriesMs);
  const letters = await outbox.forgetLetters(Date.now() - retention.entriesMs);
  const over = await records.forget(at);
  if (trimmed.shortened + trimmed.emptied + files + letters + over > 0) log.info({ ...trimmed, files, letters, records: over }, 'forgot what may not be kept any longer');
};
