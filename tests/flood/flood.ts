/**
 * `npm run flood [-- --minutes 0.5 --calm 1 --times 50] [--whatsapp] [--pictures <folder>]`: the flood as a table; an outage is
 * declared a fifth into it. With pictures, the dashboard is open in a browser meanwhile.
 */
import { textTable } from '../../bot/cli/text-table';
import { runFlood } from './run-flood';

const numberOf = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? Number.NaN : Number(process.argv[at + 1]);
  return Number.isFinite(value) && value > 0 ? value : otherwise;
};

const textOf = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};

const main = async (): Promise<void> => {
  const floodSeconds = Math.max(5, numberOf('minutes', 0.5) * 60);
  const phases = await runFlood({
    calmPerSecond: numberOf('calm', 1), times: numberOf('times', 50), calmSeconds: 20, floodSeconds, declareAt: floodSeconds / 5,
    whatsApp: process.argv.includes('--whatsapp'), pictures: textOf('pictures'),
  });
  const rows = phases.map(({ name, asked, answered, untrue, perSecond, p50, p99, shed }) => [
    name, `${asked}`, `${asked - answered}`, `${untrue}`, perSecond.toFixed(1), `${p50}`, `${p99}`, `${shed}`,
  ]);
  process.stdout.write(`${textTable(['', 'customers', 'unanswered', 'untrue', 'answers/s', 'p50 ms', 'p99 ms', 'typing marks dropped'], rows).join('\n')}\n`);
  process.exitCode = phases.every(({ asked, answered, untrue }) => answered === asked && untrue === 0) ? 0 : 1;
};

void main();
