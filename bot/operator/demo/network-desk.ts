/** The demo's network side: line tests that heal by their cures, and the outage feed. */
import { toIso } from '../colombia';
import type { LineTest, OutageFeed, ServiceRef } from '../ports';
import { withService, type Access } from './access';
import type { DemoWorld } from './demo-world';
import { downtimeIn } from './usual';
import { affectedBy, ahead, matching, outageOf } from './outage-match';
import { cureBegunByTest, lineReport, restarted, sessionReset } from './readings';
import type { World } from './schema';

export const createLineTest = (access: Access, world: DemoWorld): LineTest => ({
  report: async (of) => {
    const report = await access.readService('line', of, (seen, service, now) => ({
      value: lineReport(seen, service, now),
      begins: cureBegunByTest(service, now) !== service,
    }));
    if (!report.ok) return report;
    if (report.value.begins) await beginCure(world, of, access.now);
    return { ok: true, value: report.value.value };
  },
  restart: (of, { key }) =>
    access.writeService('line', {
      verb: 'restart',
      key,
      of,
      change: (seen, service, now) => {
        const after = restarted(service, now);
        return after ? { world: withService(seen, after), result: 'restarted' } : { world: seen, result: 'unreachable' };
      },
    }),
  resetSession: (of, { key }) =>
    access.writeService('line', {
      verb: 'reset',
      key,
      of,
      change: (seen, service, now) => {
        const { service: after, up } = sessionReset(service, now);
        return { world: withService(seen, after), result: up ? 'up' : 'still_down' };
      },
    }),
});

const beginCure = (world: DemoWorld, { serviceId }: ServiceRef, now: () => number): Promise<void> =>
  world.update((seen) => {
    const service = seen.services.find(({ id }) => id === serviceId);
    const begun = service ? cureBegunByTest(service, now()) : undefined;
    return { world: begun && begun !== service ? withService(seen, begun) : seen, result: undefined };
  });

export const createOutageFeed = (access: Access): OutageFeed => ({
  matching: (of) => access.readService('outage', of, matching),
  ahead: (of) => access.readService('outage', of, ahead),
  downtime: (of, month) => access.readService('account', of, downtimeIn(month)),
  all: () => access.read('outage', (world) => world.outages.map((outage) => outageOf(world, outage))),
  affected: (outageId) =>
    access.read('outage', (world) => {
      const outage = world.outages.find(({ id }) => id === outageId);
      return outage ? affectedBy(world, outage) : [];
    }),
  subscribe: (of, { key, thread }) =>
    access.writeService('outage', {
      verb: 'subscribe',
      key,
      of,
      change: (world, service, now) => ({ world: withNotice(world, service.id, { thread, at: toIso(now) }), result: 'subscribed' }),
    }),
});

/** One notice per thread and service, however often it is asked for. */
const withNotice = (world: World, service: string, { thread, at }: { readonly thread: string; readonly at: string }): World =>
  world.notices.some((notice) => notice.thread === thread && notice.service === service)
    ? world
    : { ...world, notices: [...world.notices, { at, service, thread }] };
