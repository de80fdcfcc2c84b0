/**
 * What the telemetry of the demo tells of a service where its file says nothing else: a home in good order. So that any
 * customer can be played in any flow, and a story needs only the readings that make it.
 */
import { settle, whyOf, type Lost, type Settled } from '../downtime';
import type { Downtime } from '../ports';
import { matchOf } from './outage-match';
import { neighboursDown, readingsAt } from './readings';
import type { Also, DemoService, Readings, World } from './schema';

const MINUTE_MS = 60_000;

/** The service's facts at `now`: its own readings over the usual ones of its kind. */
export const alsoAt = (world: World, service: DemoService, now: number): Also => {
  const readings = readingsAt(service, now);
  return { 'history.same_week': 0, ...creditAt(world, service, now), ...USUAL[service.kind]({ world, service, readings, now }), ...readings.also };
};

/** Outages that were certain for it; announced work is not counted. */
const lostOf = (world: World, service: DemoService, now: number): Lost & { readonly outages: readonly string[] } => {
  const touching = world.outages.filter((outage) => !outage.planned && outage.state !== 'cancelled' && matchOf(world, outage, service) === 'exact');
  const interruptions = touching.map(({ since, restored_at: over }) => ({ from: Date.parse(since), ...(over !== undefined && { to: Date.parse(over) }) }));
  const { threshold_min: thresholdMin, verified_by: verifiedBy, multiplier } = world.operator.compensation;
  return { interruptions, rule: { thresholdMin, verifiedBy, multiplier }, feeCop: service.fee_cop, now, outages: touching.map(({ id }) => id) };
};

const creditAt = (world: World, service: DemoService, now: number): Also => {
  const lost = lostOf(world, service, now);
  const { state, minutes, amountCop } = settle(lost);
  if (state === 'none') return { 'credit.state': state };
  const hours = { 'credit.state': state, 'credit.down_hours': Math.round(minutes / 6) / 10 } as const;
  if (amountCop === undefined || !world.operator.compensation.show_amount) return hours;
  return { ...hours, 'credit.amount_cop': amountCop, 'credit.why': { es: whyOf({ minutes }, lost, 'es'), en: whyOf({ minutes }, lost, 'en') } };
};

/** What a month (the one that runs, when none is told) cost her in time so far, and how it is settled. */
export const downtimeIn = (month?: string) => (world: World, service: DemoService, now: number): Downtime => {
  const lost = { ...lostOf(world, service, now), month };
  const settled: Settled = settle(lost);
  return { ...settled, outages: lost.outages, why: { es: whyOf(settled, lost, 'es'), en: whyOf(settled, lost, 'en') } };
};

interface Seen {
  readonly world: World;
  readonly service: DemoService;
  readonly readings: Readings;
  readonly now: number;
}

const home = ({ world, service }: Seen): Also => {
  const mbps = Number(/(\d+)\s*Mb/.exec(service.plan)?.[1] ?? 100);
  const shared = world.services.some(({ customer, attached, kind }) =>
    customer === service.customer && attached === service.attached && (kind === 'tv' || kind === 'telephone'));
  return {
    'plan.mbps': mbps, 'plan.provisioned_mbps': mbps, 'network.use_pct': 45, 'lan.mbps': 1_000, 'home.devices': 8, 'home.top_pct': 30,
    'line.errors': false,
    'flaps.day': 0, 'flaps.week': 0, 'flaps.cause': 'none', 'flaps.rx_swing_db': 0.4, 'flaps.after': 0,
    'wifi.name': `Barquito_${service.id.slice(-4)}`, 'wifi.low_radio': 'on', 'wifi.high_radio': 'on', 'wifi.factory_name': false,
    'wifi.channel_use_pct': 30, 'wifi.weakest_rssi': -58, 'wifi.devices': 6, 'wifi.invisible': false, 'wifi.own_router': false,
    'wifi.extender': false, 'wifi.one_name': true,
    'names.resolver_ok': true, 'names.filter_on': false, 'names.own_servers': false,
    'device.model': service.kind === 'gpon' ? 'BF-200' : 'BC-31', 'device.mode': 'router', 'device.voice_tv': shared,
    'device.firmware': '3.2.1', 'device.firmware_bad': false, 'device.was_reset': false,
    'wan.kind': 'cgnat', 'wan.ipv_six': true, 'wan.public_offer': 'request', 'wan.public_fee_cop': 15_000, 'wan.bridge_possible': true,
    'wan.blocked_ports': '25, 135, 139, 445',
  };
};

const MODEM_STATES = {
  online: 'operational', los: 'no_signal', dying_gasp: 'offline', registering: 'ranging', admin_down: 'denied', unprovisioned: 'no_config',
  offline: 'offline',
} as const satisfies Record<Readings['state'], Also['modem.state']>;

const modem = ({ world, service, readings, now }: Seen): Also => ({
  'modem.state': MODEM_STATES[readings.state],
  'modem.us_tx_dbmv': 42, 'modem.us_snr_db': 34, 'modem.ds_power_dbmv': 1, 'modem.ds_snr_db': 38, 'modem.t_three': 1, 'modem.t_four': 0,
  'modem.uncorrectable_pct': 0, 'modem.neighbours_down': neighboursDown(world, service, now),
  ...(readings.traffic === undefined ? {} : { 'modem.traffic': readings.traffic }),
  ...(readings.last_down_at === undefined ? {} : { 'modem.last_down_at': readings.last_down_at }),
  ...(readings.state === 'online' && readings.online_since !== undefined
    ? { 'modem.uptime_min': Math.max(0, Math.floor((now - Date.parse(readings.online_since)) / MINUTE_MS)) }
    : {}),
});

const television = ({ world, service }: Seen): Also => ({
  'tv.active': true, 'tv.package': { es: service.plan, en: service.plan }, 'tv.entitled': true, 'tv.boxes': 1, 'tv.box': 'online',
  'tv.delivery': world.services.some(({ customer, kind }) => customer === service.customer && kind === 'hfc') ? 'coax' : 'iptv',
  'tv.signal': 'good',
  'tv.internet_down': homeDown(world, service),
});

const homeDown = (world: World, { customer }: DemoService): boolean =>
  world.services.some((other) => other.customer === customer && (other.kind === 'gpon' || other.kind === 'hfc') && other.readings.state !== 'online');

const telephone = ({ world, service, readings }: Seen): Also => ({
  'voice.active': true, 'voice.registered': readings.session !== 'down', 'voice.equipment_on': !homeDown(world, service),
  'voice.delivery': 'fibre', 'voice.barred': 'none', 'voice.diverted': false, 'voice.silent': false, 'voice.porting': false,
});

const mobile = ({ service, readings }: Seen): Also => ({
  'mobile.state': 'active', 'mobile.kind': 'postpaid', 'mobile.sim': 'ok', 'mobile.porting': false, 'mobile.imei_blocked': false,
  'mobile.attached': readings.state === 'online', 'mobile.cell': 'ok', 'mobile.data_on': true, 'mobile.apn_ok': true,
  'mobile.used_gb': 7.5, 'mobile.allowance_gb': Number(/(\d+)\s*GB/.exec(service.plan)?.[1] ?? 20), 'mobile.quota_out': false,
  'mobile.calls_barred': false, 'mobile.abroad': false, 'mobile.roaming_on': false, 'mobile.roaming_pack': false,
});

const USUAL: Readonly<Record<DemoService['kind'], (seen: Seen) => Also>> = {
  gpon: home,
  hfc: (seen) => ({ ...home(seen), ...modem(seen) }),
  tv: television,
  telephone,
  mobile,
};
