/** Opens a fresh store for each test and closes it after; tests read the current one. */
import type { Open, Subject } from './given';

export const eachTime = (open: Open): { readonly now: Subject } => {
  let subject: Subject | undefined;
  beforeEach(async () => {
    subject = await open();
  });
  afterEach(async () => {
    await subject?.close();
    subject = undefined;
  });
  return {
    get now() {
      if (!subject) throw new Error('no store is open');
      return subject;
    },
  };
};
