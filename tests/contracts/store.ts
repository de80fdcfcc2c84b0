/**
 * The contract of storage (bot/runtime/ports.ts), sentence by sentence; every store runs it. Machine time is moved by
 * hand, so nothing sleeps.
 */
import { describeAccepting } from './accepting';
import { describeCommitting } from './committing';
import { describeFencing } from './fencing';
import type { Open } from './given';
import { describeModel } from './model';
import { describeMoving } from './moving';
import { describeOutbox } from './outbox';
import { describeSmallRecords } from './records';
import { describeRetention } from './retention';
import { describeUnanswered } from './unanswered';

export const describeStore = (name: string, open: Open): void => {
  describe(name, () => {
    describeAccepting(open);
    describeCommitting(open);
    describeOutbox(open);
    describeFencing(open);
    describeMoving(open);
    describeUnanswered(open);
    describeRetention(open);
    describeSmallRecords(open);
    describeModel(open);
  });
};
