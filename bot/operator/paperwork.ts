/**
 * The actions of the operator's office: bills, payments, petitions and complaints, the end of a contract. I11: only for a
 * verified customer. What the office answers is told as it is: no number, date or amount is worked out here.
 */
import type { FactValue } from '../../flows/facts';
import { toIso } from './colombia';
import { masked } from './identity';
import { textOf, verifiedCustomer } from './known';
import { CLAIM_KINDS, type AppealKind, type PqrKind } from './office';
import { fails, type ActionInput, type Done, type Failed, type Perform } from './outcome';
import type { Answer } from './ports';

/** Runs `ask` for the verified customer and reads its answer. */
const onCustomer = async <T, R extends string>(
  { facts }: ActionInput,
  ask: (customerId: string) => Promise<Answer<T>>,
  read: (value: T) => Done<R> | Promise<Done<R>>,
): Promise<Done<R> | Failed> => {
  const customerId = verifiedCustomer(facts);
  if (customerId === undefined) return fails('not_verified');
  const answer = await ask(customerId);
  return answer.ok ? read(answer.value) : fails(answer.reason);
};

const plain = <R extends string>(result: R): Done<R> => ({ result, facts: {} });

export const findCase: Perform<'find_case'> = async ({ operator }, input) => {
  const typed = textOf(input.facts, 'case.typed');
  if (typed === undefined) return fails('missing_fact');
  return onCustomer(input, (customer) => operator.office.findCase(customer, typed), (found): Done<'found' | 'not_found'> => {
    if (found === null) return plain('not_found');
    const answerBy: Record<string, FactValue> = found.answerBy === undefined ? {} : { 'case.answer_by': found.answerBy };
    return { result: 'found', facts: { 'case.number': found.number, 'case.status': found.status[input.language], ...answerBy } };
  });
};

/** Says where it went, masked, so that she knows where to look. */
export const sendInvoice: Perform<'send_invoice'> = ({ operator }, input) =>
  onCustomer(input, (customer) => operator.office.sendInvoice(customer, input), async (result) => {
    if (result === 'none') return plain(result);
    const customer = await operator.directory.customer(verifiedCustomer(input.facts) ?? '');
    return { result, facts: customer.ok && customer.value ? { 'bill.sent_to': masked(customer.value.contact) } : {} };
  });

export const findPayment: Perform<'find_payment'> = ({ operator }, input) =>
  onCustomer(input, (customer) => operator.office.findPayment(customer), ({ result, paidAt }) => ({
    result,
    facts: paidAt === undefined ? {} : { 'bill.paid_at': toIso(paidAt) },
  }));

export const keepReceipt: Perform<'keep_receipt'> = async ({ operator }, input) => {
  const receipt = textOf(input.facts, 'payment.receipt');
  if (receipt === undefined) return fails('missing_fact');
  const keep = (customer: string) => operator.office.keepReceipt(customer, receipt, input);
  return onCustomer(input, keep, ({ id }) => ({ result: 'kept', facts: { 'request.id': id } }));
};

export const promisePayment: Perform<'promise_payment'> = async ({ operator }, input) => {
  const day = textOf(input.facts, 'promise.day')?.slice(0, 10);
  if (day === undefined) return fails('missing_fact');
  const promise = (customer: string) => operator.office.promise(customer, day, input);
  return onCustomer(input, promise, (result): Done<'agreed' | 'not_allowed'> => (result === 'agreed' ? { result, facts: { 'promise.until': day } } : plain(result)));
};

const KINDS: readonly PqrKind[] = ['petition', 'complaint', 'appeal'];
const APPEALS: readonly AppealKind[] = ['review', 'review_and_appeal'];

export const filePqr: Perform<'file_pqr'> = async ({ operator }, input) => {
  const told = textOf(input.facts, 'pqr.facts');
  const kind = KINDS.find((each) => each === textOf(input.facts, 'pqr.kind')) ?? 'complaint';
  if (told === undefined) return fails('missing_fact');
  const serviceId = textOf(input.facts, 'service.id');
  const appeal = kind === 'appeal' ? APPEALS.find((each) => each === textOf(input.facts, 'pqr.appeal')) : undefined;
  const against = kind === 'appeal' ? textOf(input.facts, 'pqr.against') : undefined;
  const more = { ...(serviceId !== undefined && { serviceId }), ...(appeal !== undefined && { appeal }), ...(against !== undefined && { against }) };
  const request = { key: input.key, thread: input.thread, kind, told, ...more };
  return onCustomer(input, (customer) => operator.office.file(customer, request), (filed) => ({
    result: filed.hasCun ? 'filed' : 'filed_without_cun',
    facts: {
      'pqr.number': filed.number, 'pqr.filed_at': toIso(filed.filedAt), 'pqr.answer_by': filed.answerBy,
      ...(filed.appealed !== undefined && { 'pqr.appealed': filed.appealed }),
    },
  }));
};

export const fileDataClaim: Perform<'file_data_claim'> = async ({ operator }, input) => {
  const kind = CLAIM_KINDS.find((each) => each === textOf(input.facts, 'claim.kind'));
  if (kind === undefined) return fails('missing_fact');
  const told = kind === 'data_correction' ? textOf(input.facts, 'claim.facts') : undefined;
  const claim = { key: input.key, thread: input.thread, kind, ...(told !== undefined && { told }) };
  return onCustomer(input, (customer) => operator.office.fileClaim(customer, claim), (filed) => ({
    result: filed.again ? 'filed_before' : filed.hasCun ? 'filed' : 'filed_without_cun',
    facts: { 'claim.number': filed.number, 'claim.filed_at': toIso(filed.filedAt), 'claim.answer_by': filed.answerBy },
  }));
};

/** The conversations are not the operator's: who keeps them makes the copy before it is asked for here. */
export const copyData: Perform<'copy_data'> = () => Promise.resolve(fails('unavailable'));

export const requestCancellation: Perform<'request_cancellation'> = ({ operator }, input) => {
  const part = textOf(input.facts, 'cancel.part') ?? 'all';
  return onCustomer(input, (customer) => operator.office.endContract(customer, part, input), (ending) => ({
    result: ending.hasCun ? 'requested' : 'requested_without_cun',
    facts: { 'cancel.number': ending.number, 'cancel.ends': ending.ends },
  }));
};

export const withdrawCancellation: Perform<'withdraw_cancellation'> = ({ operator }, input) =>
  onCustomer(input, (customer) => operator.office.keepContract(customer, input), plain);
