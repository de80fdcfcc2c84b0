/** The judge of crash runs finds every kind of violation: shown on a good conversation with one thing made wrong. */
import type { Positioned } from '../../bot/runtime/ports';
import type { Entry } from '../../dialogs/transcript';
import { address } from '../../dialogs/ids';
import { judge, type Verdict } from './checker';
import type { Conversation, Kill, Seen, Sent } from './observed';

const WEB = address('web', 'one');
const WHATSAPP = address('whatsapp', '1:one');

const customer = (key: string, text: string): Entry => ({ kind: 'customer', at: 0, text, from: WEB, channelData: { clientActivityID: key } });
const person = (key: string, text: string): Entry => ({ kind: 'customer', at: 0, text, from: WHATSAPP, channelData: { whatsapp: { wamid: key } } });
const bot = (text: string): Entry => ({ kind: 'bot', at: 0, text, language: 'es' });
const placed = (entries: readonly Entry[]): Positioned[] => entries.map((entry, position) => ({ position, entry }));
const seenOf = (positions: readonly number[], entries: readonly Entry[]): Seen[] =>
  positions.map((position, index) => ({ position, by: entries[position]?.kind === 'bot' ? 'bot' : 'customer', text: '', at: 150 + index * 100 }));
const sent = (key: string, text: string, triedAt: number): Sent => ({ key, text, expects: new RegExp(`to ${text}`), triedAt, acceptedAt: triedAt + 10 });

const SENT = [sent('a', 'hola', 100), sent('b', 'gracias', 300)];
const KEPT = [bot('greeting'), customer('a', 'hola'), bot('to hola'), customer('b', 'gracias'), bot('to gracias')];

const web = (wrong: { readonly entries?: readonly Entry[]; readonly seen?: readonly number[]; readonly refusals?: readonly string[] } = {}): Conversation => {
  const entries = wrong.entries ?? KEPT;
  const all = entries.map((_, position) => position);
  return { name: 'one', channel: 'web', sent: SENT, seen: seenOf(wrong.seen ?? all, entries), refusals: wrong.refusals ?? [], transcript: placed(entries) };
};

const SAID = [person('a', 'hola'), bot('to hola'), person('b', 'gracias'), bot('to gracias')];
const whatsApp = (seen: readonly number[], entries: readonly Entry[] = SAID): Conversation => ({
  name: '1:one', channel: 'whatsapp', sent: SENT, seen: seenOf(seen, entries), refusals: [], transcript: placed(entries),
});

const verdictOf = (conversation: Conversation, kills: readonly Kill[] = []): Verdict => judge({ kills, conversations: [conversation], endedAt: 0 });
const figures = ({ lost, doubled, disordered, uncertain, unanswered }: Verdict) => ({ lost, doubled, disordered, uncertain, unanswered });
const NONE = { lost: 0, doubled: 0, disordered: 0, uncertain: 0, unanswered: 0 };

describe('the judge of a crash run', () => {
  test.each([['web', web()], ['WhatsApp', whatsApp([1, 3])]])('finds nothing wrong with a good conversation on %s', (_, conversation) => {
    const verdict = verdictOf(conversation);
    expect(verdict.violations).toEqual([]);
    expect(verdict.messages).toBe(2);
  });

  test('lost: acknowledged and not in the transcript', () => {
    expect(figures(verdictOf(web({ entries: KEPT.slice(0, 3) })))).toEqual({ ...NONE, lost: 1 });
  });

  test('a message that was never acknowledged may be missing', () => {
    const conversation = web({ entries: KEPT.slice(0, 3) });
    const unsure = conversation.sent.map((each) => (each.key === 'b' ? { ...each, acceptedAt: null } : each));
    expect(verdictOf({ ...conversation, sent: unsure }).violations).toEqual([]);
  });

  test('lost: committed and never shown', () => {
    expect(figures(verdictOf(web({ seen: [0, 1, 2, 3] })))).toEqual({ ...NONE, lost: 1 });
    expect(figures(verdictOf(whatsApp([1])))).toEqual({ ...NONE, lost: 1 });
  });

  test('lost: shown and then gone from the transcript', () => {
    expect(figures(verdictOf(web({ seen: [0, 1, 2, 3, 4, 5] })))).toEqual({ ...NONE, lost: 1 });
  });

  test('doubled: a message stands twice in the transcript', () => {
    const entries = [...KEPT, customer('b', 'gracias'), bot('to gracias')];
    expect(figures(verdictOf(web({ entries }))).doubled).toBeGreaterThan(0);
  });

  test('doubled: one message was decided twice', () => {
    expect(figures(verdictOf(web({ entries: [...KEPT, bot('to gracias')] })))).toEqual({ ...NONE, doubled: 1 });
  });

  test('doubled: a web client was shown an entry twice', () => {
    expect(figures(verdictOf(web({ seen: [0, 1, 2, 2, 3, 4] })))).toEqual({ ...NONE, doubled: 1 });
  });

  test('disordered: acknowledged first, kept second', () => {
    const entries = [bot('greeting'), customer('b', 'gracias'), bot('to gracias'), customer('a', 'hola'), bot('to hola')];
    expect(figures(verdictOf(web({ entries })))).toEqual({ ...NONE, disordered: 1 });
  });

  test('messages that were under way together may be kept in either order', () => {
    const entries = [bot('greeting'), customer('b', 'gracias'), customer('a', 'hola'), bot('to gracias'), bot('to hola')];
    const together = SENT.map((each) => ({ ...each, triedAt: 100 }));
    expect(verdictOf({ ...web({ entries }), sent: together }).violations).toEqual([]);
  });

  test('disordered: decided in another order than kept', () => {
    const entries = [bot('greeting'), customer('a', 'hola'), customer('b', 'gracias'), bot('to gracias'), bot('to hola')];
    expect(figures(verdictOf(web({ entries })))).toEqual({ ...NONE, disordered: 2 });
  });

  test('disordered: shown in another order than kept', () => {
    expect(figures(verdictOf(web({ seen: [0, 1, 3, 2, 4] })))).toEqual({ ...NONE, disordered: 1 });
    expect(figures(verdictOf(whatsApp([3, 1])))).toEqual({ ...NONE, disordered: 1 });
  });

  test('unanswered: a message without the bot\'s reply', () => {
    expect(figures(verdictOf(web({ entries: KEPT.slice(0, 4) })))).toEqual({ ...NONE, unanswered: 1 });
  });

  test('a bubble shown twice is uncertain around a kill and doubled elsewhere', () => {
    const twice = whatsApp([1, 1, 3]);
    expect(figures(verdictOf(twice, [{ point: 'after send', at: 200 }]))).toEqual({ ...NONE, uncertain: 1 });
    expect(verdictOf(twice, [{ point: 'after send', at: 200 }]).violations).toEqual([]);
    expect(figures(verdictOf(twice, [{ point: 'after send', at: 900 }]))).toEqual({ ...NONE, doubled: 1 });
  });

  test('refused: a client was told that its conversation does not exist', () => {
    expect(verdictOf(web({ refusals: ['GET: 404'] })).violations).toEqual(['refused: one: GET: 404']);
  });

  test('tells the longest time from a kill to the answer of who waited', () => {
    const { takeoverMs, oneKillMs, silenceMs } = verdictOf(web(), [{ point: 'anywhere', at: 310 }]);
    expect({ takeoverMs, oneKillMs, silenceMs }).toEqual({ takeoverMs: 240, oneKillMs: 240, silenceMs: 40 });
    const twice = verdictOf(web(), [{ point: 'anywhere', at: 310 }, { point: 'anywhere', at: 320 }]);
    expect(twice).toMatchObject({ takeoverMs: 240, oneKillMs: 0 });
  });
});
