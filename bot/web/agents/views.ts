/** The sections of the page and who sees which; the address names one as `#/people`, a case as `#thread`. For comfort only: the server decides. */
import type { Role } from '../contracts';

export const VIEWS = ['cases', 'team', 'quality', 'replies', 'deliveries', 'people', 'webhooks', 'audit'] as const;
export type View = (typeof VIEWS)[number];

const SHOWN: Readonly<Record<Role, readonly View[]>> = {
  administrator: VIEWS,
  supervisor: ['cases', 'team', 'quality', 'replies', 'deliveries'],
  agent: ['cases'],
  editor: [],
  reviewer: [],
  auditor: ['cases', 'quality', 'audit'],
};

export function viewsOf(role: Role): readonly View[] {
  return SHOWN[role];
}

export interface Place {
  readonly view: View;
  readonly thread?: string;
}

export function placeIn(hash: string): Place {
  const name = hash.replace(/^#/, '');
  const view = VIEWS.find((one) => name === `/${one}`);
  if (view !== undefined) return { view };
  try {
    return name === '' ? { view: 'cases' } : { view: 'cases', thread: decodeURIComponent(name) };
  } catch {
    return { view: 'cases' };
  }
}
