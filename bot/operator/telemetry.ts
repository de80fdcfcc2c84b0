/**
 * What is read from and done to a service from afar, in the contract's own words: one port reads a sheet of facts per
 * system, one runs a command. An adapter maps the operator's metric names and result codes to these; what it cannot read it
 * leaves out. Times are ISO strings with the offset of Colombia, words come in every language of the customers.
 */
import type { Action, ACTIONS, System, SYSTEMS } from '../../flows/contracts';
import type { FactValue } from '../../flows/facts';
import type { Language } from '../../knowledge/language';
import type { Option } from '../../knowledge/question';
import type { Answer, Request, ServiceRef, Texts } from './ports';

export type ReadSystem = Extract<System,
  'history' | 'modem' | 'speed' | 'flaps' | 'wifi' | 'names' | 'device' | 'addressing' | 'tv' | 'voice' | 'mobile' | 'credits'
>;
/** Shares are worked out here, not by adapters. */
export type ReadFact = Exclude<(typeof SYSTEMS)[ReadSystem]['facts'][number], 'plan.share_pct'>;

export type Reading = string | number | boolean | Texts | readonly Option[];
export type Sheet<F extends string = string> = { readonly [Fact in F]?: Reading | undefined };

export interface Telemetry {
  /** The facts of `system` that are known; never of another one. */
  read(system: ReadSystem, of: ServiceRef): Promise<Answer<Sheet<ReadFact>>>;
}

/** Actions that only need a service: the network or the equipment does them at once. */
export const COMMANDS = [
  'fix_profile', 'measure_speed', 'wifi_radio_on', 'wifi_change_channel', 'wifi_make_visible', 'wifi_separate_bands', 'wifi_key_link',
  'renew_names', 'renew_address', 'restore_settings', 'factory_reset', 'schedule_firmware', 'request_public_ip', 'open_port', 'set_bridge',
  'restart_box', 'resend_entitlement', 'restart_voice', 'clear_diversion', 'refresh_mobile', 'send_apn', 'enable_roaming', 'block_mobile',
  'reconnect',
] as const satisfies readonly Action[];
export type Command = (typeof COMMANDS)[number];
type CommandFact = Exclude<(typeof ACTIONS)[Command]['facts'][number], 'speed.share_pct'>;

export interface Commanded<C extends Command> {
  readonly result: (typeof ACTIONS)[C]['results'][number];
  readonly facts: Sheet<CommandFact>;
}

export interface CommandRequest extends Request {
  /** For `open_port`. */
  readonly port?: number;
}

export interface Remote {
  run<C extends Command>(command: C, of: ServiceRef, request: CommandRequest): Promise<Answer<Commanded<C>>>;
}

/** The sheet in one language, without what is not known. */
export const spoken = (sheet: Sheet, language: Language): Readonly<Record<string, FactValue>> => {
  const facts: Record<string, FactValue> = {};
  for (const [name, value] of Object.entries(sheet)) {
    if (value !== undefined) facts[name] = isTexts(value) ? value[language] : value;
  }
  return facts;
};

const isTexts = (value: Reading): value is Texts => typeof value === 'object' && 'es' in value;

/** How much of the plan `part` names is, in whole per cent; nothing while one of the two is not known. */
export const shareOfPlan = (facts: Readonly<Record<string, FactValue>>, part: number | undefined): number | undefined => {
  const plan = facts['plan.mbps'];
  return typeof plan !== 'number' || plan <= 0 || part === undefined ? undefined : Math.round((100 * part) / plan);
};
