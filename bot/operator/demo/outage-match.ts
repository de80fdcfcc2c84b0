/** Which outage touches which service: by service or by the plant it hangs on (certain), else by address (possible). */
import { toldCause, toldNote, toldTitle } from '../../../dialogs/outages/told-texts';
import { WORK_AHEAD_MS, type AffectedService, type MatchKind, type Outage } from '../ports';
import type { DemoOutage, DemoService, World } from './schema';

export const matchOf = (world: World, { scope, back, part_of: whole }: DemoOutage, service: DemoService): MatchKind | null => {
  const match = inScope(world, scope, service);
  if (match === null || (back && inScope(world, back, service) !== null)) return null;
  // Of a part only what it was a part of says how certain it is.
  const of = whole === undefined ? undefined : world.outages.find(({ id }) => id === whole);
  return of ? inScope(world, of.scope, service) : match;
};

/** Whether it is in a scope, and how certain that is. */
export const inScope = (world: World, { services, resources, places }: DemoOutage['scope'], service: DemoService): MatchKind | null => {
  if (services.includes(service.id) || chainOf(world, service.attached).some((id) => resources.includes(id))) return 'exact';
  return places.some((place) => lies(service.place, place)) ? 'place' : null;
};

/** A neighbourhood's id begins with its city's: `cali/san-antonio`. */
export const lies = (place: string, within: string): boolean => place === within || place.startsWith(`${within}/`);

/** The resource and everything above it: port, OLT, node. Ends on a circle. */
export const chainOf = (world: World, id: string | undefined): readonly string[] => {
  const chain: string[] = [];
  let next = id;
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    const current = next;
    next = world.plant.find((each) => each.id === current)?.parent;
  }
  return chain;
};

export const isActive = (outage: DemoOutage, now: number): boolean =>
  outage.state !== 'restored' && outage.state !== 'cancelled' && Date.parse(outage.since) <= now;

export const isToCome = (outage: DemoOutage, now: number): boolean => {
  const since = Date.parse(outage.since);
  return outage.planned && outage.state !== 'restored' && outage.state !== 'cancelled' && since > now && since - now <= WORK_AHEAD_MS;
};

interface Touching {
  readonly outage: Outage;
  readonly match: MatchKind;
}

const touching = (world: World, service: DemoService, isMeant: (outage: DemoOutage) => boolean): Touching[] =>
  world.outages.flatMap((outage) => {
    const match = isMeant(outage) ? matchOf(world, outage, service) : null;
    return match === null ? [] : [{ outage: outageOf(world, outage), match }];
  });

export const matching = (world: World, service: DemoService, now: number): Touching | null => {
  const rank = (match: MatchKind): number => (match === 'exact' ? 0 : 1);
  const found = touching(world, service, (outage) => isActive(outage, now));
  return found.sort((a, b) => rank(a.match) - rank(b.match) || b.outage.since - a.outage.since)[0] ?? null;
};

/** The soonest work to come. */
export const ahead = (world: World, service: DemoService, now: number): Touching | null =>
  touching(world, service, (outage) => isToCome(outage, now)).sort((a, b) => a.outage.since - b.outage.since)[0] ?? null;

interface Known {
  readonly services: World['services'];
  readonly plant: World['plant'];
  readonly affected: readonly AffectedService[];
}

/** Worlds share what did not change: in a large one the same question is asked with every message. */
const known = new WeakMap<DemoOutage, Known>();

export const affectedBy = (world: World, outage: DemoOutage): readonly AffectedService[] => {
  const { services, plant } = world;
  const before = known.get(outage);
  if (before?.services === services && before.plant === plant) return before.affected;
  const affected = services.flatMap((service) => {
    const match = matchOf(world, outage, service);
    return match === null ? [] : [{ customerId: service.customer, serviceId: service.id, match }];
  });
  known.set(outage, { services, plant, affected });
  return affected;
};

export const outageOf = (world: World, outage: DemoOutage): Outage => ({
  id: outage.id,
  title: toldTitle(outage.title, outage),
  state: outage.state,
  planned: outage.planned,
  since: Date.parse(outage.since),
  updatedAt: Date.parse(outage.updated_at),
  places: placesOf(world, outage),
  etaMoved: outage.eta_moved,
  ...(outage.cause === undefined ? {} : { cause: toldCause(outage.cause, outage) }),
  ...(outage.text === undefined ? {} : { text: toldNote(outage.text) }),
  ...(outage.eta === undefined ? {} : { eta: Date.parse(outage.eta) }),
  ...(outage.confidence === undefined ? {} : { confidence: outage.confidence }),
  ...(outage.next_update === undefined ? {} : { nextUpdate: Date.parse(outage.next_update) }),
  ...(outage.compensation === undefined ? {} : { compensation: outage.compensation }),
  ...(outage.merged_into === undefined ? {} : { mergedInto: outage.merged_into }),
  ...(outage.part_of === undefined ? {} : { partOf: outage.part_of }),
  ...(outage.restored_at === undefined ? {} : { restoredAt: Date.parse(outage.restored_at) }),
});

const placesOf = (world: World, outage: DemoOutage): readonly string[] => {
  const exact = new Set(affectedBy(world, outage).filter(({ match }) => match === 'exact').map(({ serviceId }) => serviceId));
  const ids = new Set([...placesLeft(world, outage), ...world.services.filter(({ id }) => exact.has(id)).map(({ place }) => place)]);
  return world.places.filter(({ id }) => ids.has(id)).map(({ name }) => name);
};

/** A city of which a part is over is named by the parts that are not. */
const placesLeft = (world: World, { scope, back }: DemoOutage): readonly string[] =>
  scope.places.flatMap((place) => {
    const over = (back?.places ?? []).filter((each) => lies(each, place) || lies(place, each));
    if (over.length === 0) return [place];
    return world.places.map(({ id }) => id).filter((id) => id !== place && lies(id, place) && !over.some((each) => lies(id, each)));
  });
