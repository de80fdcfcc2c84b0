/** The embedded store keeps the contract, one process a directory, and survives being killed. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StorageUnavailable } from '../../../bot/runtime/ports';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import type { Regression } from '../../../bot/storage/options';
import { threadId } from '../../../dialogs/ids';
import {
  committed, decision, deliver, EFFECT_LEASE, heldIn, incoming, START, textsOf, thread, THREAD_LEASE, wake, type Subject,
} from '../../contracts/given';
import { describeStore } from '../../contracts/store';
import { inChild, inSmallChild, outputOf } from '../../support/child';

const temporary = (): string => mkdtempSync(join(tmpdir(), 'hilo-embedded-'));

const open = async (): Promise<Subject> => {
  const dir = temporary();
  const clock = { now: START };
  const regressions: Regression[] = [];
  const storage = await openEmbedded(dir, {
    machineNow: () => clock.now, threadLeaseMs: THREAD_LEASE, effectLeaseMs: EFFECT_LEASE,
    onRegression: (regression) => regressions.push(regression),
  });
  const close = async (): Promise<void> => {
    await storage.close();
    rmSync(dir, { recursive: true, force: true });
  };
  return { storage, other: storage, clock, regressions, close };
};

describeStore('embedded store', open);

const withDirectory = async (body: (dir: string) => Promise<void>): Promise<void> => {
  const dir = temporary();
  try {
    await body(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

describe('one process a data directory', () => {
  it('given a directory that is open, a second store is refused with a word on what to do', () =>
    withDirectory(async (dir) => {
      const storage = await openEmbedded(dir);
      await expect(openEmbedded(dir)).rejects.toThrow(/in use by process \d+.*REDIS_URL/);
      await storage.close();
      await (await openEmbedded(dir)).close();
    }));

  it('given the lock of a process that lives, opening is refused', () =>
    withDirectory(async (dir) => {
      const start = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19];
      writeFileSync(join(dir, 'hilo.lock'), `${process.ppid} ${start}\n`);
      await expect(openEmbedded(dir)).rejects.toThrow(`process ${process.ppid}`);
    }));

  it.each(['999999999 1', `${process.ppid} 1`, `${process.pid} 1`, '', 'nonsense'])('given the lock of a process that is gone (%p), it is taken over', (owner) =>
    withDirectory(async (dir) => {
      writeFileSync(join(dir, 'hilo.lock'), owner);
      await (await openEmbedded(dir)).close();
    }));
});

describe('the layout of a data directory', () => {
  it('given one that a newer version wrote, it is refused, and can be opened by that version after', () =>
    withDirectory(async (dir) => {
      const newer = await openEmbedded(dir);
      await newer.records.put('layout', '{"layout":99}', 1);
      await newer.close();
      await expect(openEmbedded(dir)).rejects.toThrow('newer version');
      await expect(openEmbedded(dir)).rejects.toThrow('newer version');
    }));
});

describe('a killed process', () => {
  const writer = (dir: string): string => `
    const { openEmbedded } = require('./bot/storage/embedded/open.ts');
    (async () => {
      const { threads } = await openEmbedded(${JSON.stringify(dir)});
      const say = (thread, text) => threads.accept({ thread, dedupe: text,
        event: { kind: 'message', at: 1, from: 'web:ana', text }, entry: { kind: 'customer', at: 1, from: 'web:ana', text } });
      await say('thread-A', 'uno');
      await threads.commit({ thread: 'thread-A', version: 0, state: '{}', entries: [], cancel: [], consumed: 1,
        effects: [{ kind: 'deliver', to: 'web:ana', entries: [0] }, { kind: 'wake', due: 50, ticket: 't50' }] });
      await say('thread-A', 'dos');
      for (let n = 0; ; n += 1) {
        await say('flood', 'm' + n);
        process.stdout.write('kept ' + n + ';');
      }
    })();`;

  it('given kill -9 in the middle of writing, all that was answered is there and is recovered at once', () =>
    withDirectory(async (dir) => {
      const child = inChild(writer(dir));
      let last = -1;
      child.stdout?.on('data', (chunk: Buffer) => {
        for (const [, number] of chunk.toString().matchAll(/kept (\d+);/g)) last = Number(number);
      });
      await outputOf(child, /kept 50;/);
      child.kill('SIGKILL');
      await once(child, 'close');

      const storage = await openEmbedded(dir);
      const flood = await storage.threads.read(threadId('flood'), 0, 1_000_000);
      expect(flood.length).toBeGreaterThan(last);
      expect(flood.map((one) => one.position)).toEqual(flood.map((_, index) => index));
      const recovered = await storage.threads.recover(10);
      expect(recovered.map((one) => one.thread).sort()).toEqual(['flood', 'thread-A']);
      expect(textsOf(recovered.find((one) => one.thread === thread)?.held.events ?? [])).toEqual(['dos']);
      expect((await storage.outbox.claim(60, 10)).map((one) => [one.effect, one.token])).toEqual([
        [{ ...deliver, to: 'web:ana' }, 2], [{ ...wake(50) }, 1],
      ]);
      await storage.close();
    }), 120_000);

  it('given a retry that is not due, a restart does not bring it early', () =>
    withDirectory(async (dir) => {
      const clock = { now: START };
      const machineNow = (): number => clock.now;
      const first = await openEmbedded(dir, { machineNow });
      heldIn(await first.threads.accept(incoming('uno')));
      const { effects } = committed(await first.threads.commit(decision(0, { effects: [deliver] })));
      await first.outbox.settle(effects.map(({ key, token }) => ({ key, thread, token, end: 'retry', afterMs: 60_000, reason: 'busy', failed: true })));
      await first.close();
      const second = await openEmbedded(dir, { machineNow });
      expect(await second.outbox.claim(0, 10)).toEqual([]);
      clock.now += 60_000;
      expect(await second.outbox.claim(0, 10)).toHaveLength(1);
      await second.close();
    }));

  it('given it was closed, who still looks hears that it is away, and the process lives', () =>
    withDirectory(async (dir) => {
      const storage = await openEmbedded(dir);
      await storage.records.put('name', 'Ana', 0);
      await storage.close();
      await expect(storage.records.get('name')).rejects.toBeInstanceOf(StorageUnavailable);
      await expect(storage.records.put('name', 'Eva', 1)).rejects.toBeInstanceOf(StorageUnavailable);
      await expect(storage.threads.read(thread, 0, 10)).rejects.toBeInstanceOf(StorageUnavailable);
    }));
});

describe('given a disk that is full', () => {
  test('what cannot be kept is refused, readiness says so, what was kept is read, and the process goes on', () =>
    withDirectory(async (dir) => {
      const child = inSmallChild(`
        const { Engine } = require('./bot/storage/embedded/engine.ts');
        const { makeStanding } = require('./bot/storage/embedded/standing.ts');
        const { setTimeout: pause } = require('node:timers/promises');
        const engine = new Engine(${JSON.stringify(dir)});
        let [kept, asked] = [0, 0];
        const standing = makeStanding(engine, () => (asked += 2_000));
        const step = () => engine.run(() => engine.put(['c', kept], 'x'.repeat(3000))).then(() => (kept += 1));
        const refusal = async () => { for (;;) try { await step(); } catch (error) { return error.why; } };
        (async () => {
          const before = await standing();
          const first = await refusal();
          const after = await standing();
          // What nobody waited for would end the process about now.
          await pause(50);
          const again = await refusal();
          const rows = engine.keys({ from: ['c', 0], to: ['c', Infinity] }).length;
          await engine.close();
          console.log('told ' + JSON.stringify({ before, first, after, again, isAll: rows === kept && kept > 0 }) + ' end');
        })();
      `, 400);
      const told = /\{.*\}/.exec(await outputOf(child, /told .* end/))?.[0] ?? '';
      expect(JSON.parse(told)).toEqual({ before: { share: 1 }, first: 'cannot be written', after: { share: 0, reason: 'cannot be written' }, again: 'cannot be written', isAll: true });
    }));
});
