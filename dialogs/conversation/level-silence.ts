/** Silence at the question of how she wants to be helped, met as at a question of a flow: said again once, then kept for days (I9). */
import { leaveGuide, poseAgain, type Draft } from './draft';

const KEPT_MS = 7 * 24 * 60 * 60_000;

export const levelSilent = (draft: Draft, wasReminded: boolean): void => {
  if (wasReminded) return leaveGuide(draft, 'ESPERA');
  poseAgain(draft);
  draft.listen = { kind: 'silence', ms: KEPT_MS, last: true };
};
