/** How busy the desk is: true after every change, and nothing is counted while nothing changes. */
import { makeRush } from '../../../bot/desk/rush';
import type { CaseRow } from '../../../bot/desk/case-row';

const MINUTE = 60_000;
const START = 1_764_000_000_000;

type Case = Pick<CaseRow, 'status' | 'updatedAt'> & { readonly waited?: number };
const waiting: Case = { status: 'waiting', updatedAt: START };
const taken = (minutes: number, updatedAt = START): Case => ({ status: 'with_agent', updatedAt, waited: minutes * MINUTE });

const desk = () => {
  const state = { cases: [] as readonly Case[], revision: 0, counted: 0, now: START };
  const known = (): Iterable<CaseRow> => {
    state.counted += 1;
    return state.cases as readonly CaseRow[];
  };
  const rush = makeRush({ known, revision: () => state.revision }, () => state.now);
  const become = (cases: readonly Case[]): void => void Object.assign(state, { cases, revision: state.revision + 1 });
  return { state, rush, become };
};

describe('how busy the desk is', () => {
  it('given changes of its cases, each is told at once', () => {
    const { rush, become } = desk();
    expect(rush()).toEqual({ waiting: 0 });
    become([waiting, waiting, taken(3)]);
    expect(rush()).toEqual({ waiting: 2 });
    become([waiting]);
    expect(rush()).toEqual({ waiting: 1 });
  });

  it('given enough that were taken lately, it tells the usual wait; hours later it says nothing of it', () => {
    const { state, rush, become } = desk();
    become([1, 9, 4, 30, 5].map((minutes) => taken(minutes)));
    expect(rush()).toEqual({ waiting: 0, usualMinutes: 5 });
    state.now += 4 * 60 * MINUTE;
    expect(rush()).toEqual({ waiting: 0 });
  });

  it('given thousands of cases and as many looks, they are counted once a change, and once a minute', () => {
    const { state, rush, become } = desk();
    become(Array.from({ length: 5_000 }, () => waiting));
    for (let look = 0; look < 1_000; look += 1) expect(rush().waiting).toBe(5_000);
    expect(state.counted).toBe(1);
    state.now += MINUTE;
    rush();
    expect(state.counted).toBe(2);
  });
});
