/**
 * The operator's feed of outages: events in the shape of TMF656, pushed to us with a token. Every event carries the whole
 * problem and the hour it happened: one that is repeated or older than what is known changes nothing (I1, I3). A feed that
 * was heard once and fell silent is told as stale; what it said stays.
 */
import { z } from 'zod';
import { readProblem, type ProblemReading } from '../dialogs/outages/service-problem';
import { splitScope } from './desk/outage-words';
import { isBearer } from './http/bearer';
import { problem, type HttpReply, type HttpRequest, type Route } from './http/route';
import { toIso } from './operator/colombia';
import type { DemoWorld } from './operator/demo/demo-world';
import { newOutageSchema, outagePatchSchema } from './operator/demo/outage-schema';
import { changedIn, declaredIn } from './operator/demo/outage-writes';
import { parseWith } from './operator/demo/parse';
import type { DemoOutage, World } from './operator/demo/schema';
import { timeSchema } from './operator/demo/time-schema';
import type { Records } from './runtime/ports';
import type { FeedState } from './web/outage-contracts';

const RECORD = 'outage-feed';
const SILENT_MS = 15 * 60_000;
/** What is only a sign of life is noted this often at most. */
const NOTE_MS = 5_000;
const MOST_NAMED = 5_000;

const named = z.array(z.object({ id: z.string().min(1).max(100) })).max(MOST_NAMED).optional();
const eventSchema = z.object({
  eventId: z.string().max(200).optional(),
  /** Both spellings are in use. */
  eventTime: z.iso.datetime({ offset: true }).optional(),
  timeOccurred: z.iso.datetime({ offset: true }).optional(),
  timeOcurred: z.iso.datetime({ offset: true }).optional(),
  eventType: z.string().max(100).optional(),
  event: z.object({
    serviceProblem: z.object({
      id: z.string().regex(/^[\w.:-]{1,60}$/),
      name: z.string().max(1_000).optional(), description: z.string().max(5_000).optional(), status: z.string().max(100).optional(),
      category: z.string().max(200).optional(), creationDate: z.string().max(40).optional(), lastUpdate: z.iso.datetime({ offset: true }).optional(),
      affectedService: named, affectedResource: named, affectedLocation: named,
      characteristic: z.array(z.object({ name: z.string().max(100), value: z.unknown() })).max(200).optional(),
    }),
  }),
});

export type Fed = 'applied' | 'known' | { readonly field: string; readonly message: string };

export interface FeedParts {
  readonly world: DemoWorld;
  readonly records: Records;
  readonly now: () => number;
  readonly machineNow: () => number;
  /** Who sends it proves with this; without one there is no feed. */
  readonly token: string | undefined;
  /** What those who follow the outage are to hear is begun. */
  readonly changed: () => Promise<void>;
}

export interface OutageFeedDoor {
  readonly routes: readonly Route[];
  state(): Promise<FeedState>;
}

export const makeOutageFeed = (parts: FeedParts): OutageFeedDoor => {
  const { records, machineNow, token } = parts;
  let noted = 0;
  const alive = async (): Promise<void> => {
    const at = machineNow();
    if (at - noted < NOTE_MS) return;
    noted = at;
    const stored = await records.get(RECORD);
    // Whoever loses here loses to a sign of life.
    await records.put(RECORD, JSON.stringify({ at }), stored?.version ?? 0);
  };
  const guarded = (handle: (request: HttpRequest) => Promise<HttpReply>) => async (request: HttpRequest): Promise<HttpReply> => {
    if (token === undefined || !isBearer(request.headers.authorization, token)) return problem(401, 'Unauthorized', 'Send the token of the feed as a bearer token.');
    await alive();
    return handle(request);
  };
  const routes: readonly Route[] = token === undefined ? [] : [
    { method: 'POST', path: '/api/feeds/outages/events', bodyLimit: 1_024 * 1_024, handle: guarded((request) => take(parts, request)) },
    // The feed has nothing to tell, and says so.
    { method: 'POST', path: '/api/feeds/outages/heartbeat', handle: guarded(() => Promise.resolve({ status: 204 })) },
  ];
  return {
    routes,
    async state() {
      const stored = await records.get(RECORD);
      if (!stored) return { state: 'never' };
      const { at } = JSON.parse(stored.json) as { at: number };
      return { state: machineNow() - at > SILENT_MS ? 'stale' : 'live', lastAt: toIso(at) };
    },
  };
};

const take = async (parts: FeedParts, { body }: HttpRequest): Promise<HttpReply> => {
  const parsed = eventSchema.safeParse(body);
  if (!parsed.success) return refused(parsed.error.issues[0]?.path.join('.') ?? '', 'is missing or not understood');
  const { event, eventTime, timeOccurred, timeOcurred } = parsed.data;
  const { serviceProblem } = event;
  const at = eventTime ?? timeOccurred ?? timeOcurred ?? serviceProblem.lastUpdate;
  if (at === undefined) return refused('eventTime', 'is needed: it tells older events from newer ones');
  const fed = await parts.world.update((world) => feed(world, { id: `F-${serviceProblem.id}`, at: toIso(Date.parse(at)), reading: readProblem(serviceProblem) }, parts.now()));
  if (typeof fed === 'object') return refused(fed.field, fed.message);
  if (fed === 'applied') await parts.changed();
  return { status: fed === 'applied' ? 201 : 200, json: { result: fed } };
};

const refused = (field: string, message: string): HttpReply => ({ status: 422, json: { error: { code: 'BadArgument', message: `"${field}" ${message}.`, field } } });

interface Event {
  readonly id: string;
  readonly at: string;
  readonly reading: ProblemReading;
}

const feed = (world: World, event: Event, now: number): { readonly world: World; readonly result: Fed } => {
  const before = world.outages.find(({ id }) => id === event.id);
  if (!before) return begin(world, event, now);
  if (before.feed_at !== undefined && Date.parse(before.feed_at) >= Date.parse(event.at)) return { world, result: 'known' };
  const { title, state, eta, nextUpdate, cause, text } = event.reading;
  const patch = parseWith(outagePatchSchema(timeSchema(() => now)), withoutGaps({ title, state, eta: eta ?? null, next_update: nextUpdate ?? null, cause, text }));
  if (!patch.ok) return { world, result: { field: patch.faults[0]?.path.join('.') ?? '', message: patch.faults[0]?.message ?? '' } };
  const scope = knownIn(world, event.reading.scope);
  const target: DemoOutage = { ...before, feed_at: event.at, ...(sizeOf(scope) > 0 && { scope }) };
  return { world: changedIn(world, target, { patch: patch.value, mark: { now, by: 'feed', source: 'feed' } }).world, result: 'applied' };
};

const begin = (world: World, { id, at, reading }: Event, now: number): { readonly world: World; readonly result: Fed } => {
  const scope = knownIn(world, reading.scope);
  if (sizeOf(scope) === 0) return { world, result: { field: 'event.serviceProblem', message: 'names no service, resource or place that is known' } };
  const { title, state, planned, since, eta, nextUpdate, cause, text } = reading;
  const body = withoutGaps({ title, state, planned, since: since ?? at, eta, next_update: nextUpdate, cause, text, ...scope });
  const parsed = parseWith(newOutageSchema(timeSchema(() => now)), body);
  if (!parsed.ok) return { world, result: { field: parsed.faults[0]?.path.join('.') ?? '', message: parsed.faults[0]?.message ?? '' } };
  return { world: declaredIn(world, parsed.value, { now, by: 'feed', source: 'feed', id, feedAt: at }).world, result: 'applied' };
};

/** A feed names elements that are none of ours: those are passed over. */
const knownIn = (world: World, ids: readonly string[]): DemoOutage['scope'] => {
  const { places, resources, services } = splitScope(ids, world);
  const plant = new Set(world.plant.map(({ id }) => id));
  return { places, services, resources: resources.filter((id) => plant.has(id)) };
};

const sizeOf = ({ services, resources, places }: DemoOutage['scope']): number => services.length + resources.length + places.length;

const withoutGaps = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
