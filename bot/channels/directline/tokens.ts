/**
 * Tokens of web conversations: one token, one conversation, one user (I11: ids in requests are never trusted, tokens
 * are). A phone that slept for days must still resume, so an aged token is refreshed, not refused, while its signature
 * holds and it is younger than `longestMs`. Stream tickets are separate and short, because addresses land in logs.
 */
import { jwtVerify, SignJWT } from 'jose';

export interface Claims {
  readonly conversation: string;
  readonly user: string;
}

export type Verified = { readonly kind: 'valid' | 'aged'; readonly claims: Claims } | { readonly kind: 'invalid' };

export interface Tokens {
  issue(claims: Claims): Promise<string>;
  verify(token: string): Promise<Verified>;
  ticket(claims: Claims): Promise<string>;
  redeem(ticket: string): Promise<Claims | null>;
  readonly expiresInSeconds: number;
}

/** Long enough that a sleeping phone wakes with a good token; the stock client refreshes every 15 minutes. */
const FRESH_SECONDS = 24 * 3600;
const TICKET_SECONDS = 60;
const REMEMBERED = 10_000;

export const makeTokens = (secret: Uint8Array, longestMs: number): Tokens => {
  const sign = (claims: Claims, purpose: string, seconds: number): Promise<string> =>
    new SignJWT({ conv: claims.conversation, user: claims.user, use: purpose })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setExpirationTime(`${seconds} s`)
      .sign(secret);
  const check = async (token: string, purpose: string, tolerance: number): Promise<{ claims: Claims; expires: number } | null> => {
    try {
      const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], clockTolerance: tolerance });
      const { conv, user, use, exp } = payload;
      if (use !== purpose || typeof conv !== 'string' || typeof user !== 'string' || exp === undefined) return null;
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
    issue: (claims) => sign(claims, 'chat', FRESH_SECONDS),
    async verify(token) {
      const found = known.get(token) ?? (await check(token, 'chat', longestMs / 1000));
      if (!found) return { kind: 'invalid' };
      remember(token, found);
      if (Date.now() > found.expires + longestMs) return { kind: 'invalid' };
      return { kind: Date.now() < found.expires ? 'valid' : 'aged', claims: found.claims };
    },
    ticket: (claims) => sign(claims, 'stream', TICKET_SECONDS),
    redeem: async (ticket) => (await check(ticket, 'stream', 0))?.claims ?? null,
  };
};
