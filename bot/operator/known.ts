/**
 * Reads what checks and actions need from the facts of a thread. I11: who the customer is counts only when a system,
 * an action or a signed token told it; what somebody typed never makes her a customer.
 */
import type { Facts } from '../../flows/facts';
import type { ServiceRef } from './ports';

/** The source of facts that a person said. */
const SAID = 'customer';

export const textOf = (facts: Facts, name: string): string | undefined => {
  const value = facts[name]?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

export const verifiedCustomer = (facts: Facts): string | undefined =>
  facts['customer.id']?.source === SAID ? undefined : textOf(facts, 'customer.id');

/** The service may be the customer's own choice among hers: the operator's systems check that it is hers. */
export const verifiedService = (facts: Facts): ServiceRef | undefined => {
  const customerId = verifiedCustomer(facts);
  const serviceId = textOf(facts, 'service.id');
  return customerId === undefined || serviceId === undefined ? undefined : { customerId, serviceId };
};
