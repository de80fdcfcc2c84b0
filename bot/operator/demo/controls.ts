/**
 * The demo controls behind `/api/demo/*` without HTTP: parsed JSON in, status and body out. A bad body is answered
 * with every field at fault and changes nothing; an id that does not exist is a 404. The clock is not here.
 */
import { toIso } from '../colombia';
import { withService } from './access';
import type { Changed, DemoWorld } from './demo-world';
import { scopeFaults } from './links';
import { parseWith, type Fault } from './parse';
import { patched } from './readings';
import {
  newOutageSchema, outagePatchSchema, readingsPatchSchema, worldSchema,
  type DemoOutage, type NewOutage, type OutagePatch, type World,
} from './schema';

export interface Reply {
  readonly status: 200 | 201 | 400 | 404;
  readonly body: unknown;
}

export interface DemoControls {
  getWorld(): Promise<Reply>;
  /** The whole world, in the shape of `getWorld`; relative times count from the business clock. */
  putWorld(body: unknown): Promise<Reply>;
  patchService(id: string, body: unknown): Promise<Reply>;
  postOutage(body: unknown): Promise<Reply>;
  patchOutage(id: string, body: unknown): Promise<Reply>;
  /** What the operator sent, newest last. */
  getMessages(): Promise<Reply>;
  getRecords(): Promise<Reply>;
}

export const createDemoControls = ({ world, now }: { readonly world: DemoWorld; readonly now: () => number }): DemoControls => {
  const schemas = {
    world: worldSchema(now),
    readings: readingsPatchSchema(now),
    newOutage: newOutageSchema(now),
    outage: outagePatchSchema(now),
  };
  return {
    getWorld: async () => ok(await world.read()),
    putWorld: async (body) => {
      const parsed = parseWith(schemas.world, body);
      return parsed.ok ? world.update(() => ({ world: parsed.value, result: ok(parsed.value) })) : badRequest(parsed.faults);
    },
    patchService: async (id, body) => {
      const parsed = parseWith(schemas.readings, body);
      return parsed.ok ? world.update((seen) => patchService(seen, id, { patch: parsed.value, now: now() })) : badRequest(parsed.faults);
    },
    postOutage: async (body) => {
      const parsed = parseWith(schemas.newOutage, body);
      return parsed.ok ? world.update((seen) => addOutage(seen, parsed.value, now())) : badRequest(parsed.faults);
    },
    patchOutage: async (id, body) => {
      const parsed = parseWith(schemas.outage, body);
      return parsed.ok ? world.update((seen) => patchOutage(seen, id, { patch: parsed.value, now: now() })) : badRequest(parsed.faults);
    },
    getMessages: async () => ok((await world.read()).messages),
    getRecords: async () => ok(recordsOf(await world.read())),
  };
};

const ok = (body: unknown): Reply => ({ status: 200, body });

const badRequest = (faults: readonly Fault[]): Reply => ({
  status: 400,
  body: {
    error: {
      code: 'bad_request',
      message: 'Some fields are not understood.',
      faults: faults.map(({ path, message }) => ({ field: path.join('.'), message })),
    },
  },
});

const notFound = (what: string): Reply => ({ status: 404, body: { error: { code: 'not_found', message: `${what} does not exist.` } } });

const patchService = (
  world: World,
  id: string,
  { patch, now }: { readonly patch: Parameters<typeof patched>[1]; readonly now: number },
): Changed<Reply> => {
  const service = world.services.find((each) => each.id === id);
  if (!service) return { world, result: notFound(`The service "${id}"`) };
  const after = patched(service, patch, now);
  return { world: withService(world, after), result: ok(after) };
};

const addOutage = (world: World, body: NewOutage, now: number): Changed<Reply> => {
  const { services, resources, places, ...told } = body;
  const scope = { services, resources, places };
  const faults = [...scopeFaults(scope, world), ...(services.length + resources.length + places.length === 0 ? [EMPTY_SCOPE] : [])];
  if (faults.length > 0) return { world, result: badRequest(faults) };
  const number = world.counter + 1;
  const outage: DemoOutage = { ...told, eta_moved: false, id: `O-${String(number).padStart(4, '0')}`, scope, updated_at: toIso(now) };
  return { world: { ...world, counter: number, outages: [...world.outages, outage] }, result: { status: 201, body: outage } };
};

const EMPTY_SCOPE: Fault = { path: ['services'], message: 'name at least one service, resource or place' };

const patchOutage = (world: World, id: string, { patch, now }: { readonly patch: OutagePatch; readonly now: number }): Changed<Reply> => {
  const outage = world.outages.find((each) => each.id === id);
  if (!outage) return { world, result: notFound(`The outage "${id}"`) };
  const after = patchedOutage(outage, patch, toIso(now));
  return { world: { ...world, outages: world.outages.map((each) => (each.id === id ? after : each)) }, result: ok(after) };
};

/** `restored: true` says the same as the state `restored`; leaving that state forgets when it was restored. */
const patchedOutage = (outage: DemoOutage, { restored, ...patch }: OutagePatch, at: string): DemoOutage => {
  const reopened = restored === false && outage.state === 'restored' ? 'repairing' : outage.state;
  const state = restored === true ? 'restored' : (patch.state ?? reopened);
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as OutagePatch;
  const { title = outage.title, cause = outage.cause, eta = outage.eta, next_update = outage.next_update } = given;
  const { compensation = outage.compensation } = given;
  return {
    id: outage.id,
    title,
    state,
    planned: outage.planned,
    eta_moved: outage.eta_moved || (outage.eta !== undefined && eta != null && eta !== outage.eta),
    scope: outage.scope,
    since: outage.since,
    updated_at: at,
    cause: cause ?? undefined,
    eta: eta ?? undefined,
    next_update: next_update ?? undefined,
    compensation: compensation ?? undefined,
    restored_at: state === 'restored' ? (outage.restored_at ?? at) : undefined,
  };
};

const recordsOf = (world: World) => ({
  tickets: world.tickets.filter(({ kind }) => kind === 'fault'),
  pqrs: world.tickets.filter(({ kind }) => kind !== 'fault'),
  visits: world.visits,
  notices: world.notices,
  human_requests: world.human_requests,
});
