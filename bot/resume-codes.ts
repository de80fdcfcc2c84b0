/**
 * Codes that carry a case to another channel: chance, thirty minutes, once; gone a day later (P14). Kept as shared records by
 * compare-and-set. Nobody counts wrong ones: there are a trillion, and a thousand
 * guesses a second find one of a hundred that are good now once in months.
 */
import { randomInt } from 'node:crypto';
import { CODE_LENGTH, CODE_LETTERS } from '../knowledge/elsewhere';
import { threadId, type ThreadId } from '../dialogs/ids';
import type { Route } from './http/route';
import type { Records } from './runtime/ports';

const VALID_MS = 30 * 60_000;
/** Who took a code asks again when its process died before the threads were joined; after that the code goes. */
const KEPT_MS = 86_400_000;

interface CodeRecord {
  readonly thread: string;
  readonly until: number;
  /** The thread that it was used by; in records from before that was told, only that it was. */
  readonly used?: string | true;
}

export interface ResumeCodes {
  offer(thread: ThreadId): Promise<{ readonly code: string; readonly link: string }>;
  /** The thread behind a code that is still good; from then on it is good for this one alone, which may ask again. */
  redeem(code: string, by: ThreadId): Promise<ThreadId | null>;
}

export const makeResumeCodes = (records: Records, { now, base }: { now: () => number; base: string }): ResumeCodes => ({
  async offer(thread) {
    const code = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
    const record: CodeRecord = { thread, until: now() + VALID_MS };
    await records.putUntil({ name: recordName(code), json: JSON.stringify(record), expected: 0, until: record.until + KEPT_MS });
    return { code: `HILO-${code}`, link: `${base}/r/${code}` };
  },
  async redeem(code, by) {
    const stored = await records.get(recordName(code));
    if (!stored) return null;
    const record = JSON.parse(stored.json) as CodeRecord;
    // Whoever took it may have died before the threads were joined.
    if (record.used === by) return threadId(record.thread);
    if (record.used || now() > record.until) return null;
    const json = JSON.stringify({ ...record, used: by });
    const taken = await records.putUntil({ name: recordName(code), json, expected: stored.version, until: record.until + KEPT_MS });
    return taken === 'saved' ? threadId(record.thread) : this.redeem(code, by);
  },
});

const recordName = (code: string): string => `resume:${code}`;

/** `/r/:code` opens the chat page, which says the code: the conversation there is joined into the case. */
export const resumeRoute: Route = {
  method: 'GET',
  path: '/r/:code',
  limited: true,
  handle: ({ params }) => {
    const code = /^[A-Z0-9]{1,16}$/i.exec(params['code'] ?? '')?.[0] ?? '';
    return { status: 302, headers: { location: `/?code=${code}`, 'cache-control': 'no-store' } };
  },
};
