/** Which pages a role opens and where it may change things. For comfort only: the server decides. */
import type { Role } from '../contracts';

export const PAGES = ['agents', 'dashboard', 'studio'] as const;
export type PageName = (typeof PAGES)[number];

const OPENS: Readonly<Record<Role, readonly PageName[]>> = {
  administrator: PAGES,
  agent: ['agents'],
  editor: ['dashboard', 'studio'],
};

export function pagesOf(role: Role): readonly PageName[] {
  return OPENS[role];
}

/** An editor reads the outages and does not declare them. */
export function mayChange(role: Role, page: PageName): boolean {
  return OPENS[role].includes(page) && !(role === 'editor' && page === 'dashboard');
}
