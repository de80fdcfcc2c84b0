/** Saying again what is open, whatever that is: after anything that was heard beside it. */
import { poseAgain, type Draft } from './draft';
import { askAgain, currentQuestion } from './guide';
import { tellWaiting } from './waiting';

export const standAgain = (draft: Draft): void => {
  const { state } = draft;
  if (state.owner.kind !== 'bot' || state.pending) return;
  if (state.mode !== 'guided') return poseAgain(draft);
  if (currentQuestion(draft)) return askAgain(draft);
  if (state.stack.length > 0) tellWaiting(draft);
};
