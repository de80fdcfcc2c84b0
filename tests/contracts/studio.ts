/** What the studio keeps in a store: drafts of several editors, where conversations stand, and what happened, with two processes at once. */
import { makeDrafts } from '../../bot/content/drafts';
import { makeHappened } from '../../bot/content/happened';
import { makeStanding } from '../../bot/content/standing';
import type { Storage } from '../../bot/runtime/ports';
import { newState, writeState } from '../../dialogs/conversation/state';
import { address } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import { thread, type Open } from './given';
import { eachTime } from './subject';

const NOON = Date.UTC(2026, 10, 20, 17);
const ANA = { id: 'ana', name: 'Ana' };
const BETO = { id: 'beto', name: 'Beto' };
const from = address('web', 'x');

const steps = (step: string, outcome: 'asked' | 'not_understood', at = NOON): Entry =>
  ({ kind: 'steps', at, release: 'R1', level: 'basic', passages: [{ flow: 'small', outcomes: [{ step, outcome }] }] });

const commit = (storage: Storage, version: number, entries: readonly Entry[], release: string | null = 'R1') =>
  storage.threads.commit({
    thread, version, entries, effects: [], cancel: [], consumed: 0,
    state: writeState({ ...newState(from, 'es', NOON), stack: release === null ? [] : [{ flow: 'small', release, step: 'first', turns: 0 }] }),
  });

export const describeStudio = (open: Open): void => {
  describe('what the studio keeps', () => {
    const subject = eachTime(open);

    it('given two editors of two processes on one version, one of them is told', async () => {
      const [here, there] = [subject.now.storage, subject.now.other].map(({ records }) => makeDrafts(records, () => NOON));
      const view = await here?.add({ name: 'uno', base: 'R1', files: {} }, ANA);
      const id = view?.draft.id ?? '';
      const saves = await Promise.all([
        here?.save(id, { version: 1, files: { 'a.yaml': 'ana' } }, ANA),
        there?.save(id, { version: 1, files: { 'a.yaml': 'otra' } }, ANA),
      ]);
      expect(saves.map((saved) => saved?.kind).sort()).toEqual(['changed', 'saved']);
      expect(await there?.save(id, { version: 2, files: {} }, BETO)).toEqual({ kind: 'locked', by: 'Ana' });
      expect((await there?.list())?.map(({ draft, lock }) => [draft.version, lock?.holder.name])).toEqual([[2, 'Ana']]);
      await here?.remove({ id, name: 'uno' }, { what: 'removed', by: ANA });
      expect(await there?.get(id)).toBeNull();
      expect(await there?.endOf(id)).toMatchObject({ name: 'uno', what: 'removed', by: { name: 'Ana' } });
    });

    it('given a conversation that stands in a release, each process and each restart knows where, until it ends', async () => {
      const { storage, other } = subject.now;
      const here = makeStanding(storage);
      await commit(storage, 0, [steps('first', 'asked')]);
      here.grew(thread, [steps('first', 'asked')]);
      await Promise.all([here.round(), makeStanding(other).look([thread])]);
      expect([...(await makeStanding(other).all())]).toEqual([[thread, { at: NOON, stands: ['R1/small/first'] }]]);
      await commit(storage, 1, [{ kind: 'end', at: NOON, flow: 'small', release: 'R1', step: 'bye', code: 'RESUELTO' }], null);
      await makeStanding(other).look([thread]);
      expect((await here.all()).size).toBe(0);
    });

    it('given a conversation that was forgotten, the rounds come by and it stands nowhere any more', async () => {
      const { storage } = subject.now;
      const standing = makeStanding(storage);
      await commit(storage, 0, [steps('first', 'asked')]);
      await standing.look([thread]);
      expect(await storage.threads.forget(thread)).toBe(true);
      for (let visit = 0; visit < 32; visit += 1) await standing.revisit();
      expect((await standing.all()).size).toBe(0);
    });

    it('given two processes that count at once, again and after a restart, everything is counted once', async () => {
      const { storage, other } = subject.now;
      const make = (store: Storage) => makeHappened({ ...store, now: () => NOON, isUnheard: () => false });
      const [here, there] = [make(storage), make(other)];
      await commit(storage, 0, [steps('first', 'asked'), { kind: 'customer', at: NOON, text: 'mi cédula es 1032456789', from }, steps('first', 'not_understood')]);
      await Promise.all([here.count(thread), there.count(thread), here.count(thread)]);
      await commit(storage, 1, [{ kind: 'customer', at: NOON, text: 'qué', from }, steps('first', 'not_understood')]);
      await Promise.all([make(other).count(thread), here.count(thread)]);
      const day = '2026-11-20';
      expect(await there.steps(day, day)).toEqual([
        { at: 'R1/basic/small/first', counts: { arrived: 1, answered: 0, notUnderstood: 2, silent: 0, resolved: 0, handedOff: 0, left: 0 } },
      ]);
      expect((await here.unheard(day, day)).map(({ text, times }) => [text, times])).toEqual([['mi cédula es ‹número›', 1], ['qué', 1]]);
    });

    it('given a conversation that goes on the next day, each day has its own, and what was taken up again was not left', async () => {
      const { storage } = subject.now;
      const next = NOON + 86_400_000;
      const happened = makeHappened({ ...storage, now: () => next + 3_600_000, isUnheard: () => false });
      await commit(storage, 0, [steps('first', 'asked')]);
      await happened.count(thread);
      const figures = async (day: string) => (await happened.steps(day, day)).map(({ counts }) => [counts.arrived, counts.left]);
      expect(await figures('2026-11-20')).toEqual([[1, 1]]);
      await commit(storage, 1, [{ kind: 'customer', at: next, text: 'ya', from }, steps('second', 'asked', next)]);
      await happened.count(thread);
      await happened.count(thread);
      expect([await figures('2026-11-20'), await figures('2026-11-21')]).toEqual([[[1, 0]], [[1, 1]]]);
    });
  });
};
