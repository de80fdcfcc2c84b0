/**
 * Looks again and again while the page is seen: one look at a time, none while hidden unless a slower beat is named for
 * then, at once when it comes back or somebody signs in again. A look answers whether it worked; failures stretch the gap.
 */
import { useEffect, useRef } from 'react';
import { useStaff } from './context';
import { nextLook } from './polling';

export interface Beat {
  readonly ms: number;
  /** While another tab covers the page; never without it. */
  readonly hiddenMs?: number;
}

export function usePolling(look: () => Promise<boolean>, beat: number | Beat, key: string): void {
  const { entry } = useStaff();
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  const { ms, hiddenMs } = typeof beat === 'number' ? { ms: beat } : beat;
  useEffect(() => startPolling(() => latest.current(), { ms, ...(hiddenMs !== undefined && { hiddenMs }) }), [ms, hiddenMs, key, entry]);
}

function startPolling(look: () => Promise<boolean>, { ms, hiddenMs }: Beat): () => void {
  let stopped = false;
  let looking = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = async (): Promise<void> => {
    clearTimeout(timer);
    if (stopped || looking || (document.hidden && hiddenMs === undefined)) return;
    looking = true;
    failures = (await look()) ? 0 : failures + 1;
    looking = false;
    if (!stopped) timer = setTimeout(() => void run(), nextLook(document.hidden ? (hiddenMs ?? ms) : ms, failures));
  };
  const wake = (): void => void run();
  document.addEventListener('visibilitychange', wake);
  addEventListener('online', wake);
  wake();
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', wake);
    removeEventListener('online', wake);
  };
}
