/**
 * Outages in one thread: who was told of one hears, once, when it is over. A thread counts as told when its own service
 * is affected: an exact match, or one by place while its line is down.
 */
import { say } from '../../knowledge/phrases/say';
import type { OutageRestoredEvent } from '../event';
import { cause, voiceOf, type Draft } from './draft';
import { notice } from './human';

export const noteOutage = (draft: Draft): void => {
  const { facts } = draft.state;
  const valueOf = (name: string): unknown => facts[name]?.value;
  const id = valueOf('outage.id');
  const affected = valueOf('outage.match') === 'exact' || (valueOf('line.state') ?? 'online') !== 'online';
  if (valueOf('outage.active') !== true || typeof id !== 'string' || !affected) return;
  if (draft.state.toldOutage === id) return;
  draft.state.toldOutage = id;
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'outage_told', detail: id });
  cause(draft, () => ({ kind: 'watch', outage: id }));
};

export const restored = (draft: Draft, { outage }: OutageRestoredEvent): void => {
  if (draft.state.toldOutage !== outage) return;
  delete draft.state.toldOutage;
  notice(draft, 'restored', say(voiceOf(draft), 'restored'));
};
