/**
 * What a channel had taken and then could not bring: it stands in the transcript where staff read it, and is sent once
 * more where that may help (I4: an effect ends visibly, also when its end is told late).
 */
import type { UndeliveredEvent } from '../event';
import { cause, type Draft } from './draft';
import { touch } from './human';

export const undelivered = (draft: Draft, { to, position, reason, again }: UndeliveredEvent): void => {
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'undelivered', detail: reason });
  if (again) cause(draft, () => ({ kind: 'deliver', to, entries: [], again: position }));
  if (draft.state.owner.kind !== 'bot') touch(draft);
};
