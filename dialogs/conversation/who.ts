/**
 * Who is writing (I11, P13): a number that the channel proves needs no question, unless she says that it is not hers. Who
 * proved to be another customer sees nothing of the former one. Once it is known who she is, a case of hers on another
 * address is looked for before the conversation goes on.
 */
import { saysBorrowed } from '../../knowledge/borrowed';
import type { MessageEvent, PerformedEvent } from '../event';
import { cause, remember, wakeAfter, type Draft } from './draft';
import type { Pending, Replay } from './state';

const LIMIT_MS = 3_000;

export const knowPhone = (draft: Draft, phone: string, text: string): void => {
  const { facts } = draft.state;
  if (facts['channel.phone']?.value !== phone) remember(draft, 'channel', { 'channel.phone': phone });
  if (facts['channel.borrowed']?.value !== true && saysBorrowed(text)) remember(draft, 'customer', { 'channel.borrowed': true });
};

export const isUnknownNumber = ({ state }: Draft): boolean => {
  const known = (name: string): boolean => state.facts[name] !== undefined;
  return known('channel.phone') && !known('customer.id') && !known('channel.borrowed') && !known('channel.tried') && !state.pending;
};

/** Asks whose number it is; the message is heard again after that. */
export const recognize = (draft: Draft, { text, value }: MessageEvent): void => {
  remember(draft, 'channel', { 'channel.tried': true });
  const { facts, language } = draft.state;
  const ticket = cause(draft, (own) => ({ kind: 'action', action: 'recognize', facts, language, ticket: own }));
  const replay: Replay = { text, ...(value !== undefined && { value }) };
  draft.state.pending = { kind: 'action', action: 'recognize', ticket, limit: wakeAfter(draft, LIMIT_MS), replay };
};

/** Keeps what an action told. True when somebody was just identified: then the rest waits for her other threads. */
export const learnWho = (draft: Draft, { result, facts }: PerformedEvent, { replay }: Pending): boolean => {
  const { state } = draft;
  const customer = facts['customer.id'];
  const before = state.facts['customer.id']?.value;
  if (customer !== undefined && before !== undefined && customer !== before) forgetCustomer(draft);
  remember(draft, 'action', facts);
  if (typeof customer !== 'string' || customer === before) return false;
  const ticket = cause(draft, (own) => ({ kind: 'identified', ticket: own, customer, address: state.address }));
  const after = replay ? { replay } : { then: result };
  state.pending = { kind: 'action', ticket, limit: wakeAfter(draft, LIMIT_MS), ...after };
  return true;
};

const OF_A_CUSTOMER = /^(customer|candidate|services?|account|outage|ticket|visit|line|check)\./;

const forgetCustomer = ({ state }: Draft): void => {
  state.facts = Object.fromEntries(Object.entries(state.facts).filter(([name]) => !OF_A_CUSTOMER.test(name)));
  delete state.toldOutage;
};
