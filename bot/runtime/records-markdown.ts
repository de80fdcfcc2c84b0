/** The table of shared records as people read it: written to `bot/storage/records.md`, and held to it by a test. */
import { RECORD_KINDS, type RecordEnd } from './record-kinds';

const WORDS: Readonly<Record<Extract<RecordEnd, string>, string>> = {
  idle: '`RETENTION_IDLE_DAYS` and 60 days after it was written last',
  used: '`RETENTION_IDLE_DAYS` and 60 days after it was read or written last',
  said: '`RETENTION_TRANSCRIPT_DAYS` after it was written last',
  own: 'said with each record, and soon',
  thread: 'with the conversations it is about',
  fixed: 'none: a fixed number, in which what is new takes the place of what is old',
  staff: 'until the staff removes or replaces it',
  good: 'none: kept for good',
};

export const recordsMarkdown = (): string =>
  [
    '# What is kept, and how long',
    '',
    'Made from `bot/runtime/record-kinds.ts`. All times are business time but for those that say machine time.',
    '',
    '| kept | holds | end |',
    '|---|---|---|',
    '| transcript | what was said and done | an entry `RETENTION_TRANSCRIPT_DAYS` after it was said; all of it `RETENTION_IDLE_DAYS` after the last one, or when its customer asks for that |',
    '| state, timers | what was learned and decided | with the whole transcript; what was joined into another conversation stands there alone |',
    '| dedupe marks | hashes of what was delivered | 8 days, machine time |',
    '| address | where a conversation is found from | when nothing is left of the conversation, dedupe marks neither |',
    '| counters | version and length of an emptied conversation | 30 days of machine time after that |',
    '| dead letters | what could not be delivered | `RETENTION_TRANSCRIPT_DAYS`, machine time, or with the conversation; 10,000 at most (in each part of Redis) |',
    '| files | photos, voice, documents in `MEDIA_DIR` | `RETENTION_TRANSCRIPT_DAYS`, or with the conversation on request |',
    ...RECORD_KINDS.map(({ name, holds, end }) => `| record \`${name}\` | ${holds} | ${typeof end === 'object' ? `${end.days} days after it was written last` : WORDS[end]} |`),
    '',
  ].join('\n');
