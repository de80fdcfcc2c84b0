/**
 * Tokens of web conversations: one token, one conversation, one user (I11: ids in requests are never trusted, tokens
 * are). A phone that slept for days must still resume, so an aged token is refreshed, not refused, while its signature
 * holds and it is younger than `longestMs`. Stream tickets are separate and short, because addresses land in logs: claims
 * and a time behind an HMAC. Tokens are the same in the form of a JWT (HS256), which clients of Direct Line look into; we
 * alone make and verify both, so one header and one signature are taken and nothing else.
 */
import { createHmac } from 'node:crypto';
import { sameText } from '../../same-text';

export interface Claims {
  readonly conversation: string;
  readonly user: string;
}

export type Verified = { readonly kind: 'valid' | 'aged'; readonly claims: Claims } | { readonly kind: 'invalid' };

export interface Tokens {
  issue(claims: Claims): string;
  verify(token: string): Verified;
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
/** Far above what a conversation's claims need. */
const LONGEST_TOKEN = 2_000;

interface Known {
  readonly claims: Claims;
  /** Epoch ms. */
  readonly expires: number;
}

export const makeTokens = (secret: Uint8Array, longestMs: number): Tokens => {
  const known = new Map<string, Known>();
  const remember = (token: string, found: Known): void => {
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? token);
    known.set(token, found);
  };

  return {
    expiresInSeconds: FRESH_SECONDS,
    issue(claims) {
      const now = Math.floor(Date.now() / 1000);
      const exp = now + FRESH_SECONDS;
      const body = `${HEAD}.${packed({ conv: claims.conversation, user: claims.user, use: PURPOSE, iat: now, exp })}`;
      const token = `${body}.${macOf(secret, body)}`;
      remember(token, { claims, expires: exp * 1000 });
      return token;
    },
    verify(token) {
      const remembered = known.get(token);
      const found = remembered ?? opened(secret, token);
      if (!found || Date.now() > found.expires + longestMs) return { kind: 'invalid' };
      if (!remembered) remember(token, found);
      return { kind: Date.now() < found.expires ? 'valid' : 'aged', claims: found.claims };
    },
    ticket(claims) {
      const body = packed([claims.conversation, claims.user, Date.now() + TICKET_MS]);
      return `${body}.${macOf(secret, `stream ${body}`)}`;
    },
    redeem(ticket) {
      const [body = '', mac = ''] = ticket.split('.', 2);
      if (!sameText(mac, macOf(secret, `stream ${body}`))) return null;
      const [conversation, user, until] = unpacked(body) as [string, string, number];
      return Date.now() < until ? { conversation, user } : null;
    },
  };
};

const packed = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Of what we signed. */
const unpacked = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;

const HEAD = packed({ alg: 'HS256' });

const opened = (secret: Uint8Array, token: string): Known | null => {
  if (token.length > LONGEST_TOKEN) return null;
  const [head, body = '', mac = '', ...more] = token.split('.');
  if (head !== HEAD || more.length > 0 || !sameText(mac, macOf(secret, `${head}.${body}`))) return null;
  // The same secret signs for other purposes too.
  const { conv, user, use, exp } = unpacked(body) as Readonly<Record<string, unknown>>;
  if (use !== PURPOSE || typeof conv !== 'string' || typeof user !== 'string' || typeof exp !== 'number') return null;
  return { claims: { conversation: conv, user }, expires: exp * 1000 };
};

const macOf = (secret: Uint8Array, text: string): string => createHmac('sha256', secret).update(text).digest('base64url');
