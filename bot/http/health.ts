/** Liveness and readiness, for whoever runs the server. */
import type { Storage } from '../runtime/ports';
import type { Route } from './route';

export interface Readiness {
  /** Everything that is slow at first use was used once. */
  warm: boolean;
  stopping: boolean;
}

export const healthRoutes = (storage: Pick<Storage, 'standing'>, readiness: Readiness): readonly Route[] => [
  { method: 'GET', path: '/healthz', handle: () => ({ status: 200, json: { status: 'ok' } }) },
  {
    method: 'GET',
    path: '/readyz',
    async handle() {
      const { share, reason } = await storage.standing();
      // While only a part is refused the others are served: nobody is sent away from them.
      const ready = readiness.warm && !readiness.stopping && share > 0;
      const store = share === 1 ? 'ok' : share > 0 ? 'partly' : 'away';
      return { status: ready ? 200 : 503, json: { ready, ...readiness, store, ...(reason !== undefined && { reason }) } };
    },
  },
];
