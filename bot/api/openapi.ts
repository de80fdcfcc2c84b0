/**
 * `/api/openapi.json`: the staff API and the demo controls as an OpenAPI 3.1 document, made from the table of permissions,
 * the contracts of the pages and the list of operations. A test asks the server and holds its answers to it.
 */
import type { Route } from '../http/route';
import { PERMISSIONS, STAFF_ROUTES, type StaffRouteKey } from '../staff/permissions';
import { CONTRACT_SCHEMAS } from './contract-schemas.data';
import { FLOW_OPERATIONS } from './flow-operations';
import { OPERATIONS, type Shape } from './operations';

type Json = Readonly<Record<string, unknown>>;

const PRIMITIVES: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);

const schemaOf = (shape: Shape): Json => {
  if (typeof shape === 'string') {
    if (PRIMITIVES.has(shape)) return { type: shape };
    return shape.endsWith('?') ? { anyOf: [schemaOf(shape.slice(0, -1)), { type: 'null' }] } : { $ref: `#/components/schemas/${shape}` };
  }
  if (isList(shape)) return { type: 'array', items: schemaOf(shape[0]) };
  const fields = Object.entries(shape);
  return { type: 'object', ...(fields.length > 0 && { properties: Object.fromEntries(fields.map(([field, one]) => [field, schemaOf(one)])), required: fields.map(([field]) => field) }) };
};

const isList = (shape: Shape): shape is readonly [string] => Array.isArray(shape);

const PROBLEM: Json = {
  type: 'object', required: ['error'],
  properties: { error: { type: 'object', required: ['code', 'message'], properties: { code: { type: 'string' }, message: { type: 'string' }, message_es: { type: 'string' }, field: { type: 'string' } } } },
};

const inPath = (key: string): readonly Json[] => [...key.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

const operationOf = (key: StaffRouteKey): Json => {
  const permission = STAFF_ROUTES[key];
  const { summary, query = [], body, reply, status = 200, type = 'application/json', form, mayBeLater } = OPERATIONS[key] ?? FLOW_OPERATIONS[key] ?? { summary: key, reply: {} };
  return {
    summary, operationId: key.replace(/[^a-z]+/gi, '_'), tags: [key.split('/')[3] ?? 'staff'],
    description: permission === 'public' ? 'For everybody.' : `Needs \`${permission}\`: ${PERMISSIONS[permission].join(', ')}.`,
    ...(permission === 'public' && { security: [] }),
    parameters: [...inPath(key), ...query.map((name) => ({ name, in: 'query', schema: { type: 'string' } }))],
    ...(body !== undefined && { requestBody: { content: { [form ? 'multipart/form-data' : 'application/json']: { schema: schemaOf(body) } } } }),
    responses: {
      [status]: { description: 'Done', content: { [type]: { schema: schemaOf(reply) } } },
      ...(mayBeLater && { 202: { description: 'It will be done', content: { [type]: { schema: schemaOf(reply) } } } }),
      default: { description: 'A problem, with a stable code', content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
};

const DEMO = [
  'GET /api/demo/world', 'PUT /api/demo/world', 'PATCH /api/demo/services/:id', 'POST /api/demo/outages', 'PATCH /api/demo/outages/:id',
  'GET /api/demo/clock', 'POST /api/demo/clock', 'GET /api/demo/messages', 'GET /api/demo/records',
] as const;

const demoOperation = (key: (typeof DEMO)[number]): Json => {
  const reply: Json = key.endsWith('/clock') ? schemaOf({ now: 'string' }) : key.endsWith('/messages') ? { type: 'array', items: { type: 'object' } } : { type: 'object' };
  return {
    summary: 'Demo controls, on localhost only', tags: ['demo'], security: [], parameters: inPath(key), operationId: key.replace(/[^a-z]+/gi, '_'),
    ...(!key.startsWith('GET') && { requestBody: { content: { 'application/json': { schema: { type: 'object' } } } } }),
    responses: { [key === 'POST /api/demo/outages' ? 201 : 200]: { description: 'Done', content: { 'application/json': { schema: reply } } }, default: { description: 'A problem' } },
  };
};

const pathsOf = <Key extends string>(keys: readonly Key[], of: (key: Key) => Json): Json => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const key of keys) {
    const [method = '', path = ''] = key.split(' ');
    const place = path.replace(/:(\w+)/g, '{$1}');
    paths[place] = { ...paths[place], [method.toLowerCase()]: of(key) };
  }
  return paths;
};

export const openApi = (): Json => ({
  openapi: '3.1.0',
  info: { title: 'Hilo', version: '1', description: 'The API of the staff pages and the demo controls. Times are ISO 8601 with offset; errors are `{ error: { code, message, message_es, field? } }`.' },
  security: [{ session: [] }, { bearer: [] }],
  paths: { ...pathsOf(Object.keys(STAFF_ROUTES) as StaffRouteKey[], operationOf), ...pathsOf(DEMO, demoOperation) },
  components: {
    schemas: { ...CONTRACT_SCHEMAS, Problem: PROBLEM },
    securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'hilo_session' }, bearer: { type: 'http', scheme: 'bearer' } },
  },
});

export const openApiRoute = (): Route => {
  const content = JSON.stringify(openApi());
  return { method: 'GET', path: '/api/openapi.json', handle: () => ({ status: 200, content, headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' } }) };
};
