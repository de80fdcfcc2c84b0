/**
 * From an address to its thread, with a small memory of this process: the store is asked once an address. A stale
 * memory is harmless, because a thread that was joined into another says so when it is asked to accept.
 */
import { threadId, type Address, type ThreadId } from '../../dialogs/ids';
import type { AddressBook } from './ports';
import { shortRandomId } from './random-id';

const REMEMBERED = 20_000;

export interface Directory {
  find(address: Address): Promise<ThreadId | null>;
  /** Asks the store, also for an address that is remembered: for readers, who are not told when a thread moved. */
  lookUp(address: Address): Promise<ThreadId | null>;
  findOrCreate(address: Address): Promise<ThreadId>;
  forget(address: Address): void;
}

export const makeDirectory = (book: AddressBook): Directory => {
  const known = new Map<Address, ThreadId>();
  const remember = (address: Address, thread: ThreadId): ThreadId => {
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? address);
    known.set(address, thread);
    return thread;
  };
  return {
    async find(address) {
      const remembered = known.get(address);
      if (remembered) return remembered;
      const found = await book.resolve(address);
      return found && remember(address, found);
    },
    async lookUp(address) {
      const found = await book.resolve(address);
      return found && remember(address, found);
    },
    forget: (address) => void known.delete(address),
    async findOrCreate(address) {
      const remembered = known.get(address);
      return remembered ?? remember(address, await book.bind(address, threadId(`t${shortRandomId()}`)));
    },
  };
};
