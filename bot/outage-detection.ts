/**
 * Counts reports of different services by element, place and minute in the store, whichever process hears them, and alerts
 * the network centre once about what nobody declared (P6). A person confirms, merges or dismisses, or an outage is declared
 * over it; until then customers hear of several reports, not confirmed, and nothing of a cause or an hour.
 */
import { crowdOf, EMPTY_TALLY, evidenceOf, isWorthALook, noted, suspicions, type Evidence, type ScopeInfo, type Tally } from '../dialogs/outages/detect';
import { makePartitions, type Partitions } from './notices/partitions';
import { toIso } from './operator/colombia';
import type { Cover, Covering, NetworkMap } from './operator/demo/network-map';
import type { Records } from './runtime/ports';
import { changeShared, readShared, type SharedRecord } from './runtime/shared-record';
import type { OutageAlert } from './web/outage-contracts';

const RECORD = 'outage-alerts';
const PARTITIONS = 32;
const MINUTE_MS = 60_000;
const LOOK_MS = 5_000;
/** What was dismissed, merged or confirmed is not alerted again for so long. */
const SETTLED_MS = 4 * 60 * MINUTE_MS;
const MOST_KEPT = 200;
/** Who just declared or widened an outage may be about to settle the alert herself; editing it holds the news no longer. */
const GRACE_MS = 20_000;

export interface DetectionParts {
  readonly records: Records;
  readonly network: NetworkMap;
  /** Business time, ms. */
  readonly now: () => number;
  readonly machineNow: () => number;
  /** Begins to tell those of the outage who heard of several reports that they were right. Repeatable. */
  confirm(outage: string): Promise<void>;
}

export type Settled = Pick<OutageAlert, 'state'> & { readonly by: string; readonly outage?: string };

export interface Detection {
  /** A customer has a fault and no outage is known there. Repeated ones count once. */
  report(service: string, down: boolean): Promise<void>;
  /** Whether an alert that nobody settled yet is about where it hangs or lies. */
  isSuspected(service: string): Promise<boolean>;
  /** Looks at the counters; called from time to time. */
  round(): Promise<void>;
  alerts(): Promise<readonly OutageAlert[]>;
  /** `null` for one that is unknown or settled already. */
  settle(id: string, how: Settled): Promise<OutageAlert | null>;
}

export const makeDetection = (parts: DetectionParts): Detection => {
  const { records, network, now, machineNow } = parts;
  const tallies = makePartitions<Tally>(records, 'reports', PARTITIONS);
  let looked = 0;
  const stored: SharedRecord<readonly OutageAlert[]> = { records, name: RECORD, first: [] };
  const read = (): Promise<readonly OutageAlert[]> => readShared(stored);
  const watching: Watching = { ...parts, tallies, stored };
  return {
    alerts: read,
    async report(service, down) {
      const minute = Math.floor(now() / MINUTE_MS);
      const around = await network.around(service);
      await Promise.all(around.map((id) => tallies.update(tallies.nameOf(id), (rows) => ({ ...rows, [id]: noted(rows[id] ?? EMPTY_TALLY, { service, minute, down }) }))));
    },
    async isSuspected(service) {
      const open = (await read()).filter(({ state }) => state === 'open');
      if (open.length === 0) return false;
      const around = await network.around(service);
      return open.some(({ scope }) => around.includes(scope));
    },
    async round() {
      if (machineNow() - looked < LOOK_MS) return;
      looked = machineNow();
      const seen = await look(watching);
      if (seen.length === 0 && !(await read()).some(({ state }) => state === 'open')) return;
      await bringUpToDate(watching, seen);
    },
    async settle(id, { state, by, outage }) {
      let settled: OutageAlert | null = null;
      await changeShared(stored, (alerts) => {
        const before = alerts.find((alert) => alert.id === id && alert.state === 'open');
        settled = before ? { ...before, state, by, at: toIso(now()), ...(outage !== undefined && { outage }) } : null;
        return before ? alerts.map((alert) => (alert === before && settled ? settled : alert)) : alerts;
      });
      return settled;
    },
  };
};

interface Watching extends DetectionParts {
  readonly tallies: Partitions<Tally>;
  readonly stored: SharedRecord<readonly OutageAlert[]>;
}

/** What is to be seen everywhere that somebody reported from. */
const look = async ({ tallies, network, now }: Watching): Promise<readonly Evidence[]> => {
  const minute = Math.floor(now() / MINUTE_MS);
  const known = await tallies.fold(new Map<string, Tally>(), (all, id, tally) => all.set(id, tally));
  const scopes = await network.scopes();
  const whole = scopes.find(({ kind }) => kind === 'all');
  if (!whole || known.size === 0) return [];
  const crowd = crowdOf(known.get(whole.id) ?? EMPTY_TALLY, whole.services, minute);
  return scopes.flatMap((scope) => {
    const tally = known.get(scope.id);
    return tally && isWorthALook(scope, tally) ? [evidenceOf(scope, tally, crowd)] : [];
  });
};

/** What was declared is confirmed and settles its alerts; what is new is alerted, once. */
const bringUpToDate = async ({ network, stored, confirm, now }: Watching, seen: readonly Evidence[]): Promise<void> => {
  const cover = await network.cover();
  const at = now();
  // Before anything is settled, by the same hour: a process that dies in between begins them again.
  for (const outage of declaredOver(await readShared(stored), cover, at)) await confirm(outage);
  const undeclared = suspicions(seen).filter(({ scope }) => cover.outageOver(scope.id) === undefined).toSorted(bySharpness);
  const parents = new Map((await network.scopes()).map((scope) => [scope.id, scope]));
  await changeShared(stored, (before) => {
    const alerts = before.map((alert) => (alert.state === 'open' ? asSeen(alert, { seen, cover, now: at }) : alert));
    const fresh = undeclared.reduce<readonly OutageAlert[]>((found, each) => {
      const isKnown = [...found, ...alerts].some((alert) => !isOld(alert, at) && (isAbout(alert, each.scope, parents) || cover.isSame(alert.scope, each.scope.id)));
      return isKnown ? found : [...found, alertOf(each, at)];
    }, []);
    return fresh.length === 0 && alerts.every((alert, index) => alert === before[index]) ? before : [...fresh, ...alerts].slice(0, MOST_KEPT);
  });
};

interface Sight {
  readonly seen: readonly Evidence[];
  readonly cover: Cover;
  readonly now: number;
}

/** What was declared where somebody heard of several reports; in part is enough for those it touches. */
const declaredOver = (alerts: readonly OutageAlert[], cover: Cover, now: number): ReadonlySet<string> =>
  new Set(alerts.filter(({ state }) => state === 'open').flatMap(({ scope }) => cover.outagesIn(scope).filter((each) => isLeft(each, now)).map(({ id }) => id)));

/** Nobody is likely to be settling its alerts herself any more. */
const isLeft = ({ reachedAt }: Covering, now: number): boolean => now - reachedAt >= GRACE_MS;

/** With the reports that came since; settled when an outage was declared over it. */
const asSeen = (alert: OutageAlert, { seen, cover, now }: Sight): OutageAlert => {
  const over = cover.outageOver(alert.scope);
  if (over !== undefined && isLeft(over, now)) return { ...alert, state: 'merged', by: 'system', outage: over.id, at: toIso(now) };
  const { reports = 0, down = 0 } = seen.find(({ scope }) => scope.id === alert.scope) ?? {};
  return reports > alert.reports || down > alert.down ? { ...alert, reports: Math.max(reports, alert.reports), down: Math.max(down, alert.down) } : alert;
};

/** Of the same reports, what hangs on one element says more than where they lie. */
const bySharpness = (one: Evidence, other: Evidence): number => Number(one.scope.kind === 'place') - Number(other.scope.kind === 'place');

const isOld = ({ state, at }: OutageAlert, now: number): boolean => state !== 'open' && now - Date.parse(at) > SETTLED_MS;

/** About the same, about what it hangs on, or about a part of it: one alert for what is one thing. */
const isAbout = ({ scope }: OutageAlert, found: ScopeInfo, scopes: ReadonlyMap<string, ScopeInfo>): boolean =>
  chain(found.id, scopes).includes(scope) || chain(scope, scopes).includes(found.id);

const chain = (id: string, scopes: ReadonlyMap<string, ScopeInfo>): readonly string[] => {
  const found: string[] = [];
  for (let next: string | undefined = id; next !== undefined && !found.includes(next); next = scopes.get(next)?.parent) found.push(next);
  return found;
};

const alertOf = ({ scope, reports, down, usual, since }: Evidence, now: number): OutageAlert => ({
  id: `${scope.id}@${since}`, scope: scope.id, kind: scope.kind === 'place' || scope.kind === 'all' ? 'place' : 'resource', state: 'open',
  since: toIso(since * MINUTE_MS), at: toIso(now), reports, down, usual: Math.round(usual * 1_000) / 1_000,
});
