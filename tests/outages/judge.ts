/** Plays a city's story to the detector minute by minute, and compares what it alerted with what was broken. */
import { crowdOf, EMPTY_TALLY, evidenceOf, isWorthALook, noted, suspicions, WINDOW_MIN, type ScopeInfo, type Tally } from '../../dialogs/outages/detect';
import { nodeOf, SERVICES, SIZE, splitterOf, terminalOf, type Breakage, type Broken, type Story } from './city';

const DAY = 1_440;
/** An alert that nobody looked at is not given again for so long. */
const OPEN_MIN = 240;

export interface Alert {
  readonly scope: string;
  readonly minute: number;
  readonly reports: number;
}

const [A_SPLITTER, A_TERMINAL, A_NODE] = [SIZE.splitter, SIZE.splitter * SIZE.terminal, SIZE.splitter * SIZE.terminal * SIZE.node];

const scopesOf = (service: number): readonly ScopeInfo[] => {
  const [splitter, terminal, node] = [`splitter ${splitterOf(service)}`, `terminal ${terminalOf(service)}`, `node ${nodeOf(service)}`];
  return [
    { id: splitter, kind: 'port', parent: terminal, services: A_SPLITTER },
    { id: terminal, kind: 'olt', parent: node, services: A_TERMINAL },
    { id: node, kind: 'node', parent: 'all', services: A_NODE },
    { id: 'all', kind: 'all', services: SERVICES },
  ];
};

interface Known {
  readonly scope: ScopeInfo;
  tally: Tally;
  last: number;
}

export const alertsOf = ({ days, heard }: Story): readonly Alert[] => {
  const known = new Map<string, Known>();
  const active = new Set<Known>();
  const alerted = new Map<string, number>();
  const alerts: Alert[] = [];
  let next = 0;
  for (let minute = 0; minute < days * DAY; minute += 1) {
    let isNew = false;
    for (; heard[next]?.minute === minute; next += 1) {
      const { service, dark } = heard[next] ?? { service: 0, dark: false };
      for (const scope of scopesOf(service)) {
        const one = known.get(scope.id) ?? { scope, tally: EMPTY_TALLY, last: 0 };
        known.set(scope.id, one);
        one.tally = noted(one.tally, { service: `s${service}`, minute: minute + DAY, down: dark });
        one.last = minute;
        active.add(one);
      }
      isNew = true;
    }
    if (!isNew) continue;
    for (const one of active) if (one.last <= minute - WINDOW_MIN) active.delete(one);
    const crowd = crowdOf(known.get('all')?.tally ?? EMPTY_TALLY, SERVICES, minute + DAY);
    for (const { scope, reports } of suspicions([...active].filter((one) => isWorthALook(one.scope, one.tally)).map((one) => evidenceOf(one.scope, one.tally, crowd)))) {
      const before = alerted.get(scope.id);
      if (before === undefined || minute - before > OPEN_MIN) alerts.push({ scope: scope.id, minute, reports });
      alerted.set(scope.id, minute);
    }
  }
  return alerts;
};

/** The thing, what it hangs on, and what hangs on it. */
const isRelated = (alert: string, { what, at }: Broken): boolean => {
  const number = Number(at.split(' ')[1]);
  const first = number * (at.startsWith('splitter') ? A_SPLITTER : at.startsWith('terminal') ? A_TERMINAL : A_NODE);
  const span = what === 'power' ? 8 : 1;
  const size = at.startsWith('splitter') ? A_SPLITTER * span : at.startsWith('terminal') ? A_TERMINAL : A_NODE;
  const [kind, name] = alert.split(' ');
  if (kind === 'all') return what === 'node';
  const unit = kind === 'splitter' ? A_SPLITTER : kind === 'terminal' ? A_TERMINAL : A_NODE;
  const from = Number(name) * unit;
  return from < first + size && first < from + unit;
};

const isTrue = (alert: Alert, broken: Broken): boolean =>
  alert.minute >= broken.from && alert.minute <= broken.until + WINDOW_MIN && isRelated(alert.scope, broken);

export interface Score {
  readonly what: Breakage | 'all';
  readonly broken: number;
  readonly noticed: number;
  /** From the breakage to the first alert, median and nine in ten; NaN without one. */
  readonly median: number;
  readonly late: number;
}

export interface Verdict {
  readonly scores: readonly Score[];
  readonly alerts: number;
  /** Alerts with nothing broken behind them. */
  readonly false: number;
  /** Further alerts of what was noticed already. */
  readonly repeated: number;
  readonly falseOnMondayMornings: number;
  readonly falseInRain: number;
}

export const verdictOf = (story: Story, alerts: readonly Alert[]): Verdict => {
  const wrong = alerts.filter((alert) => !story.broken.some((broken) => isTrue(alert, broken)));
  const score = (what: Score['what']): Score => {
    const those = story.broken.filter((each) => what === 'all' || each.what === what);
    const waits = those.flatMap((broken) => {
      const first = alerts.find((alert) => isTrue(alert, broken));
      return first ? [first.minute - broken.from] : [];
    }).sort((one, other) => one - other);
    const at = (share: number): number => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN;
    return { what, broken: those.length, noticed: waits.length, median: at(0.5), late: at(0.9) };
  };
  const firsts = new Set(story.broken.map((broken) => alerts.find((alert) => isTrue(alert, broken))));
  return {
    scores: (['splitter', 'terminal', 'node', 'power', 'all'] as const).map(score),
    alerts: alerts.length,
    false: wrong.length,
    repeated: alerts.filter((alert) => !wrong.includes(alert) && !firsts.has(alert)).length,
    falseOnMondayMornings: wrong.filter(({ minute }) => Math.floor(minute / DAY) % 7 === 0 && minute % DAY >= 420 && minute % DAY < 660).length,
    falseInRain: wrong.filter(({ minute }) => story.rain.some(({ from, until }) => minute >= from && minute < until)).length,
  };
};
