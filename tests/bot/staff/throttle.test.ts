/** How guessing is slowed: growing waits that always end. */
import fc from 'fast-check';
import { makeThrottle } from '../../../bot/staff/throttle';

describe('the throttle', () => {
  it('given a right try among others of one address, it alone does not count', () => {
    const throttle = makeThrottle(2, () => 0);
    for (let visits = 0; visits < 10; visits += 1) {
      expect(throttle.begin('office')).toBe(0);
      throttle.undo('office');
    }
  });

  it('given a quiet hour, tries are free again', () => {
    let now = 0;
    const throttle = makeThrottle(1, () => now);
    throttle.begin('a');
    expect(throttle.begin('a')).toBeGreaterThan(0);
    now += 3_600_000;
    expect(throttle.begin('a')).toBe(0);
  });

  it('given any tries at any times, a wait never grows beyond five minutes, and after it one try is free', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400_000), { maxLength: 40 }), (pauses) => {
        let now = 0;
        const throttle = makeThrottle(5, () => now);
        for (const pause of pauses) {
          now += pause;
          const wait = throttle.begin('a');
          expect(wait).toBeLessThanOrEqual(300_000);
          now += wait;
          if (wait > 0) expect(throttle.begin('a')).toBe(0);
        }
      }),
    );
  });
});
