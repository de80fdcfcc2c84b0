/**
 * Performs the actions that flows ask for. The idempotency key goes down to every write, so the same key performed
 * twice has one effect and one result (I1, I4); a system that does not answer makes the action *fail* (I10).
 * An exception is the store's or an adapter's fault: the relay tries again with the same key.
 */
import type { Action } from '../../flows/contracts';
import { randomCode } from './codes';
import {
  bookVisit, cancelVisit, keepHumanRequest, offerSlots, openTicket, resetSession, restartEquipment, subscribeOutage,
} from './fieldwork';
import {
  chooseService, findCustomer, recognize, sendCode, useInternet, useMobile, useTelephone, useTv, verifyCode,
} from './identity';
import {
  copyData, fileDataClaim, filePqr, findCase, findPayment, keepReceipt, promisePayment, requestCancellation, sendInvoice, withdrawCancellation,
} from './paperwork';
import { command, judgeSpeed, measureSpeed } from './remote-work';
import { fails, type ActionInput, type Done, type Failed, type Perform } from './outcome';
import type { Operator } from './operator';
import { machineTimer, within, type Timer } from './timer';

/** Longer than a check's: a write that was given up may still have happened. */
const ACTION_TIMEOUT_MS = 15_000;

const PERFORM: { readonly [A in Action]: Perform<A> } = {
  recognize,
  find_customer: findCustomer,
  send_code: sendCode,
  verify_code: verifyCode,
  choose_service: chooseService,
  use_internet: useInternet,
  use_tv: useTv,
  use_telephone: useTelephone,
  use_mobile: useMobile,
  restart_equipment: restartEquipment,
  reset_session: resetSession,
  fix_profile: command('fix_profile'),
  measure_speed: measureSpeed,
  judge_speed: judgeSpeed,
  wifi_radio_on: command('wifi_radio_on'),
  wifi_change_channel: command('wifi_change_channel'),
  wifi_make_visible: command('wifi_make_visible'),
  wifi_separate_bands: command('wifi_separate_bands'),
  wifi_key_link: command('wifi_key_link'),
  renew_names: command('renew_names'),
  renew_address: command('renew_address'),
  restore_settings: command('restore_settings'),
  factory_reset: command('factory_reset'),
  schedule_firmware: command('schedule_firmware'),
  request_public_ip: command('request_public_ip'),
  open_port: command('open_port'),
  set_bridge: command('set_bridge'),
  restart_box: command('restart_box'),
  resend_entitlement: command('resend_entitlement'),
  restart_voice: command('restart_voice'),
  clear_diversion: command('clear_diversion'),
  refresh_mobile: command('refresh_mobile'),
  send_apn: command('send_apn'),
  enable_roaming: command('enable_roaming'),
  block_mobile: command('block_mobile'),
  reconnect: command('reconnect'),
  offer_slots: offerSlots,
  book_visit: bookVisit,
  cancel_visit: cancelVisit,
  open_ticket: openTicket,
  subscribe_outage: subscribeOutage,
  find_case: findCase,
  send_invoice: sendInvoice,
  find_payment: findPayment,
  keep_receipt: keepReceipt,
  promise_payment: promisePayment,
  file_pqr: filePqr,
  file_data_claim: fileDataClaim,
  copy_data: copyData,
  request_cancellation: requestCancellation,
  withdraw_cancellation: withdrawCancellation,
  request_human: keepHumanRequest,
};

export interface ActionsNeeds {
  readonly operator: Operator;
  readonly newCode?: () => string;
  readonly timer?: Timer;
  readonly timeoutMs?: number;
}

export type PerformAction = (action: Action, input: ActionInput) => Promise<Done<string> | Failed>;

export const createActions = (needs: ActionsNeeds): PerformAction => {
  const { operator, newCode = randomCode, timer = machineTimer, timeoutMs = ACTION_TIMEOUT_MS } = needs;
  return (action, input) =>
    within<Done<string> | Failed>(PERFORM[action]({ operator, newCode }, input), { timer, ms: timeoutMs, late: () => fails('timeout') });
};
