/** Where a service hangs and lies in the demo's world, and how many services each element and place has. */
import type { ScopeInfo, ScopeKind } from '../../../dialogs/outages/detect';
import type { DemoWorld } from './demo-world';
import { chainOf, lies } from './outage-match';
import type { World } from './schema';

export interface NetworkMap {
  /** Elements and places, innermost first; empty for an unknown service. */
  around(service: string): Promise<readonly string[]>;
  scopes(): Promise<readonly ScopeInfo[]>;
}

export const makeNetworkMap = (world: Pick<DemoWorld, 'read'>): NetworkMap => {
  let last: { readonly services: World['services']; readonly scopes: readonly ScopeInfo[] } | null = null;
  return {
    async around(id) {
      const seen = await world.read();
      const service = seen.services.find((each) => each.id === id);
      return service ? aroundOf(seen, service) : [];
    },
    async scopes() {
      const seen = await world.read();
      if (last?.services !== seen.services) last = { services: seen.services, scopes: scopesOf(seen) };
      return last.scopes;
    },
  };
};

export const ALL = 'all';

const aroundOf = (world: World, { attached, place }: World['services'][number]): readonly string[] => [
  ...chainOf(world, attached), ...world.places.filter(({ id }) => lies(place, id)).map(({ id }) => id).toReversed(), ALL,
];

const scopesOf = (world: World): readonly ScopeInfo[] => {
  const counts = new Map<string, number>();
  for (const service of world.services) for (const id of aroundOf(world, service)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const info = (id: string, kind: ScopeKind, parent?: string): ScopeInfo => ({ id, kind, services: counts.get(id) ?? 0, ...(parent !== undefined && { parent }) });
  return [
    ...world.plant.map(({ id, kind, parent }) => info(id, kind, parent ?? ALL)),
    ...world.places.map(({ id }) => info(id, 'place', id.includes('/') ? id.slice(0, id.lastIndexOf('/')) : ALL)),
    info(ALL, 'all'),
  ];
};
