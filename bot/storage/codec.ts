/**
 * Entries, events and effects as short JSON arrays, the same in both stores: a transcript is most of what we keep.
 * The first element names a layout, with the time behind it in base 36. A layout is never changed: a new one gets a new
 * letter, so that old data stays readable. Fields that no layout knows ride along in a last object; a letter that nobody knows is an error, not a gap.
 */
import type { Effect } from '../../dialogs/effect';
import type { MessageEvent, ThreadEvent } from '../../dialogs/event';
import type { Entry } from '../../dialogs/transcript';
import { compact, expand } from './compact';
import { ofEntries, ofOthers, type Shorthand } from './shorthand';

type Bag = Readonly<Record<string, unknown>>;

interface Layout {
  readonly letter: string;
  readonly kind: string;
  readonly fields: readonly string[];
}

/** `raise` makes what the layout held what is held today. */
interface Former extends Layout {
  readonly raise?: (bag: Bag) => Bag;
}

type Fields<Union extends { kind: string }> = {
  readonly [Kind in Union['kind']]: readonly [string, ...(keyof Omit<Extract<Union, { kind: Kind }>, 'kind' | 'at'> & string)[]];
};

const ENTRIES: Fields<Entry> = {
  customer: ['d', 'text', 'from', 'value', 'language', 'channelData'],
  bot: ['h', 'text', 'language', 'asks', 'choices'],
  agent: ['a', 'text', 'by', 'name'],
  system: ['n', 'name', 'text', 'language'],
  steps: ['g', 'release', 'level', 'passages'],
  facts: ['f', 'source', 'facts'],
  level: ['l', 'level', 'by', 'cues'],
  end: ['e', 'flow', 'release', 'step', 'code'],
  event: ['v', 'name', 'detail'],
  rating: ['r', 'score'],
  note: ['p', 'text', 'by', 'name', 'to'],
};

/** Layouts that are read and not written any more. */
const FORMER_ENTRIES: readonly Former[] = [
  { letter: 'c', kind: 'customer', fields: ['text', 'from', 'value', 'language', 'channelData'] },
  { letter: 'b', kind: 'bot', fields: ['text', 'language', 'asks', 'choices'] },
  // The steps of one flow.
  {
    letter: 's', kind: 'steps', fields: ['flow', 'release', 'level', 'outcomes'],
    raise: ({ flow, outcomes, ...steps }) => ({ ...steps, passages: [{ flow, outcomes }] }),
  },
];

const EVENTS: Fields<ThreadEvent> = {
  message: ['m', 'from', 'text', 'value', 'language'],
  joined: ['j', 'from', 'language'],
  checked: ['k', 'ticket', 'results'],
  performed: ['p', 'ticket', 'result', 'facts'],
  wake: ['w', 'ticket'],
  claimed: ['c', 'agent'],
  agent_said: ['s', 'agent', 'text'],
  given_back: ['g', 'agent', 'how'],
  outage_restored: ['o', 'outage'],
  outage_changed: ['e', 'outage', 'eta', 'notice'],
  work_announced: ['a', 'outage', 'since', 'eta', 'customer', 'notice'],
  outage_confirmed: ['f', 'outage', 'since', 'eta', 'customer', 'notice'],
  claim_settled: ['d', 'customer', 'number', 'about', 'done', 'how', 'deleted', 'kept'],
  address_joined: ['n', 'from'],
  noted: ['t', 'agent', 'text'],
  transferred: ['x', 'agent', 'to', 'note'],
  released: ['r', 'agent', 'why'],
  phoned: ['h', 'agent', 'from', 'facts', 'language'],
  verified: ['v', 'agent', 'question', 'right', 'facts'],
  undelivered: ['l', 'to', 'position', 'reason', 'again'],
  signed_in: ['u', 'from', 'facts', 'language'],
};

const EFFECTS: Fields<Effect> = {
  deliver: ['d', 'to', 'entries'],
  typing: ['t', 'to'],
  check: ['k', 'ticket', 'systems', 'facts', 'language'],
  action: ['a', 'ticket', 'action', 'facts', 'language'],
  wake: ['w', 'ticket', 'due'],
  handoff: ['h', 'reason'],
  case: ['c', 'status'],
  watch: ['o', 'outage'],
  offer_code: ['f', 'ticket'],
  redeem_code: ['r', 'ticket', 'code', 'address'],
  identified: ['i', 'ticket', 'customer', 'address'],
  tally: ['y', 'due'],
};

class Codec<Value extends { readonly kind: string }> {
  private readonly byKind = new Map<string, Layout>();
  private readonly byLetter = new Map<string, Former>();

  constructor(private readonly what: string, table: Fields<Value>, private readonly shorthand: Shorthand, former: readonly Former[] = []) {
    for (const layout of former) this.byLetter.set(layout.letter, layout);
    for (const [kind, [letter, ...fields]] of Object.entries<readonly [string, ...string[]]>(table)) {
      const layout = { letter, kind, fields };
      this.byKind.set(kind, layout);
      this.byLetter.set(letter, layout);
    }
  }

  encode(value: Value): string {
    const layout = this.byKind.get(value.kind);
    if (!layout) throw new Error(`no layout for the ${this.what} kind ${value.kind}`);
    const bag = value as unknown as Bag;
    const at = isTime(bag['at']) ? bag['at'] : null;
    const row: unknown[] = [at === null ? layout.letter : layout.letter + at.toString(36)];
    let known = at === null ? 1 : 2;
    for (const field of layout.fields) {
      const held = bag[field];
      row.push(held === undefined ? null : this.shorthand.packed(field, held));
      if (held !== undefined && held !== null) known += 1;
    }
    if (Object.keys(bag).length > known) {
      const rest = unplaced(bag, layout.fields);
      if (rest) row.push(rest);
    }
    while (row[row.length - 1] === null) row.pop();
    return compact(JSON.stringify(row));
  }

  decode(text: string): Value {
    const [head, ...row] = JSON.parse(expand(text)) as [string, ...unknown[]];
    const layout = this.byLetter.get(head.charAt(0));
    if (!layout || row.length > layout.fields.length + 1) {
      throw new Error(`this ${this.what} was stored by another version (layout ${head.charAt(0)})`);
    }
    const bag: Record<string, unknown> = { kind: layout.kind };
    if (head.length > 1) bag['at'] = Number.parseInt(head.slice(1), 36);
    layout.fields.forEach((field, index) => {
      const held = row[index];
      if (held !== null && held !== undefined) bag[field] = this.shorthand.unpacked(field, held);
    });
    const rest = row[layout.fields.length];
    const whole = rest ? { ...bag, ...rest } : bag;
    return (layout.raise ? layout.raise(whole) : whole) as unknown as Value;
  }
}

/** What has a place in the first element; any other time rides along at the end. */
const isTime = (at: unknown): at is number => Number.isSafeInteger(at) && Number(at) >= 0 && !Object.is(at, -0);

/** What the layout has no place for: unknown fields, and known ones that hold `null`. `undefined` is no content. */
const unplaced = (bag: Bag, fields: readonly string[]): Bag | null => {
  const rest = Object.entries(bag).filter(
    ([field, held]) =>
      held !== undefined && field !== 'kind' && (held === null || !fields.includes(field)) && !(field === 'at' && isTime(held)),
  );
  return rest.length > 0 ? Object.fromEntries(rest) : null;
};

const entries = new Codec<Entry>('transcript entry', ENTRIES, ofEntries, FORMER_ENTRIES);
const events = new Codec<ThreadEvent>('event', EVENTS, ofOthers);
const effects = new Codec<Effect>('effect', EFFECTS, ofOthers);

export const encodeEntry = (entry: Entry): string => entries.encode(entry);
export const decodeEntry = (text: string): Entry => entries.decode(text);
export const encodeEvent = (event: ThreadEvent): string => events.encode(event);
export const decodeEvent = (text: string): ThreadEvent => events.decode(text);
export const encodeEffect = (effect: Effect): string => effects.encode(effect);
export const decodeEffect = (text: string): Effect => effects.decode(text);

/** When an entry was said, without reading the rest of it; `null` where the time does not stand in the head. */
export const timeOfEntry = (text: string): number | null => {
  const [, at] = /^\["[a-z]([0-9a-z]+)"/.exec(expand(text)) ?? [];
  return at === undefined ? null : Number.parseInt(at, 36);
};

const MESSAGE_FIELDS = ['at', 'from', 'text', 'value', 'language', 'attachments'] as const;

/** The event that a customer's entry stands for. */
export const eventOfEntry = (entry: Entry): MessageEvent => {
  if (entry.kind !== 'customer') throw new Error(`a ${entry.kind} entry stands for no event`);
  return {
    kind: 'message',
    at: entry.at,
    from: entry.from,
    text: entry.text,
    ...(entry.value === undefined ? {} : { value: entry.value }),
    ...(entry.language === undefined ? {} : { language: entry.language }),
    ...(entry.attachments === undefined ? {} : { attachments: entry.attachments }),
  };
};

/** Whether the entry says all that the event says: then the event need not be stored a second time. */
export const impliedBy = (event: ThreadEvent, entry: Entry | undefined): boolean => {
  if (event.kind !== 'message' || entry?.kind !== 'customer') return false;
  if (MESSAGE_FIELDS.some((field) => event[field] !== entry[field])) return false;
  const said = Object.values(event).filter((value) => value !== undefined).length;
  return said === 1 + MESSAGE_FIELDS.filter((field) => event[field] !== undefined).length;
};
