/**
 * Tokens of web conversations: one token, one conversation, one user (I11: ids in requests are never trusted, tokens
 * are). A phone that slept for days must still resume, so an aged token is refreshed, not refused, while its signature
 * holds and it is younger than `longestMs`. Stream tickets are separate and short, because addresses land in logs: claims
 * and a time behind an HMAC, since we alone make and read them.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

export interface Claims {
  readonly conversation: string;
  readonly user: string;
}

export type Verified = { readonly kind: 'valid' | 'aged'; readonly claims: Claims } | { readonly kind: 'invalid' };

export interface Tokens {
  issue(claims: Claims): Promise<string>;
  verify(token: string): Promise<Verified>;
  ticket(claims: Claims): string;
  redeem(ticket: string): Claims | null;
  readonly expiresInSeconds: number;
}

/** Long enough that a sleeping phone wakes with a good token; the stock client refreshes every 15 minutes. */
const FRESH_SECONDS = 24 * 3600;
const TICKET_MS = 60_000;
/** What a token is for, so that no other signature of this server passes for one. */
const PURPOSE = 'chat';
const REMEMBERED = 10_000;

export const makeTokens = (secret: Uint8Array, longestMs: number): Tokens => {
  const check = async (token: string): Promise<{ claims: Claims; expires: number } | null> => {
    try {
      const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], clockTolerance: longestMs / 1000 });
      const { conv, user, use, exp } = payload;
      if (use !== PURPOSE || typeof conv !== 'string' || typeof user !== 'string' || exp === undefined) return null;
      return { claims: { conversation: conv, user }, expires: exp * 1000 };
    } catch {
      return null;
    }
  };
  const known = new Map<string, { claims: Claims; expires: number }>();
  const remember = (token: string, found: { claims: Claims; expires: number }): void => {
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? token);
    known.set(token, found);
  };

  return {
    expiresInSeconds: FRESH_SECONDS,
    async issue(claims) {
      const expires = Math.floor(Date.now() / 1000) + FRESH_SECONDS;
      const token = await new SignJWT({ conv: claims.conversation, user: claims.user, use: PURPOSE })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(secret);
      remember(token, { claims, expires: expires * 1000 });
      return token;
    },
    async verify(token) {
      const remembered = known.get(token);
      const found = remembered ?? (await check(token));
      if (!found) return { kind: 'invalid' };
      if (!remembered) remember(token, found);
      if (Date.now() > found.expires + longestMs) return { kind: 'invalid' };
      return { kind: Date.now() < found.expires ? 'valid' : 'aged', claims: found.claims };
    },
    ticket(claims) {
      const body = Buffer.from(JSON.stringify([claims.conversation, claims.user, Date.now() + TICKET_MS])).toString('base64url');
      return `${body}.${macOf(secret, body)}`;
    },
    redeem(ticket) {
      const [body = '', mac = ''] = ticket.split('.', 2);
      if (!isSame(mac, macOf(secret, body))) return null;
      const [conversation, user, until] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string, number];
      return Date.now() < until ? { conversation, user } : null;
    },
  };
};

const macOf = (secret: Uint8Array, body: string): string => createHmac('sha256', secret).update(`stream ${body}`).digest('base64url');

const isSame = (given: string, right: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};
