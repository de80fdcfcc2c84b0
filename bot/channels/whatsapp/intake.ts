/**
 * From the messages of one webhook to accepted ones: a person's messages one after the other, oldest first (I2), persons
 * side by side up to a bound. The webhook may be acknowledged only when this resolves (I1): what fails is told by a
 * rejection after the others were tried, and Meta delivers all again; those that were accepted count once.
 */
import { StorageUnavailable } from '../../runtime/ports';
import type { InboundMessage } from './webhook';

const MOST_AT_ONCE = 32;

export const takeIn = async (messages: readonly InboundMessage[], accept: (message: InboundMessage) => Promise<void>): Promise<void> => {
  const waiting = [...byUser(messages).values()];
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await inOrder(next, accept).catch((error: unknown) => failures.push(error));
      // A store that is away is away for all: the rest would only wait for it.
      if (failures.some((error) => error instanceof StorageUnavailable)) waiting.length = 0;
    }
  };
  await Promise.all(Array.from({ length: Math.min(MOST_AT_ONCE, waiting.length) }, work));
  const [first] = failures;
  if (first !== undefined) throw failures.find((error) => error instanceof StorageUnavailable) ?? first;
};

const byUser = (messages: readonly InboundMessage[]): Map<string, InboundMessage[]> => {
  const users = new Map<string, InboundMessage[]>();
  for (const message of messages) {
    const earlier = users.get(message.user);
    if (earlier) earlier.push(message);
    else users.set(message.user, [message]);
  }
  return users;
};

/** Stops at the first failure: what follows must not overtake it. */
const inOrder = async (messages: readonly InboundMessage[], accept: (message: InboundMessage) => Promise<void>): Promise<void> => {
  for (const message of messages.toSorted((one, other) => one.at - other.at)) await accept(message);
};
