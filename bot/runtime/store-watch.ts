/**
 * Says in the log when the store begins to refuse what customers write, and when that is over: their 503s say it to them alone,
 * and a full store, unlike one that is away, fails nothing else that would be logged. Told when it changes, not while it lasts.
 */
import type { Log } from '../observability/log';
import type { Storage } from './ports';

/** A process further ahead takes over what others hold, which lasts three seconds. */
const MOST_SKEW_MS = 1_000;

export const makeStoreWatch = ({ standing, skew }: Pick<Storage, 'standing' | 'skew'>, log: Pick<Log, 'error' | 'warn' | 'info'>): (() => Promise<void>) => {
  let refused = '';
  let isSkewed = false;
  const lookAtStanding = async (): Promise<void> => {
    const { share, reason } = await standing();
    const now = share === 1 ? '' : `${share} ${reason ?? ''}`;
    if (now === refused) return;
    refused = now;
    if (share === 1) log.info('the store keeps every message again');
    else log.error({ share, reason }, 'the store keeps only this share of the conversations: messages of the others are refused with 503 until it keeps them');
  };
  const lookAtClocks = async (): Promise<void> => {
    const ms = await skew();
    if (ms === null || Math.abs(ms) > MOST_SKEW_MS === isSkewed) return;
    isSkewed = !isSkewed;
    if (isSkewed) log.error({ skewMs: Math.round(ms) }, 'the clock of this machine and the store\'s differ: see to NTP, work is taken over too early or too late');
    else log.info('the clock of this machine and the store\'s agree again');
  };
  return async () => {
    await lookAtStanding();
    await lookAtClocks();
  };
};
