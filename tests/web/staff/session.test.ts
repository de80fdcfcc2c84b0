/** Calls, sessions, roles and hours that all staff pages share. */
import { makeAsk, type Reply } from '../../../bot/web/staff/http';
import { explain } from '../../../bot/web/staff/explain';
import { fromField, moment, toField, waited } from '../../../bot/web/staff/format';
import { nextLook } from '../../../bot/web/staff/polling';
import { keepLanguage, languageFor, nextTheme, safeShelf } from '../../../bot/web/staff/preferences';
import { mayChange, pagesOf } from '../../../bot/web/staff/roles';
import { CHECKING, reduceSession } from '../../../bot/web/staff/session';
import type { StaffUser } from '../../../bot/web/contracts';

const ana: StaffUser = { id: 'u1', name: 'Ana', email: 'ana@hilo.co', role: 'agent' };

describe('a call', () => {
  const answered = async (status: number, body: string): Promise<{ reply: Reply<unknown>; out: number }> => {
    let out = 0;
    const ask = makeAsk({ fetch: async () => new Response(body, { status }), onSignedOut: () => void (out += 1) });
    return { reply: await ask({ method: 'GET', path: '/cases' }), out };
  };

  test('given 200, then its body', async () => {
    expect((await answered(200, '{"cases":[]}')).reply).toEqual({ kind: 'ok', body: { cases: [] } });
  });

  test('given 401, then the page is told once', async () => {
    expect(await answered(401, '{}')).toEqual({ reply: { kind: 'signed-out' }, out: 1 });
  });

  test('given a refusal, then its code and the words in the reader\'s language', async () => {
    const { reply } = await answered(409, '{"error":{"code":"Taken","message":"Luis has it","message_es":"Luis lo tiene","by":"Luis"}}');
    expect(reply).toMatchObject({ kind: 'refused', status: 409, code: 'Taken' });
    expect(reply.kind === 'refused' && [explain(reply, 'es'), explain(reply, 'en')]).toEqual(['Luis lo tiene', 'Luis has it']);
  });

  test('given too many tries, then how long to wait', async () => {
    const { reply } = await answered(429, '{"error":{"code":"TooManyTries","message":"Wait 3 s","message_es":"Espere 3 s"}}');
    expect(reply.kind === 'unreachable' && explain(reply, 'es')).toBe('Espere 3 s');
  });

  test.each([[502, '<html>'], [404, '<html>'], [503, '{}']])('given a proxy or a fault (%i), then it may be tried again', async (status, body) => {
    expect((await answered(status, body)).reply).toMatchObject({ kind: 'unreachable' });
  });

  test('given no network, then it ends as unreachable', async () => {
    const ask = makeAsk({ fetch: () => Promise.reject(new Error('offline')), onSignedOut: () => undefined });
    expect(await ask({ method: 'POST', path: '/x', body: {} })).toEqual({ kind: 'unreachable' });
  });
});

describe('a session', () => {
  test('given it runs out, then the user stays until signed in again or left', () => {
    const signedIn = reduceSession(CHECKING, { type: 'signed-in', user: ana });
    const expired = reduceSession(signedIn, { type: 'signed-out' });
    expect(expired).toEqual({ kind: 'in', user: ana, expired: true, entry: 1 });
    expect(reduceSession(expired, { type: 'signed-in', user: ana })).toEqual({ kind: 'in', user: ana, expired: false, entry: 2 });
    expect(reduceSession(expired, { type: 'left' })).toEqual({ kind: 'out' });
  });

  test('given the server is away while signed in, then the page stays', () => {
    const signedIn = reduceSession(CHECKING, { type: 'signed-in', user: ana });
    expect(reduceSession(signedIn, { type: 'unreachable' })).toBe(signedIn);
    expect(reduceSession(CHECKING, { type: 'unreachable' })).toEqual({ kind: 'unreachable' });
  });

  test('given a role, then its pages; an editor reads outages and changes flows', () => {
    expect([pagesOf('administrator'), pagesOf('agent'), pagesOf('editor')]).toEqual([['agents', 'dashboard', 'studio'], ['agents'], ['dashboard', 'studio']]);
    expect([mayChange('editor', 'dashboard'), mayChange('editor', 'studio'), mayChange('administrator', 'dashboard')]).toEqual([false, true, true]);
  });
});

describe('hours and choices', () => {
  const now = Date.parse('2026-11-22T02:00:00-05:00');

  test('given an hour, when it goes through a field, then it is the same minute on Colombia\'s clock', () => {
    expect(toField('2026-11-22T07:30:00Z')).toBe('2026-11-22T02:30');
    expect(fromField('2026-11-22T02:30')).toBe('2026-11-22T02:30:00-05:00');
    expect([fromField(''), fromField('mañana'), fromField('2026-13-40T99:99')]).toEqual([undefined, undefined, undefined]);
  });

  test('given how long somebody waits, then it is short and never negative', () => {
    const ago = (minutes: number): string => waited(new Date(now - minutes * 60_000).toISOString(), now);
    expect([ago(-5), ago(0.5), ago(12), ago(65), ago(60 * 27)]).toEqual(['< 1 min', '< 1 min', '12 min', '1 h 05 min', '1 d 3 h']);
  });

  test('given another day, then the day shows too', () => {
    expect(moment('2026-11-22T01:00:00-05:00', now, 'en')).not.toMatch(/Nov/);
    expect(moment('2026-11-21T23:59:00-05:00', now, 'en')).toMatch(/Nov 21/);
  });

  test('given failures, then looks grow rarer and end at 15 s', () => {
    expect([nextLook(1_500, 0), nextLook(1_500, 1), nextLook(1_500, 9)]).toEqual([1_500, 3_000, 15_000]);
  });

  test('given a first visit, then the browser\'s first language that is ours; once chosen, the choice', () => {
    const kept = new Map<string, string>();
    const shelf = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
    expect([['en-GB', 'es'], ['pt-BR', 'en-US'], ['es-CO'], ['fr']].map((browser) => languageFor(shelf, browser))).toEqual(['en', 'en', 'es', 'es']);
    keepLanguage(shelf, 'es');
    expect(languageFor(shelf, ['en-GB'])).toBe('es');
  });

  test('given a browser without storage, then Spanish and no fault', () => {
    const shelf = safeShelf(() => { throw new Error('forbidden'); });
    shelf.setItem('a', 'b');
    expect(languageFor(shelf, [])).toBe('es');
    expect([nextTheme('auto'), nextTheme('light'), nextTheme('dark')]).toEqual(['light', 'dark', 'auto']);
  });
});
