/**
 * What the demo's network and equipment do when they are told to, as pure functions: a command reaches what is online,
 * does what the readings allow, and heals a service whose cure it is.
 */
import type { Command, Commanded, CommandRequest } from '../telemetry';
import { cureBegunBy, readingsAt } from './readings';
import type { Also, DemoService, World } from './schema';
import { alsoAt } from './usual';

export interface Commanding {
  readonly world: World;
  readonly service: DemoService;
  readonly also: Also;
  readonly request: CommandRequest;
}

type Worked = Commanded<Command>['result'];

/** `sets`: readings that the command leaves behind. `number`: a request gets a number of its own. */
interface Effect {
  readonly result: Worked;
  readonly sets?: Also;
  readonly told?: Commanded<Command>['facts'];
  readonly numbered?: true;
}

export interface Ran {
  readonly service: DemoService;
  readonly result: Worked;
  readonly told: Commanded<Command>['facts'];
  readonly numbered: boolean;
}

export const run = (command: Command, commanding: Omit<Commanding, 'also'>, now: number): Ran => {
  const { world, service } = commanding;
  const begun = cureBegunBy(service, command, now);
  const effect = EFFECTS[command]({ ...commanding, service: begun, also: alsoAt(world, begun, now) }, isOnline(begun, now));
  const { readings } = begun;
  const after = effect.sets === undefined ? begun : { ...begun, readings: { ...readings, also: { ...readings.also, ...effect.sets } } };
  return { service: after, result: effect.result, told: effect.told ?? {}, numbered: effect.numbered ?? false };
};

const isOnline = (service: DemoService, now: number): boolean => readingsAt(service, now).state === 'online';

type Act = (commanding: Commanding, online: boolean) => Effect;

/** Works on whatever answers, and leaves `sets` behind. */
const onEquipment = (result: Worked, sets: Also = {}): Act => (_commanding, online) => (online ? { result, sets } : { result: 'unreachable' });

const measure: Act = ({ also }, online) => {
  if (!online) return { result: 'unreachable' };
  const usual = { 'speed.down_mbps': Math.round((also['plan.provisioned_mbps'] ?? 100) * 0.94), 'speed.up_mbps': 90, 'speed.idle_ms': 8, 'speed.loaded_ms': 24, 'speed.loss_pct': 0 };
  return {
    result: 'measured',
    told: Object.fromEntries(Object.entries(usual).map(([name, value]) => [name, also[name as keyof Also] ?? value])) as Commanded<Command>['facts'],
  };
};

const openPort: Act = ({ also, request }, online) => {
  if (!online) return { result: 'unreachable' };
  const blocked = (also['wan.blocked_ports'] ?? '').split(',').map(Number);
  const shared = also['wan.kind'] === 'cgnat' || also['wan.kind'] === 'private' || also['device.mode'] === 'bridge';
  return { result: shared || request.port === undefined || blocked.includes(request.port) ? 'not_allowed' : 'opened' };
};

const EFFECTS: Readonly<Record<Command, Act>> = {
  fix_profile: ({ also }, online) =>
    online ? { result: 'fixed', ...(also['plan.mbps'] === undefined ? {} : { sets: { 'plan.provisioned_mbps': also['plan.mbps'] } }) } : { result: 'not_fixed' },
  measure_speed: measure,
  wifi_radio_on: onEquipment('on', { 'wifi.low_radio': 'on', 'wifi.high_radio': 'on' }),
  wifi_change_channel: onEquipment('changed', { 'wifi.channel_use_pct': 22 }),
  wifi_make_visible: onEquipment('changed', { 'wifi.invisible': false }),
  wifi_separate_bands: onEquipment('separated', { 'wifi.one_name': false }),
  wifi_key_link: onEquipment('sent'),
  renew_names: onEquipment('renewed', { 'names.own_servers': false }),
  renew_address: onEquipment('renewed'),
  restore_settings: ({ also }, online) =>
    !online ? { result: 'unreachable' }
    : also['device.was_reset'] === true ? { result: 'restored', sets: { 'device.was_reset': false, 'wifi.factory_name': false } }
    : { result: 'no_backup' },
  factory_reset: ({ also }, online) =>
    !online ? { result: 'unreachable' }
    : also['device.voice_tv'] === true || also['device.mode'] === 'bridge' ? { result: 'refused' }
    : { result: 'reset' },
  schedule_firmware: (_commanding, online) =>
    online
      ? { result: 'scheduled', sets: { 'device.firmware_bad': false }, told: { 'firmware.window': { es: 'esta noche, entre 2 y 5 de la mañana', en: 'tonight, between 2 and 5 a.m.' } } }
      : { result: 'unreachable' },
  request_public_ip: ({ also }) => (also['wan.public_offer'] === 'none' ? { result: 'not_offered' } : { result: 'requested', numbered: true }),
  open_port: openPort,
  set_bridge: ({ also }, online) =>
    !online ? { result: 'unreachable' }
    : also['wan.bridge_possible'] === false ? { result: 'not_allowed' }
    : { result: 'set', sets: { 'device.mode': 'bridge', 'wifi.low_radio': 'off', 'wifi.high_radio': 'off' } },
  restart_box: ({ also }) => ({ result: also['tv.box'] === 'offline' ? 'unreachable' : 'restarted' }),
  resend_entitlement: ({ also }) => ({ result: also['tv.box'] === 'offline' ? 'unreachable' : 'sent' }),
  restart_voice: ({ also }) => ({ result: also['voice.registered'] === false ? 'still_down' : 'registered' }),
  clear_diversion: ({ also }) =>
    also['voice.equipment_on'] === false ? { result: 'not_cleared' } : { result: 'cleared', sets: { 'voice.diverted': false, 'voice.silent': false } },
  refresh_mobile: ({ also }) => ({ result: also['mobile.attached'] === false ? 'still_down' : 'refreshed' }),
  send_apn: () => ({ result: 'sent' }),
  enable_roaming: ({ also }) =>
    also['mobile.state'] === 'active' ? { result: 'enabled', sets: { 'mobile.roaming_on': true } } : { result: 'not_allowed' },
  block_mobile: () => ({ result: 'blocked', sets: { 'mobile.state': 'blocked', 'mobile.attached': false }, numbered: true }),
  reconnect: ({ world, service }) => ({ result: owes(world, service) ? 'not_paid' : 'ordered' }),
};

const owes = (world: World, { customer }: DemoService): boolean => {
  const account = world.accounts.find((each) => each.customer === customer);
  return account?.state === 'suspended' && account.transit_since === undefined;
};
