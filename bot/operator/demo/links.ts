/** Checks that a world holds together: ids are unique and every id that is named exists. */

interface Named {
  readonly id: string;
}

interface Linked {
  readonly places: readonly Named[];
  readonly plant: readonly (Named & { readonly parent?: string | undefined })[];
  readonly customers: readonly (Named & { readonly account: string; readonly document: { readonly number: string } })[];
  readonly services: readonly (Named & { readonly customer: string; readonly place: string; readonly attached?: string | undefined })[];
  readonly accounts: readonly { readonly customer: string }[];
  readonly tickets: readonly (Named & { readonly customer: string; readonly service?: string | undefined })[];
  readonly visits: readonly (Named & { readonly service: string })[];
  readonly crews: readonly { readonly place: string }[];
  readonly outages: readonly (Named & { readonly scope: OutageScope })[];
}

export interface OutageScope {
  readonly services: readonly string[];
  readonly resources: readonly string[];
  readonly places: readonly string[];
}

export interface LinkFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export const brokenLinks = (world: Linked): readonly LinkFault[] => {
  const known = idsOf(world);
  return [
    ...repeated(world),
    ...missing(world, 'plant', 'parent', known.resources),
    ...missing(world, 'services', 'customer', known.customers),
    ...missing(world, 'services', 'place', known.places),
    ...missing(world, 'services', 'attached', known.resources),
    ...missing(world, 'accounts', 'customer', known.customers),
    ...missing(world, 'tickets', 'customer', known.customers),
    ...missing(world, 'tickets', 'service', known.services),
    ...missing(world, 'visits', 'service', known.services),
    ...missing(world, 'crews', 'place', known.places),
    ...world.outages.flatMap(({ scope }, index) => prefixed(['outages', index, 'scope'], scopeFaults(scope, world))),
  ];
};

/** The ids of an outage's scope that do not exist. */
export const scopeFaults = (scope: OutageScope, world: Pick<Linked, 'services' | 'plant' | 'places'>): readonly LinkFault[] => {
  const known = idsOf({ ...world, customers: [] });
  return (['services', 'resources', 'places'] as const).flatMap((list) =>
    scope[list].flatMap((id, index) => (known[list].has(id) ? [] : [{ path: [list, index], message: `"${id}" does not exist` }])),
  );
};

const idsOf = (world: Pick<Linked, 'services' | 'plant' | 'places' | 'customers'>) => ({
  customers: new Set(world.customers.map(({ id }) => id)),
  services: new Set(world.services.map(({ id }) => id)),
  resources: new Set(world.plant.map(({ id }) => id)),
  places: new Set(world.places.map(({ id }) => id)),
});

const missing = <List extends keyof Linked>(world: Linked, list: List, field: string, known: ReadonlySet<string>): readonly LinkFault[] =>
  world[list].flatMap((item, index) => {
    const value: unknown = Reflect.get(item, field);
    return typeof value !== 'string' || known.has(value) ? [] : [{ path: [list, index, field], message: `"${value}" does not exist` }];
  });

const repeated = (world: Linked): readonly LinkFault[] => [
  ...(['places', 'plant', 'customers', 'services', 'tickets', 'visits', 'outages'] as const).flatMap((list) =>
    twice(world[list].map(({ id }) => id)).map(({ value, index }) => ({ path: [list, index, 'id'], message: `"${value}" is there twice` })),
  ),
  ...twice(world.customers.map(({ account }) => account)).map(({ value, index }) => ({
    path: ['customers', index, 'account'],
    message: `"${value}" is there twice`,
  })),
  ...twice(world.customers.map(({ document }) => document.number)).map(({ value, index }) => ({
    path: ['customers', index, 'document', 'number'],
    message: `"${value}" is there twice`,
  })),
];

const twice = (values: readonly string[]): readonly { readonly value: string; readonly index: number }[] => {
  const seen = new Set<string>();
  return values.flatMap((value, index) => (seen.has(value) ? [{ value, index }] : (seen.add(value), [])));
};

const prefixed = (path: readonly (string | number)[], faults: readonly LinkFault[]): readonly LinkFault[] =>
  faults.map((fault) => ({ ...fault, path: [...path, ...fault.path] }));
