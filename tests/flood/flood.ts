/**
 * `npm run flood [-- --minutes 0.5 --calm 1 --times 50 --customers 3000 --seed 1] [--whatsapp] [--pictures <folder>]`: the
 * flood as tables; each part of the crowd has a process of its own. With pictures a person declares the outage, moves its
 * hour and ends it on the dashboard in a real browser, by keyboard. Ends with 1 when anything is not as it must be.
 */
import { textTable } from '../../bot/cli/text-table';
import { openApart } from './apart';
import { handByApi } from './hand';
import { runFlood, type FloodOutcome } from './run-flood';
import { handAtDashboard } from './watching';

const valueOf = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};

const numberOf = (name: string, otherwise: number): number => {
  const value = Number(valueOf(name) ?? Number.NaN);
  return Number.isFinite(value) && value > 0 ? value : otherwise;
};

/** Meta does not tell its limit; vendors name between 3 and 20 seconds. */
const LONGEST_WEBHOOK_MS = 5_000;

const isRight = ({ phases, doors, news, queue }: FloodOutcome): boolean =>
  phases.every(({ asked, answered, untrue }) => asked === answered && untrue === 0) &&
  news.every(({ owed, missed, doubled, astray }) => owed > 0 && missed + doubled + astray === 0) &&
  doors.every(({ name, failed, stale, max }) => failed + stale === 0 && (!name.startsWith('webhooks') || max <= LONGEST_WEBHOOK_MS)) &&
  queue.dishonest === 0;

const tablesOf = ({ phases, doors, news, queue, memoryMb }: FloodOutcome): readonly (readonly string[])[] => {
  const whole = (value: number): string => String(Math.round(value));
  const share = (value: number): string => `${Math.round(value * 100)} %`;
  return [
    textTable(['', 'questions', 'unanswered', 'untrue', 'answers/s', 'p50 ms', 'p99 ms', 'loop late p99 ms', 'marks dropped', 'server core', 'crowd core'], phases.map(({ name, asked, answered, untrue, perSecond, p50, p99, lagMs, shed, serverCpu, crowdCpu }) => [
      name, whole(asked), whole(asked - answered), whole(untrue), perSecond.toFixed(1), whole(p50), whole(p99), whole(lagMs), whole(shed), share(serverCpu), share(crowdCpu),
    ])),
    textTable(['', 'calls', 'failed', 'stale', 'p50 ms', 'p99 ms', 'longest ms'], doors.map(({ name, calls, failed, stale, p50, p99, max }) => [name, ...[calls, failed, stale, p50, p99, max].map(whole)])),
    textTable(['news', 'owed to', 'heard', 'missed', 'twice', 'astray'], news.map(({ name, owed, heard, missed, doubled, astray }) => [name, ...[owed, heard, missed, doubled, astray].map(whole)])),
    textTable(['', 'asked', 'untrue'], [['queue to a person', whole(queue.asked), whole(queue.dishonest)]]),
    [`memory of the server at most: ${whole(memoryMb)} MB`],
  ];
};

const main = async (): Promise<void> => {
  const pictures = valueOf('pictures');
  const outcome = await runFlood({
    calmPerSecond: numberOf('calm', 1), times: numberOf('times', 50), calmSeconds: 20, floodSeconds: Math.max(10, numberOf('minutes', 0.5) * 60),
    citizens: numberOf('customers', 3_000), seed: numberOf('seed', 1),
    quarters: [
      { channel: 'web', open: () => openApart(false) },
      ...(process.argv.includes('--whatsapp') ? [{ channel: 'whatsapp', open: () => openApart(true) } as const] : []),
    ],
    handOf: pictures === undefined ? handByApi : (url, day) => handAtDashboard({ url, day, folder: pictures }),
  });
  process.stdout.write(`${tablesOf(outcome).map((lines) => lines.join('\n')).join('\n\n')}\n`);
  for (const { asker, channel, at, isFirst, text } of outcome.examples) process.stdout.write(`untrue: ${JSON.stringify({ asker, channel, at: new Date(at).toISOString(), isFirst, text })}\n`);
  process.exitCode = isRight(outcome) ? 0 : 1;
};

void main();
