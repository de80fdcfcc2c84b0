/** What turns add to the metrics. */
import type { Decision } from '../../dialogs/conversation/draft';
import type { ThreadEvent } from '../../dialogs/event';
import { splitAddress } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import type { Metrics } from '../observability/metrics';

export const countMessage = (metrics: Metrics, event: ThreadEvent): void => {
  if (event.kind === 'message') metrics.messages.inc({ channel: splitAddress(event.from).channel });
};

export const measure = (metrics: Metrics, event: ThreadEvent, { entries }: Decision, began: number): void => {
  metrics.turns.inc({ event: event.kind });
  metrics.turnSeconds.observe((performance.now() - began) / 1000);
  for (const entry of entries) count(metrics, entry);
};

const count = (metrics: Metrics, entry: Entry): void => {
  if (entry.kind === 'steps') {
    const asked = entry.passages.flatMap(({ outcomes }) => outcomes).filter(({ outcome }) => outcome === 'asked').length;
    if (asked > 0) metrics.asked.inc({ level: entry.level }, asked);
  }
  if (entry.kind === 'end') metrics.ends.inc({ flow: entry.flow, code: entry.code });
  if (entry.kind === 'event' && entry.name === 'repeated_question') metrics.repeated.inc();
  if (entry.kind === 'event' && entry.name === 'resumed') metrics.resumed.inc();
};
