/** The embedded store keeps the contract, one process a directory, and survives being killed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import type { Regression } from '../../../bot/storage/options';
import { EFFECT_LEASE, START, THREAD_LEASE, type Subject } from '../../contracts/given';
import { describeStore } from '../../contracts/store';

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
