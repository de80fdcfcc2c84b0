/** The telephone as a channel: nothing is sent, because the agent who has the call reads it out. */
import type { Channel } from './channel';

export const phoneChannel: Channel = {
  name: 'phone',
  idempotent: true,
  deliver: () => Promise.resolve({ kind: 'delivered' }),
  typing: () => Promise.resolve(),
};
