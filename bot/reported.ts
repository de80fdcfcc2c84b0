/**
 * The operator's systems with an ear for reports: a fault looked at while no outage is known there counts for the detection,
 * and what it suspects is told with the answer of the outages. If counting fails nobody is held up by it (I10).
 */
import type { CheckResult } from '../dialogs/event';
import type { Log } from './observability/log';
import type { Detection } from './outage-detection';
import type { OperatorSystems } from './runtime/perform';

export const hearingReports = (systems: OperatorSystems, detection: Pick<Detection, 'report' | 'isSuspected'>, log: Log): OperatorSystems => ({
  ...systems,
  async check(asked, facts, language) {
    const results = await systems.check(asked, facts, language);
    const service = facts['service.id']?.value;
    if (typeof service !== 'string' || !asked.includes('outage') || !asked.includes('line') || knowsOutage(results)) return results;
    try {
      await detection.report(service, isDown(results));
      return (await detection.isSuspected(service)) ? results.map(suspected) : results;
    } catch (error) {
      log.warn({ err: error }, 'a report was not counted');
      return results;
    }
  },
});

const knowsOutage = (results: readonly CheckResult[]): boolean =>
  results.some(({ system, ok, facts }) => system === 'outage' && (!ok || facts['outage.active'] === true));

const isDown = (results: readonly CheckResult[]): boolean =>
  results.some(({ system, ok, facts }) => system === 'line' && ok && facts['line.state'] !== undefined && facts['line.state'] !== 'online');

const suspected = (result: CheckResult): CheckResult =>
  result.system === 'outage' ? { ...result, facts: { ...result.facts, 'outage.suspected': true } } : result;
