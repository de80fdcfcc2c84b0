/** `npm run outages:broadcast [-- --recipients 2000 --processes 2 --kills 4]`: a broadcast on Redis whose processes are killed, as a table. */
import { textTable } from '../../bot/cli/text-table';
import { runBroadcast } from './run-broadcast';

const numberOf = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? Number.NaN : Number(process.argv[at + 1]);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
};

const main = async (): Promise<void> => {
  const recipients = numberOf('recipients', 2_000);
  const outcome = await runBroadcast({ recipients, processes: Math.max(1, numberOf('processes', 2)), kills: numberOf('kills', 4), reports: 90 });
  const { missed, doubled, uncertain, sent, kills, seconds, reportsLost, alerts } = outcome;
  const row = [recipients, kills, sent, uncertain, missed, doubled, reportsLost, alerts, Math.round(seconds)].map(String);
  process.stdout.write(`${textTable(['recipients', 'kills', 'sent', 'uncertain', 'missed', 'doubled', 'reports lost', 'alerts', 'seconds'], [row]).join('\n')}\n`);
  process.exitCode = missed === 0 && doubled === 0 && reportsLost === 0 && alerts === 1 ? 0 : 1;
};

void main();
