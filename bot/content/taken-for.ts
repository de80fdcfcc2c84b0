/** What a message without a question before it is taken for: of what nobody can be sure, the customer is asked, whatever it sounds like. */
import { SURE } from '../../dialogs/conversation/hear-topic';
import type { Learnt } from '../../knowledge/learnt';
import { understand } from '../../knowledge/understand';
import type { Intent } from '../../knowledge/understanding';

export interface TakenFor {
  readonly intent: Intent;
  /** Of what it sounds like. */
  readonly confidence: number;
}

export const takenFor = (text: string, learnt: Learnt): TakenFor => {
  const { confidence, intent } = understand(text, undefined, learnt);
  return { intent: confidence >= SURE ? intent : 'other', confidence };
};
