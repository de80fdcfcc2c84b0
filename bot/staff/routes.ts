/** The whole staff API, put together from its features. */
import type { Library } from '../../knowledge/search/library';
import type { Releases } from '../content/releases';
import type { Route } from '../http/route';
import { backlogRoutes, type BacklogParts } from './backlog-routes';
import { articleRoutes } from './article-routes';
import { caseRoutes } from './case-routes';
import { flowRoutes } from './flow-routes';
import { makeStaffRoutes } from './guard';
import { outageRoutes } from './outage-routes';
import type { Desk, OutageDesk } from './ports';
import { sessionRoutes, type SessionParts } from './session-routes';
import { userRoutes } from './user-routes';

export interface StaffParts extends SessionParts, BacklogParts {
  readonly desk: Desk;
  readonly outages: OutageDesk;
  readonly releases: Releases;
  readonly articles: Library;
}

export const staffRoutes = (parts: StaffParts): readonly Route[] => {
  const guarded = makeStaffRoutes(parts.sessions);
  return [
    ...sessionRoutes(parts, guarded),
    ...userRoutes(parts.accounts, guarded),
    ...caseRoutes(parts.desk, guarded),
    ...backlogRoutes(parts, guarded),
    ...outageRoutes(parts.outages, guarded),
    ...flowRoutes(parts.releases, guarded),
    ...articleRoutes(parts.articles, guarded),
  ];
};
