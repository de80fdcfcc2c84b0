/** The document of the API: made from the contracts, and what the server answers is what it says. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020';
import { openApi } from '../../bot/api/openapi';
import { STAFF_ROUTES } from '../../bot/staff/permissions';
import { schemaFile } from '../support/contract-schemas';
import { ROOT } from '../support/sources';
import { openOffice, type Office } from './staff/given';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>>;
}
const document = openApi() as unknown as { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>; readonly components: { readonly schemas: object } };

test('the schemas are those of the contracts', () => {
  const file = path.join(ROOT, 'bot', 'api', 'contract-schemas.data.ts');
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, schemaFile());
  expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(schemaFile());
});

test('every address of the staff API stands in it', () => {
  const told = Object.entries(document.paths).flatMap(([place, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${place.replace(/\{(\w+)\}/g, ':$1')}`));
  expect(told).toEqual(expect.arrayContaining(Object.keys(STAFF_ROUTES)));
});

describe('the server answers as it says', () => {
  let office: Office;
  let token: string;
  beforeAll(async () => {
    office = await openOffice();
    token = await office.signInAs('administrator');
  });
  afterAll(() => office.close());

  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema({ $id: 'api', components: document.components });
  /** Refs of the document, seen from the schema that is compiled. */
  const rooted = (schema: object): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as object;

  const holds = (method: string, place: string, { status, body }: { status: number; body: unknown }): void => {
    const operation = document.paths[place]?.[method.toLowerCase()];
    const reply = operation?.responses[String(status)] ?? operation?.responses['default'];
    const schema = reply?.content?.['application/json']?.schema;
    if (!schema) throw new Error(`${method} ${place} says nothing of ${status}`);
    const check = ajv.compile(rooted(schema));
    expect([method, place, status, check(body) ? [] : check.errors]).toEqual([method, place, status, []]);
  };

  const places = Object.entries(document.paths).flatMap(([place, methods]) => (place.startsWith('/api/staff') && methods['get'] ? [place] : []));
  const told = (place: string): boolean => document.paths[place]?.['get']?.responses['200']?.content?.['application/json'] !== undefined;
  test.each(places.filter(told))('GET %s', async (place) => {
    const at = place.replace('{thread}', 't-1').replace(/\{\w+\}/g, 'nothing');
    holds('GET', place, await office.call('GET', at, { token }));
    if (place !== '/api/staff/session') holds('GET', place, await office.call('GET', at));
  });

  test.each([
    ['POST', '/api/staff/cases/{thread}/claim', {}], ['POST', '/api/staff/cases/{thread}/messages', { id: 'm', text: 'hola' }],
    ['POST', '/api/staff/cases/{thread}/notes', { id: 'n', text: 'x' }], ['POST', '/api/staff/cases/{thread}/transfer', { note: 'x' }],
    ['POST', '/api/staff/cases/{thread}/give-back', { how: 'continue' }], ['POST', '/api/staff/cases/{thread}/resolve', { cause: 'wifi', confirmed: true }],
    ['POST', '/api/staff/cases/{thread}/resolve', { cause: 'weather', confirmed: true }], ['POST', '/api/staff/cases/{thread}/priority', { priority: 'high' }],
    ['POST', '/api/staff/cases/next', {}], ['POST', '/api/staff/phone', { key: '1234' }], ['POST', '/api/staff/phone', { key: '9999' }],
    ['POST', '/api/staff/presence', { state: 'online' }], ['POST', '/api/staff/webhooks', { url: 'https://crm.example/x', events: ['case.closed'] }],
    ['PUT', '/api/staff/replies/{id}', { title: { es: 'a', en: 'a' }, text: { es: 'a', en: 'a' } }], ['POST', '/api/staff/users', { name: 'Eva', email: 'eva@hilo.test', role: 'agent', password: 'una-clave-larga' }],
    ['DELETE', '/api/staff/sessions/{id}', undefined], ['DELETE', '/api/staff/users/{id}/sessions/{session}', undefined], ['PATCH', '/api/staff/agents/{id}', { capacity: 3 }],
    ['DELETE', '/api/staff/cases/{thread}', undefined], ['PATCH', '/api/staff/agents/{id}', { role: 'editor' }],
  ] as const)('%s %s', async (method, place, body) => {
    holds(method, place, await office.call(method, place.replace('{thread}', 't-1').replace(/\{\w+\}/g, 'saludo'), { token, ...(body && { body }) }));
  });
});
