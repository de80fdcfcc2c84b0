/**
 * A channel that drops comfort while the process is under pressure: typing marks, and the read marks that go with them.
 * What was said is always carried (P9).
 */
import type { Pressure } from '../observability/pressure';
import type { Channel } from './channel';

export const sheddingComfort = (channel: Channel, pressure: Pressure, shed: () => void): Channel => ({
  name: channel.name,
  idempotent: channel.idempotent,
  deliver: (to, entries, about) => pressure.during(channel.deliver(to, entries, about)),
  typing(to) {
    if (!pressure.isHigh()) return channel.typing(to);
    shed();
    return Promise.resolve();
  },
});
