/** What whoever writes during a wait of a flow is told: how long it still takes, and that nothing is left for her to do (I10). Pure. */
import { durationMs } from '../../flows/duration';
import { tell as factWords } from '../../flows/format';
import { tell, type Draft } from './draft';
import { flowAt } from './world';

const MINUTE_MS = 60_000;

export const tellWaiting = (draft: Draft): void => {
  const { state: { stack, language, timer }, world } = draft;
  const top = stack.at(-1);
  const step = top && flowAt(world, top).flow.steps[top.step];
  const whole = step?.kind === 'wait' ? Math.ceil(durationMs(step.wait) / MINUTE_MS) : undefined;
  if (whole === undefined) return tell(draft, 'waiting');
  const left = timer?.due === undefined ? whole : Math.max(1, Math.ceil((timer.due - world.now) / MINUTE_MS));
  const time = factWords(left, { type: 'minutes', about: 'wait' }, { language, now: world.now });
  if (time === undefined) return tell(draft, 'waiting');
  tell(draft, left < whole ? 'waitingLeft' : 'waitingFor', { time });
};
