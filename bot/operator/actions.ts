/**
 * Performs the actions that flows ask for. The idempotency key goes down to every write, so the same key performed
 * twice has one effect and one result (I1, I4); a system that does not answer makes the action *fail* (I10).
 * An exception is the store's or an adapter's fault: the relay tries again with the same key.
 */
import type { Action } from '../../flows/contracts';
import { randomCode } from './codes';
import { bookVisit, keepHumanRequest, offerSlots, openTicket, resetSession, restartEquipment, subscribeOutage } from './fieldwork';
import { chooseService, findCustomer, recognize, sendCode, verifyCode } from './identity';
import { fails, type ActionInput, type Done, type Failed, type Perform } from './outcome';
import type { Operator } from './ports';
import { machineTimer, within, type Timer } from './timer';

/** Longer than a check's: a write that was given up may still have happened. */
export const ACTION_TIMEOUT_MS = 15_000;

const PERFORM: { readonly [A in Action]: Perform<A> } = {
  recognize,
  find_customer: findCustomer,
  send_code: sendCode,
  verify_code: verifyCode,
  choose_service: chooseService,
  restart_equipment: restartEquipment,
  reset_session: resetSession,
  offer_slots: offerSlots,
  book_visit: bookVisit,
  open_ticket: openTicket,
  subscribe_outage: subscribeOutage,
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
