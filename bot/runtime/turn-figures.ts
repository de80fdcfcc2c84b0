/** What a decided turn adds to the figures of the process. */
import type { Decision } from '../../dialogs/conversation/draft';
import type { ThreadEvent } from '../../dialogs/event';
import type { Entry } from '../../dialogs/transcript';
import type { Metrics } from '../observability/metrics';

/** `began` by `performance.now()`. */
export const countTurn = (metrics: Metrics, event: ThreadEvent, { entries }: Decision, began: number): void => {
  metrics.turns.inc({ event: event.kind });
  metrics.turnSeconds.observe((performance.now() - began) / 1000);
  for (const entry of entries) countEntry(metrics, entry);
};

const countEntry = (metrics: Metrics, entry: Entry): void => {
  if (entry.kind === 'steps') {
    const asked = entry.passages.flatMap(({ outcomes }) => outcomes).filter(({ outcome }) => outcome === 'asked').length;
    if (asked > 0) metrics.asked.inc({ level: entry.level }, asked);
  }
  if (entry.kind === 'end') metrics.ends.inc({ flow: entry.flow, code: entry.code });
  if (entry.kind === 'event' && entry.name === 'repeated_question') metrics.repeated.inc();
  if (entry.kind === 'event' && entry.name === 'resumed') metrics.resumed.inc();
};
