/**
 * Whether the operator's systems answer, for whoever runs the server: customers are told and go on without them (I10), so nothing
 * else would show it. Each answer is counted; a system that does not answer is named in the log once a minute for as long as
 * that lasts.
 */
import type { CheckResult } from '../../dialogs/event';
import type { OperatorSystems } from '../runtime/perform';
import type { Log } from './log';
import type { Metrics } from './metrics';

const AGAIN_MS = 60_000;
/** Theirs to answer for; the others are told by who asks. */
const SILENT: ReadonlySet<string> = new Set(['timeout', 'unavailable']);

export interface OperatorWatchParts {
  readonly metrics: Pick<Metrics, 'checks' | 'checkSeconds'>;
  readonly log: Pick<Log, 'warn'>;
  /** Machine time, ms. */
  readonly machineNow: () => number;
}

export const watchingOperator = (systems: OperatorSystems, { metrics, log, machineNow }: OperatorWatchParts): OperatorSystems => {
  const silent = new Map<string, { readonly saidAt: number; readonly failures: number }>();
  const noteSilence = (system: string, reason: string): void => {
    const { saidAt, failures } = silent.get(system) ?? { saidAt: -Infinity, failures: 0 };
    const isSaid = machineNow() - saidAt >= AGAIN_MS;
    if (isSaid) log.warn({ system, reason, failures: failures + 1 }, 'a system of the operator does not answer: customers are told, and go on without it');
    silent.set(system, isSaid ? { saidAt: machineNow(), failures: 0 } : { saidAt, failures: failures + 1 });
  };
  const note = (result: CheckResult): void => {
    const end = result.ok ? 'ok' : (result.reason ?? 'unavailable');
    metrics.checks.inc({ system: result.system, end });
    if (SILENT.has(end)) noteSilence(result.system, end);
  };
  return {
    ...systems,
    async check(asked, facts, language) {
      const began = machineNow();
      const results = await systems.check(asked, facts, language);
      metrics.checkSeconds.observe((machineNow() - began) / 1_000);
      results.forEach(note);
      return results;
    },
  };
};
