/** One-time codes: how long they live, how often they may be missed, how many are sent. */
import fc from 'fast-check';

import {
  CODE_BLOCK_MS, CODE_LIFE_MS, CODE_WINDOW_MS, CODES_PER_WINDOW, issueCode, NO_CODES, randomCode, tryCode, WRONG_TRIES, type CodeState,
} from '../../../bot/operator/codes';

const NOW = 1_000_000;
const sent = (code = '123456', at = NOW, state: CodeState = NO_CODES): CodeState => issueCode(state, at, code).state;

test('given a code, when it is typed with spaces, then it verifies once', () => {
  const first = tryCode(sent(), NOW, '123 456');
  expect(first.result).toBe('verified');
  expect(tryCode(first.state, NOW, '123456').result).toBe('expired');
});

test('a code lives ten minutes', () => {
  expect(tryCode(sent(), NOW + CODE_LIFE_MS - 1, '123456').result).toBe('verified');
  expect(tryCode(sent(), NOW + CODE_LIFE_MS, '123456').result).toBe('expired');
});

test('the third wrong try blocks, also for the right code and for new codes, until the block is served', () => {
  const wrongOnce = tryCode(sent(), NOW, '000000');
  const wrongTwice = tryCode(wrongOnce.state, NOW, '000000');
  const blocked = tryCode(wrongTwice.state, NOW, '000000');
  expect([wrongOnce.result, wrongTwice.result, blocked.result]).toEqual(['wrong', 'wrong', 'blocked']);
  expect(tryCode(blocked.state, NOW + CODE_BLOCK_MS - 1, '123456').result).toBe('blocked');
  expect(issueCode(blocked.state, NOW + 1, '654321').result).toBe('too_many');
  expect(issueCode(blocked.state, NOW + CODE_BLOCK_MS, '654321').result).toBe('654321');
});

test('a new code does not forgive wrong tries', () => {
  const once = tryCode(sent(), NOW, '000000').state;
  const twice = tryCode(once, NOW, '000000').state;
  expect(tryCode(sent('222222', NOW + 1, twice), NOW + 2, '000000').result).toBe('blocked');
});

test('a new code replaces the former', () => {
  const state = sent('222222', NOW + 1, sent('111111'));
  expect(tryCode(state, NOW + 2, '111111').result).toBe('wrong');
  expect(tryCode(state, NOW + 2, '222222').result).toBe('verified');
});

test('three codes an hour, then one more when the first is an hour old', () => {
  let state: CodeState = NO_CODES;
  for (let index = 0; index < CODES_PER_WINDOW; index += 1) state = sent('111111', NOW + index, state);
  expect(issueCode(state, NOW + CODE_WINDOW_MS - 1, '999999').result).toBe('too_many');
  expect(issueCode(state, NOW + CODE_WINDOW_MS, '999999').result).toBe('999999');
});

test('whatever is typed, no more than three wrong tries pass before a block', () => {
  const wrong = fc.string().filter((text) => text.replace(/[\s.-]/g, '') !== '123456');
  fc.assert(
    fc.property(fc.array(wrong, { minLength: WRONG_TRIES, maxLength: 12 }), (tries) => {
      let state = sent();
      const results = tries.map((typed) => {
        const tried = tryCode(state, NOW + 1, typed);
        state = tried.state;
        return tried.result;
      });
      return results.every((result, index) => result === (index < WRONG_TRIES - 1 ? 'wrong' : 'blocked'));
    }),
  );
});

test('codes are six digits', () => {
  for (let round = 0; round < 200; round += 1) expect(randomCode()).toMatch(/^\d{6}$/);
});
