/** A store tells how it is laid out: a newer one is refused, and nothing in it is touched. */
import { LAYOUT } from '../../bot/storage/layout';
import type { Open } from './given';

export const describeLayout = (open: Open): void => {
  describe('the layout of a store', () => {
    it('given a store that was opened, it carries the layout of this version', async () => {
      const subject = await open();
      expect(await subject.storage.records.get('layout')).toEqual({ version: 1, json: `{"layout":${LAYOUT}}` });
      await subject.close();
    });
  });
};
