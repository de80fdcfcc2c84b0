/**
 * The people who work with Hilo: one shared record, changed by compare-and-set, so that two processes never lose a
 * change. Passwords are kept as Argon2id hashes only. Every change that must end sessions raises the user's session
 * version; removed users stay as a mark, so that neither a restart nor an old token brings them back.
 */
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Records } from '../runtime/ports';
import { editShared, readShared, type Edit, type SharedRecord } from '../runtime/shared-record';
import type { Skills } from '../../dialogs/handoff/routing';
import type { Role, StaffUser } from '../web/contracts';

export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 200;
const RECORD = 'staff:users';
const BOOTSTRAP_EMAIL = 'admin@hilo.local';

interface Account extends StaffUser {
  readonly hash: string;
  readonly sessions: number;
  readonly removed?: true;
}

export interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly password: string;
  readonly skills?: Skills | undefined;
  readonly capacity?: number | undefined;
}

export interface UserPatch {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly password?: string | undefined;
  readonly skills?: Skills | undefined;
  readonly capacity?: number | undefined;
  readonly inactive?: boolean | undefined;
}

/** A user with the version that their session tokens must carry. */
export interface Known {
  readonly user: StaffUser;
  readonly sessions: number;
}

export type Refusal = 'unknown' | 'email_taken' | 'last_administrator';
export type Change = { readonly ok: true; readonly user: StaffUser } | { readonly ok: false; readonly reason: Refusal };

export interface Accounts {
  list(): Promise<readonly StaffUser[]>;
  /** Nobody for who may not sign in. */
  find(id: string): Promise<Known | null>;
  /** Also who may not sign in for now; `null` for who was removed. */
  user(id: string): Promise<StaffUser | null>;
  /** Takes equally long for an e-mail that nobody has. */
  signIn(email: string, password: string): Promise<Known | null>;
  add(draft: NewUser): Promise<Change>;
  /** A new role or password ends the user's sessions, and so does that she may not sign in for now. */
  change(id: string, patch: UserPatch): Promise<Change>;
  remove(id: string): Promise<Change>;
  checkPassword(id: string, password: string): Promise<boolean>;
  /**
   * The first administrator. With `given`, that one is made unless the e-mail was ever known; without it and without
   * any user one is made with a random password, which is returned this once, to the one process that made it.
   */
  bootstrap(given: Credentials | undefined): Promise<Credentials | null>;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export const makeAccounts = (records: Records): Accounts => {
  const nobodysHash = hash(randomBytes(16).toString('base64url'));
  const register: Register = { records, name: RECORD, first: [] };
  const present = async (wanted: (account: Account) => boolean): Promise<Account | undefined> =>
    (await readShared(register)).find((account) => account.removed === undefined && wanted(account));

  return {
    list: async () => (await readShared(register)).filter(({ removed }) => !removed).map(userOf),
    async find(id) {
      const found = await present((account) => account.id === id && !account.inactive);
      return found ? knownOf(found) : null;
    },
    async user(id) {
      const found = await present((account) => account.id === id);
      return found ? userOf(found) : null;
    },
    async signIn(email, password) {
      const found = await present((account) => account.email === normal(email));
      const right = await verify(found?.hash ?? (await nobodysHash), password);
      return found && right && !found.inactive ? knownOf(found) : null;
    },
    async add(draft) {
      const account = await accountOf(draft);
      return editShared(register, (accounts) => added(accounts, account));
    },
    async change(id, patch) {
      const hashed = patch.password === undefined ? undefined : await hash(patch.password);
      return editShared(register, (accounts) => changed(accounts, id, (account) => patched(account, patch, hashed)));
    },
    remove: (id) => editShared(register, (accounts) => changed(accounts, id, (account) => ({ ...account, removed: true, hash: '' }))),
    async checkPassword(id, password) {
      const found = await present((account) => account.id === id);
      return found !== undefined && verify(found.hash, password);
    },
    bootstrap: (given) => bootstrap(register, given),
  };
};

type Register = SharedRecord<readonly Account[]>;

const bootstrap = async (register: Register, given: Credentials | undefined): Promise<Credentials | null> => {
  const accounts = await readShared(register);
  if (given ? accounts.some(({ email }) => email === normal(given.email)) : accounts.length > 0) return null;
  const credentials = given ?? { email: BOOTSTRAP_EMAIL, password: randomBytes(12).toString('base64url') };
  const account = await accountOf({ ...credentials, name: nameFrom(credentials.email), role: 'administrator' });
  // Another process may have been quicker while the password was hashed.
  const first = await editShared(register, (now) => (given === undefined && now.length > 0 ? { next: now, result: false } : { ...added(now, account), result: true })).catch(async (error: unknown) => {
    // Written and not yet kept by every copy: its password is told nowhere else.
    if ((await readShared(register)).some(({ id }) => id === account.id)) return true;
    throw error;
  });
  return first && given === undefined ? credentials : null;
};

/** What anybody may be called who signs in with an address of the house, not of a person. */
const HOUSE_NAMES: ReadonlySet<string> = new Set(['admin', 'administrator', 'administrador', 'administracion', 'root', 'soporte', 'support', 'info', 'hilo']);

/** Customers read it: `ana@…` is Ana, `ana.maria@…` Ana Maria, `admin@…` Soporte. */
const nameFrom = (email: string): string => {
  const local = normal(email).split('@')[0] ?? '';
  const words = local.replace(/\+.*$/, '').split(/[^\p{L}]+/u).filter((word) => word !== '');
  if (words.length === 0 || HOUSE_NAMES.has(words.join(''))) return 'Soporte';
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
};

export const normal = (email: string): string => email.trim().toLowerCase();

const userOf = ({ id, name, email, role, skills, capacity, inactive }: Account): StaffUser => ({
  id, name, email, role, ...(skills && { skills }), ...(capacity !== undefined && { capacity }), ...(inactive && { inactive }),
});
const knownOf = (account: Account): Known => ({ user: userOf(account), sessions: account.sessions });

const accountOf = async ({ name, email, role, password, skills, capacity }: NewUser): Promise<Account> => ({
  id: `u${randomBytes(9).toString('base64url')}`, name: name.trim(), email: normal(email), role, hash: await hash(password), sessions: 1,
  ...(skills && { skills: plainSkills(skills) }), ...(capacity !== undefined && { capacity }),
});

/** Empty lists mean the same as none. */
const plainSkills = (skills: Skills): NonNullable<StaffUser['skills']> => Object.fromEntries(Object.entries(skills).filter(([, list]) => Array.isArray(list) && list.length > 0));

/** A removed user's e-mail may be given again: the new user is another one. */
const added = (accounts: readonly Account[], account: Account): Edit<readonly Account[], Change> =>
  accounts.some(({ email, removed }) => email === account.email && !removed)
    ? { next: accounts, result: { ok: false, reason: 'email_taken' } }
    : { next: [...accounts, account], result: { ok: true, user: userOf(account) } };

const patched = ({ inactive: was, ...account }: Account, { name, role, skills, capacity, inactive = was === true }: UserPatch, hashed: string | undefined): Account => {
  const ends = hashed !== undefined || (role !== undefined && role !== account.role) || (inactive && !was);
  return {
    ...account,
    name: name?.trim() ?? account.name,
    role: role ?? account.role,
    hash: hashed ?? account.hash,
    ...(skills && { skills: plainSkills(skills) }),
    ...(capacity !== undefined && { capacity }),
    ...(inactive && { inactive }),
    sessions: account.sessions + (ends ? 1 : 0),
  };
};

const changed = (accounts: readonly Account[], id: string, change: (account: Account) => Account): Edit<readonly Account[], Change> => {
  const found = accounts.find((account) => account.id === id && !account.removed);
  if (!found) return { next: accounts, result: { ok: false, reason: 'unknown' } };
  const next = change(found);
  const all = accounts.map((account) => (account === found ? next : account));
  if (isAdministrator(found) && !all.some(isAdministrator)) return { next: accounts, result: { ok: false, reason: 'last_administrator' } };
  return { next: all, result: { ok: true, user: userOf(next) } };
};

const isAdministrator = ({ role, removed, inactive }: Account): boolean => role === 'administrator' && !removed && !inactive;
