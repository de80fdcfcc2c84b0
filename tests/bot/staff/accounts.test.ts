/** The people who work with Hilo: the first one, and the list that administrators keep. */
import { StorageUnavailable } from '../../../bot/runtime/ports';
import { makeAccounts } from '../../../bot/staff/accounts';
import { openOffice, PASSWORD, type Office } from './given';

const GIVEN = { email: 'Jefa@hilo.test', password: 'clave-inicial' };

describe('accounts of staff', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  it('given two processes that start at once, one administrator is made and told once', async () => {
    const other = makeAccounts(office.storage.records);
    const made = (await Promise.all([office.accounts.bootstrap(undefined), other.bootstrap(undefined)])).filter((one) => one !== null);
    expect(made).toHaveLength(1);
    expect(await office.accounts.list()).toHaveLength(1);
    expect(await other.signIn(made[0]?.email ?? '', made[0]?.password ?? '')).toMatchObject({ user: { role: 'administrator' } });
    expect(await other.bootstrap(undefined)).toBeNull();
  });

  it('given an e-mail and a password, that administrator exists once and nothing is printed', async () => {
    const other = makeAccounts(office.storage.records);
    expect(await Promise.all([office.accounts.bootstrap(GIVEN), other.bootstrap(GIVEN)])).toEqual([null, null]);
    expect(await office.accounts.list()).toMatchObject([{ email: 'jefa@hilo.test', role: 'administrator' }]);
    expect(await office.accounts.signIn(GIVEN.email, GIVEN.password)).not.toBeNull();
  });

  it('given a store that wrote it and cannot say yet that it is kept, the password is told all the same, once', async () => {
    const { records } = office.storage;
    const unsure = makeAccounts({
      get: (name) => records.get(name),
      async put(...args) {
        await records.put(...args);
        throw new StorageUnavailable('not kept by enough replicas yet');
      },
      putUntil: (record) => records.putUntil(record),
    });
    const made = await unsure.bootstrap(undefined);
    expect(await office.accounts.signIn(made?.email ?? '', made?.password ?? '')).toMatchObject({ user: { role: 'administrator' } });
    expect(await unsure.bootstrap(undefined)).toBeNull();
  });

  it('given a store that writes nothing, none is made and none is told', async () => {
    const away = new StorageUnavailable('away');
    const none = makeAccounts({ get: (name) => office.storage.records.get(name), put: () => Promise.reject(away), putUntil: () => Promise.reject(away) });
    await expect(none.bootstrap(undefined)).rejects.toBe(away);
  });

  it('given others already, the configured administrator is still made, but a removed one does not come back', async () => {
    await office.accounts.bootstrap(undefined);
    await office.accounts.bootstrap(GIVEN);
    const [, boss] = await office.accounts.list();
    await office.accounts.remove(boss?.id ?? '');
    await office.accounts.bootstrap(GIVEN);
    expect(await office.accounts.list()).toHaveLength(1);
    expect(await office.accounts.signIn(GIVEN.email, GIVEN.password)).toBeNull();
  });

  it('given the store, no password stands in it', async () => {
    await office.accounts.bootstrap(GIVEN);
    const stored = await office.storage.records.get('staff:users');
    expect(stored?.json).toContain('$argon2id$');
    expect(stored?.json).not.toContain(GIVEN.password);
  });

  it('given many changes at once, none is lost', async () => {
    const add = (number: number) => office.accounts.add({ name: `N${number}`, email: `n${number}@hilo.test`, role: 'agent', password: PASSWORD });
    await Promise.all(Array.from({ length: 6 }, (_, number) => add(number)));
    expect(await office.accounts.list()).toHaveLength(6);
  });

  describe('as administrator', () => {
    const eva = { name: 'Eva', email: 'eva@hilo.test', role: 'editor', password: PASSWORD };

    it('given a new user, they are listed; the same e-mail again is refused', async () => {
      const token = await office.signInAs('administrator');
      const made = await office.call('POST', '/api/staff/users', { token, body: eva });
      expect([made.status, made.body]).toEqual([201, { user: { id: expect.any(String), name: 'Eva', email: 'eva@hilo.test', role: 'editor' } }]);
      const again = await office.call('POST', '/api/staff/users', { token, body: { ...eva, email: 'EVA@hilo.test' } });
      expect([again.status, again.body.error]).toEqual([409, expect.objectContaining({ field: 'email' })]);
    });

    it('given faults, each is told by its field', async () => {
      const token = await office.signInAs('administrator');
      const fault = async (body: object) => (await office.call('POST', '/api/staff/users', { token, body: { ...eva, ...body } })).body.error?.['field'];
      expect(await fault({ email: 'eva' })).toBe('email');
      expect(await fault({ role: 'boss' })).toBe('role');
      expect(await fault({ password: 'corta' })).toBe('password');
      expect(await fault({ name: ' ' })).toBe('name');
    });

    it('given the last administrator, they can neither leave nor step down', async () => {
      const token = await office.signInAs('administrator');
      const [me] = await office.accounts.list();
      expect((await office.call('DELETE', `/api/staff/users/${me?.id}`, { token })).body.error?.['code']).toBe('LastAdministrator');
      expect((await office.call('PATCH', `/api/staff/users/${me?.id}`, { token, body: { role: 'agent' } })).status).toBe(409);
      expect((await office.call('PATCH', '/api/staff/users/nobody', { token, body: { name: 'X' } })).status).toBe(404);
    });
  });
});
