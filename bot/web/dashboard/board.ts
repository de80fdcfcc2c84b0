/** The outages on the screen as a value: open ones first, the latest first among them. */
import type { Language } from '../../../knowledge/language';
import type { Outage, Scope } from '../contracts';

export interface Board {
  /** `undefined` until the first answer. */
  readonly outages?: readonly Outage[];
  readonly scopes: readonly Scope[];
  readonly away: boolean;
}

export type BoardEvent =
  | { readonly type: 'listed'; readonly outages: readonly Outage[]; readonly scopes: readonly Scope[] }
  /** As an act of one's own was answered. */
  | { readonly type: 'saved'; readonly outage: Outage }
  | { readonly type: 'away' };

export const EMPTY_BOARD: Board = { scopes: [], away: false };

export function reduceBoard(board: Board, event: BoardEvent): Board {
  switch (event.type) {
    case 'listed':
      return { outages: event.outages.map((listed) => newerOf(listed, board)), scopes: event.scopes, away: false };
    case 'saved':
      return { ...board, outages: [event.outage, ...(board.outages ?? []).filter(({ id }) => id !== event.outage.id)] };
    case 'away':
      return { ...board, away: true };
  }
}

/** A list that was asked for before one's own change may come after it: what was saved does not go back. */
function newerOf(listed: Outage, { outages = [] }: Board): Outage {
  const known = outages.find(({ id }) => id === listed.id);
  return known !== undefined && known.version > listed.version ? known : listed;
}

/** As the reader's language has it, where it was written in it. */
export function titleIn({ title, titleEn }: Pick<Outage, 'title' | 'titleEn'>, language: Language): string {
  return language === 'en' ? (titleEn ?? title) : title;
}

export function isOpen({ state }: Pick<Outage, 'state'>): boolean {
  return state !== 'restored' && state !== 'cancelled';
}

/** Planned work that has not begun. */
export function isToCome({ planned, since, state }: Pick<Outage, 'planned' | 'since' | 'state'>, now: number): boolean {
  return planned === true && isOpen({ state }) && Date.parse(since) > now;
}

export function inOrder(outages: readonly Outage[], open: boolean): readonly Outage[] {
  const chosen = outages.filter((outage) => isOpen(outage) === open);
  return chosen.sort((one, other) => Date.parse(other.since) - Date.parse(one.since));
}

/** The news that customers were promised, or the repair, is due and did not come. */
export function isLate({ state, nextUpdate, eta }: Pick<Outage, 'state' | 'nextUpdate' | 'eta'>, now: number): boolean {
  return isOpen({ state }) && [nextUpdate, eta].some((due) => due !== undefined && Date.parse(due) < now);
}

/** Where the server keeps it. */
export function addressOf({ id }: Pick<Outage, 'id'>): string {
  return `/outages/${encodeURIComponent(id)}`;
}

/** `BOG-1 (olt)` with the kind of element in the reader's words. */
export function scopeLabel(label: string, elements: Readonly<Record<string, string>>): string {
  return label.replace(/\((\w+)\)$/, (whole, kind: string) => (elements[kind] === undefined ? whole : `(${elements[kind]})`));
}

/** Scopes whose label holds every typed word, accents and case aside. */
export function scopesLike(scopes: readonly Scope[], filter: string): readonly Scope[] {
  const words = plain(filter).split(/\s+/).filter((word) => word !== '');
  return scopes.filter(({ label, id }) => words.every((word) => plain(`${label} ${id}`).includes(word)));
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
