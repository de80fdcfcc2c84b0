/**
 * The contract of storage (bot/runtime/ports.ts), sentence by sentence; every store runs it. Machine time is moved by
 * hand, so nothing sleeps.
 */
import { describeAccepting } from './accepting';
import { describeBeginning } from './beginning';
import { describeCommitting } from './committing';
import { describeFencing } from './fencing';
import type { Open } from './given';
import { describeHistories } from './histories';
import { describeLayout } from './layout';
import { describeMoving } from './moving';
import { describeOutbox } from './outbox';
import { describeSmallRecords } from './records';
import { describeRetention } from './retention';
import { describeStudio } from './studio';
import { describeUnanswered } from './unanswered';

/** `histories`: how many are tried; each opens a fresh store. */
export const describeStore = (name: string, open: Open, histories = 60): void => {
  describe(name, () => {
    describeAccepting(open);
    describeBeginning(open);
    describeCommitting(open);
    describeOutbox(open);
    describeFencing(open);
    describeMoving(open);
    describeUnanswered(open);
    describeRetention(open);
    describeSmallRecords(open);
    describeStudio(open);
    describeLayout(open);
    describeHistories(open, histories);
  });
};
