/** Liveness, readiness and metrics for whoever runs the server. */
import type { Metrics } from '../observability/metrics';
import type { Storage } from '../runtime/ports';
import type { Route } from './route';

export interface Readiness {
  /** Everything that is slow at first use was used once. */
  warm: boolean;
  stopping: boolean;
}

export const healthRoutes = (storage: Storage, readiness: Readiness, metrics: Metrics): readonly Route[] => [
  { method: 'GET', path: '/healthz', handle: () => ({ status: 200, json: { status: 'ok' } }) },
  {
    method: 'GET',
    path: '/readyz',
    async handle() {
      const store = await storage.healthy().catch(() => false);
      const ready = readiness.warm && !readiness.stopping && store;
      return { status: ready ? 200 : 503, json: { ready, warm: readiness.warm, stopping: readiness.stopping, store: store ? 'ok' : 'away' } };
    },
  },
  {
    method: 'GET',
    path: '/metrics',
    async handle() {
      return { status: 200, content: await metrics.registry.metrics(), headers: { 'content-type': metrics.registry.contentType } };
    },
  },
];
