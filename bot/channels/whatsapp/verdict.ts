/**
 * What a failed send means for the message, by Meta's error code: the HTTP status and the texts differ between versions,
 * the codes do not. One place decides whether to send again, and when (machine time).
 * Source: Meta, "Cloud API error codes"; the pair limit's 4^X seconds from its "Pair rate limits".
 */
import type { Delivery } from '../channel';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const LONGEST_WAIT_MS = 5 * MINUTE;
/** A fault that a person must repair at Meta (token, payment, account): waiting is cheap, giving up is not. */
const REPAIR_MS = 10 * MINUTE;
/** Long enough for the status of a message that did arrive to be heard first. */
const UNCERTAIN_MS = 5 * SECOND;

export interface Failure {
  /** Meta's error code; `undefined` when the answer held none. */
  readonly code: number | undefined;
  readonly httpStatus: number;
}

/** How often this message was tried before. */
type Tries = number;

export const verdictOf = ({ code, httpStatus }: Failure, tries: Tries): Delivery => {
  if (code === undefined) return httpStatus >= 500 || httpStatus === 429 ? transient(`HTTP ${httpStatus}`, tries) : refused(`HTTP ${httpStatus}`);
  if (code === 131056) return retry('131056 too many messages to this person', Math.min(LONGEST_WAIT_MS, SECOND * 4 ** tries));
  if (code === 130429) return transient('130429 too many messages from this number', tries);
  if (code === 4 || code === 80007) return retry(`${code} call limit of the account`, 2 * MINUTE);
  if (code === 134101) return retry('134101 the template is not ready yet', REPAIR_MS);
  if (TRANSIENT.has(code)) return transient(`${code} trouble at Meta`, tries);
  if (needsRepair(code)) {
    const reason = `${code} ${REPAIR[code] ?? 'access token or permission'}: an administrator must repair it`;
    return { kind: 'retry', afterMs: REPAIR_MS, reason, ...(isShut(code) && { waits: true }) };
  }
  if (code in FINAL) return refused(`${code} ${FINAL[code]}`);
  return httpStatus >= 500 ? transient(`${code} unknown`, tries) : refused(`${code} not taken by Meta`);
};

/** What a status that tells of a failure means: in words, and whether sending once more may help. */
export const lateVerdict = (codes: readonly number[]): { readonly reason: string; readonly mayHelp: boolean } => {
  const [code] = codes;
  const verdict = verdictOf({ code, httpStatus: 400 }, 0);
  const reason = verdict.kind === 'delivered' ? '' : verdict.reason;
  return { reason, mayHelp: verdict.kind === 'retry' && code !== undefined && !needsRepair(code) };
};

/** What an administrator must see to at Meta, or a campaign that must stop: nobody else can repair it. */
export const isAlarming = (code: number | undefined): code is number => code !== undefined && (needsRepair(code) || ALARMING.has(code));

/** More than 24 hours since her last message: a template alone may be sent. */
export const WINDOW_CLOSED = 131047;

/** Nothing was sent: the connection was never made. */
export const unreached = (tries: Tries): Delivery => transient('Meta was not reached', tries);

/** The request left and no answer came: it may have arrived. */
export const uncertain = (tries: Tries): Delivery => retry('uncertain: sent without an answer', growing(UNCERTAIN_MS, tries));

const TRANSIENT: ReadonlySet<number> = new Set([1, 2, 131000, 131016, 131057]);

const REPAIR: Readonly<Record<number, string>> = {
  132000: 'template parameters', 132001: 'no such template', 132005: 'template too long', 132007: 'template against the policy',
  132012: 'template parameter format', 132015: 'the template is paused', 132016: 'the template is disabled', 132018: 'template validation',
  368: 'the account is restricted', 131031: 'the account is locked', 131042: 'payment problem', 133010: 'the number is not registered',
};
const PERMISSION: ReadonlySet<number> = new Set([0, 3, 10, 190, 131005]);
const isPermission = (code: number): boolean => PERMISSION.has(code) || (code >= 200 && code <= 299);
const needsRepair = (code: number): boolean => code in REPAIR || isPermission(code);

/** Nothing of this number goes out until that is repaired: however long it takes, no message is to blame. */
export const isShut = (code: number | undefined): boolean => code !== undefined && (isPermission(code) || SHUT.has(code));
const SHUT: ReadonlySet<number> = new Set([368, 131031, 133010]);

/** Meta takes the messages of this number for spam, or does not serve this country. */
const ALARMING: ReadonlySet<number> = new Set([131048, 130497]);

const FINAL: Readonly<Record<number, string>> = {
  100: 'bad parameter', 130497: 'not allowed in this country', 131008: 'missing parameter', 131009: 'bad parameter value',
  131026: 'cannot be delivered to this person', 131030: 'not on the list of test numbers', 131047: 'more than 24 h since the last message',
  131048: 'held back as possible spam', 131049: 'held back by Meta', 131050: 'the person stopped these messages',
  131051: 'unsupported type', 131052: 'media not found', 131053: 'the file is not taken', 131062: 'needs a phone, the user id is not enough',
};

const retry = (reason: string, afterMs: number): Delivery => ({ kind: 'retry', afterMs, reason });
export const refused = (reason: string): Delivery => ({ kind: 'refused', reason });
const growing = (firstMs: number, tries: Tries): number => Math.min(LONGEST_WAIT_MS, firstMs * 2 ** tries);
const transient = (reason: string, tries: Tries): Delivery => retry(reason, growing(SECOND, tries));
