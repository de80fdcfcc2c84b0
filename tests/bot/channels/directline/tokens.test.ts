/** Tokens and stream tickets (I11): only what this server signed, for what it signed it, while it lasts. */
import { jwtVerify, SignJWT } from 'jose';
import { makeTokens, type Claims } from '../../../../bot/channels/directline/tokens';

const secret = Buffer.from('only-for-tests-0123456789abcdef-0123456789abcdef');
const claims: Claims = { conversation: 'conversation-1', user: 'dl_ana' };
const YEAR_MS = 365 * 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

const later = (ms: number): void => void jest.spyOn(Date, 'now').mockReturnValue(Date.now() + ms);
afterEach(() => jest.restoreAllMocks());

describe('tokens of web conversations', () => {
  it('given a token of this server, any process that shares the secret knows whose it is', () => {
    const token = makeTokens(secret, YEAR_MS).issue(claims);
    expect(makeTokens(secret, YEAR_MS).verify(token)).toEqual({ kind: 'valid', claims });
  });

  it('given a token that aged, it still resumes; one that is too old does not', () => {
    const tokens = makeTokens(secret, 30 * DAY_MS);
    const token = tokens.issue(claims);
    later(2 * DAY_MS);
    expect(tokens.verify(token)).toEqual({ kind: 'aged', claims });
    later(40 * DAY_MS);
    expect(tokens.verify(token)).toEqual({ kind: 'invalid' });
  });

  it('given a token of another secret, or one that was changed, it is refused', () => {
    const tokens = makeTokens(secret, YEAR_MS);
    const token = tokens.issue(claims);
    const stranger = makeTokens(Buffer.from('another-secret-0123456789abcdef-0123456789'), YEAR_MS).issue(claims);
    for (const bad of [stranger, `${token}x`, token.slice(1), '']) expect(tokens.verify(bad)).toEqual({ kind: 'invalid' });
  });
});

/** As a library signs them. */
const signed = (more: object = {}, header: object = {}): Promise<string> =>
  new SignJWT({ conv: claims.conversation, user: claims.user, use: 'chat', ...more }).setProtectedHeader({ alg: 'HS256', ...header }).setExpirationTime('1h').sign(secret);

describe('the form of a token', () => {
  it('given a token of ours, a library for JWT reads and verifies it, as clients of Direct Line look into theirs', async () => {
    const { payload } = await jwtVerify(makeTokens(secret, YEAR_MS).issue(claims), secret, { algorithms: ['HS256'] });
    expect(payload).toMatchObject({ conv: claims.conversation, user: claims.user, exp: expect.any(Number) });
  });

  it('given a token that a library signed for the same claims, it is good, as those of earlier versions are', async () => {
    expect(makeTokens(secret, YEAR_MS).verify(await signed())).toEqual({ kind: 'valid', claims });
  });

  it('given a right signature under another header or for another purpose, it is refused', async () => {
    const tokens = makeTokens(secret, YEAR_MS);
    const others = [await signed({}, { alg: 'HS512' }), await signed({}, { kid: '../../etc' }), await signed({ use: 'staff' }), await signed({ conv: 7 }), `${await signed()}.more`];
    for (const other of others) expect(tokens.verify(other)).toEqual({ kind: 'invalid' });
  });
});

describe('stream tickets', () => {
  it('given a fresh ticket, any process that shares the secret opens the stream; a minute later none does', () => {
    const ticket = makeTokens(secret, YEAR_MS).ticket(claims);
    expect(makeTokens(secret, YEAR_MS).redeem(ticket)).toEqual(claims);
    later(61_000);
    expect(makeTokens(secret, YEAR_MS).redeem(ticket)).toBeNull();
  });

  it('given a ticket that was changed or made up, nothing opens', () => {
    const tokens = makeTokens(secret, YEAR_MS);
    const [body = '', mac = ''] = tokens.ticket(claims).split('.');
    const other = Buffer.from(JSON.stringify(['conversation-2', 'dl_ana', Date.now() + DAY_MS])).toString('base64url');
    for (const bad of [`${other}.${mac}`, `${body}.${mac.slice(1)}x`, `${body}.`, body, '', `.${mac}`, `${body}.${'ñ'.repeat(mac.length)}`]) {
      expect(tokens.redeem(bad)).toBeNull();
    }
  });

  it('given a ticket, it is no token, and a token is no ticket', () => {
    const tokens = makeTokens(secret, YEAR_MS);
    expect(tokens.verify(tokens.ticket(claims))).toEqual({ kind: 'invalid' });
    expect(tokens.redeem(tokens.issue(claims))).toBeNull();
  });
});
