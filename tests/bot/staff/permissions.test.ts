/** Every route of the staff API for every role, and for nobody, against the one table. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { permissionsMarkdown } from '../../../bot/staff/permissions-markdown';
import { ROOT } from '../../support/sources';
import { staffRoutes } from '../../../bot/staff/routes';
import { mayUse, STAFF_ROUTES, type StaffRouteKey } from '../../../bot/staff/permissions';
import type { Role } from '../../../bot/web/contracts';
import { openOffice, type Office } from './given';

const ROLES: readonly Role[] = ['administrator', 'supervisor', 'agent', 'editor', 'reviewer', 'auditor'];
const KEYS = Object.keys(STAFF_ROUTES) as StaffRouteKey[];

describe('who may do what', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  const knock = async (key: StaffRouteKey, token?: string): Promise<number> => {
    const [method = '', path = ''] = key.split(' ');
    const at = path.replace(/:\w+/g, 'nobody-has-this-id');
    // A body that is not JSON: whoever gets past the guard hears 400, nobody else learns that it was read.
    const body = method === 'GET' ? {} : { body: '{' };
    return (await office.call(method, at, { ...(token !== undefined && { token }), ...body })).status;
  };

  test.each(KEYS.filter((key) => STAFF_ROUTES[key] !== 'public'))('%s is refused to nobody before its body is looked at', async (key) => {
    expect(await knock(key)).toBe(401);
    expect(await knock(key, 'not-a-token')).toBe(401);
  });

  test.each(ROLES)('as %s each route answers as the table says', async (role) => {
    const token = await office.signInAs(role);
    for (const key of KEYS) {
      if (STAFF_ROUTES[key] === 'public') continue;
      // What may end the session is asked with one of its own.
      const status = await knock(key, STAFF_ROUTES[key] === 'session.own' ? await office.signInAs(role) : token);
      expect([key, status === 403 ? 'refused' : 'let in']).toEqual([key, mayUse(role, STAFF_ROUTES[key]) ? 'let in' : 'refused']);
    }
  });

  it('given the table, the page that people read is made from it', () => {
    // UPDATE_DOCS=1 writes it anew.
    const file = path.join(ROOT, 'bot', 'staff', 'permissions.md');
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, permissionsMarkdown());
    expect(readFileSync(file, 'utf8')).toBe(permissionsMarkdown());
  });

  it('given the table, every route of it is mounted and no other', () => {
    const inert = {} as Parameters<typeof staffRoutes>[0];
    const mounted = staffRoutes({ ...inert, storage: {} as typeof inert.storage, machineNow: () => 0 }).map(({ method, path }) => `${method} ${path}`);
    expect(mounted.sort()).toEqual([...KEYS].sort());
  });

  it('given that one route makes somebody of nobody and one tells who that is, only those are public', () => {
    expect(KEYS.filter((key) => STAFF_ROUTES[key] === 'public')).toEqual(['POST /api/staff/session', 'GET /api/staff/session']);
  });
});
