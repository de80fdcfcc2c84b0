/** The table of permissions as people read it: written to `permissions.md` beside this file, and held to it by a test. */
import type { Role } from '../web/contracts';
import { mayUse, PERMISSIONS, STAFF_ROUTES, type Permission, type StaffRouteKey } from './permissions';

const ROLES: readonly Role[] = ['administrator', 'supervisor', 'agent', 'editor', 'reviewer', 'auditor'];

export const permissionsMarkdown = (): string => {
  const names = Object.keys(PERMISSIONS) as Permission[];
  const routesOf = (permission: Permission): string =>
    (Object.keys(STAFF_ROUTES) as StaffRouteKey[]).filter((key) => STAFF_ROUTES[key] === permission).map((key) => `\`${key.replace('/api/staff', '')}\``).join('<br>');
  return [
    '# Who may do what / Quién puede qué',
    '',
    'Made from `permissions.ts`. Addresses are below `/api/staff`; `public` needs no session.',
    '',
    `| | ${ROLES.join(' | ')} | addresses |`,
    `|---|${ROLES.map(() => ':-:|').join('')}---|`,
    ...names.map((name) => `| ${name} | ${ROLES.map((role) => (mayUse(role, name) ? '✓' : '')).join(' | ')} | ${routesOf(name)} |`),
    '',
  ].join('\n');
};
