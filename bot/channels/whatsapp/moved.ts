/**
 * A customer changed her number, or Meta gave her another user id: her thread is found under the new one, and what is
 * still sent to the old one goes there. Told once or often, before or after her next message, it ends the same.
 */
import type { AddressBook } from '../../runtime/ports';
import type { Directory } from '../../runtime/directory';
import type { People } from './people';
import type { Move } from './webhook';
import { addressOf } from './where';

interface Parts {
  readonly people: People;
  readonly book: AddressBook;
  readonly directory: Directory;
}

export const moveCustomer = async ({ people, book, directory }: Parts, move: Move): Promise<void> => {
  const { phoneNumberId, from, to } = move;
  await people.moved(move);
  const thread = await book.resolve(addressOf({ phoneNumberId, user: from }));
  if (!thread) return;
  const now = addressOf({ phoneNumberId, user: to });
  await book.bind(now, thread);
  directory.forget(now);
};
