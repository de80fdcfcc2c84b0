/** `npm run outages:simulate [-- --days 21 --seeds 3]`: what the detector notices in cities that never were, as a table. */
import { textTable } from '../../bot/cli/text-table';
import { SERVICES, storyOf } from './city';
import { alertsOf, verdictOf, type Verdict } from './judge';

const numberOf = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? Number.NaN : Number(process.argv[at + 1]);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
};

const percent = (part: number, of: number): string => (of === 0 ? '-' : `${((100 * part) / of).toFixed(1)} %`);

const rowsOf = (seed: number, { scores, alerts, false: wrong }: Verdict): readonly (readonly string[])[] =>
  scores.map(({ what, broken, noticed, median, late }) => [
    `${seed}`, what, `${broken}`, percent(noticed, broken), Number.isNaN(median) ? '-' : `${median}`, Number.isNaN(late) ? '-' : `${late}`,
    what === 'all' ? percent(alerts - wrong, alerts) : '',
  ]);

const main = (): void => {
  const [days, seeds] = [numberOf('days', 21), numberOf('seeds', 3)];
  const rows: (readonly string[])[] = [];
  const notes: string[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const story = storyOf(seed, { days, calm: 3, breakages: { splitter: 60, terminal: 12, node: 4, power: 12 } });
    const verdict = verdictOf(story, alertsOf(story));
    rows.push(...rowsOf(seed, verdict));
    notes.push(`seed ${seed}: ${story.heard.length} reports, ${verdict.alerts} alerts, ${verdict.false} false (${verdict.falseOnMondayMornings} on Monday mornings, ${verdict.falseInRain} in the rain), ${verdict.repeated} repeated`);
  }
  process.stdout.write(`A city of ${SERVICES.toLocaleString('en')} services, ${days} days\n\n`);
  process.stdout.write(`${textTable(['seed', 'broken', 'times', 'recall', 'median min', '90 % min', 'precision'], rows, 2).join('\n')}\n\n${notes.join('\n')}\n`);
};

main();
