/**
 * `/api/demo/*`: the controls that people and automated journeys use to play with the demo operator. They show one-time
 * codes, so they exist on localhost only. The clock moves business time for all processes, forward only.
 */
import { z } from 'zod';
import { problem, type HttpReply, type HttpRequest, type Route } from './http/route';
import type { DemoControls, Reply } from './operator/demo/controls';
import type { BusinessClock } from './runtime/clock';

const WORLD_BYTES = 4 * 1024 * 1024;
const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

const clockBody = z.union([
  z.object({ now: z.iso.datetime({ offset: true }) }).strict(),
  z.object({ advance: z.string().regex(/^\d+\s*(s|m|min|h|d)$/, 'a number and s, min, h or d') }).strict(),
]);

interface DemoParts {
  readonly controls: DemoControls;
  readonly clock: BusinessClock;
  /** Performs what is due and resolves when the system is at rest. */
  readonly settle: () => Promise<void>;
}

export const demoRoutes = (parts: DemoParts): readonly Route[] => controlsOf(parts).map((route) => ({ ...route, admit: onlyHere }));

/** Names of this machine, with a port or without. */
const HERE = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/i;

/**
 * It listens to this machine alone, but a browser here may be sent by a page of elsewhere, under a name of elsewhere that
 * was made to lead here, and a proxy may hand on whomever it hears.
 */
const onlyHere = ({ headers: { host = 'localhost', origin = 'http://localhost', ...headers } }: HttpRequest): HttpReply | null =>
  HERE.test(host) && HERE.test(origin.replace(/^https?:\/\//, '')) && !('x-forwarded-for' in headers) && !('forwarded' in headers)
    ? null
    : problem(403, 'LocalOnly', 'The demo controls answer to this machine only.');

const controlsOf = ({ controls, clock, settle }: DemoParts): readonly Route[] => [
  get('world', () => controls.getWorld()),
  get('messages', () => controls.getMessages()),
  get('records', () => controls.getRecords()),
  change('PUT', 'world', ({ body }) => controls.putWorld(body)),
  change('PATCH', 'services/:id', ({ params, body }) => controls.patchService(params['id'] ?? '', body)),
  change('POST', 'outages', ({ body }) => controls.postOutage(body)),
  change('PATCH', 'outages/:id', ({ params, body }) => controls.patchOutage(params['id'] ?? '', body)),
  { method: 'GET', path: '/api/demo/clock', handle: () => ({ status: 200, json: clockReply(clock) }) },
  { method: 'POST', path: '/api/demo/clock', handle: ({ body }) => moveClock(clock, settle, body) },
];

const get = (name: string, read: () => Promise<Reply>): Route => ({
  method: 'GET', path: `/api/demo/${name}`, handle: async () => replyOf(await read()),
});

const change = (method: Route['method'], name: string, act: (request: HttpRequest) => Promise<Reply>): Route => ({
  method, path: `/api/demo/${name}`, bodyLimit: WORLD_BYTES, handle: async (request) => replyOf(await act(request)),
});

const replyOf = ({ status, body }: Reply): HttpReply => ({ status, json: body });

const clockReply = (clock: BusinessClock) => ({ now: new Date(clock.now()).toISOString() });

const moveClock = async (clock: BusinessClock, settle: () => Promise<void>, body: unknown): Promise<HttpReply> => {
  const parsed = clockBody.safeParse(body);
  if (!parsed.success) return problem(400, 'BadArgument', 'Send {"now": "<ISO date-time with offset>"} or {"advance": "5h"}.');
  const target = 'now' in parsed.data ? Date.parse(parsed.data.now) : clock.now() + durationOf(parsed.data.advance);
  switch (await clock.moveTo(target, settle)) {
    case 'moved':
      return { status: 200, json: clockReply(clock) };
    case 'past':
      return problem(409, 'Past', `Time only moves forward; it is ${new Date(clock.now()).toISOString()}.`);
    case 'taken':
      return problem(409, 'Taken', 'Another process is moving the clock. Try again.');
  }
};

const durationOf = (text: string): number => {
  const [, count = '0', unit = 's'] = /^(\d+)\s*(\w+)$/.exec(text) ?? [];
  return Number(count) * (UNITS[unit] ?? 0);
};
