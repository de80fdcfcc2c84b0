/** The targets as ratios inside this run: value, gate, ambition. Ratios are taken round by round, then their median. */
import type { Row } from './measure';
import type { ServerName, Startup } from './servers';
import type { BlockFigures } from './studies/block-study';
import type { IdleFigures } from './studies/idle-study';
import type { StartFigures } from './studies/start-study';
import type { TranscriptFigures } from './studies/transcript-study';
import type { TwoFigures } from './studies/two-study';
import type { WaitFigures } from './studies/wait-study';

export interface Findings {
  readonly rows: readonly Row[];
  readonly starts: readonly StartFigures[];
  readonly idle: readonly IdleFigures[];
  readonly block: BlockFigures | null;
  /** The longest last. */
  readonly transcripts: readonly TranscriptFigures[];
  readonly wait: WaitFigures | null;
  readonly two: TwoFigures | null;
}

/** Bytes a conversation below which a growth of the heap cannot be told from the collector's noise: counts as none. */
const HEAP_NOISE = 256;

export interface Target {
  readonly what: string;
  readonly unit: string;
  /** `min`: at least the gate; `max`: at most. */
  readonly sense: 'min' | 'max';
  readonly gate: number;
  readonly ambition: number;
  /** One value per round; empty when it was not measured. */
  readonly values: readonly number[];
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? NaN) + high) / 2;
};

type Figure = (row: Row) => number;

const rowsOf = (findings: Findings, server: ServerName): readonly Row[] => findings.rows.filter((row) => row.server === server);

const against = (findings: Findings, peer: ServerName, figure: Figure): readonly number[] => {
  const peers = rowsOf(findings, peer);
  return rowsOf(findings, 'redis').flatMap((row, round) => {
    const other = peers[round];
    return other === undefined ? [] : [figure(row) / figure(other)];
  });
};

const perCore: Figure = (row) => row.perCore;
const openedPerCore: Figure = (row) => row.openedPerCore;
const aloneP50: Figure = (row) => row.aloneP50;

const throughput = (findings: Findings): readonly Target[] => [
  { what: 'turns/s per core against raw', unit: 'x', sense: 'min', gate: 0.4, ambition: 0.65, values: against(findings, 'raw', perCore) },
  { what: 'the same, conversations open before', unit: 'x', sense: 'min', gate: 0.4, ambition: 0.65, values: against(findings, 'raw', openedPerCore) },
  { what: 'turns/s per core against stock', unit: 'x', sense: 'min', gate: 6, ambition: 10, values: against(findings, 'stock', perCore) },
  { what: 'p50 of one conversation alone against raw', unit: 'x', sense: 'max', gate: 3, ambition: 2, values: against(findings, 'raw', aloneP50) },
];

const list = <T>(value: T | null | undefined, figures: (found: T) => readonly number[]): readonly number[] =>
  value === null || value === undefined ? [] : figures(value);

const storage = (findings: Findings): readonly Target[] => {
  const redis = findings.idle.find((figures) => figures.server === 'redis');
  return [
    { what: 'turn cost at a long transcript against a short one', unit: 'x', sense: 'max', gate: 1.1, ambition: 1.05, values: list(findings.transcripts.at(-1), (found) => found.ratios) },
    { what: 'bytes appended to the log per turn', unit: 'B', sense: 'max', gate: 2048, ambition: 1229, values: list(redis, (found) => [found.logPerTurn]) },
    { what: 'Redis bytes per idle 6-turn conversation', unit: 'B', sense: 'max', gate: 3072, ambition: 1638, values: list(redis, (found) => [found.storedPerConversation]) },
    { what: 'process memory per idle conversation', unit: 'B', sense: 'max', gate: HEAP_NOISE, ambition: HEAP_NOISE, values: list(redis, (found) => [Math.max(0, found.heapPerConversation)]) },
  ];
};

const startsOf = (findings: Findings): readonly Startup[] => findings.starts.find(({ server }) => server === 'redis')?.starts ?? [];

const process = (findings: Findings): readonly Target[] => [
  { what: 'start to listening, warm build', unit: 'ms', sense: 'max', gate: 2000, ambition: 1000, values: startsOf(findings).map(({ listening }) => listening) },
  { what: 'start to ready', unit: 'ms', sense: 'max', gate: 5000, ambition: 3000, values: startsOf(findings).map(({ ready }) => ready) },
  { what: 'two processes against one', unit: 'x', sense: 'min', gate: 1.3, ambition: 1.45, values: list(findings.two, ({ one, two }) => two.map(({ turnsPerSecond }, i) => turnsPerSecond / (one[i]?.turnsPerSecond ?? NaN))) },
  { what: 'longest block of the event loop by one message', unit: 'ms', sense: 'max', gate: 50, ambition: 20, values: list(findings.block, ({ longest }) => [longest]) },
];

export const targetsOf = (findings: Findings): readonly Target[] => [...throughput(findings), ...storage(findings), ...process(findings)];

export type Verdict = 'ambition' | 'ok' | 'MISSED' | 'not measured';

export const verdictOf = (target: Target): Verdict => {
  if (target.values.length === 0) return 'not measured';
  const value = median(target.values);
  const meets = (bound: number): boolean => (target.sense === 'min' ? value >= bound : value <= bound);
  if (meets(target.ambition)) return 'ambition';
  return meets(target.gate) ? 'ok' : 'MISSED';
};
