/** Tells the desk that this agent is here, which case is open and whether something is being written; and when she leaves. */
import { useEffect } from 'react';
import type { PresenceBody } from '../desk-contracts';
import { useStaff } from '../staff/context';

const EVERY_MS = 15_000;

export function usePresence(viewing: string | undefined, typing: boolean): void {
  const { ask, entry } = useStaff();
  useEffect(() => {
    const beat = (): void => {
      const body: PresenceBody = { state: document.hidden ? 'away' : 'online', ...(viewing !== undefined && { viewing, typing }) };
      void ask({ method: 'POST', path: '/presence', body });
    };
    beat();
    const timer = setInterval(beat, EVERY_MS);
    document.addEventListener('visibilitychange', beat);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
    };
  }, [ask, entry, viewing, typing]);
  useEffect(() => {
    const leave = (): void => {
      const body: PresenceBody = { state: 'offline' };
      navigator.sendBeacon('/api/staff/presence', new Blob([JSON.stringify(body)], { type: 'application/json' }));
    };
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, []);
}
