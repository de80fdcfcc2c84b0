/** One question about the help itself, after a solution that the customer confirmed, and not again for a long time (P10). */
import type { Understanding } from '../../knowledge/understanding';
import { changeMode, tell, type Draft } from './draft';

const SELDOM_MS = 30 * 24 * 60 * 60_000;

/** Whether this decision closed a case as solved: by a guide, or by an agent to whom she confirmed it. */
export const isSolvedNow = ({ entries }: Draft): boolean =>
  entries.some((entry) => (entry.kind === 'end' && entry.code === 'RESUELTO') || (entry.kind === 'event' && entry.name === 'case_closed' && entry.detail?.endsWith(' confirmed') === true));

export const askRating = (draft: Draft): void => {
  const { state, world } = draft;
  if (state.ratedAt !== undefined && world.now - state.ratedAt < SELDOM_MS) return;
  state.ratedAt = world.now;
  changeMode(draft, { type: 'rate' });
};

/** A figure inside a story counts days, or people: «estuve cinco días sin servicio». */
const LONGEST_RATING = 4;

/** True when the message was a rating; anything else means that she passed it over. */
export const heardRating = (draft: Draft, { answer }: Understanding, text: string): boolean => {
  changeMode(draft, { type: 'settled' });
  if (typeof answer !== 'number' || !Number.isInteger(answer) || answer < 1 || answer > 5 || text.trim().split(/\s+/).length > LONGEST_RATING) return false;
  draft.entries.push({ kind: 'rating', at: draft.world.now, score: answer });
  tell(draft, 'rated');
  return true;
};
