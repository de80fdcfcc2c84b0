/**
 * Editions by name (`a1`, `a2`…): what was made current when, by whom and why, and which one is current now. One shared
 * record, so that naming one, listing it and making it current is one step; `<letter>0` is what the installation brought.
 */
import type { Records } from '../runtime/ports';
import { editShared, readShared, type SharedRecord } from '../runtime/shared-record';

export interface Move {
  readonly at: string;
  readonly author: string;
  readonly reason: string;
}

export type Signed = Move & { readonly approvedBy?: string };

/** `at` is absent for what the installation brought. */
export type Edition<About> = About & Omit<Signed, 'at'> & { readonly name: string; readonly at?: string };
export type ListedEdition<About> = Edition<About> & { readonly current: boolean };

/** As it stands in the record. */
export interface Log<About> {
  readonly current: string;
  /** How many names were given. */
  readonly given: number;
  /** Newest last. */
  readonly editions: readonly Edition<About>[];
  readonly moves: readonly (Move & { readonly name: string })[];
}

export interface EditionLogParts<About> {
  readonly records: Records;
  /** Of the shared record. */
  readonly name: string;
  readonly installed: Edition<About>;
  /** Older ones can no longer be gone back to. */
  readonly most: number;
}

export interface EditionLog<About> {
  /** Newest first, what was installed last. */
  list(): Promise<readonly ListedEdition<About>[]>;
  /** The same of a log that was read already. */
  listed(log: Log<About>): readonly ListedEdition<About>[];
  /** Gives the next name and makes it current; `gone`: what is no longer listed for it. */
  keep(edition: About & Signed): Promise<{ readonly edition: ListedEdition<About>; readonly gone: readonly Edition<About>[] }>;
  /** An older one is current again; `null` for one that is not listed. */
  goBack(name: string, move: Move): Promise<ListedEdition<About> | null>;
}

export const makeEditionLog = <About>({ records, name: record, installed, most }: EditionLogParts<About>): EditionLog<About> => {
  const log: SharedRecord<Log<About>> = { records, name: record, first: { current: installed.name, given: 0, editions: [], moves: [] } };
  const moved = ({ moves }: Log<About>, name: string, { at, author, reason }: Move): Log<About>['moves'] => [...moves, { name, at, author, reason }].slice(-most);
  const listed = ({ current, editions }: Log<About>): readonly ListedEdition<About>[] =>
    [installed, ...editions].map((edition) => ({ ...edition, current: edition.name === current })).reverse();
  return {
    listed,
    list: async () => listed(await readShared(log)),
    keep: (about) =>
      editShared(log, (before) => {
        const given = before.given + 1;
        const edition: Edition<About> = { ...about, name: `${installed.name.slice(0, -1)}${given}` };
        const all = [...before.editions, edition];
        const editions = all.slice(-most);
        return {
          next: { current: edition.name, given, editions, moves: moved(before, edition.name, about) },
          result: { edition: { ...edition, current: true }, gone: all.slice(0, -most) },
        };
      }),
    goBack: (name, move) =>
      editShared<Log<About>, ListedEdition<About> | null>(log, (before) => {
        const edition = [installed, ...before.editions].find((one) => one.name === name);
        if (edition === undefined) return { next: before, result: null };
        return { next: { ...before, current: name, moves: moved(before, name, move) }, result: { ...edition, current: true } };
      }),
  };
};
