/** Branded identifiers: a thread's id is never taken for a customer's, an address for a thread. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One case of one customer, on any number of addresses. Opaque, unguessable. */
export type ThreadId = Branded<'ThreadId'>;
/** Where messages of one channel go: `web:<conversation id>`, `whatsapp:<number id>:<user id>`. */
export type Address = Branded<'Address'>;

export const threadId = (text: string): ThreadId => text as ThreadId;

export const address = (channel: string, id: string): Address => `${channel}:${id}` as Address;

/** The channel that an address belongs to and its id there. */
export const splitAddress = (of: Address): { channel: string; id: string } => {
  const colon = of.indexOf(':');
  return { channel: of.slice(0, colon), id: of.slice(colon + 1) };
};
