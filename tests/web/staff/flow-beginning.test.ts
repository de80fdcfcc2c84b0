/** A new flow of the studio beside the shipped ones: nothing stands in the way of publishing it. */
import { readTyped } from '../../../bot/content/typed';
import { beginningOf } from '../../../bot/web/studio/flow-beginning';
import { checkRelease } from '../../../flows/check';
import { someShippedFiles } from '../../flows/release-files';

describe('a new flow', () => {
  it('given only its name, it passes every check as it begins', () => {
    const { faults, whole } = checkRelease({ ...someShippedFiles(), ...beginningOf('cambio-de-plan-2') }, readTyped);
    expect(faults).toEqual([]);
    expect(whole?.release.flows.get('cambio-de-plan-2')?.title).toEqual({ es: 'cambio de plan 2', en: 'cambio de plan 2' });
  });
});
