/** A claim about personal data carried out: what goes, what the law keeps, and that its customer hears of it once (P14, I1). */
import { makeClaims } from '../../../bot/desk/claims';
import type { Forgotten } from '../../../bot/desk/forget';
import type { PqrOnFile } from '../../../bot/operator/office';
import type { Acceptance } from '../../../bot/runtime/ports';
import { threadId } from '../../../dialogs/ids';

const CLAIM: PqrOnFile = { id: 'R-1', customer: 'C-1', cun: '9999-26-0000000001', kind: 'data_deletion', answered: false, filedAt: 1, thread: 'claim' };
let told: Acceptance[];
let answered: boolean;
let asked: string[];
let open: string;

const claims = (claim: PqrOnFile = CLAIM) =>
  makeClaims({
    office: {
      requests: async () => ({ ok: true, value: [{ ...claim, answered }] }),
      settleClaim: async () => ((answered = true), { ok: true, value: 'settled' }),
    },
    forget: {
      isOpen: async (thread) => thread === open,
      forget: async (thread, customer): Promise<Forgotten> => (asked.push(`${thread} of ${customer ?? '?'}`), thread === 'claim' ? { ok: false, reason: 'kept', requests: ['R-1'] } : { ok: true }),
    },
    threadsOf: async () => ['claim', 'old', 'older'].map(threadId),
    turn: { receive: async (acceptance) => (told.push(acceptance), { thread: acceptance.thread, position: -1, duplicate: false }) },
    now: () => 5,
  });

beforeEach(() => {
  [told, asked, answered, open] = [[], [], false, ''];
});

test('a deletion takes all but what proves what she filed, and she hears it where she asked', async () => {
  expect(await claims().settle('R-1', { done: true, how: '' })).toEqual({ ok: true, deleted: 2, kept: 1 });
  expect(asked).toEqual(['claim of C-1', 'old of C-1', 'older of C-1']);
  expect(told).toMatchObject([{ thread: 'claim', dedupe: 'settled:R-1', event: { kind: 'claim_settled', customer: 'C-1', number: '9999-26-0000000001', done: true, deleted: 2 } }]);
  expect(await claims().settle('R-1', { done: true, how: '' })).toEqual({ ok: false, reason: 'unknown' });
});

test('while a case of hers is open nothing is touched', async () => {
  open = 'older';
  expect(await claims().settle('R-1', { done: true, how: '' })).toEqual({ ok: false, reason: 'open' });
  expect([asked, told, answered]).toEqual([[], [], false]);
});

test.each([[{ ...CLAIM, kind: 'data_correction' } as const, true], [CLAIM, false]])('what is no deletion, or could not be done, deletes nothing', async (claim, done) => {
  expect(await claims(claim).settle('R-1', { done, how: 'así' })).toEqual({ ok: true, deleted: 0, kept: 0 });
  expect([asked, told.length]).toEqual([[], 1]);
});

test('a complaint is not settled here', async () => {
  expect(await claims({ ...CLAIM, kind: 'complaint' }).settle('R-1', { done: true, how: '' })).toEqual({ ok: false, reason: 'unknown' });
});
