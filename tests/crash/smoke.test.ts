/** The crash harness in small, on the embedded store: five kills lose nothing, and a broken build is found. */
import { crash } from './run';

/** The fault strikes every twentieth commit of a process. */
const ENOUGH_FOR_A_FAULT = 40;

describe('five kills under load on the embedded store', () => {
  test('nothing is lost, doubled, disordered or left unanswered', async () => {
    const { verdict } = await crash({ store: 'embedded', kills: 5, customers: 6, messages: 10, patienceMs: 25_000 });
    expect(verdict.violations).toEqual([]);
    expect(verdict.kills).toBe(5);
    expect(verdict.messages).toBeGreaterThanOrEqual(10);
  }, 300_000);

  test('a build whose commit forgets what it decided is found', async () => {
    const { verdict } = await crash({
      store: 'embedded', kills: 1, customers: 6, fault: 'commit', oneAtATime: true, messages: ENOUGH_FOR_A_FAULT, patienceMs: 1_500,
    });
    expect(verdict.unanswered).toBeGreaterThan(0);
  }, 300_000);
});
