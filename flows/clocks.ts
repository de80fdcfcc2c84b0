/** The spans of a flow's steps as milliseconds of business time, read once when a release is compiled: no turn reads them again. */
import { durationMs } from './duration';
import { silenceExit } from './exits';
import type { Flow, Step } from './schema';

export interface Clock {
  /** Of a `wait`. */
  readonly waitMs?: number;
  /** How long a known answer stays good. */
  readonly freshMs?: number;
  readonly silence?: { readonly remind: number; readonly afterMs: number; readonly keepMs: number };
}

export const clocksOf = (flow: Flow): ReadonlyMap<string, Clock> =>
  new Map(Object.entries(flow.steps).map(([name, step]) => [name, clockOf(flow, step)]));

const clockOf = (flow: Flow, step: Step): Clock => {
  if (step.kind === 'wait') return { waitMs: durationMs(step.wait) };
  if (step.kind !== 'ask') return {};
  const silence = silenceExit(flow, step);
  return {
    ...(step.fresh === undefined ? {} : { freshMs: durationMs(step.fresh) }),
    ...(silence === undefined ? {} : { silence: { remind: silence.remind, afterMs: durationMs(silence.after), keepMs: durationMs(silence.keep) } }),
  };
};
