/**
 * The Bot Framework's hand-off protocol: `handoff.initiate` with the packet as value and the full transcript attached,
 * built by the SDK so that any desk that speaks it can take the case. It goes to the desk, never to the customer.
 */
import { EventFactory, type Activity, type TurnContext } from 'botbuilder';
import { splitAddress, type Address } from '../../dialogs/ids';
import { isForCustomer } from '../../dialogs/transcript';
import type { Positioned } from '../runtime/ports';
import type { CasePacket } from '../web/contracts';

export interface HandoffSource {
  readonly address: Address;
  readonly packet: CasePacket;
  readonly entries: readonly Positioned[];
}

export const initiateHandoff = ({ address, packet, entries }: HandoffSource): Partial<Activity> => {
  const { channel, id } = splitAddress(address);
  const conversation = { id, name: '', isGroup: false, conversationType: 'personal' };
  const about: Partial<Activity> = { channelId: channel, conversation, from: { id, name: '' }, recipient: { id: 'hilo', name: 'Hilo' }, serviceUrl: '' };
  const activities = entries.map((one) => activityOf(about, one));
  // The factory only reads the activity of a context; no adapter takes part.
  const context = { activity: about } as TurnContext;
  return EventFactory.createHandoffInitiation(context, packet, { activities } as never);
};

const activityOf = (about: Partial<Activity>, { position, entry }: Positioned): object => ({
  id: String(position),
  timestamp: new Date(entry.at).toISOString(),
  channelId: about.channelId,
  conversation: about.conversation,
  ...(isForCustomer(entry)
    ? { type: 'message', text: entry.text, from: { role: entry.kind === 'customer' ? 'user' : 'bot', name: entry.kind === 'agent' ? entry.name : '' } }
    : { type: 'event', name: `hilo.${entry.kind}`, value: entry, from: { role: 'bot' } }),
});
