/** Which effects are timers (I9): due later by business time, instead of at once for the committer. */
import type { Effect } from '../../dialogs/effect';

/** Business time, epoch milliseconds; `null` = at once. */
export const dueOf = (effect: Effect): number | null => {
  switch (effect.kind) {
    case 'wake':
    case 'tally':
      return effect.due;
    case 'deliver':
    case 'typing':
    case 'check':
    case 'action':
    case 'handoff':
    case 'case':
    case 'watch':
    case 'identified':
    case 'offer_code':
    case 'redeem_code':
      return null;
  }
};

/** The same effect without its due, which a store keeps beside it. */
export const withoutDue = (effect: Effect): Effect => withDue(effect, 0);

export const withDue = (effect: Effect, due: number): Effect => (effect.kind === 'wake' || effect.kind === 'tally' ? { ...effect, due } : effect);
