/** I11: a visitor who is signed in on the site is known without a code; any other proof opens nothing, and blames nobody. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Chat } from '../support/chat';
import { install, type Installation } from '../support/journey';
import type { Server } from '../support/server';

const SECRET = 'a shared secret of at least 32 characters';
const KEY = new TextEncoder().encode(SECRET);
const MARTA = 'C-1001';

let house: Installation;
let server: Server;

interface Proof {
  readonly sub?: string;
  readonly aud?: string;
  readonly expires?: string;
  readonly key?: Uint8Array;
}

const proofOf = ({ sub = MARTA, aud = 'hilo', expires = '1h', key = KEY }: Proof = {}): Promise<string> =>
  new SignJWT({ jti: Math.random().toString(36) }).setProtectedHeader({ alg: 'HS256' }).setSubject(sub).setAudience(aud).setExpirationTime(expires).sign(key);

const shows = async (chat: Chat, token: unknown): Promise<number> =>
  (await chat.call('POST', '/activities', { type: 'event', name: 'hilo/identify', value: { token }, locale: 'es' })).status;

const asksForDocument = async (chat: Chat): Promise<boolean> => /cédula/i.test((await chat.say('se me fue el internet, no sé nada de eso')).text);

describe('a signed-in visitor', () => {
  beforeAll(async () => {
    house = await install('embedded');
    server = await house.start({ HILO_IDENTITY_SECRET: SECRET });
  });
  afterAll(() => house.dispose());

  test('is not asked who she is, and nothing is said about it', async () => {
    const chat = await Chat.open(server.url);
    expect(await shows(chat, await proofOf())).toBe(200);
    const reply = await chat.say('se me fue el internet, no sé nada de eso');
    expect(reply.text).not.toMatch(/cédula|código/i);
    expect(chat.replies()).toHaveLength(2);
  });

  test('is not asked again when the proof comes while it was being asked', async () => {
    const chat = await Chat.open(server.url);
    expect(await asksForDocument(chat)).toBe(true);
    const before = chat.replies().length;
    // Somebody without a case that is open elsewhere.
    await shows(chat, await proofOf({ sub: 'C-1002' }));
    expect((await chat.nextReply(before)).text).not.toMatch(/cédula|código|comprobar/i);
  });

  test('may show the same proof again in her conversation; in another one it opens nothing', async () => {
    const proof = await proofOf();
    const [own, other] = [await Chat.open(server.url), await Chat.open(server.url)];
    await shows(own, proof);
    await shows(own, proof);
    expect(await asksForDocument(own)).toBe(false);
    await shows(other, proof);
    expect((await other.nextReply(1)).text).toMatch(/No pude comprobar que entró con su cuenta/);
    expect(await asksForDocument(other)).toBe(true);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['that has expired', () => proofOf({ expires: '-1h' })],
    ['for another service', () => proofOf({ aud: 'billing' })],
    ['signed by somebody else', () => proofOf({ key: new TextEncoder().encode('another secret of 32 characters or more') })],
    ['good for longer than a day', () => proofOf({ expires: '30d' })],
    ['of a customer whom nobody knows', () => proofOf({ sub: 'C-0000' })],
    ['without a signature', async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ sub: MARTA, aud: 'hilo', exp: 9e9 })).toString('base64url')}.`],
    ['that ends never', () => new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject(MARTA).setAudience('hilo').sign(KEY)],
    ['that is no token', async () => ({ nested: true })],
  ])('a proof %s opens nothing, and the conversation goes on', async (_, proof) => {
    const chat = await Chat.open(server.url);
    expect(await shows(chat, await proof())).toBe(200);
    expect((await chat.nextReply(1)).text).toMatch(/No pude comprobar/);
    expect(await asksForDocument(chat)).toBe(true);
  });

  test('leaves her proof nowhere', async () => {
    const chat = await Chat.open(server.url);
    const proof = await proofOf();
    await shows(chat, proof);
    await chat.say('no tengo internet');
    expect(server.output()).not.toContain(proof.slice(-20));
    const entries = await house.transcript(chat);
    expect(entries.length).toBeGreaterThan(1);
    expect(JSON.stringify(entries)).not.toContain(proof.slice(-20));
    expect(entries.map((entry) => (entry.kind === 'event' ? entry.name : entry.kind))).toContain('signed_in');
  });
});

describe('with the public keys of the site', () => {
  test('its signature is good, and one of the same name by another key is not', async () => {
    const [site, stranger] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
    const keys = JSON.stringify({ keys: [{ ...(await exportJWK(site.publicKey)), kid: 'one', alg: 'RS256' }] });
    const keyServer = createServer((_request, response) => response.end(keys));
    await new Promise<void>((listening) => keyServer.listen(0, '127.0.0.1', listening));
    const own = await install('embedded');
    const { url } = await own.start({ IDENTITY_JWKS_URL: `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/` });
    const sign = (key: typeof site.privateKey): Promise<string> =>
      new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: 'one' }).setSubject(MARTA).setAudience('hilo').setExpirationTime('1h').sign(key);
    const [good, bad] = [await Chat.open(url), await Chat.open(url)];
    await shows(bad, await sign(stranger.privateKey));
    await shows(good, await sign(site.privateKey));
    expect(await asksForDocument(good)).toBe(false);
    expect((await bad.nextReply(1)).text).toMatch(/No pude comprobar/);
    await own.dispose();
    keyServer.close();
  }, 40_000);
});
