/** What is stored comes back as it was: every kind of entry, event and effect, unknown fields and any text. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { compact, expand } from '../../../bot/storage/compact';
import {
  decodeEffect, decodeEntry, decodeEvent, encodeEffect, encodeEntry, encodeEvent, eventOfEntry, impliedBy,
} from '../../../bot/storage/codec';
import { PARAGRAPHS } from '../../../bot/storage/paragraphs.data';
import { WORDS } from '../../../bot/storage/words.data';
import type { Effect } from '../../../dialogs/effect';
import type { ThreadEvent } from '../../../dialogs/event';
import type { Action, System } from '../../../flows/contracts';
import type { Facts } from '../../../flows/facts';
import { address } from '../../../dialogs/ids';
import { ATTACHMENT_KINDS } from '../../../dialogs/attachment';
import type { Entry } from '../../../dialogs/transcript';

const paragraphs = fc.array(fc.oneof(fc.string(), fc.constantFrom(...PARAGRAPHS)), { maxLength: 4 }).map((parts) => parts.join('\n\n'));
const text = fc.oneof(paragraphs, fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom(...WORDS), fc.constant('módem\u0101\u0001\u0002\u001f\u07ff\t\n'));
const at = fc.oneof(fc.nat(), fc.integer(), fc.constant(1_764_000_000_000), fc.constant(0.5));
const from = text.map((id) => address('web', id));
const language = fc.constantFrom('es' as const, 'en' as const);
const level = fc.constantFrom('basic' as const, 'intermediate' as const, 'advanced' as const);
const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as never);
const bag = fc.dictionary(text, json).map((value) => JSON.parse(JSON.stringify(value)) as Record<string, never>);
const options = fc.array(fc.record({ id: text, label: text }), { maxLength: 4 });
const factValue = fc.oneof(text, fc.nat(), fc.boolean(), options);
const facts = fc.dictionary(text, fc.record({ value: factValue, source: text, at })) as fc.Arbitrary<Facts>;
const values = fc.dictionary(text, factValue);

const answer = fc.oneof(text, fc.nat(), fc.record({ date: text }), fc.record({ dateTime: text }));
const outcome = fc.oneof(
  fc.record({ step: text, outcome: fc.constantFrom('asked' as const, 'not_understood' as const, 'silent' as const, 'reminded' as const, 'waited' as const) }),
  fc.record({ step: text, outcome: fc.constantFrom('answered' as const, 'known' as const, 'result' as const, 'assumed' as const), value: answer }),
  fc.record({ step: text, outcome: fc.constant('skipped' as const) }),
  fc.record({ step: text, outcome: fc.constant('decided' as const), value: text }),
);

const attachments = fc.array(fc.record({ kind: fc.constantFrom(...ATTACHMENT_KINDS), ref: text, type: text, name: text }, { requiredKeys: ['kind'] }), { maxLength: 3 });

const agent = fc.record({ id: text, name: text });

const is = <Kind extends string>(kind: Kind): fc.Arbitrary<Kind> => fc.constant(kind);

const entries: { readonly [Kind in Entry['kind']]: fc.Arbitrary<Extract<Entry, { kind: Kind }>> } = {
  customer: fc.record({ kind: is('customer'), at, text, from, value: text, channelData: bag, language: text, attachments }, { requiredKeys: ['kind', 'at', 'text', 'from'] }),
  bot: fc.record({ kind: is('bot'), at, text, choices: options, language, asks: text }, { requiredKeys: ['kind', 'at', 'text', 'language'] }),
  agent: fc.record({ kind: is('agent'), at, text, by: text, name: text }),
  system: fc.record({ kind: is('system'), at, name: fc.constantFrom('claimed' as const, 'restored' as const), text, language }),
  steps: fc.record({ kind: is('steps'), at, release: text, level, passages: fc.array(fc.record({ flow: text, outcomes: fc.array(outcome, { maxLength: 5 }) }), { maxLength: 3 }) }),
  facts: fc.record({ kind: is('facts'), at, source: text, facts: bag }),
  level: fc.record({ kind: is('level'), at, level, by: fc.constantFrom('said' as const, 'asked' as const, 'assumed' as const), cues: fc.array(text) }),
  end: fc.record({ kind: is('end'), at, flow: text, release: text, step: text, code: text }),
  event: fc.record(
    { kind: is('event'), at, name: fc.constantFrom('joined' as const, 'resumed' as const, 'moved' as const), detail: text },
    { requiredKeys: ['kind', 'at', 'name'] },
  ),
  rating: fc.record({ kind: is('rating'), at, score: fc.integer({ min: 1, max: 5 }) }),
  note: fc.record({ kind: is('note'), at, text, by: text, name: text, to: text }, { requiredKeys: ['kind', 'at', 'text', 'by', 'name'] }),
};

const events: { readonly [Kind in ThreadEvent['kind']]: fc.Arbitrary<Extract<ThreadEvent, { kind: Kind }>> } = {
  message: fc.record({ kind: is('message'), at, from, text, value: text, language: text, phone: text, attachments }, { requiredKeys: ['kind', 'at', 'from', 'text'] }),
  joined: fc.record({ kind: is('joined'), at, from, language: text }, { requiredKeys: ['kind', 'at', 'from'] }),
  checked: fc.record({
    kind: is('checked'), at, ticket: text,
    results: fc.array(fc.record({ system: text, ok: fc.boolean(), facts: values, reason: text }, { requiredKeys: ['system', 'ok', 'facts'] }), { maxLength: 3 }),
  }),
  performed: fc.record({ kind: is('performed'), at, ticket: text, result: text, facts: values }),
  wake: fc.record({ kind: is('wake'), at, ticket: text }),
  claimed: fc.record({ kind: is('claimed'), at, agent }),
  agent_said: fc.record({ kind: is('agent_said'), at, agent, text }),
  given_back: fc.record(
    { kind: is('given_back'), at, agent, how: fc.constantFrom('continue' as const, 'skip' as const, 'close' as const), step: text, cause: text },
    { requiredKeys: ['kind', 'at', 'agent', 'how'] },
  ),
  noted: fc.record({ kind: is('noted'), at, agent, text }),
  transferred: fc.record({ kind: is('transferred'), at, agent, to: agent, note: text }, { requiredKeys: ['kind', 'at', 'agent', 'note'] }),
  released: fc.record({ kind: is('released'), at, agent: text, why: fc.constantFrom('silent' as const, 'deactivated' as const) }),
  phoned: fc.record({ kind: is('phoned'), at, agent, from, facts: values, language: text }, { requiredKeys: ['kind', 'at', 'agent', 'from', 'facts'] }),
  verified: fc.record({ kind: is('verified'), at, agent, question: text, right: fc.boolean(), facts: values }),
  signed_in: fc.record({ kind: is('signed_in'), at, from, facts: values, language: text }, { requiredKeys: ['kind', 'at', 'from', 'facts'] }),
  outage_restored: fc.record({ kind: is('outage_restored'), at, outage: text }),
  outage_changed: fc.record({ kind: is('outage_changed'), at, outage: text, eta: at, notice: text }, { requiredKeys: ['kind', 'at', 'outage'] }),
  work_announced: fc.record({ kind: is('work_announced'), at, outage: text, since: at, eta: at, customer: text, notice: text }, { requiredKeys: ['kind', 'at', 'outage', 'since', 'customer'] }),
  outage_confirmed: fc.record({ kind: is('outage_confirmed'), at, outage: text, since: at, eta: at, customer: text, notice: text }, { requiredKeys: ['kind', 'at', 'outage', 'since', 'customer'] }),
  claim_settled: fc.record({ kind: is('claim_settled'), at, customer: text, number: text, about: fc.constantFrom('data_correction' as const, 'data_deletion' as const), done: fc.boolean(), how: text, deleted: fc.nat(), kept: fc.nat() }),
  address_joined: fc.record({ kind: is('address_joined'), at, from }),
  undelivered: fc.record({ kind: is('undelivered'), at, to: from, position: fc.nat(), reason: text, again: fc.boolean() }),
};

const effects: { readonly [Kind in Effect['kind']]: fc.Arbitrary<Extract<Effect, { kind: Kind }>> } = {
  deliver: fc.record({ kind: is('deliver'), to: from, entries: fc.array(fc.nat()), again: fc.nat(), epoch: fc.nat() }, { requiredKeys: ['kind', 'to', 'entries'] }),
  typing: fc.record({ kind: is('typing'), to: from }),
  check: fc.record({ kind: is('check'), systems: fc.array(fc.constantFrom<System[]>('account', 'line')), facts, language, ticket: text }),
  action: fc.record({ kind: is('action'), action: fc.constantFrom<Action[]>('book_visit', 'send_code'), facts, language, ticket: text }),
  wake: fc.record({ kind: is('wake'), due: fc.nat(), ticket: text }),
  tally: fc.record({ kind: is('tally'), due: fc.nat() }),
  handoff: fc.record({ kind: is('handoff'), reason: fc.constantFrom('asked' as const, 'flow' as const) }),
  case: fc.record({ kind: is('case'), status: fc.constantFrom('with_agent' as const, 'closed' as const) }),
  watch: fc.record({ kind: is('watch'), outage: text }),
  offer_code: fc.record({ kind: is('offer_code'), ticket: text }),
  redeem_code: fc.record({ kind: is('redeem_code'), ticket: text, code: text, address: from }),
  identified: fc.record({ kind: is('identified'), ticket: text, customer: text, address: from }),
};

/** Fields that a later version may add: never one that the layout knows. */
const later = <Value extends object>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.tuple(value, fc.option(fc.dictionary(fc.string().map((name) => `new_${name}`), json), { nil: {} })).map(([known, more]) => ({ ...known, ...more }));

const comesBack = <Value extends object>(value: fc.Arbitrary<Value>, through: (value: Value) => Value): void =>
  fc.assert(fc.property(later(value), (given) => expect(through(given)).toStrictEqual(JSON.parse(JSON.stringify(given)))), { numRuns: 150 });

describe('stored forms', () => {
  it.each(Object.entries(entries))('given a %s entry, it comes back as it was', (_kind, one) =>
    comesBack(one as fc.Arbitrary<Entry>, (entry) => decodeEntry(encodeEntry(entry))));

  it.each(Object.entries(events))('given a %s event, it comes back as it was', (_kind, one) =>
    comesBack(one as fc.Arbitrary<ThreadEvent>, (event) => decodeEvent(encodeEvent(event))));

  it.each(Object.entries(effects))('given a %s effect, it comes back as it was', (_kind, one) =>
    comesBack(one as fc.Arbitrary<Effect>, (effect) => decodeEffect(encodeEffect(effect))));

  it('given a step outcome or a choice with fields of a later version, they are kept', () => {
    const steps = {
      kind: 'steps', at: 1, release: 'r', level: 'expert',
      passages: [{ flow: 'f', outcomes: [{ step: 's', outcome: 'asked', more: 1 }, { step: 's', outcome: 'new_word' }, { step: 's', outcome: 'answered', value: null }] }],
    };
    expect(decodeEntry(encodeEntry(steps as unknown as Entry))).toEqual(steps);
    const odd = { ...steps, passages: [{ flow: 'f', outcomes: [], more: 1 }, ...steps.passages] };
    expect(decodeEntry(encodeEntry(odd as unknown as Entry))).toEqual(odd);
  });

  it('given entries of former layouts, they read as today\'s', () => {
    expect(decodeEntry('["si1","f","r",0,[["s",5,"yes"],["t",0]],{"new_one":1}]')).toEqual({
      kind: 'steps', at: 649, release: 'r', level: 'basic', new_one: 1,
      passages: [{ flow: 'f', outcomes: [{ step: 's', outcome: 'answered', value: 'yes' }, { step: 't', outcome: 'asked' }] }],
    });
    expect(decodeEntry('["ci1","hola","web:1",null,"es-CO",{"clientActivityID":"x1"}]')).toEqual({
      kind: 'customer', at: 649, text: 'hola', from: 'web:1', language: 'es-CO', channelData: { clientActivityID: 'x1' },
    });
    expect(decodeEntry('["bi1","¿Cómo están las luces?","es","f/s",[["yes","Sí"]]]')).toEqual({
      kind: 'bot', at: 649, text: '¿Cómo están las luces?', language: 'es', asks: 'f/s', choices: [{ id: 'yes', label: 'Sí' }],
    });
  });

  it('given a bubble of what is said often, it is kept by place', () => {
    const often: Entry = { kind: 'bot', at: 1, language: 'es', text: `${PARAGRAPHS[0]}\n\nSu caso es el *17*.\n\n${PARAGRAPHS[1]}` };
    expect(decodeEntry(encodeEntry(often))).toEqual(often);
    expect(encodeEntry(often).length).toBeLessThan(40);
  });

  it('given a field that holds null, it comes back as null', () => {
    const entry = { kind: 'customer', at: null, text: 'hola', from: 'web:1', value: null };
    expect(decodeEntry(encodeEntry(entry as unknown as Entry))).toEqual(entry);
  });

  it('given a layout or a word of a later version, reading says so instead of losing it', () => {
    expect(() => decodeEntry('["Q1",1,2]')).toThrow('another version');
    expect(() => decodeEntry('["emw",1,2,3,4,5,6]')).toThrow('another version');
    expect(() => expand(`\u07ff`)).toThrow('newer version');
    expect(() => encodeEntry({ kind: 'unheard' } as unknown as Entry)).toThrow('unheard');
  });
});

describe('implied events', () => {
  it('given any customer entry and message event, an implied event is equal to the entry\'s', () => {
    fc.assert(fc.property(later(entries.customer), later(events.message), fc.boolean(), (entry, other, own) => {
      const event = own ? eventOfEntry(entry) : other;
      if (own) expect(impliedBy(event, entry)).toBe(true);
      if (impliedBy(event, entry)) expect(event).toEqual(eventOfEntry(entry));
    }));
  });

  it('given an entry that is nobody\'s message, it stands for no event', () => {
    const bot: Entry = { kind: 'bot', at: 1, text: 'hola', language: 'es' };
    expect(() => eventOfEntry(bot)).toThrow('no event');
    expect(impliedBy({ kind: 'wake', at: 1, ticket: 't' }, bot)).toBe(false);
  });
});

describe('frequent words', () => {
  it('given any text, it comes back', () => {
    fc.assert(fc.property(fc.oneof(text, fc.array(text).map((parts) => parts.join(' '))), (given) => {
      expect(expand(compact(given))).toBe(given);
    }));
  });

  it('given the list, no word stands in it twice and all have codes', () => {
    expect(new Set(WORDS).size).toBe(WORDS.length);
    expect(WORDS.length).toBeLessThanOrEqual(0x700);
    expect(WORDS.every((word) => compact(word).length === 1)).toBe(true);
  });

  it('given what is stored already, the first 575 paragraphs never change, and none stands there twice', () => {
    expect(new Set(PARAGRAPHS).size).toBe(PARAGRAPHS.length);
    expect(createHash('sha1').update(PARAGRAPHS.slice(0, 575).join('\n\n')).digest('hex')).toMatchInlineSnapshot(`"7117344260d674e24246eabfe7515db254376e7b"`);
  });

  it('given what is stored already, the first 1400 words never change', () => {
    expect(createHash('sha1').update(WORDS.slice(0, 1_400).join(' ')).digest('hex')).toMatchInlineSnapshot(`"fa91d3de17f8eb2d809346dd324b7b513b9a5ff0"`);
  });

  it('given what is stored already, the words behind those never change either', () => {
    expect(createHash('sha1').update(WORDS.slice(1_400, 1_738).join(' ')).digest('hex')).toMatchInlineSnapshot(`"f1f5f5daa1e265318a086c7eafb56dc6cc0b7040"`);
  });
});
