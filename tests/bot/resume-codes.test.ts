/** A code that carries a case to another channel: once, in time, and again for who took it and died before it was used. */
import { makeResumeCodes } from '../../bot/resume-codes';
import { openEmbedded } from '../../bot/storage/embedded/open';
import type { Storage } from '../../bot/runtime/ports';
import { threadId } from '../../dialogs/ids';
import { freshFolder, removeFolder } from '../support/server';

const [open, mine, other] = ['case', 'mine', 'other'].map(threadId) as [ReturnType<typeof threadId>, ReturnType<typeof threadId>, ReturnType<typeof threadId>];

describe('a code', () => {
  const folder = freshFolder();
  const clock = { now: 0 };
  let storage: Storage;
  beforeAll(async () => {
    storage = await openEmbedded(folder);
  });
  afterAll(async () => {
    await storage.close();
    removeFolder(folder);
  });
  const offered = async () => {
    const codes = makeResumeCodes(storage.records, { now: () => clock.now, base: 'http://x' });
    const { code } = await codes.offer(open);
    return { codes, code: code.replace('HILO-', '') };
  };

  it('is good for one thread, which may ask again', async () => {
    const { codes, code } = await offered();
    expect(await codes.redeem(code, mine)).toBe(open);
    clock.now += 3_600_000;
    expect(await codes.redeem(code, mine)).toBe(open);
    expect(await codes.redeem(code, other)).toBeNull();
  });

  it('is good for one of two that come at once', async () => {
    const { codes, code } = await offered();
    const found = await Promise.all([codes.redeem(code, mine), codes.redeem(code, other)]);
    expect(found.filter((one) => one === open)).toHaveLength(1);
  });

  it('is good for half an hour', async () => {
    const { codes, code } = await offered();
    clock.now += 30 * 60_000 + 1;
    expect(await codes.redeem(code, mine)).toBeNull();
    expect(await codes.redeem('NONE', mine)).toBeNull();
  });

  it('is gone a day after its half hour, taken or not', async () => {
    const [{ codes, code }, { code: untaken }] = [await offered(), await offered()];
    expect(await codes.redeem(code, mine)).toBe(open);
    const kept = () => Promise.all([code, untaken].map((one) => storage.records.get(`resume:${one}`)));
    const end = clock.now + 30 * 60_000 + 24 * 3_600_000;
    await storage.records.forget(end);
    expect(await kept()).toEqual([expect.anything(), expect.anything()]);
    await storage.records.forget(end + 1);
    expect(await kept()).toEqual([null, null]);
    expect(await codes.redeem(code, mine)).toBeNull();
  });
});
