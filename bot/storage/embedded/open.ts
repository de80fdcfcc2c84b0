/**
 * Opens the embedded store: takes the directory, and declares void what the former process still had leased, since it
 * was the only one and is gone.
 */
import { mkdirSync } from 'node:fs';
import type { ThreadId } from '../../../dialogs/ids';
import type { Storage } from '../../runtime/ports';
import { bringForward } from '../layout';
import { settingsOf, type StorageOptions } from '../options';
import { Engine, under } from './engine';
import { lockDirectory } from './lock';
import { EmbeddedOutbox } from './outbox';
import { effectRow, putEffect, putThread, setLease, threadRow } from './rows';
import { EmbeddedAddresses, EmbeddedNews, EmbeddedRecords } from './small';
import { makeStanding } from './standing';
import { EmbeddedThreads } from './threads';

/** A lease that has run out. */
const VOID = 1;

const voidLeases = (engine: Engine): void => {
  for (const [, , id] of engine.keys(under('r'))) {
    const thread = id as ThreadId;
    const row = threadRow(engine, thread);
    if (!row) continue;
    setLease(engine, thread, { row, lease: VOID });
    putThread(engine, thread, row);
  }
  for (const [, , thread, version, index] of engine.keys(under('z'))) {
    const key = [String(thread), Number(version), Number(index)] as const;
    const was = effectRow(engine, key);
    if (was?.leased) putEffect(engine, key, { was, row: { ...was, at: VOID } });
  }
};

/** @throws Error when another living process has the directory. */
export const openEmbedded = async (dir: string, options: StorageOptions = {}): Promise<Storage> => {
  const settings = settingsOf(options);
  mkdirSync(dir, { recursive: true });
  const unlock = lockDirectory(dir);
  const engine = new Engine(dir);
  const records = new EmbeddedRecords(engine, settings.machineNow);
  try {
    // The rows of dead letters say what they hold, so those of the first layout need no rewriting.
    await bringForward(records, {});
  } catch (error) {
    await engine.close();
    unlock();
    throw error;
  }
  await engine.run(() => voidLeases(engine));
  return {
    kind: 'embedded',
    threads: new EmbeddedThreads(engine, settings),
    outbox: new EmbeddedOutbox(engine, settings),
    addresses: new EmbeddedAddresses(engine, settings.machineNow),
    records,
    news: new EmbeddedNews(settings.log),
    standing: makeStanding(engine, settings.machineNow),
    skew: () => Promise.resolve(null),
    close: async () => {
      await engine.close();
      unlock();
    },
  };
};
