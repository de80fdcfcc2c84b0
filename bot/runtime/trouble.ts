/**
 * Says in the log when trouble begins that answers alone would tell, and when it is over: a store that refuses what customers
 * write (their 503s say it to them alone, and a full store, unlike one that is away, fails nothing else that would be logged),
 * clocks that differ, a process that has more to do than it can. Told when it changes, not while it lasts.
 */
import type { Log } from '../observability/log';
import type { Pressure } from '../observability/pressure';
import type { Storage } from './ports';

/** A process further ahead takes over what others hold, which lasts three seconds. */
const MOST_SKEW_MS = 1_000;

export interface TroubleParts {
  readonly storage: Pick<Storage, 'standing' | 'skew'>;
  readonly pressure: Pick<Pressure, 'isHigh'>;
  readonly log: Pick<Log, 'error' | 'warn' | 'info'>;
}

/** One look; called from time to time. */
export const makeTroubleWatch = ({ storage, pressure, log }: TroubleParts): (() => Promise<void>) => {
  const refusal = onChange('');
  const skewed = onChange(false);
  const busy = onChange(false);
  let wasHigh = false;
  return async () => {
    const isHigh = pressure.isHigh();
    // One look is the second in which a process gets warm, or somebody publishes.
    const isBusy = isHigh && wasHigh;
    wasHigh = isHigh;
    if (busy(isBusy)) tellBusy(log, isBusy);
    const { share, reason } = await storage.standing();
    if (refusal(share === 1 ? '' : `${share} ${reason ?? ''}`)) {
      if (share === 1) log.info('the store keeps every message again');
      else log.error({ share, reason }, 'the store keeps only this share of the conversations: messages of the others are refused with 503 until it keeps them');
    }
    const ms = await storage.skew();
    if (ms !== null && skewed(Math.abs(ms) > MOST_SKEW_MS)) tellClocks(log, ms);
  };
};

/** Whether it is another value than at the look before. */
const onChange = <T>(first: T): ((now: T) => boolean) => {
  let before = first;
  return (now) => {
    const isNew = now !== before;
    before = now;
    return isNew;
  };
};

const tellBusy = (log: TroubleParts['log'], isBusy: boolean): void => {
  if (isBusy) log.warn('this process has more to do than it can do at once: typing and read marks are dropped, words come later; start another process if it lasts');
  else log.info('this process keeps up again');
};

const tellClocks = (log: TroubleParts['log'], ms: number): void => {
  if (Math.abs(ms) > MOST_SKEW_MS) log.error({ skewMs: Math.round(ms) }, 'the clock of this machine and the store\'s differ: see to NTP, work is taken over too early or too late');
  else log.info('the clock of this machine and the store\'s agree again');
};
