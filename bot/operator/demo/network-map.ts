/** Where a service hangs and lies in the demo's world, and how many services each element and place has. */
import type { ScopeInfo, ScopeKind } from '../../../dialogs/outages/detect';
import type { DemoWorld } from './demo-world';
import { affectedBy, chainOf, isActive, lies } from './outage-match';
import type { World } from './schema';

export interface NetworkMap {
  /** Elements and places, innermost first; empty for an unknown service. */
  around(service: string): Promise<readonly string[]>;
  scopes(): Promise<readonly ScopeInfo[]>;
  cover(): Promise<Cover>;
}

/** What is under what, as it stands now. */
export interface Cover {
  /** The outage going on that touches most of the services there. */
  outageOver(scope: string): Covering | undefined;
  /** All outages going on that touch some of the services there. */
  outagesIn(scope: string): readonly Covering[];
  /** Whether most services of the smaller of the two are the other's too. */
  isSame(one: string, other: string): boolean;
}

export interface Covering {
  readonly id: string;
  /** Since when it reaches where it does, business time in ms: what else is edited says nothing of that. */
  readonly reachedAt: number;
}

const MOST = 0.8;

export const makeNetworkMap = (world: Pick<DemoWorld, 'read'>, now: () => number): NetworkMap => {
  let last: { readonly services: World['services']; readonly scopes: readonly ScopeInfo[]; readonly members: Members } | null = null;
  const known = (seen: World) => {
    if (last?.services === seen.services) return last;
    const members = membersOf(seen);
    last = { services: seen.services, scopes: scopesOf(seen, members), members };
    return last;
  };
  return {
    async around(id) {
      const seen = await world.read();
      const service = seen.services.find((each) => each.id === id);
      return service ? aroundOf(seen, service) : [];
    },
    async scopes() {
      return known(await world.read()).scopes;
    },
    async cover() {
      const seen = await world.read();
      const { members } = known(seen);
      const touched = seen.outages.filter((outage) => isActive(outage, now())).map((outage) => ({ id: outage.id, reachedAt: reachedAtOf(outage), services: new Set(affectedBy(seen, outage).map(({ serviceId }) => serviceId)) }));
      return {
        outageOver: (scope) => touched.find(({ services }) => isMostlyIn(members.get(scope) ?? NOBODY, services)),
        outagesIn: (scope) => touched.filter(({ services }) => [...(members.get(scope) ?? NOBODY)].some((id) => services.has(id))),
        isSame(one, other) {
          const [small, large] = [members.get(one) ?? NOBODY, members.get(other) ?? NOBODY].toSorted((a, b) => a.size - b.size);
          return small !== undefined && large !== undefined && isMostlyIn(small, large);
        },
      };
    },
  };
};

/** When it was declared, or last joined with another or opened again; its history may have forgotten that. */
const reachedAtOf = ({ history, updated_at: updatedAt }: World['outages'][number]): number =>
  Date.parse((history.findLast(({ what }) => REACHES.has(what)) ?? history[0])?.at ?? updatedAt);
const REACHES: ReadonlySet<string> = new Set(['declared', 'merged', 'reopened']);

export const ALL = 'all';

/** Elements and places around a service, innermost first, and all at last. */
export const aroundOf = (world: World, { attached, place }: World['services'][number]): readonly string[] => [
  ...chainOf(world, attached), ...world.places.filter(({ id }) => lies(place, id)).map(({ id }) => id).toReversed(), ALL,
];

/** Services by element and place. */
type Members = ReadonlyMap<string, ReadonlySet<string>>;
const NOBODY: ReadonlySet<string> = new Set();

const isMostlyIn = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  some.size > 0 && [...some].filter((id) => others.has(id)).length >= some.size * MOST;

const membersOf = (world: World): Members => {
  const members = new Map<string, Set<string>>();
  for (const service of world.services) {
    for (const id of aroundOf(world, service)) members.set(id, (members.get(id) ?? new Set()).add(service.id));
  }
  return members;
};

const scopesOf = (world: World, members: Members): readonly ScopeInfo[] => {
  const info = (id: string, kind: ScopeKind, parent?: string): ScopeInfo => ({ id, kind, services: members.get(id)?.size ?? 0, ...(parent !== undefined && { parent }) });
  return [
    ...world.plant.map(({ id, kind, parent }) => info(id, kind, parent ?? ALL)),
    ...world.places.map(({ id }) => info(id, 'place', id.includes('/') ? id.slice(0, id.lastIndexOf('/')) : ALL)),
    info(ALL, 'all'),
  ];
};
