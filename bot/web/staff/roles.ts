/** Which pages a role opens and where it may change things. For comfort only: the server decides. */
import type { Role } from '../contracts';

const PAGES = ['agents', 'dashboard', 'studio'] as const;
export type PageName = (typeof PAGES)[number];

const OPENS: Readonly<Record<Role, readonly PageName[]>> = {
  administrator: PAGES,
  supervisor: ['agents', 'dashboard'],
  agent: ['agents'],
  editor: ['dashboard', 'studio'],
  reviewer: ['studio'],
  auditor: ['agents'],
};

export function pagesOf(role: Role): readonly PageName[] {
  return OPENS[role];
}

/** Editors and supervisors read the outages and do not declare them; a reviewer approves flows and changes none; an auditor only reads. */
export function mayChange(role: Role, page: PageName): boolean {
  return OPENS[role].includes(page) && role !== 'auditor' && role !== 'reviewer' && !(page === 'dashboard' && role !== 'administrator');
}

/** Those who may take a case from a colleague, order the queue and change the replies. */
export const LEADS: ReadonlySet<Role> = new Set(['supervisor', 'administrator']);
