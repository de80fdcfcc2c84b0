/** P7: a broadcast that is killed goes on where it was: nobody missed, nobody told twice, what may have arrived is listed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { makeNoticeDesk } from '../../../bot/notices/desk';
import type { Channel, Delivery } from '../../../bot/channels/channel';
import type { Storage } from '../../../bot/runtime/ports';
import type { Outage } from '../../../bot/operator/ports';
import { inChild } from '../../support/child';
import { runBroadcast } from '../../outages/run-broadcast';
import { describeWithRedis } from '../../support/redis';
import { threadId } from '../../../dialogs/ids';
import { exitOf, freshFolder, removeFolder } from '../../support/server';
import { addressOf, makeTeller, openStore, OUTAGE, seeded, type Teller } from './teller';

const quiet = (deliver: () => Promise<Delivery>): Channel => ({ name: 'sms', idempotent: false, typing: () => Promise.resolve(), deliver });

let folder: string;
beforeEach(() => (folder = freshFolder()));
afterEach(() => removeFolder(folder));

/** Runs until it is at rest, or until so many messages left: then it is killed. */
const run = async (killAfter: number): Promise<boolean> => {
  const child: ChildProcess = inChild(`require('./tests/bot/notices/teller').tellAndTell(${JSON.stringify({ folder })})`);
  let output = '';
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.split('left').length > killAfter) child.kill('SIGKILL');
  });
  const code = await exitOf(child);
  if (code !== null && code !== 0) throw new Error(errors);
  return output.includes('at rest');
};

test('given a broadcast to 250 that is killed again and again, then missed 0, doubled 0, uncertain listed', async () => {
  const before = await openStore(folder);
  const { watch } = await makeTeller(before, quiet(() => Promise.resolve({ kind: 'delivered' })));
  await seeded(before, watch, 250);
  await before.close();

  const ends: boolean[] = [];
  for (const after of [20, 45, 70, Number.POSITIVE_INFINITY]) ends.push(await run(after));
  expect(ends).toEqual([false, false, false, true]);

  const storage = await openStore(folder);
  const after = await makeTeller(storage, quiet(() => Promise.resolve({ kind: 'delivered' })));
  const left = readFileSync(path.join(folder, 'left.txt'), 'utf8').trim().split('\n');
  const [broadcast] = await after.watch.ledger.broadcasts();
  const desk = makeNoticeDesk(after.watch.ledger, Date.now);
  const uncertain = new Set((await desk.rows(broadcast?.id ?? '', 'uncertain'))?.map(({ thread }) => thread));
  const times = (number: number): number => left.filter((to) => to === addressOf(number)).length;
  const numbers = Array.from({ length: 250 }, (_, number) => number);
  expect({
    doubled: numbers.filter((number) => times(number) > 1).length,
    missed: numbers.filter((number) => times(number) === 0 && !uncertain.has(`t${number}`)).length,
    told: (await desk.list()).broadcasts[0]?.counts,
  }).toEqual({ doubled: 0, missed: 0, told: { waiting: 0, sent: 250 - uncertain.size, skipped: 0, failed: 0, uncertain: uncertain.size } });
  expect(uncertain.size).toBeLessThan(200);
  await storage.close();
}, 120_000);

describeWithRedis('given two processes that tell one broadcast and count the same reports on Redis', () => {
  test('when some are killed, then missed 0, doubled 0, uncertain listed, no report lost or counted twice, one alert', async () => {
    const outcome = await runBroadcast({ recipients: 160, processes: 2, kills: 2, reports: 40 });
    expect(outcome).toMatchObject({ missed: 0, doubled: 0, reportsLost: 0, alerts: 1 });
    expect(outcome.kills).toBeGreaterThan(0);
    expect(outcome.sent + outcome.uncertain).toBe(160);
  }, 120_000);
});

describe('given a broadcast under way', () => {
  let storage: Storage;
  let outages: Outage[];
  let answer: () => Promise<Delivery>;
  let teller: Teller;
  let isPressed: boolean;
  let moved: number;
  beforeEach(async () => {
    [isPressed, moved] = [false, 0];
    storage = await openStore(folder);
    outages = [{ ...OUTAGE, state: 'repairing', eta: 1_000 }];
    answer = () => Promise.resolve({ kind: 'delivered' });
    teller = await makeTeller(storage, quiet(() => answer()), () => outages, { isPressed: () => isPressed, now: () => Date.now() + moved });
  });
  afterEach(() => storage.close());
  const heard = (value: string) => ({ value, source: 'outage', at: 1 });
  const desk = () => makeNoticeDesk(teller.watch.ledger, Date.now);
  const moves = (change: Partial<Outage>): void => void (outages = [{ ...OUTAGE, ...outages[0], ...change, updatedAt: (outages[0]?.updatedAt ?? 0) + 1 }]);

  test('when the estimate moves twice in one second and it ends, then each is one broadcast, and its followers are let go', async () => {
    await seeded(storage, teller.watch, 5);
    await teller.round();
    expect((await desk().list()).broadcasts).toEqual([]);
    moves({ eta: Date.now() + 3_600_000 });
    await teller.round();
    await teller.round();
    outages = outages.map((outage) => ({ ...outage, eta: Date.now() + 7_200_000 }));
    await teller.round();
    moves({ state: 'restored' });
    await teller.round();
    const { broadcasts } = await desk().list();
    expect(broadcasts.map(({ kind, state, counts }) => [kind, state, counts.sent])).toEqual([['restored', 'done', 5], ['estimate', 'done', 5], ['estimate', 'done', 5]]);
    expect(await teller.watch.told(OUTAGE.id)).toBe(0);
  });

  test('when somebody who was told the former hour follows only after it moved, then she hears the new one too, and nobody hears it twice', async () => {
    let left = 0;
    answer = () => Promise.resolve({ kind: 'delivered' as const, left: (left += 1) });
    await seeded(storage, teller.watch, 5);
    await teller.round();
    moves({ eta: Date.now() + 3_600_000 });
    await teller.round();
    await seeded(storage, teller.watch, 7, { 'outage.id': heard(OUTAGE.id), 'outage.eta': heard(new Date(1_000).toISOString()) });
    await teller.round();
    await teller.round();
    expect((await desk().list()).broadcasts).toMatchObject([{ kind: 'estimate', state: 'done', total: 7, counts: { sent: 7 } }]);
    expect(left).toBe(7);
  });

  test('when the hour passes and nothing is heard, then who waits for it hears so, once, and no sooner than somebody could have told', async () => {
    const eta = Date.now() + 3_600_000;
    moves({ eta });
    await seeded(storage, teller.watch, 5, { 'outage.id': heard(OUTAGE.id), 'outage.eta': heard(new Date(eta).toISOString()) });
    const told = async (): Promise<readonly number[]> => {
      await teller.round();
      return (await desk().list()).broadcasts.map(({ counts }) => counts.sent);
    };
    moved = 3_600_000 + 4 * 60_000;
    expect(await told()).toEqual([]);
    moved += 2 * 60_000;
    expect(await told()).toEqual([5]);
    expect(await told()).toEqual([5]);
    moves({ eta: eta + 7_200_000 });
    expect(await told()).toEqual([5, 5]);
  });

  test('when two outages are one, then who was told another hour hears the one that holds', async () => {
    const [first, other] = [Date.now() + 3_600_000, Date.now() + 7_200_000];
    outages = [{ ...OUTAGE, state: 'repairing', eta: first }, { ...OUTAGE, id: 'O-2', state: 'repairing', eta: other }];
    await seeded(storage, teller.watch, 4, { 'outage.id': heard('O-1'), 'outage.eta': heard(new Date(first).toISOString()) });
    await teller.watch.watch(threadId('t3'), 'O-2');
    outages = [{ ...OUTAGE, state: 'cancelled', mergedInto: 'O-2' }, { ...OUTAGE, id: 'O-2', state: 'repairing', eta: other }];
    await teller.watch.merge('O-1', 'O-2');
    await teller.round();
    await teller.round();
    expect((await desk().list()).broadcasts).toMatchObject([{ outage: 'O-2', kind: 'estimate', counts: { sent: 4 } }]);
  });

  test('when two outages are one, then who followed either hears its end, once', async () => {
    await seeded(storage, teller.watch, 4);
    outages = [{ ...OUTAGE, state: 'cancelled', mergedInto: 'O-2' }, { ...OUTAGE, id: 'O-2', state: 'repairing' }];
    await teller.round();
    expect([await teller.watch.told('O-1'), await teller.watch.told('O-2')]).toEqual([0, 4]);
    outages = [{ ...OUTAGE, state: 'cancelled', mergedInto: 'O-2' }, { ...OUTAGE, id: 'O-2', state: 'restored', updatedAt: 9 }];
    await teller.round();
    expect((await desk().list()).broadcasts).toMatchObject([{ outage: 'O-2', kind: 'restored', counts: { sent: 4 } }]);
  });

  test('when too many deliveries fail, then the brake closes, and only a person opens it', async () => {
    answer = () => Promise.resolve({ kind: 'refused', reason: 'blocked' });
    await seeded(storage, teller.watch, 500);
    moves({ state: 'restored' });
    await teller.round();
    await teller.round();
    const braked = await desk().list();
    expect(braked).toMatchObject({ brake: { on: true, by: 'system' }, broadcasts: [{ state: 'running', counts: { failed: 400, waiting: 100 } }] });
    answer = () => Promise.resolve({ kind: 'delivered' });
    await teller.round();
    expect((await desk().list()).broadcasts[0]?.counts.waiting).toBe(100);
    await desk().setBrake({ on: false, why: 'the channel works again' }, { name: 'Rosa' });
    await teller.round();
    expect((await desk().list()).broadcasts).toMatchObject([{ state: 'done', counts: { failed: 400, sent: 100 } }]);
  });

  test('when customers who wrote wait, then few are told at a look, never nobody; when they wait no longer, all', async () => {
    await seeded(storage, teller.watch, 300);
    moves({ state: 'restored' });
    isPressed = true;
    const sent = async (): Promise<number> => {
      await teller.round();
      return (await desk().list()).broadcasts[0]?.counts.sent ?? 0;
    };
    const first = await sent();
    const second = (await sent()) - first;
    for (const few of [first, second]) expect([few > 0, few < 100]).toEqual([true, true]);
    isPressed = false;
    expect(await sent()).toBe(300);
  });

  test('when a person stops it, then nobody else is told', async () => {
    await seeded(storage, teller.watch, 450);
    moves({ state: 'restored' });
    await teller.round();
    const [broadcast] = (await desk().list()).broadcasts;
    await desk().stop(broadcast?.id ?? '');
    await teller.round();
    expect((await desk().list()).broadcasts).toMatchObject([{ state: 'stopped', counts: { sent: 400, waiting: 50 } }]);
  });
});
