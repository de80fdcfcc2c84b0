/**
 * What she tells is known from then on; something that burns and a line that somebody else may use come before whatever was open:
 * the case is passed again from its beginning, where its flow knows what to do about them.
 */
import type { Intent } from '../../knowledge/understanding';
import { tell, type Draft } from './draft';
import { reopen } from './start-over';
import { DANGER, hearAnew, hearTold } from './told';
import { flowAt } from './world';

/** True when what it tells comes before whatever was open. */
export const hearWords = (draft: Draft, text: string): boolean => {
  const [wasWarned, wasStolen] = [isWarned(draft), isStolen(draft)];
  if (draft.state.mode === 'idle') hearAnew(draft, text);
  else hearTold(draft, text);
  if (!wasStolen && isStolen(draft) && isGuidedOn(draft, 'mobile_data')) {
    reopen(draft);
    return true;
  }
  if (wasWarned || !isWarned(draft)) return false;
  tell(draft, 'danger');
  if (draft.state.mode !== 'guided' || draft.state.stack.length === 0) return false;
  reopen(draft);
  return true;
};

const isWarned = ({ state }: Draft): boolean => state.facts[DANGER] !== undefined;

const isStolen = ({ state }: Draft): boolean => state.facts['mobile.scope']?.value === 'lost';

const isGuidedOn = ({ state, world }: Draft, intent: Intent): boolean => {
  const [outermost] = state.stack;
  return state.mode === 'guided' && outermost !== undefined && flowAt(world, outermost).intents.includes(intent);
};
