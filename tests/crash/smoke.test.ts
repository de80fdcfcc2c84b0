/** The crash harness in small, on the embedded store: five kills lose nothing, and a broken build is found. */
import { crash } from './run';

/** The fault strikes every twentieth commit of a process. */
const ENOUGH_FOR_A_FAULT = 40;

const fiveKills = () => crash({ store: 'embedded', kills: 5, customers: 6, messages: 10, patienceMs: 25_000 });
const brokenBuild = () =>
  crash({ store: 'embedded', kills: 0, customers: 6, fault: 'commit', oneAtATime: true, messages: ENOUGH_FOR_A_FAULT, patienceMs: 1_500 });

describe('under load on the embedded store', () => {
  // Beside each other: most of either is waiting for a process to start.
  test('nothing is lost, doubled, disordered or left unanswered by five kills; a build whose commit forgets what it decided is found', async () => {
    const [{ verdict }, broken] = await Promise.all([fiveKills(), brokenBuild()]);
    expect(verdict.violations).toEqual([]);
    expect(verdict.kills).toBe(5);
    expect(verdict.messages).toBeGreaterThanOrEqual(10);
    expect(broken.verdict.unanswered).toBeGreaterThan(0);
  }, 300_000);
});
