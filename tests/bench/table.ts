/** The bench's report as text. */
import type { Row } from './measure';
import { median, targetsOf, verdictOf, type Findings, type Target } from './ratios';
import { SERVERS, type ServerName } from './servers';
import type { AllocationFigures } from './studies/allocation-study';
import type { ProfileFigures, Share } from './studies/profile-study';
import type { Crowd, TwoFigures } from './studies/two-study';
import type { WaitFigures } from './studies/wait-study';

type Cells = readonly string[];

const LABEL: Readonly<Record<ServerName, string>> = {
  raw: 'raw (restify + 1 Lua)',
  stock: 'stock (botbuilder-dialogs)',
  redis: 'product on Redis',
  embedded: 'product, embedded store',
};

const line = (cells: Cells, widths: readonly number[]): string =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');

export const table = (head: Cells, body: readonly Cells[]): string => {
  const widths = head.map((cell, i) => Math.max(cell.length, ...body.map((row) => row[i]?.length ?? 0)));
  return [head, widths.map((width) => '-'.repeat(width)), ...body].map((cells) => line(cells, widths)).join('\n');
};

const short = (value: number): string => {
  if (!Number.isFinite(value)) return '-';
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
};

const spread = (values: readonly number[]): string =>
  values.length < 2 ? short(median(values)) : `${short(median(values))} (${short(Math.min(...values))}-${short(Math.max(...values))})`;

const HEAD: Cells = ['server', 'turns/s', 'turns/s/core', 'CPU us/turn', 'opened before', 'opening us', 'p50@64 ms', 'p99@64 ms', 'p50@1 ms', 'load', 'cal ms', 'bad'];

const figures = (name: ServerName, rows: readonly Row[]): Cells => {
  const of = (figure: (row: Row) => number): string => spread(rows.map(figure));
  const middle = (figure: (row: Row) => number): string => short(median(rows.map(figure)));
  return [
    LABEL[name],
    of((row) => row.turnsPerSecond),
    of((row) => row.perCore),
    middle((row) => row.cpuMicros),
    middle((row) => row.openedMicros),
    middle((row) => row.openingMicros),
    middle((row) => row.p50),
    middle((row) => row.p99),
    of((row) => row.aloneP50),
    `${Math.round(100 * Math.max(...rows.map((row) => row.loadShare)))}%`,
    middle((row) => row.calibration),
    String(rows.reduce((sum, row) => sum + row.unanswered, 0)),
  ];
};

export const serverTable = (rows: readonly Row[]): string => {
  const present = SERVERS.map((name) => [name, rows.filter((row) => row.server === name)] as const).filter(([, found]) => found.length > 0);
  return table(HEAD, present.map(([name, found]) => figures(name, found)));
};

const bound = (target: Target, value: number): string => `${target.sense === 'min' ? '>=' : '<='} ${value} ${target.unit}`;

export const targetTable = (findings: Findings): string =>
  table(
    ['target', 'value', 'gate', 'ambition', 'verdict'],
    targetsOf(findings).map((target) => [
      target.what,
      target.values.length === 0 ? '-' : `${spread(target.values)} ${target.unit}`,
      bound(target, target.gate),
      bound(target, target.ambition),
      verdictOf(target),
    ]),
  );

export const startTable = (findings: Findings): string =>
  table(
    ['start', 'listening ms', 'ready ms'],
    findings.starts.map(({ server, starts }) => [LABEL[server], spread(starts.map((one) => one.listening)), spread(starts.map((one) => one.ready))]),
  );

export const idleTable = (findings: Findings): string =>
  table(
    ['idle 6-turn conversations', 'stored B', 'used_memory B', 'log B/turn', 'log B/opening', 'heap B', 'RSS B', 'opening CPU us'],
    findings.idle.map((found) => [
      `${LABEL[found.server]} (${found.conversations})`,
      short(found.storedPerConversation),
      short(found.usedMemoryPerConversation),
      short(found.logPerTurn),
      short(found.logPerOpening),
      short(found.heapPerConversation),
      short(found.residentPerConversation),
      short(found.openingMicros),
    ]),
  );

export const transcriptTable = (findings: Findings): string =>
  table(
    ['entries before', 'turn us', 'turn us without', 'ratio'],
    findings.transcripts.map(({ entries, longMicros, shortMicros, ratios }) => [String(entries), short(longMicros), short(shortMicros), spread(ratios)]),
  );

export const waitTable = (wait: WaitFigures): string =>
  table(
    ['one replica', 'turns/s', 'CPU us/turn', 'p50@1 ms'],
    ([['not waited for', wait.without], ['WAIT 1', wait.with]] as const).map(([name, rows]) => [
      name, spread(rows.map((row) => row.turnsPerSecond)), spread(rows.map((row) => row.cpuMicros)), spread(rows.map((row) => row.aloneP50)),
    ]),
  );

/** `room`: how many times one busy core's turns fit into two cores, with all that a turn costs on them. */
export const twoTable = ({ one, two }: TwoFigures): string =>
  table(
    ['same cores', 'turns/s', 'main us', 'helpers us', 'Redis us', 'load us', 'all us', 'room'],
    ([['one process', one], ['two processes', two]] as const).map(([name, rounds]) => {
      const of = (figure: (crowd: Crowd) => number): string => spread(rounds.map(figure));
      const room = rounds.map((crowd, round) => (2 * (one[round]?.mainMicros ?? NaN)) / allMicros(crowd));
      return [name, of((crowd) => crowd.turnsPerSecond), of((crowd) => crowd.mainMicros), of((crowd) => crowd.helperMicros), of((crowd) => crowd.redisMicros), of((crowd) => crowd.loadMicros), of(allMicros), spread(room)];
    }),
  );

const allMicros = ({ mainMicros, helperMicros, redisMicros, loadMicros }: Crowd): number => mainMicros + helperMicros + redisMicros + loadMicros;

const shares = (head: string, found: readonly Share[]): string =>
  table([head, '%'], found.map(({ name, percent }) => [name, percent.toFixed(1)]));

export const profileTable = (found: ProfileFigures): string =>
  `${LABEL[found.server]}: ${found.idle.toFixed(0)} % idle\n\n${shares('self time by place', found.places)}\n\n${shares('self time by function', found.functions)}`;

export const allocationTable = (found: AllocationFigures): string =>
  [
    `${found.bytesPerTurn.toFixed(0)} bytes allocated per turn`,
    table(['allocated by place', 'B/turn'], found.places.map(({ name, bytes }) => [name, bytes.toFixed(0)])),
    table(['allocated by function, with what it calls', 'B/turn'], found.functions.map(({ name, bytes }) => [name, bytes.toFixed(0)])),
  ].join('\n\n');
