/**
 * From an address to its thread, with a small memory of this process: the store is asked once an hour and address. A stale
 * memory is harmless: a thread that was joined into another says so when it is asked to accept, and an address goes only
 * when nothing was accepted from it for days (I1).
 */
import { threadId, type Address, type ThreadId } from '../../dialogs/ids';
import type { AddressBook } from './ports';
import { shortRandomId } from './random-id';

const REMEMBERED = 20_000;
/** Machine time. */
const REMEMBERED_MS = 3_600_000;

export interface Directory {
  find(address: Address): Promise<ThreadId | null>;
  /** Asks the store, also for an address that is remembered: for readers, who are not told when a thread moved. */
  lookUp(address: Address): Promise<ThreadId | null>;
  findOrCreate(address: Address): Promise<ThreadId>;
  forget(address: Address): void;
}

export const makeDirectory = (book: Pick<AddressBook, 'resolve' | 'bind'>, machineNow: () => number = Date.now): Directory => {
  const known = new Map<Address, { readonly thread: ThreadId; readonly until: number }>();
  const recall = (address: Address): ThreadId | undefined => {
    const is = known.get(address);
    return is && machineNow() < is.until ? is.thread : undefined;
  };
  const ask = async (address: Address): Promise<ThreadId | null> => {
    const found = await book.resolve(address);
    if (!found) known.delete(address);
    return found && remember(address, found);
  };
  const remember = (address: Address, thread: ThreadId): ThreadId => {
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? address);
    known.set(address, { thread, until: machineNow() + REMEMBERED_MS });
    return thread;
  };
  return {
    find: async (address) => recall(address) ?? ask(address),
    lookUp: ask,
    forget: (address) => void known.delete(address),
    async findOrCreate(address) {
      return recall(address) ?? remember(address, await book.bind(address, threadId(`t${shortRandomId()}`)));
    },
  };
};
