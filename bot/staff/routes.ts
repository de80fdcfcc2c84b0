/** The whole staff API, put together from its features. */
import type { Library } from '../../knowledge/search/library';
import type { Studio } from '../content/studio';
import type { Forget } from '../desk/forget';
import type { Route } from '../http/route';
import type { Media } from '../media/media';
import type { Storage } from '../runtime/ports';
import { backlogRoutes, type BacklogParts } from './backlog-routes';
import { articleRoutes } from './article-routes';
import type { Audit } from './audit';
import { auditRoutes } from './audit-routes';
import { caseRoutes } from './case-routes';
import { connectorRoutes, type ConnectorRouteParts } from './connector-routes';
import { deskRoutes, type DeskRouteParts } from './desk-routes';
import { flowArticleRoutes } from './flow-article-routes';
import { flowDraftRoutes } from './flow-draft-routes';
import { flowLearningRoutes } from './flow-learning-routes';
import { flowLiveRoutes } from './flow-live-routes';
import { flowRoutes } from './flow-routes';
import { flowTrainingRoutes } from './flow-training-routes';
import { makeStaffRoutes } from './guard';
import { mediaRoutes } from './media-routes';
import { alertRoutes, type AlertParts } from './alert-routes';
import { noticeRoutes } from './notice-routes';
import { outageRoutes } from './outage-routes';
import { fileRoutes } from './file-routes';
import { forgetRoutes } from './forget-routes';
import { pqrRoutes, type PqrRouteParts } from './pqr-routes';
import type { Desk, NoticeDesk, OutageDesk } from './ports';
import { qualityRoutes, type QualityRouteParts } from './quality-routes';
import { sessionRoutes, type SessionParts } from './session-routes';
import { userRoutes } from './user-routes';

export interface StaffParts extends SessionParts, BacklogParts, DeskRouteParts, QualityRouteParts, ConnectorRouteParts, PqrRouteParts {
  readonly storage: Pick<Storage, 'threads' | 'outbox' | 'records'>;
  readonly desk: Desk;
  readonly forget: Pick<Forget, 'forget'>;
  readonly audit: Audit;
  /** Business time, ms. */
  readonly now: () => number;
  readonly outages: OutageDesk;
  readonly notices: NoticeDesk;
  readonly detection: AlertParts['detection'];
  readonly feed: AlertParts['feed'];
  readonly studio: Studio;
  readonly articles: Library;
  readonly media: Pick<Media, 'find' | 'keep'>;
}

export const staffRoutes = (parts: StaffParts): readonly Route[] => {
  const guarded = makeStaffRoutes(parts);
  return [
    ...sessionRoutes(parts, guarded),
    ...userRoutes(parts, guarded),
    ...caseRoutes(parts.desk, guarded),
    ...fileRoutes(parts, guarded),
    ...deskRoutes(parts, guarded),
    ...auditRoutes(parts, guarded),
    ...qualityRoutes(parts, guarded),
    ...connectorRoutes(parts, guarded),
    ...backlogRoutes(parts, guarded),
    ...outageRoutes(parts.outages, guarded),
    ...noticeRoutes(parts.notices, guarded),
    ...alertRoutes(parts, guarded),
    ...pqrRoutes(parts, guarded),
    ...forgetRoutes(parts.forget, guarded),
    ...flowRoutes(parts.studio, guarded),
    ...flowDraftRoutes(parts.studio, guarded),
    ...flowArticleRoutes(parts.studio, guarded),
    ...flowLiveRoutes(parts.studio, guarded),
    ...flowLearningRoutes(parts.studio, guarded),
    ...flowTrainingRoutes(parts.studio, guarded),
    ...articleRoutes(parts.articles, guarded),
    ...mediaRoutes(parts.media, guarded),
  ];
};
