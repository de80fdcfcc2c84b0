/** Addresses of this channel: `whatsapp:<phone number id>:<user>`, enough by itself to send. */
import { address, splitAddress, type Address } from '../../../dialogs/ids';

export const CHANNEL = 'whatsapp';

export const addressOf = ({ phoneNumberId, user }: { readonly phoneNumberId: string; readonly user: string }): Address =>
  address(CHANNEL, `${phoneNumberId}:${user}`);

export const placeOf = (to: Address): { readonly phoneNumberId: string; readonly user: string } => {
  const { id } = splitAddress(to);
  const colon = id.indexOf(':');
  return { phoneNumberId: id.slice(0, colon), user: id.slice(colon + 1) };
};

/** Business-scoped user ids start with a country and a dot (`CO.…`); the older ids are the digits of a phone. */
export const isBusinessScoped = (user: string): boolean => /^[A-Z]{2}\./.test(user);
