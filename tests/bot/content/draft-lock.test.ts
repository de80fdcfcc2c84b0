/** The lock of a draft: one holder at a time, handed over by asking, by giving, by silence; nobody waits for ever. */
import fc from 'fast-check';
import { ANSWER_MS, heldAt, LOCK_MS, lockAfter, type HeldLock } from '../../../bot/content/draft-lock';
import type { LockAct } from '../../../bot/web/flow-contracts';

const ANA = { id: 'ana', name: 'Ana' };
const BETO = { id: 'beto', name: 'Beto' };
const ACTS: readonly LockAct[] = ['hold', 'ask', 'give', 'refuse', 'leave'];

const after = (lock: HeldLock | null, who: typeof ANA, act: LockAct, now: number): HeldLock | null => lockAfter(lock, { act, who, now });

test('given a holder whose page lives, nobody else becomes it but by her giving, leaving, or not answering', () => {
  const acts = fc.array(fc.tuple(fc.constantFrom(ANA, BETO), fc.constantFrom(...ACTS), fc.integer({ min: 0, max: 5_000 })), { maxLength: 60 });
  fc.assert(fc.property(acts, (all) => {
    let [lock, now]: [HeldLock | null, number] = [after(null, ANA, 'hold', 0), 0];
    for (const [who, act, later] of all) {
      now += later;
      const before = heldAt(lock, now);
      lock = after(lock, who, act, now);
      const holder = heldAt(lock, now)?.holder.id;
      const isHanded = before !== null && holder !== before.holder.id;
      const gaveAway = before?.holder.id === who.id && (act === 'give' || act === 'leave');
      const notAnswered = act === 'hold' && before?.asked?.who.id === who.id && now - before.asked.at >= ANSWER_MS;
      if (isHanded && !gaveAway && !notAnswered) return false;
    }
    return true;
  }));
});

test('given a question that is not answered, it goes to who asked; refused, it stays', () => {
  const asked = after(after(null, ANA, 'hold', 0), BETO, 'ask', 1_000);
  const alive = (lock: HeldLock | null, until: number): HeldLock | null => {
    let kept = lock;
    for (let now = 10_000; now < until; now += 10_000) kept = after(kept, ANA, 'hold', now);
    return kept;
  };
  const late = ANSWER_MS + 1_000;
  expect(after(alive(asked, late), BETO, 'hold', late - 1)?.holder).toEqual(ANA);
  expect(after(alive(asked, late), BETO, 'hold', late)?.holder).toEqual(BETO);
  expect(after(alive(after(asked, ANA, 'refuse', 2_000), late), BETO, 'hold', late)?.holder).toEqual(ANA);
});

test('given a page that fell silent, the draft is free, and who comes first has it', () => {
  const lock = after(null, ANA, 'hold', 0);
  expect(after(lock, BETO, 'hold', LOCK_MS - 1)?.holder).toEqual(ANA);
  expect(after(lock, BETO, 'hold', LOCK_MS)?.holder).toEqual(BETO);
  expect(after(lock, ANA, 'leave', 1)).toBeNull();
});
