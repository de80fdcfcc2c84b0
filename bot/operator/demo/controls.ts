/**
 * The demo controls behind `/api/demo/*` without HTTP: parsed JSON in, status and body out. A bad body is answered
 * with every field at fault and changes nothing; an id that does not exist is a 404. The clock is not here.
 */
import { withService } from './access';
import type { Changed, DemoWorld } from './demo-world';
import { newOutageSchema, outagePatchSchema } from './outage-schema';
import { changedIn, declaredIn, scopeFaultsOf } from './outage-writes';
import { parseWith, type Fault } from './parse';
import { patched } from './readings';
import { readingsPatchSchema, worldSchema, type NewOutage, type OutagePatch, type World } from './schema';
import { timeSchema } from './time-schema';

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
    newOutage: newOutageSchema(timeSchema(now)),
    outage: outagePatchSchema(timeSchema(now)),
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
  const faults = scopeFaultsOf(world, body);
  if (faults.length > 0) return { world, result: badRequest(faults) };
  const declared = declaredIn(world, body, { now, by: 'demo', source: 'demo' });
  return { world: declared.world, result: { status: 201, body: declared.outage } };
};

const patchOutage = (world: World, id: string, { patch, now }: { readonly patch: OutagePatch; readonly now: number }): Changed<Reply> => {
  const outage = world.outages.find((each) => each.id === id);
  if (!outage) return { world, result: notFound(`The outage "${id}"`) };
  const changed = changedIn(world, outage, { patch, mark: { now, by: 'demo', source: 'demo' } });
  return { world: changed.world, result: ok(changed.outage) };
};

const recordsOf = (world: World) => ({
  tickets: world.tickets.filter(({ kind }) => kind === 'fault'),
  pqrs: world.tickets.filter(({ kind }) => kind !== 'fault'),
  visits: world.visits,
  notices: world.notices,
  human_requests: world.human_requests,
});
