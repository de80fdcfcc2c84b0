/** Dead letters on disk: numbered, the newest last. */
import type { ThreadId } from '../../../dialogs/ids';
import { DEAD_LETTERS_KEPT } from '../options';
import { under, type Engine, type Key } from './engine';

export interface LetterRow {
  readonly key: string;
  readonly thread: ThreadId;
  readonly effect: string;
  readonly end: 'failed' | 'uncertain';
  readonly reason: string;
  readonly at: number;
  /** Absent in a letter of the first layout, which cannot be sent again. */
  readonly base?: number;
  readonly handed?: number;
}

/** So many are looked at in one transaction. */
const AT_ONCE = 500;

export const letterAt = (engine: Engine, at: Key): LetterRow => JSON.parse(engine.get(at) ?? '') as LetterRow;

export const bury = (engine: Engine, letter: LetterRow): void => {
  const [last] = engine.keys({ ...under('x'), limit: 1, backwards: true });
  const number = last ? Number(last[1]) + 1 : 0;
  engine.put(['x', number], JSON.stringify(letter));
  engine.remove(['x', number - DEAD_LETTERS_KEPT]);
};

export const forgetLettersBefore = (engine: Engine, before: number): number => {
  const old: Key[] = [];
  for (const at of engine.keys({ ...under('x'), limit: AT_ONCE })) {
    if (letterAt(engine, at).at >= before) break;
    old.push(at);
  }
  for (const at of old) engine.remove(at);
  return old.length;
};

export const hasLetters = (engine: Engine, thread: ThreadId): boolean => engine.keys(under('x')).some((at) => letterAt(engine, at).thread === thread);

export const forgetLettersOf = (engine: Engine, thread: ThreadId): void => {
  for (const at of engine.keys(under('x'))) if (letterAt(engine, at).thread === thread) engine.remove(at);
};
