/**
 * Proofs of who is signed in on a site that carries the chat (I11): a JWT that the site's own server signed, for us, not
 * old, and good for the one conversation that shows it first. The proof itself is neither stored nor logged.
 */
import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { FactValue } from '../flows/facts';
import type { Language } from '../knowledge/language';
import type { IdentityConfig } from './config';
import { customerFacts } from './operator/identity';
import type { CustomerDirectory } from './operator/ports';
import type { Records } from './runtime/ports';
import { editShared } from './runtime/shared-record';

export interface Shown {
  readonly token: unknown;
  readonly conversation: string;
  readonly language: Language;
}

export interface SignIn {
  /** What is known of the customer whom a good proof names; nothing for any other proof. */
  prove(shown: Shown): Promise<Readonly<Record<string, FactValue>>>;
}

interface SignInParts {
  readonly config: IdentityConfig | undefined;
  readonly directory: Pick<CustomerDirectory, 'customer'>;
  readonly records: Records;
  /** Machine time: a proof's age is none of the demo clock's business. */
  readonly machineNow: () => number;
}

const LONGEST_TOKEN = 8_000;
const LONGEST_LIFE_SECONDS = 24 * 3_600;
const CLOCKS_DIFFER_SECONDS = 30;
const KEY_SERVER_MS = 2_000;
const PUBLIC_KEY_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

export const makeSignIn = ({ config, directory, records, machineNow }: SignInParts): SignIn => {
  const verify = config && verifierOf(config);
  return {
    async prove({ token, conversation, language }) {
      if (!verify || typeof token !== 'string' || token.length > LONGEST_TOKEN) return {};
      const claims = await verify(token).catch(() => null);
      const now = Math.floor(machineNow() / 1000);
      if (!claims?.sub || claims.exp === undefined || claims.exp - now > LONGEST_LIFE_SECONDS + CLOCKS_DIFFER_SECONDS) return {};
      if (!(await isFirst(records, { proof: proofOf(token, claims), conversation, until: claims.exp, now }))) return {};
      const found = await directory.customer(claims.sub);
      return found.ok && found.value ? customerFacts(found.value, language) : {};
    },
  };
};

const verifierOf = ({ secret, jwksUrl, audience }: IdentityConfig): ((token: string) => Promise<JWTPayload>) => {
  const shared = { audience, requiredClaims: ['sub', 'exp'], clockTolerance: CLOCKS_DIFFER_SECONDS };
  if (secret !== undefined) {
    const key = new TextEncoder().encode(secret);
    return async (token) => (await jwtVerify(token, key, { ...shared, algorithms: ['HS256'] })).payload;
  }
  const keys: JWTVerifyGetKey = createRemoteJWKSet(new URL(jwksUrl ?? ''), { timeoutDuration: KEY_SERVER_MS });
  return async (token) => (await jwtVerify(token, keys, { ...shared, algorithms: PUBLIC_KEY_ALGORITHMS })).payload;
};

/** A signature may be written in more than one way; what it signs may not. */
const proofOf = (token: string, { iss = '', sub = '', jti }: JWTPayload): string =>
  createHash('sha256').update(jti === undefined ? token.slice(0, token.lastIndexOf('.')) : JSON.stringify([iss, sub, jti])).digest('base64url').slice(0, 22);

interface Use {
  readonly proof: string;
  readonly conversation: string;
  /** Seconds since 1970, as in the token. */
  readonly until: number;
  readonly now: number;
}

/** Conversation and end by proof. */
type Uses = Readonly<Record<string, readonly [conversation: string, until: number]>>;

/** Noted in one of some thousand records, which forget what has expired whenever they are written. */
const isFirst = (records: Records, { proof, conversation, until, now }: Use): Promise<boolean> =>
  editShared<Uses, boolean>({ records, name: `signed-in:${proof.slice(0, 2)}`, first: {} }, (uses) => {
    const used = uses[proof];
    if (used) return { next: uses, result: used[0] === conversation };
    const live = Object.entries(uses).filter(([, [, end]]) => end + CLOCKS_DIFFER_SECONDS >= now);
    return { next: Object.fromEntries([...live, [proof, [conversation, until]]]), result: true };
  });
