/**
 * A city that never was: a million services on splitters, line terminals and nodes, customers who report little things all
 * day, more on Monday mornings and in the rain, and now and then something that really breaks. Seeded; knows nothing of the
 * detector, and tells reports as an outsider would see them.
 */
export const SIZE = { splitter: 64, terminal: 64, node: 16, nodes: 16 } as const;
export const SERVICES = 1_000_000;
const SPLITTERS = Math.ceil(SERVICES / SIZE.splitter);
const DAY = 1_440;

export type Breakage = 'splitter' | 'terminal' | 'node' | 'power';

export interface Broken {
  readonly what: Breakage;
  /** The broken thing by name, as in the reports. */
  readonly at: string;
  readonly from: number;
  readonly until: number;
}

export interface Heard {
  readonly minute: number;
  readonly service: number;
  /** What the line test says. */
  readonly dark: boolean;
}

export interface Story {
  readonly days: number;
  readonly heard: readonly Heard[];
  readonly broken: readonly Broken[];
  /** Minutes of rain. */
  readonly rain: readonly { readonly from: number; readonly until: number }[];
}

/** Mulberry32. */
const diceOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const splitterOf = (service: number): number => Math.floor(service / SIZE.splitter);
export const terminalOf = (service: number): number => Math.floor(splitterOf(service) / SIZE.terminal);
export const nodeOf = (service: number): number => Math.min(SIZE.nodes - 1, Math.floor(terminalOf(service) / SIZE.node));

/** Reports a day of a service when nothing is wrong but little things at home. */
const A_DAY = 1 / 250;
const BY_HOUR = [2, 1, 1, 1, 1, 2, 4, 7, 9, 9, 8, 7, 7, 7, 7, 7, 7, 8, 10, 12, 12, 10, 7, 4];
const BUSIEST = BY_HOUR.reduce((sum, each) => sum + each, 0) / 24;

const busyness = (minute: number, raining: boolean): number => {
  const [day, hour] = [Math.floor(minute / DAY) % 7, Math.floor((minute % DAY) / 60)];
  const monday = day === 0 && hour >= 7 && hour < 11 ? 2.5 : 1;
  return ((BY_HOUR[hour] ?? 0) / BUSIEST) * monday * (raining ? 3 : 1);
};

const countOf = (dice: () => number, mean: number): number => {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = dice(); product > limit; product *= dice()) count += 1;
  return count;
};

const HOW: Readonly<Record<Breakage, { readonly size: number; readonly reporting: number; readonly slow: number; readonly lasts: number }>> = {
  splitter: { size: SIZE.splitter, reporting: 0.35, slow: 25, lasts: 240 },
  terminal: { size: SIZE.splitter * SIZE.terminal, reporting: 0.12, slow: 20, lasts: 150 },
  node: { size: SIZE.splitter * SIZE.terminal * SIZE.node, reporting: 0.04, slow: 15, lasts: 120 },
  /** A blackout of a few streets: eight splitters beside each other. */
  power: { size: SIZE.splitter * 8, reporting: 0.1, slow: 30, lasts: 180 },
};

const quiet = (dice: () => number, days: number, rain: Story['rain']): Heard[] => {
  const heard: Heard[] = [];
  for (let minute = 0; minute < days * DAY; minute += 1) {
    const raining = rain.some(({ from, until }) => minute >= from && minute < until);
    const mean = (SERVICES * A_DAY * busyness(minute, raining)) / DAY;
    for (let left = countOf(dice, mean); left > 0; left -= 1) {
      heard.push({ minute, service: Math.floor(dice() * SERVICES), dark: dice() < (raining ? 0.35 : 0.15) });
    }
  }
  return heard;
};

const breakage = (dice: () => number, what: Breakage, from: number): { readonly broken: Broken; readonly heard: readonly Heard[] } => {
  const { size, reporting, slow, lasts } = HOW[what];
  const first = Math.floor((dice() * SERVICES) / size) * size;
  const at = what === 'splitter' || what === 'power' ? `splitter ${splitterOf(first)}` : what === 'terminal' ? `terminal ${terminalOf(first)}` : `node ${nodeOf(first)}`;
  const heard: Heard[] = [];
  for (let service = first; service < Math.min(SERVICES, first + size); service += 1) {
    if (dice() >= reporting) continue;
    const minute = from + Math.floor(-Math.log(1 - dice()) * slow);
    if (minute < from + lasts) heard.push({ minute, service, dark: dice() < 0.92 });
  }
  return { broken: { what, at, from, until: from + lasts }, heard };
};

/** The first `calm` days nothing breaks. */
export const storyOf = (seed: number, { days, calm, breakages }: { readonly days: number; readonly calm: number; readonly breakages: Readonly<Record<Breakage, number>> }): Story => {
  const dice = diceOf(seed);
  const rain = Array.from({ length: days }, (_, day) => day)
    .filter(() => dice() < 0.3)
    .map((day) => ({ from: day * DAY + 15 * 60, until: day * DAY + 19 * 60 }));
  const broken: Broken[] = [];
  const heard = quiet(dice, days, rain);
  for (const [what, times] of Object.entries(breakages) as [Breakage, number][]) {
    for (let each = 0; each < times; each += 1) {
      const from = Math.floor((calm + dice() * (days - calm - 0.25)) * DAY);
      const one = breakage(dice, what, from);
      broken.push(one.broken);
      heard.push(...one.heard);
    }
  }
  return { days, heard: heard.sort((one, other) => one.minute - other.minute), broken, rain };
};

export { SPLITTERS };
