/**
 * Where an outage may be over sooner, and that it is: a mass outage comes back zone by zone, and nobody is told that it is
 * back where it is not (P7).
 */
import { aroundOf } from '../operator/demo/network-map';
import { affectedBy } from '../operator/demo/outage-match';
import { partIn, type Mark } from '../operator/demo/outage-writes';
import type { DemoOutage, World } from '../operator/demo/schema';
import type { OutageFault } from '../staff/ports';
import type { OutagePart } from '../web/outage-contracts';
import { scopesOf, splitScope } from './outage-words';

/** Elements and places that hold some of the services it touches, not all. */
export const partsOf = (world: World, outage: DemoOutage): readonly OutagePart[] => {
  const touched = touchedBy(world, outage);
  const counts = new Map<string, number>();
  for (const around of touched.values()) for (const id of around) counts.set(id, (counts.get(id) ?? 0) + 1);
  return scopesOf(world).flatMap(({ id, kind, label }) => {
    const affected = counts.get(id) ?? 0;
    return affected > 0 && affected < touched.size ? [{ id, kind, label, affected }] : [];
  });
};

type Parted = { readonly world: World; readonly outage: DemoOutage } | { readonly faults: readonly OutageFault[] };

export const partedIn = (world: World, outage: DemoOutage, { scope, mark }: { readonly scope: readonly string[]; readonly mark: Mark }): Parted => {
  const touched = touchedBy(world, outage);
  const over = [...touched].filter(([service, around]) => scope.some((id) => id === service || around.includes(id))).length;
  if (over === 0) return { faults: [{ field: 'scope', en: 'The outage touches nobody there.', es: 'La falla no toca a nadie ahí.' }] };
  if (over === touched.size) return { faults: [{ field: 'scope', en: 'That is all of it: mark the outage as restored.', es: 'Eso es toda la falla: márquela como restablecida.' }] };
  return partIn(world, outage, { scope: splitScope(scope, world), mark });
};

/** Its services, each with what it hangs on and where it lies. */
const touchedBy = (world: World, outage: DemoOutage): ReadonlyMap<string, readonly string[]> => {
  const services = new Map(world.services.map((service) => [service.id, service]));
  return new Map(affectedBy(world, outage).flatMap(({ serviceId }) => {
    const service = services.get(serviceId);
    return service ? [[serviceId, aroundOf(world, service)] as const] : [];
  }));
};
