/**
 * Who is signed in, as a value. Always holds: a session that runs out keeps its user, so the page under it stays and
 * with it every typed word; only another person or a deliberate sign-out clears it.
 */
import type { StaffUser } from '../contracts';

export type Session =
  | { readonly kind: 'checking' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'out' }
  | { readonly kind: 'in'; readonly user: StaffUser; readonly expired: boolean; /** Counts sign-ins. */ readonly entry: number };

export type SessionEvent =
  | { readonly type: 'signed-in'; readonly user: StaffUser }
  | { readonly type: 'signed-out' | 'left' | 'unreachable' | 'checking' };

export const CHECKING: Session = { kind: 'checking' };

export function reduceSession(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'signed-in':
      return { kind: 'in', user: event.user, expired: false, entry: session.kind === 'in' ? session.entry + 1 : 1 };
    case 'signed-out':
      return session.kind === 'in' ? { ...session, expired: true } : { kind: 'out' };
    case 'left':
      return { kind: 'out' };
    case 'unreachable':
      return session.kind === 'in' ? session : { kind: 'unreachable' };
    case 'checking':
      return session.kind === 'in' ? session : CHECKING;
  }
}
