/** Business time: shared by all processes, played timer by timer when it is moved, never back, and alive whoever dies meanwhile. */
import { makeClock, type BusinessClock } from '../../../bot/runtime/clock';
import type { Storage } from '../../../bot/runtime/ports';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { turn, wake } from '../../contracts/given';
import { freshFolder, removeFolder } from '../../support/server';

const START = 1_764_000_000_000;
const MINUTE = 60_000;
const never = (): Promise<void> => new Promise(() => undefined);

describe('business time', () => {
  let folder: string;
  let storage: Storage;
  let machine: { now: number };
  beforeEach(async () => {
    folder = freshFolder();
    machine = { now: START };
    storage = await openEmbedded(folder, { machineNow: () => machine.now });
  });
  afterEach(async () => {
    await storage.close();
    removeFolder(folder);
  });

  const clock = (): Promise<BusinessClock> => makeClock({ ...storage, machineNow: () => machine.now });
  /** Ends what is due, as the relay does. */
  const settleOn = (moving: BusinessClock, seen: number[] = []) => async (): Promise<void> => {
    for (let call = 0; call < 8; call += 1) {
      for (const { key, thread, token } of await storage.outbox.claim(moving.now(), 10)) {
        seen.push(moving.now());
        await storage.outbox.settle([{ key, thread, token, end: 'performed' }]);
      }
    }
  };

  it('given timers on the way, each one is played at its own time, and all processes are there afterwards', async () => {
    await turn(storage, [wake(START + 9 * MINUTE), wake(START + 3 * MINUTE), wake(START + 20 * MINUTE)]);
    const [moving, other] = [await clock(), await clock()];
    const seen: number[] = [];
    expect(await moving.moveTo(START + 10 * MINUTE, settleOn(moving, seen))).toBe('moved');
    expect(seen).toEqual([START + 3 * MINUTE, START + 9 * MINUTE]);
    await other.refresh();
    expect([moving.now(), other.now()]).toEqual([START + 10 * MINUTE, START + 10 * MINUTE]);
    machine.now += MINUTE;
    expect(other.now()).toBe(START + 11 * MINUTE);
    expect(await other.moveTo(START + 5 * MINUTE, settleOn(other))).toBe('past');
  });

  it('given a process that dies while it plays timers, time stands still for a moment and then goes on; another one moves it further', async () => {
    await turn(storage, [wake(START + 3 * MINUTE)]);
    const [dying, other] = [await clock(), await clock()];
    void dying.moveTo(START + 10 * MINUTE, never);
    while ((await storage.records.get('clock')) === null) await storage.standing();
    await other.refresh();
    expect(other.now()).toBe(START + 3 * MINUTE);
    machine.now += 20_000;
    expect(other.now()).toBe(START + 3 * MINUTE);
    machine.now += 20_000;
    expect(other.now()).toBe(START + 3 * MINUTE + 10_000);
    expect(await other.moveTo(START + 5 * MINUTE, settleOn(other))).toBe('moved');
    expect(other.now()).toBe(START + 5 * MINUTE);
  });

  it('given timers that take so long to play that time went on beyond the aim, it does not go back', async () => {
    await turn(storage, [wake(START + MINUTE)]);
    const moving = await clock();
    const slowly = async (): Promise<void> => {
      machine.now += 2 * MINUTE;
      await settleOn(moving)();
    };
    expect(await moving.moveTo(START + 2 * MINUTE, slowly)).toBe('moved');
    expect(moving.now()).toBe(START + MINUTE + 2 * MINUTE - 30_000);
  });

  it('given two that move it at once, it stands where the later one aims', async () => {
    await turn(storage, [wake(START + MINUTE)]);
    const [one, other] = [await clock(), await clock()];
    const inBetween = async (): Promise<void> => {
      await other.moveTo(START + 3 * MINUTE, settleOn(other));
    };
    await one.moveTo(START + 2 * MINUTE, inBetween);
    expect([one.now(), other.now()]).toEqual([START + 3 * MINUTE, START + 3 * MINUTE]);
  });
});
