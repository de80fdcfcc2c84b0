/** What the demo's line test says, as pure functions: cures, restarts, patched readings and neighbours on the port. */
import { toIso } from '../colombia';
import type { DownCause, LineReport, LineState } from '../ports';
import type { Also, DemoService, Readings, ReadingsPatch, World } from './schema';

const MINUTE_MS = 60_000;
const HEALTHY_RX_DBM = -19.5;
const NO_LIGHT_DBM = -40;
/** Class B+ receivers work down to here (ITU-T G.984.2 Amd 1). */
const LOWEST_RX_DBM = -27;

const CAUSE_OF: Readonly<Record<LineState, DownCause | undefined>> = {
  online: undefined,
  los: 'los',
  dying_gasp: 'dying_gasp',
  registering: 'unknown',
  admin_down: 'admin',
  unprovisioned: 'admin',
  offline: 'unknown',
};

/** The readings at `now`, with a cure that has taken effect. */
export const readingsAt = (service: DemoService, now: number): Readings =>
  service.cured_at !== undefined && Date.parse(service.cured_at) <= now ? healthy(service, service.cured_at) : service.readings;

const healthy = ({ kind, readings, cure }: DemoService, since: string): Readings => {
  if (cure?.sets !== undefined) return { ...readings, also: { ...readings.also, ...cure.sets } };
  return { ...readings, ...lineBack(kind, readings, since) };
};

const lineBack = (kind: DemoService['kind'], readings: Readings, since: string): Partial<Readings> => ({
  state: 'online',
  session: 'up',
  traffic: true,
  online_since: readings.state === 'online' && readings.online_since !== undefined ? readings.online_since : since,
  ...(kind === 'gpon' ? { rx_dbm: (readings.rx_dbm ?? NO_LIGHT_DBM) > LOWEST_RX_DBM ? readings.rx_dbm : HEALTHY_RX_DBM } : {}),
});

export const lineReport = (world: World, service: DemoService, now: number): LineReport => {
  const readings = readingsAt(service, now);
  const cause = readings.last_down_cause;
  const online = readings.state === 'online';
  return {
    state: readings.state,
    ...(readings.rx_dbm === undefined ? {} : { rxDbm: readings.rx_dbm }),
    ...(readings.session === undefined ? {} : { session: readings.session }),
    ...(online && readings.online_since !== undefined
      ? { uptimeMin: Math.max(0, Math.floor((now - Date.parse(readings.online_since)) / MINUTE_MS)) }
      : {}),
    ...(readings.last_down_at === undefined ? {} : { lastDownAt: Date.parse(readings.last_down_at) }),
    ...(cause === undefined ? {} : { lastDownCause: cause }),
    ...(service.attached === undefined ? {} : { neighboursDown: neighboursDown(world, service, now) }),
    ...(readings.traffic === undefined ? {} : { traffic: readings.traffic }),
  };
};

/** Counts homes, not equipment: the customer's own other services are no neighbours. */
export const neighboursDown = (world: World, service: DemoService, now: number): number => {
  const fault = faultOf(readingsAt(service, now));
  if (fault === null) return 0;
  const others = world.services.filter(
    (other) => other.attached === service.attached && other.customer !== service.customer && faultOf(readingsAt(other, now)) === fault,
  );
  return new Set(others.map(({ customer }) => customer)).size;
};

/** State and cause together: two unknown causes are only alike when the equipment behaves alike. */
const faultOf = (readings: Readings): string | null =>
  readings.state === 'online' ? null : `${readings.state} ${readings.last_down_cause ?? CAUSE_OF[readings.state] ?? ''}`;

/** A line test begins the cures that need only time: then the customer has been told what to do. */
export const cureBegunByTest = (service: DemoService, now: number): DemoService => {
  const { cure } = service;
  if (cure === undefined || service.cured_at !== undefined || (cure.on !== 'power_back' && cure.on !== 'waiting')) return service;
  return curedAfter(service, now, cure.after_min);
};

const curedAfter = (service: DemoService, now: number, minutes: number): DemoService => ({
  ...service,
  cured_at: toIso(now + minutes * MINUTE_MS),
});

/** `null`: the equipment cannot be reached from here. */
export const restarted = (service: DemoService, now: number): DemoService | null => {
  const readings = readingsAt(service, now);
  if (readings.state !== 'online') return null;
  return cureBegunBy({ ...service, readings: { ...readings, online_since: toIso(now) } }, 'restart', now);
};

/** The service after something was done to it that may be its cure. */
export const cureBegunBy = (service: DemoService, done: NonNullable<DemoService['cure']>['on'], now: number): DemoService =>
  service.cure?.on === done && service.cured_at === undefined ? curedAfter(service, now, service.cure.after_min) : service;

/** Whether the session is up at once; a cure with minutes heals later. */
export const sessionReset = (service: DemoService, now: number): { readonly service: DemoService; readonly up: boolean } => {
  const after = cureBegunBy(service, 'session_reset', now);
  const readings = readingsAt(after, now);
  return { service: after, up: readings.state === 'online' && readings.session === 'up' };
};

/**
 * The service with readings a person set. A new `state` brings what goes with it (a line without light has no session)
 * unless said otherwise; a running cure ends, and only a cure given here stays.
 */
export const patched = (service: DemoService, patch: ReadingsPatch, now: number): DemoService => {
  const { cure, also, ...readings } = patch;
  const base = { ...readingsAt(service, now), ...(readings.state === undefined ? {} : follows(readings.state, service, now)) };
  const { cure: _former, cured_at: _ended, ...rest } = service;
  const told = withoutNulls({ ...base, ...readings, state: readings.state ?? base.state });
  const next = { ...rest, readings: also === undefined ? told : { ...told, also: patchedAlso(base.also ?? {}, also) } };
  return cure == null ? next : { ...next, cure };
};

const follows = (state: LineState, service: DemoService, now: number): Partial<Readings> => {
  if (state === 'online') {
    return { session: 'up', traffic: true, online_since: toIso(now), ...(service.kind === 'gpon' ? { rx_dbm: HEALTHY_RX_DBM } : {}) };
  }
  const light = state === 'los' ? { rx_dbm: NO_LIGHT_DBM } : state === 'dying_gasp' ? { rx_dbm: undefined } : {};
  return { session: 'down', traffic: false, last_down_at: toIso(now), last_down_cause: CAUSE_OF[state], ...light };
};

type Optional = Omit<Readings, 'state'>;
type Loose = Pick<Readings, 'state'> & { readonly [K in keyof Optional]: Optional[K] | null };

const withoutNulls = (readings: Loose): Readings => {
  const { state, ...others } = readings;
  return { state, ...(Object.fromEntries(Object.entries(others).filter(([, value]) => value != null)) as Optional) };
};

const patchedAlso = (before: Also, patch: NonNullable<ReadingsPatch['also']>): Also =>
  Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value != null));
