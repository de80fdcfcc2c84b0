/** How guessing is slowed: growing waits that always end, whichever process is asked. */
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Storage } from '../../../bot/runtime/ports';
import { makeThrottle, type Throttle } from '../../../bot/staff/throttle';
import { openEmbedded } from '../../../bot/storage/embedded/open';

const HOUR = 3_600_000;
const folder = mkdtempSync(path.join(tmpdir(), 'hilo-throttle-'));
let storage: Storage;
let now = 0;
let rounds = 0;
beforeAll(async () => {
  storage = await openEmbedded(folder);
});
afterAll(async () => {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
});
/** Two processes that count the same. */
const twoOf = (free: number): readonly [Throttle, Throttle] => {
  now = 0;
  const parts = { records: storage.records, name: `round-${(rounds += 1)}`, free, now: () => now };
  return [makeThrottle(parts), makeThrottle(parts)];
};

describe('the throttle', () => {
  it('given tries at several processes, they count together, and a right one clears them for all', async () => {
    const [one, other] = twoOf(2);
    expect([await one.begin('a'), await other.begin('a'), await one.begin('a'), await other.begin('a'), await other.begin('b')]).toEqual([0, 0, 1_000, 1_000, 0]);
    await other.clear('a');
    expect(await one.begin('a')).toBe(0);
  });

  it('given many tries at once at several processes, no more than the free ones are made', async () => {
    const both = twoOf(5);
    const waits = await Promise.all(Array.from({ length: 12 }, (_, index) => both[index % 2 === 0 ? 0 : 1].begin('a')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
  });

  it('given a right try among others of one address, it alone does not count', async () => {
    const [throttle] = twoOf(2);
    for (let visits = 0; visits < 10; visits += 1) {
      expect(await throttle.begin('office')).toBe(0);
      await throttle.undo('office');
    }
  });

  it('given a quiet hour, tries are free again', async () => {
    const [throttle] = twoOf(1);
    await throttle.begin('a');
    expect(await throttle.begin('a')).toBeGreaterThan(0);
    now += HOUR;
    expect(await throttle.begin('a')).toBe(0);
  });

  it('given tries that a machine noted whose clock was far ahead, nobody waits for that clock', async () => {
    const [throttle] = twoOf(1);
    now = 20 * HOUR;
    for (let tries = 0; tries < 2; tries += 1) await throttle.begin('a');
    now = HOUR;
    expect(await throttle.begin('a')).toBe(0);
  });

  it('given more who try than are remembered, those who tried last are, and nobody can be read there', async () => {
    const [throttle] = twoOf(1);
    const isIn = (key: string): boolean => createHash('sha256').update(key).digest('base64url').startsWith('A');
    const together = Array.from({ length: 30_000 }, (_, index) => `guess ${index}`).filter(isIn).slice(0, 220);
    for (const key of together) {
      now += 1;
      expect(await throttle.begin(key)).toBe(0);
    }
    expect(await throttle.begin(together.at(-1) ?? '')).toBeGreaterThan(0);
    const stored = (await storage.records.get(`tries:round-${rounds}:A`))?.json ?? '';
    expect(Object.keys(JSON.parse(stored) as object)).toHaveLength(200);
    expect(stored).not.toContain('guess');
  });

  it('given any tries at any times, a wait never grows beyond five minutes, and after it one try is free', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(400_000), { maxLength: 25 }), async (pauses) => {
        const [throttle] = twoOf(5);
        for (const pause of pauses) {
          now += pause;
          const wait = await throttle.begin('a');
          expect(wait).toBeLessThanOrEqual(300_000);
          now += wait;
          if (wait > 0) expect(await throttle.begin('a')).toBe(0);
        }
      }),
      { numRuns: 30 },
    );
  });
});
