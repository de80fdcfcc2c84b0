/**
 * What is known, when something new is learnt: facts about one service say nothing of another, so whatever the systems and
 * actions tell about a service is forgotten once the conversation is about another one (I8: a known fact is never asked
 * again, so a wrong one would never be put right). Pure; which facts those are is told by the contract alone.
 */
import { ACTIONS, SYSTEMS, type Action, type System } from '../../flows/contracts';
import type { Facts } from '../../flows/facts';

interface Contract {
  readonly needs: readonly string[];
  readonly facts: readonly string[];
}

const SERVICE = 'service.id';

const ofService = (contracts: Readonly<Record<string, Contract>>): [name: string, contract: Contract][] =>
  Object.entries(contracts).filter(([, { needs }]) => needs.includes(SERVICE));

/** Everything that was asked for with a service's id. What belongs to the service itself comes with its id. */
const ABOUT_SERVICE: ReadonlySet<string> = new Set([
  ...ofService(SYSTEMS).flatMap(([system, { facts }]) => [...facts, `check.${system}`]),
  ...ofService(ACTIONS).flatMap(([, { facts }]) => facts),
]);

/** What these actions change is not known any more: whoever comes back to it looks again, before anything is booked twice. */
const CHANGES: Readonly<Partial<Record<Action, System>>> = {
  book_visit: 'tickets', cancel_visit: 'tickets', open_ticket: 'tickets', reconnect: 'account', promise_payment: 'account',
  file_pqr: 'requests', request_cancellation: 'contract', withdraw_cancellation: 'contract',
};

/** What an action uses up: a one-time code is kept no longer than it is needed (I11). */
const SPENT: Readonly<Partial<Record<Action, string>>> = { verify_code: 'code.typed' };

/** What a request that was filed was made of: the next one is about something else. */
const FILED: ReadonlySet<string> = new Set(['pqr.kind', 'pqr.appeal', 'pqr.facts']);

export const withoutRequest = (known: Facts): Facts => keepOnly(known, (name) => !FILED.has(name));

export const afterAction = (known: Facts, action: Action | undefined, result: string): Facts => {
  if (action === undefined) return known;
  const changed = CHANGES[action];
  const left = without(without(known, changed && `check.${changed}`), SPENT[action]);
  return action === 'file_pqr' && result !== 'fails' ? withoutRequest(left) : left;
};

/** An action that did not answer: nobody knows what it changed, but what was given to it was given. */
export const afterSilence = (known: Facts, action: Action | undefined): Facts => without(known, action && SPENT[action]);

const without = (known: Facts, gone: string | undefined): Facts =>
  gone === undefined || known[gone] === undefined ? known : keepOnly(known, (name) => name !== gone);

const keepOnly = (known: Facts, isKept: (name: string) => boolean): Facts => Object.fromEntries(Object.entries(known).filter(([name]) => isKept(name)));

/** Another service is to be chosen: what was known of the former one says nothing of it. */
export const withoutService = (known: Facts): Facts => keepOnly(known, (name) => name !== SERVICE && !ABOUT_SERVICE.has(name));

export const withNews = (known: Facts, news: Facts): Facts => {
  const before = known[SERVICE]?.value;
  const isOther = before !== undefined && news[SERVICE] !== undefined && news[SERVICE].value !== before;
  if (!isOther) return Object.assign({}, known, news);
  return { ...withoutService(known), ...news };
};
