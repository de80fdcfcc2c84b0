/** Anger and mockery are met calmly (P11): acknowledged once in a case, with a person one tap away, and the help goes on. */
import { understand } from '../../knowledge/understand';
import type { Understanding } from '../../knowledge/understanding';
import { praises } from '../../knowledge/wishes';
import { offerPerson, tell, type Draft } from './draft';
import { standAgain } from './stand';
import { names } from './topics';

export const soothe = (draft: Draft): void => {
  acknowledge(draft);
  standAgain(draft);
};

export const acknowledge = (draft: Draft): void => {
  tell(draft, draft.state.soothed ? 'calm' : 'frustrated');
  draft.state.soothed = true;
  offerPerson(draft);
};

/** Anger that tells no problem, or praise that is none. */
export const isAngry = (text: string, { intent }: Understanding): boolean => {
  if (intent === 'pqr_complaint' && !names(text, 'pqr_complaint') && praises(text)) return true;
  return understand(text, { kind: 'yes_no', text: '' }).answer === 'frustrated';
};
