/** Signing in, staying signed in, and what ends it. */
import { SignJWT } from 'jose';
import { openOffice, PASSWORD, type Office } from './given';

const ANA = { name: 'Ana', email: 'ana@hilo.test', role: 'agent', password: PASSWORD } as const;

describe('a session of staff', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
    await office.accounts.add(ANA);
  });
  afterEach(() => office.close());

  const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
    office.call('POST', '/api/staff/session', { body: { email, password }, headers });
  /** 401 for nobody; the page itself is told `user: null`. */
  const whoAmI = async (headers: Record<string, string>) => {
    const answer = await office.call('GET', '/api/staff/session', { headers });
    return { ...answer, status: answer.body['user'] === null ? 401 : answer.status };
  };
  const cookieOf = (answer: { headers: Headers }): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

  it('given the right password, a cookie that scripts cannot read and a token for API clients', async () => {
    const answer = await signIn(' Ana@hilo.test ', PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ user: { name: 'Ana', email: 'ana@hilo.test', role: 'agent' } });
    expect(JSON.stringify(answer.body)).not.toContain('argon2');
    expect(answer.headers.get('set-cookie')).toMatch(/^hilo_session=[^;]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/);
    expect((await whoAmI({ cookie: cookieOf(answer) })).body).toMatchObject({ user: { name: 'Ana' } });
    expect((await whoAmI({ authorization: `Bearer ${String(answer.body['token'])}` })).status).toBe(200);
  });

  it('given nobody, the page hears so without an error; given two devices, each is listed and can be ended alone', async () => {
    expect((await office.call('GET', '/api/staff/session')).body).toEqual({ user: null });
    const [phone, desk] = [await signIn(ANA.email, PASSWORD, { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) Chrome/130' }), await signIn(ANA.email, PASSWORD)];
    const call = (method: string, path: string) => office.call(method, path, { token: String(desk.body['token']) });
    const { sessions } = (await call('GET', '/api/staff/sessions')).body as { sessions: readonly { id: string; device: string; here?: true }[] };
    expect(sessions.map(({ here }) => here)).toContain(true);
    const other = sessions.find(({ here }) => !here);
    expect(other?.device).toBe('Chrome, Android');
    expect((await call('DELETE', `/api/staff/sessions/${other?.id ?? ''}`)).status).toBe(200);
    expect((await whoAmI({ cookie: cookieOf(phone) })).status).toBe(401);
    expect((await call('GET', '/api/staff/sessions')).status).toBe(200);
    expect((await call('DELETE', '/api/staff/session')).status).toBe(200);
    expect((await call('GET', '/api/staff/sessions')).status).toBe(401);
  });

  it('given a person who may not sign in for now, her sessions are over and her cases go on without her', async () => {
    const { token } = (await signIn(ANA.email, PASSWORD)).body;
    const boss = await office.signInAs('administrator');
    const { users } = (await office.call('GET', '/api/staff/users', { token: boss })).body as { users: readonly { id: string; email: string }[] };
    const id = users.find(({ email }) => email === ANA.email)?.id ?? '';
    expect((await office.call('PATCH', `/api/staff/users/${id}`, { token: boss, body: { inactive: true } })).body).toMatchObject({ user: { inactive: true } });
    expect(office.asked).toContainEqual(['release', id, 'deactivated']);
    expect((await whoAmI({ authorization: `Bearer ${String(token)}` })).status).toBe(401);
    expect((await signIn(ANA.email, PASSWORD)).status).toBe(401);
    await office.call('PATCH', `/api/staff/users/${id}`, { token: boss, body: { inactive: false } });
    expect((await signIn(ANA.email, PASSWORD)).status).toBe(200);
  });

  it('given a wrong password or an e-mail that nobody has, the same answer', async () => {
    const [wrong, unknown] = [await signIn(ANA.email, 'otra-clave'), await signIn('nadie@hilo.test', PASSWORD)];
    expect(wrong.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
    expect(wrong.body.error).toMatchObject({ code: 'WrongCredentials', message_es: 'El correo y la contraseña no coinciden.' });
  });

  it('given five wrong tries, each further one waits longer, also with the right password', async () => {
    for (let tries = 0; tries < 5; tries += 1) expect((await signIn(ANA.email, 'otra-clave')).status).toBe(401);
    const first = await signIn(ANA.email, PASSWORD);
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '1']);
    office.machineNow += 1_000;
    expect((await signIn(ANA.email, 'otra-clave')).status).toBe(401);
    expect((await signIn(ANA.email, PASSWORD)).headers.get('retry-after')).toBe('2');
    office.machineNow += 2_000;
    expect((await signIn(ANA.email, PASSWORD)).status).toBe(200);
    expect((await signIn(ANA.email, 'otra-clave')).status).toBe(401);
  });

  it('given many tries at once, no more than five are looked at', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(ANA.email, 'otra-clave')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  it('given a changed password, sessions from before are over and the own one goes on', async () => {
    const old = cookieOf(await signIn(ANA.email, PASSWORD));
    const change = (current: string) =>
      office.call('PUT', '/api/staff/session/password', { headers: { cookie: old }, body: { current, password: 'una-clave-nueva' } });
    expect((await change('no-es-esta')).body.error).toMatchObject({ field: 'current' });
    const changed = await change(PASSWORD);
    expect(changed.status).toBe(200);
    expect((await whoAmI({ cookie: old })).status).toBe(401);
    expect((await whoAmI({ cookie: cookieOf(changed) })).status).toBe(200);
    expect((await signIn(ANA.email, PASSWORD)).status).toBe(401);
  });

  it('given a removed user, the session is over', async () => {
    const token = await office.signInAs('administrator');
    const cookie = cookieOf(await signIn(ANA.email, PASSWORD));
    const { users } = (await office.call('GET', '/api/staff/users', { token })).body as { users: { id: string; name: string }[] };
    await office.call('DELETE', `/api/staff/users/${users.find(({ name }) => name === 'Ana')?.id}`, { token });
    expect((await whoAmI({ cookie })).status).toBe(401);
  });

  it('given a token of the right key made for another purpose, nobody', async () => {
    const claims = await office.accounts.signIn(ANA.email, PASSWORD);
    const token = await new SignJWT({ use: 'chat', ver: claims?.sessions })
      .setProtectedHeader({ alg: 'HS256' }).setSubject(claims?.user.id ?? '').setExpirationTime('1 h').sign(Buffer.alloc(32, 7));
    expect((await whoAmI({ authorization: `Bearer ${token}` })).status).toBe(401);
  });

  it('given the way out, the cookie is emptied', async () => {
    const cookie = cookieOf(await signIn(ANA.email, PASSWORD));
    const out = await office.call('DELETE', '/api/staff/session', { headers: { cookie, origin: office.url } });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([200, expect.stringMatching(/^hilo_session=; .*Max-Age=0/)]);
  });

  describe('against forged requests', () => {
    const claim = (headers: Record<string, string>, body?: unknown) =>
      office.call('POST', '/api/staff/cases/t-1/claim', { headers, ...(body !== undefined && { body }) });

    it('given a cookie, a change needs JSON and no foreign origin', async () => {
      const cookie = cookieOf(await signIn(ANA.email, PASSWORD));
      expect((await claim({ cookie }, {})).status).toBe(200);
      expect((await claim({ cookie, origin: office.url }, {})).status).toBe(200);
      expect((await claim({ cookie, origin: office.url })).status).toBe(200);
      expect((await claim({ cookie })).status).toBe(403);
      expect((await claim({ cookie, origin: 'https://otro.example' }, {})).body.error).toMatchObject({ code: 'WrongOrigin' });
      expect((await claim({ cookie, origin: 'null' }, {})).status).toBe(403);
      expect((await claim({ cookie, 'content-type': 'text/plain', origin: office.url }, '{}')).status).toBe(403);
    });

    it('given a foreign origin, nobody is signed in', async () => {
      expect((await signIn(ANA.email, PASSWORD, { origin: 'https://otro.example' })).status).toBe(403);
    });
  });

  it('given a body with a fault, the field and the reason in both languages', async () => {
    expect((await office.call('POST', '/api/staff/session', { body: { email: 'ana@hilo.test' } })).body.error).toEqual({
      code: 'BadArgument', field: 'password',
      message: '"password" is missing or is not a string.', message_es: '«password» falta o no es del tipo esperado.',
    });
  });
});
