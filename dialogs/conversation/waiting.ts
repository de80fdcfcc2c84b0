/** What whoever writes during a wait of a flow is told: how long it takes, and that nothing is left for her to do (I10). Pure. */
import { durationMs } from '../../flows/duration';
import { tell as factWords } from '../../flows/format';
import { tell, type Draft } from './draft';
import { flowAt } from './world';

const MINUTE_MS = 60_000;

export const tellWaiting = (draft: Draft): void => {
  const { state: { stack, language }, world } = draft;
  const top = stack.at(-1);
  const step = top && flowAt(world, top).flow.steps[top.step];
  const minutes = step?.kind === 'wait' ? durationMs(step.wait) / MINUTE_MS : undefined;
  const time = minutes === undefined ? undefined : factWords(minutes, { type: 'minutes', about: 'wait' }, { language, now: world.now });
  if (time === undefined) tell(draft, 'waiting');
  else tell(draft, 'waitingFor', { time });
};
