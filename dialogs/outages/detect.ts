/**
 * Notices an outage that nobody declared, from reports of different services (P6). Each element of the network and each
 * place is judged against its own past, scaled by how busy everybody else is just now: a Monday morning and a rainy evening
 * raise all counts, a broken splitter only its own. The state of the reported lines is evidence. Pure; minutes count from
 * the epoch. A cause is never concluded, and nothing is declared here: a person confirms.
 */
import { poissonTail } from './poisson';

export type ScopeKind = 'port' | 'olt' | 'node' | 'site' | 'place' | 'all';

export interface ScopeInfo {
  readonly id: string;
  readonly kind: ScopeKind;
  /** Contains it. */
  readonly parent?: string;
  /** How many services hang on it. */
  readonly services: number;
}

export interface Report {
  readonly service: string;
  readonly minute: number;
  /** Its line does not work, as measured. */
  readonly down: boolean;
}

/** What is kept of one scope. */
export interface Tally {
  /** Services that reported by minute, 1 = line down; minutes of the window only. */
  readonly recent: Readonly<Record<number, Readonly<Record<string, 0 | 1>>>>;
  /** Reports before the window, forgotten with a half-life of days; as of the minute `aged`. */
  readonly past: number;
  readonly aged: number;
}

export interface Evidence {
  readonly scope: ScopeInfo;
  /** Different services in the window, and those of them whose line is down. */
  readonly reports: number;
  readonly down: number;
  /** Minute of the first of them. */
  readonly since: number;
  /** What is usual there in such a window, as busy as everybody else is now. */
  readonly usual: number;
}

export const WINDOW_MIN = 15;
const MEMORY_MIN = 7 * 1_440;
/** The past of small scopes is short: for so long everybody's average speaks for them. */
const PRIOR_MIN = 3 * 1_440;
/** More are not needed to be sure; bounds what is kept. */
const MOST_A_MINUTE = 100;

export const EMPTY_TALLY: Tally = { recent: {}, past: 0, aged: 0 };

export const noted = (tally: Tally, { service, minute, down }: Report): Tally => {
  const { recent, past, aged } = pruned(tally, minute);
  const now = recent[minute] ?? {};
  if (now[service] === 1 || Object.keys(now).length >= MOST_A_MINUTE) return { recent, past, aged };
  return { recent: { ...recent, [minute]: { ...now, [service]: down ? 1 : 0 } }, past, aged };
};

/** What left the window becomes past. */
const pruned = ({ recent, past, aged }: Tally, minute: number): Tally => {
  const old = Object.keys(recent).map(Number).filter((each) => each <= minute - WINDOW_MIN);
  if (old.length === 0 && aged > 0) return { recent, past, aged };
  const decayed = aged === 0 ? past : past * Math.exp(-Math.max(0, minute - aged) / MEMORY_MIN);
  const left = old.reduce((sum, each) => sum + Object.keys(recent[each] ?? {}).length, 0);
  const kept = Object.fromEntries(Object.entries(recent).filter(([each]) => Number(each) > minute - WINDOW_MIN));
  return { recent: kept, past: decayed + left, aged: minute };
};

interface Seen {
  readonly reports: number;
  readonly down: number;
  readonly since: number;
}

const seenIn = ({ recent }: Tally, minute: number): Seen => {
  const services = new Map<string, 0 | 1>();
  let since = minute;
  for (const [each, reports] of Object.entries(recent)) {
    if (Number(each) <= minute - WINDOW_MIN || Number(each) > minute) continue;
    since = Math.min(since, Number(each));
    for (const [service, down] of Object.entries(reports)) services.set(service, services.get(service) === 1 ? 1 : down);
  }
  return { reports: services.size, down: [...services.values()].filter((down) => down === 1).length, since };
};

/** Reports a minute over the past. */
const rateOf = ({ past, aged }: Tally, minute: number, prior: number): number =>
  (past * Math.exp(-Math.max(0, minute - aged) / MEMORY_MIN) + prior * PRIOR_MIN) / (MEMORY_MIN + PRIOR_MIN);

/** A network whose past is not known yet: about one service in two hundred reports a day. */
const FIRST_RATE = 1 / 200 / 1_440;

/** Everybody, at one minute: how many report now, and how many a minute did before. */
export interface Crowd {
  readonly minute: number;
  readonly services: number;
  readonly reports: number;
  readonly rate: number;
}

export const crowdOf = (tally: Tally, services: number, minute: number): Crowd =>
  ({ minute, services, reports: seenIn(tally, minute).reports, rate: rateOf(tally, minute, FIRST_RATE * services) });

export const evidenceOf = (scope: ScopeInfo, tally: Tally, { minute, services, reports, rate: cityRate }: Crowd): Evidence => {
  const seen = seenIn(tally, minute);
  const rate = scope.kind === 'all' ? cityRate : rateOf(tally, minute, (cityRate * scope.services) / Math.max(1, services));
  const others = Math.max(0, reports - seen.reports);
  const busy = scope.kind === 'all' ? 1 : Math.max(1, others / Math.max(1, cityRate * WINDOW_MIN));
  return { scope, ...seen, usual: rate * WINDOW_MIN * busy };
};

const FEWEST: Readonly<Record<ScopeKind, number>> = { port: 3, olt: 6, node: 8, site: 6, place: 10, all: 60 };
/** Cheap to know beforehand: most splitters never have enough reports to look at. */
export const isWorthALook = ({ kind }: ScopeInfo, { recent }: Tally): boolean =>
  kind !== 'port' || Object.values(recent).reduce((sum, reports) => sum + Object.keys(reports).length, 0) >= FEWEST.port;

/** With lines that are down; without them the reports alone have to be that much surer. */
const SURE = 1e-7;
const SURE_WITHOUT_LINES = 1e-12;
const SHARE_DOWN = 0.5;
/** Large scopes vary more than chance alone would. */
const TIMES_USUAL = 4;

export const isSuspicious = ({ scope, reports, down, usual }: Evidence): boolean => {
  if (reports < FEWEST[scope.kind] || reports < usual * TIMES_USUAL) return false;
  const evident = down >= 2 && down >= reports * SHARE_DOWN;
  // Everybody has nobody to be compared with: the hour alone explains many reports, but no lines that are down.
  if (scope.kind === 'all' && !evident) return false;
  return poissonTail(reports, usual) < (evident ? SURE : SURE_WITHOUT_LINES);
};

/** One part of it holds nearly all its reports: that part is what is wrong. */
const MOSTLY = 0.7;

/**
 * The scopes to tell of: each suspicion at the smallest scope that explains it, and nothing twice. A scope whose reports
 * come from one part belongs to the part; a part of a scope that is told is not told beside it.
 */
export const suspicions = (all: readonly Evidence[]): readonly Evidence[] => {
  const suspicious = new Map(all.filter(isSuspicious).map((each) => [each.scope.id, each]));
  const parts = new Map<string, Evidence[]>();
  for (const each of suspicious.values()) {
    const { parent } = each.scope;
    if (parent !== undefined) parts.set(parent, [...(parts.get(parent) ?? []), each]);
  }
  const isWhole = (each: Evidence): boolean => !(parts.get(each.scope.id) ?? []).some((part) => part.reports >= each.reports * MOSTLY);
  const whole = new Map([...suspicious].filter(([, each]) => isWhole(each)));
  return [...whole.values()].filter(({ scope }) => !ancestors(scope, all).some((id) => whole.has(id)));
};

const ancestors = ({ parent }: ScopeInfo, all: readonly Evidence[]): readonly string[] => {
  const byId = new Map(all.map(({ scope }) => [scope.id, scope]));
  const found: string[] = [];
  for (let id = parent; id !== undefined && !found.includes(id); id = byId.get(id)?.parent) found.push(id);
  return found;
};
