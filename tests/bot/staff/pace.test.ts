/** A bucket a person: full at first, filled again as time passes, never fuller than full. */
import fc from 'fast-check';
import { makePace } from '../../../bot/staff/pace';

const given = () => {
  const clock = { now: 0 };
  return { clock, pace: makePace({ most: 10, aSecond: 2, now: () => clock.now }) };
};

test('given all of it taken, one waits as long as it takes to fill, and others do not', () => {
  const { clock, pace } = given();
  expect([pace.take('ana', 10), pace.take('ana', 4), pace.take('beto', 4)]).toEqual([0, 2_000, 0]);
  clock.now += 2_000;
  expect([pace.take('ana', 4), pace.take('ana', 1)]).toEqual([0, 500]);
});

test('given any asking, never more is taken than was there and came since', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 1, max: 15 })), { maxLength: 40 }), (asked) => {
    const { clock, pace } = given();
    let taken = 0;
    for (const [later, much] of asked) {
      clock.now += later;
      if (pace.take('ana', much) === 0) taken += Math.min(much, 10);
      if (taken > 10 + (clock.now / 1_000) * 2 + 1e-9) return false;
    }
    return true;
  }));
});
