/**
 * Changes of the outages in a world, as pure functions: every one raises the outage's version and leaves a line of history
 * with who made it. The checks of what may be said stand in `dialogs/outages/draft-faults.ts`.
 */
import { toIso } from '../colombia';
import { scopeFaults, type LinkFault } from './links';
import { inScope } from './outage-match';
import type { DemoOutage, NewOutage, OutagePatch, World } from './schema';

export interface Mark {
  readonly now: number;
  /** A person's name, or the system that said so. */
  readonly by: string;
  readonly source: DemoOutage['source'];
}

interface Written {
  readonly world: World;
  readonly outage: DemoOutage;
}

type Scope = DemoOutage['scope'];
type Fields = DemoOutage['history'][number]['fields'];
const MOST_CHANGES = 200;

export const scopeFaultsOf = (world: World, scope: DemoOutage['scope']): readonly LinkFault[] => {
  const { services, resources, places } = scope;
  const isEmpty = services.length + resources.length + places.length === 0;
  return [...scopeFaults(scope, world), ...(isEmpty ? [{ path: ['services'], message: 'name at least one service, resource or place' }] : [])];
};

/** `id`: for what has a name of its own elsewhere; a number is given without it. */
export const declaredIn = (world: World, body: NewOutage, mark: Mark & { readonly id?: string; readonly feedAt?: string }): Written => {
  const { services, resources, places, ...told } = body;
  const number = world.counter + 1;
  const at = toIso(mark.now);
  const { id = `O-${String(number).padStart(4, '0')}` } = mark;
  const outage: DemoOutage = {
    ...told, id, eta_moved: false, scope: { services, resources, places }, updated_at: at, version: 1, source: mark.source,
    ...(mark.feedAt !== undefined && { feed_at: mark.feedAt }),
    ...(told.state === 'restored' && { restored_at: at }),
    history: [{ at, by: mark.by, what: 'declared', fields: fieldsOf(told) }],
  };
  return { world: { ...world, counter: number, outages: [...world.outages, outage] }, outage };
};

export const changedIn = (world: World, before: DemoOutage, { patch, mark }: { readonly patch: OutagePatch; readonly mark: Mark }): Written => {
  const after = patched(before, patch, toIso(mark.now));
  const fields = differences(before, after);
  const what = Object.keys(fields).length === 0 ? undefined : kindOf(before, after);
  const outage: DemoOutage = what === undefined ? after : { ...after, history: withChange(before, { at: after.updated_at, by: mark.by, what, fields }) };
  return replaced(world, outage);
};

/** `from` is no outage of its own any more: its places and followers belong to `into`. */
export const mergedIn = (world: World, { from, into }: { readonly from: DemoOutage; readonly into: DemoOutage }, mark: Mark): Written => {
  const at = toIso(mark.now);
  const back = from.back && into.back ? bothOf(from.back, into.back) : (from.back ?? into.back);
  const gone: DemoOutage = {
    ...from, state: 'cancelled', merged_into: into.id, updated_at: at, version: from.version + 1,
    history: withChange(from, { at, by: mark.by, what: 'merged', fields: { merged_into: into.id } }),
  };
  const kept: DemoOutage = {
    ...into, scope: bothOf(into.scope, from.scope), back,
    since: Date.parse(from.since) < Date.parse(into.since) ? from.since : into.since,
    updated_at: at, version: into.version + 1,
    history: withChange(into, { at, by: mark.by, what: 'merged', fields: { with: from.id } }),
  };
  return replaced(replaced(world, gone).world, kept);
};

/** Reports from elsewhere were the same outage: it reaches there too, and may have begun sooner. `scope`: an element, a place or a service. */
export const widenedIn = (world: World, before: DemoOutage, { scope, since, mark }: { readonly scope: DemoOutage['scope']; readonly since: string; readonly mark: Mark }): Written => {
  const at = toIso(mark.now);
  const outage: DemoOutage = {
    ...before, scope: bothOf(before.scope, scope), back: before.back && backWithout(world, before.back, scope),
    since: Date.parse(since) < Date.parse(before.since) ? since : before.since,
    updated_at: at, version: before.version + 1,
    history: withChange(before, { at, by: mark.by, what: 'merged', fields: { with: [...scope.services, ...scope.resources, ...scope.places].join(', ') } }),
  };
  return replaced(world, outage);
};

/** Where it is over sooner: an outage of its own that has ended, and no part of this one any more. */
export const partIn = (world: World, before: DemoOutage, { scope, mark }: { readonly scope: DemoOutage['scope']; readonly mark: Mark }): Written => {
  const at = toIso(mark.now);
  const number = world.counter + 1;
  const { back, feed_at: _, ...told } = before;
  const part: DemoOutage = {
    ...told, id: `O-${String(number).padStart(4, '0')}`, scope, part_of: before.id, state: 'restored', restored_at: at, updated_at: at, version: 1,
    source: mark.source, history: [{ at, by: mark.by, what: 'restored', fields: { part_of: before.id } }],
  };
  const kept: DemoOutage = {
    ...before, back: back ? bothOf(back, scope) : scope, updated_at: at, version: before.version + 1,
    history: withChange(before, { at, by: mark.by, what: 'part', fields: { back: [...scope.places, ...scope.resources, ...scope.services].join(', '), part: part.id } }),
  };
  return replaced({ ...world, counter: number, outages: [...world.outages, part] }, kept);
};

const bothOf = (one: Scope, other: Scope): Scope => {
  const both = (list: keyof Scope): string[] => [...new Set([...one[list], ...other[list]])];
  return { services: both('services'), resources: both('resources'), places: both('places') };
};

/** Where it was over and is reported again, it is not over. */
const backWithout = (world: World, back: Scope, again: Scope): Scope => {
  const reported = world.services.filter((service) => inScope(world, again, service) !== null);
  const left = (list: keyof Scope): string[] =>
    back[list].filter((id) => !reported.some((service) => inScope(world, { services: [], resources: [], places: [], [list]: [id] }, service) !== null));
  return { services: left('services'), resources: left('resources'), places: left('places') };
};

const replaced = (world: World, outage: DemoOutage): Written => ({
  world: { ...world, outages: world.outages.map((each) => (each.id === outage.id ? outage : each)) },
  outage,
});

const withChange = ({ history }: DemoOutage, change: DemoOutage['history'][number]): DemoOutage['history'] => [...history, change].slice(-MOST_CHANGES);

/** `restored: true` says the same as the state `restored`; leaving that state forgets when it was restored. */
const patched = (outage: DemoOutage, { restored, ...patch }: OutagePatch, at: string): DemoOutage => {
  const reopened = restored === false && outage.state === 'restored' ? 'repairing' : outage.state;
  const state = restored === true ? 'restored' : (patch.state ?? reopened);
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as OutagePatch;
  const { title = outage.title, cause = outage.cause, text = outage.text, eta = outage.eta, next_update = outage.next_update } = given;
  const { compensation = outage.compensation, confidence = outage.confidence } = given;
  return {
    ...outage,
    title,
    state,
    eta_moved: outage.eta_moved || (outage.eta !== undefined && eta != null && eta !== outage.eta),
    updated_at: at,
    version: outage.version + 1,
    cause: cause ?? undefined,
    text: text ?? undefined,
    eta: eta ?? undefined,
    confidence: confidence ?? undefined,
    next_update: next_update ?? undefined,
    compensation: compensation ?? undefined,
    restored_at: state === 'restored' ? (outage.restored_at ?? at) : undefined,
  };
};

const TOLD = ['title', 'state', 'cause', 'text', 'eta', 'confidence', 'next_update', 'compensation'] as const;

const fieldsOf = (told: Partial<DemoOutage>): Fields =>
  Object.fromEntries(TOLD.flatMap((name) => (told[name] === undefined ? [] : [[name, plain(told[name])]])));

const differences = (before: DemoOutage, after: DemoOutage): Fields =>
  Object.fromEntries(TOLD.flatMap((name) => (JSON.stringify(before[name]) === JSON.stringify(after[name]) ? [] : [[name, plain(after[name])]])));

const plain = (value: DemoOutage[(typeof TOLD)[number]]): string | boolean | null =>
  typeof value === 'object' ? value.es : (value ?? null);

const kindOf = (before: DemoOutage, after: DemoOutage): DemoOutage['history'][number]['what'] => {
  if (before.state === after.state) return 'changed';
  if (after.state === 'restored' || after.state === 'cancelled') return after.state;
  return before.state === 'restored' || before.state === 'cancelled' ? 'reopened' : 'changed';
};
