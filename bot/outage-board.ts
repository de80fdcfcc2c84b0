/**
 * Which services the outages going on touch: what conversations look at with every message, so it is a value in this
 * process, read anew once a second. Whom an outage touches is asked again only when the outage changed.
 */
import type { OutageBoard, Touch, ZoneBoard, ZoneOutage } from '../dialogs/conversation/world';
import { WORK_AHEAD_MS, type AffectedService, type Outage, type OutageFeed } from './operator/ports';
import type { PublicBoard, PublicOutage, Zone } from './status/public-board';

interface Known {
  readonly updatedAt: number;
  readonly services: readonly AffectedService[];
}

/** Reads the board; while the feed does not answer, what was known stays known. */
export const boardReader = (outages: OutageFeed, now: () => number): (() => Promise<OutageBoard>) => {
  let known = new Map<string, Known>();
  let board: OutageBoard = new Map();
  return async () => {
    const all = await outages.all();
    if (!all.ok) return board;
    const going = all.value.filter(({ state, since }) => state !== 'restored' && state !== 'cancelled' && since <= now());
    const isSame = going.length === known.size && going.every(({ id, updatedAt }) => known.get(id)?.updatedAt === updatedAt);
    if (isSame) return board;
    const read = await Promise.all(going.map(async (outage) => [outage.id, await servicesOf(outages, outage, known)] as const));
    known = new Map(read.flatMap(([id, found]) => (found ? [[id, found] as const] : [])));
    board = boardOf(known);
    return board;
  };
};

/** What stands on the public page, by place: outages going on, the newest first, then planned work, the soonest first. */
export const zoneBoardOf = ({ going, planned, zones }: PublicBoard, now: number): ZoneBoard => {
  const work = going.filter(({ outage }) => outage.planned);
  const soon = planned.filter(({ outage }) => outage.since - now <= WORK_AHEAD_MS);
  const outages = [...going.filter(({ outage }) => !outage.planned), ...work, ...soon].map((each) => zoneOutageOf(each, zones, now));
  return { outages, places: zones.map(({ name }) => name) };
};

const zoneOutageOf = ({ outage: { since, eta, cause, nextUpdate, planned }, zones: touched }: PublicOutage, zones: readonly Zone[], now: number): ZoneOutage => ({
  places: zones.filter(({ id }) => touched.includes(id)).map(({ name }) => name),
  since,
  ...(eta !== undefined && eta > now && { eta }),
  ...(cause !== undefined && { cause }),
  ...(nextUpdate !== undefined && nextUpdate > now && { nextUpdate }),
  ...(planned && { planned: true }),
});

const servicesOf = async (outages: OutageFeed, { id, updatedAt }: Outage, known: ReadonlyMap<string, Known>): Promise<Known | undefined> => {
  const before = known.get(id);
  if (before?.updatedAt === updatedAt) return before;
  const affected = await outages.affected(id);
  return affected.ok ? { updatedAt, services: affected.value } : before;
};

/** One outage a service: an exact one before one by place. */
const boardOf = (known: ReadonlyMap<string, Known>): OutageBoard => {
  const board = new Map<string, Touch>();
  for (const [outage, { services, updatedAt: changedAt }] of known) {
    for (const { serviceId, match } of services) if (board.get(serviceId)?.match !== 'exact') board.set(serviceId, { outage, match, changedAt });
  }
  return board;
};
