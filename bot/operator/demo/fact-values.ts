/**
 * What may stand under `also` in a service's readings: every fact that the contract lets the telemetry tell, under its own
 * name, with the values that it may have. A new fact in the contract does not compile until it has its line here.
 */
import { z } from 'zod';
import type { ACTIONS } from '../../../flows/contracts';
import type { ReadFact } from '../telemetry';

type MeasuredFact = Exclude<(typeof ACTIONS)['measure_speed']['facts'][number], 'speed.share_pct'>;

const yes = z.boolean();
const number = z.number().min(-1_000).max(100_000_000);
const percent = z.number().min(0).max(100);
const count = z.number().int().min(0).max(1_000_000);
export const words = z.string().trim().min(1).max(400);
/** One text serves both languages when only one is given. */
export const texts = z.union([words.transform((text) => ({ es: text, en: text })), z.strictObject({ es: words, en: words })]);
const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) => z.enum(values);

/** The line up to the home, and how it drops. */
const LINE = {
  'history.same_week': count,
  'modem.state': oneOf('operational', 'no_signal', 'ranging', 'no_address', 'no_config', 'denied', 'offline'),
  'modem.us_tx_dbmv': number,
  'modem.us_snr_db': number,
  'modem.ds_power_dbmv': number,
  'modem.ds_snr_db': number,
  'modem.t_three': count,
  'modem.t_four': count,
  'modem.uncorrectable_pct': percent,
  'modem.traffic': yes,
  'modem.uptime_min': count,
  'modem.neighbours_down': count,
  'plan.mbps': number,
  'plan.provisioned_mbps': number,
  'network.use_pct': percent,
  'network.peak_hours': texts,
  'lan.mbps': number,
  'home.devices': count,
  'home.top_pct': percent,
  'line.errors': yes,
  'flaps.day': count,
  'flaps.week': count,
  'flaps.cause': oneOf('power', 'light', 'session', 'reboot', 'radio', 'mixed', 'none'),
  'flaps.times': texts,
  'flaps.rx_swing_db': number,
  'flaps.after': count,
} as const;

/** The home's own network, and how it stands in the Internet. */
const HOME = {
  'wifi.name': words,
  'wifi.low_radio': oneOf('on', 'off'),
  'wifi.high_radio': oneOf('on', 'off'),
  'wifi.factory_name': yes,
  'wifi.channel_use_pct': percent,
  'wifi.weakest_rssi': number,
  'wifi.devices': count,
  'wifi.invisible': yes,
  'wifi.own_router': yes,
  'wifi.extender': yes,
  'wifi.one_name': yes,
  'names.resolver_ok': yes,
  'names.incident': texts,
  'names.filter_on': yes,
  'names.own_servers': yes,
  'device.model': words,
  'device.mode': oneOf('router', 'bridge'),
  'device.voice_tv': yes,
  'device.firmware': words,
  'device.firmware_bad': yes,
  'device.was_reset': yes,
  'wan.kind': oneOf('cgnat', 'public', 'static', 'private'),
  'wan.ipv_six': yes,
  'wan.public_offer': oneOf('none', 'request', 'included'),
  'wan.public_fee_cop': count,
  'wan.bridge_possible': yes,
  'wan.blocked_ports': words,
} as const;

/** Television and the fixed telephone. */
const SCREEN_AND_VOICE = {
  'tv.active': yes,
  'tv.package': texts,
  'tv.entitled': yes,
  'tv.delivery': oneOf('iptv', 'coax'),
  'tv.boxes': count,
  'tv.box': oneOf('online', 'offline', 'starting', 'error'),
  'tv.box_code': words,
  'tv.signal': oneOf('good', 'weak', 'none'),
  'tv.incident': texts,
  'tv.internet_down': yes,
  'voice.active': yes,
  'voice.registered': yes,
  'voice.sip_code': count,
  'voice.equipment_on': yes,
  'voice.delivery': oneOf('fibre', 'cable', 'copper'),
  'voice.barred': oneOf('none', 'debt', 'mobile', 'long_distance'),
  'voice.diverted': yes,
  'voice.diverted_to': words,
  'voice.silent': yes,
  'voice.porting': yes,
} as const;

/** The mobile line. */
const MOBILE = {
  'mobile.state': oneOf('active', 'suspended', 'blocked'),
  'mobile.kind': oneOf('prepaid', 'postpaid'),
  'mobile.sim': oneOf('ok', 'changed', 'inactive'),
  'mobile.porting': yes,
  'mobile.imei_blocked': yes,
  'mobile.attached': yes,
  'mobile.cell': oneOf('ok', 'down', 'busy'),
  'mobile.data_on': yes,
  'mobile.apn_ok': yes,
  'mobile.used_gb': number,
  'mobile.allowance_gb': number,
  'mobile.quota_out': yes,
  'mobile.slow_kbps': count,
  'mobile.calls_barred': yes,
  'mobile.abroad': yes,
  'mobile.roaming_on': yes,
  'mobile.roaming_pack': yes,
  'mobile.roaming_spent_cop': count,
} as const;

/** Credits for time without service, and what a measurement tells. */
const CREDIT_AND_SPEED = {
  'credit.state': oneOf('none', 'scheduled', 'credited', 'review'),
  'credit.amount_cop': count,
  'credit.why': texts,
  'credit.invoice': words,
  'credit.down_hours': number,
  'speed.down_mbps': number,
  'speed.up_mbps': number,
  'speed.idle_ms': number,
  'speed.loaded_ms': number,
  'speed.loss_pct': percent,
} as const;

/** `time` reads a moment as the world's files write it. */
const timesWith = <T extends z.ZodType<string>>(time: T) =>
  ({
    'modem.last_down_at': time,
    'wifi.changed_at': time,
    'device.reset_at': time,
    'mobile.sim_changed_at': time,
    'mobile.renews_at': time,
  }) as const;

const factValues = <T extends z.ZodType<string>>(time: T) =>
  ({ ...LINE, ...HOME, ...SCREEN_AND_VOICE, ...MOBILE, ...CREDIT_AND_SPEED, ...timesWith(time) }) as const satisfies Record<ReadFact | MeasuredFact, z.ZodType>;

/** All facts, each of which may be left out. */
export const alsoSchema = <T extends z.ZodType<string>>(time: T) => z.strictObject(factValues(time)).partial();

/** As a patch: `null` forgets one. */
export const alsoPatchSchema = <T extends z.ZodType<string>>(time: T) => {
  const values = factValues(time);
  const nullable = Object.fromEntries(Object.entries(values).map(([name, schema]) => [name, schema.nullable()])) as {
    [K in keyof typeof values]: z.ZodNullable<(typeof values)[K]>;
  };
  return z.strictObject(nullable).partial();
};
