/**
 * What one conversation was worth on one day (P10), computed from that day's entries alone and from what it began the day
 * with, so that counting it again gives the same. Durations in ms.
 */
import { asksNothing } from '../../dialogs/attachment';
import type { CustomerEntry, Entry, Passage } from '../../dialogs/transcript';
import type { Level } from '../../knowledge/language';
import { splitAddress } from '../../dialogs/ids';

/** Who had the voice, until when its time was counted; and what was open when the day began. */
export interface Carry {
  readonly phase: 'bot' | 'queue' | 'human' | 'none';
  readonly since: number;
  readonly level?: Level | undefined;
  readonly told?: boolean | undefined;
  /** Nobody told her level yet, and she was asked as one of this. */
  readonly takenFor?: Level | undefined;
  /** Which of her services it is about. */
  readonly service?: string | undefined;
  readonly flow?: string | undefined;
  /** That flow asked her something, or spared her a question. */
  readonly engaged?: boolean | undefined;
  readonly agent?: string | undefined;
  readonly channel?: string | undefined;
  /** The last one who spoke, and when; a question that is still open, and since when. */
  readonly last?: { readonly by: 'customer' | 'us'; readonly at: number; readonly asks: boolean } | undefined;
}

export const FRESH: Carry = { phase: 'none', since: 0 };

export interface DayRow {
  flow?: string | undefined;
  level?: Level | undefined;
  zone?: string | undefined;
  channel?: string | undefined;
  agent?: string | undefined;
  said: number;
  confirmed: number;
  unconfirmed: number;
  handedOff: number;
  repeated: number;
  corrected: number;
  /** Cases that an agent closed because the customer was gone. */
  left?: number | undefined;
  resumed: number;
  questions: number;
  bot: number;
  queue: number;
  human: number;
  ratings: number[];
  /** `flow/step` of steps that were passed, and of those where a person took over. */
  steps: string[];
  handedAt: string[];
  /** Left open at the end of what was counted: who spoke last, when, and whether a guide was under way. Her last day alone has it. */
  open?: Carry['last'];
}

/** A question that nobody answered for so long is a drop, and what goes by until she is back was not spent with the bot. */
export const DROP_MS = 30 * 60_000;
const MOST_STEPS = 60;

interface Counting {
  readonly row: DayRow;
  carry: { -readonly [Key in keyof Carry]: Carry[Key] };
  step?: string;
  /** What the day's row is about was settled: a second problem of the day does not rename it. */
  isNamed?: boolean;
}

export const countDay = (before: Carry, entries: readonly Entry[]): { readonly row: DayRow; readonly carry: Carry } => {
  const row: DayRow = {
    flow: before.flow, level: before.level, channel: before.channel, agent: before.phase === 'human' ? before.agent : undefined,
    said: 0, confirmed: 0, unconfirmed: 0, handedOff: 0, repeated: 0, corrected: 0, resumed: 0, questions: 0, bot: 0, queue: 0, human: 0, ratings: [], steps: [], handedAt: [],
  };
  const counting: Counting = { row, carry: { ...before }, isNamed: before.engaged === true };
  for (const entry of entries) {
    spend(counting, entry.at);
    take(counting, entry);
  }
  if (counting.carry.phase !== 'none') row.open = counting.carry.last;
  return { row, carry: counting.carry };
};

const take = (counting: Counting, entry: Entry): void => {
  const { row, carry } = counting;
  switch (entry.kind) {
    case 'customer':
      return heard(counting, entry);
    case 'bot':
    case 'agent':
      // Reminded of a question she waits with it since it was asked.
      carry.last = carry.last?.by === 'us' && carry.last.asks ? carry.last : { by: 'us', at: entry.at, asks: entry.kind === 'bot' && entry.asks !== undefined };
      return;
    case 'steps':
      for (const passage of entry.passages) passed(counting, passage);
      if (carry.level === undefined && entry.passages.some(isAsked)) carry.takenFor = entry.level;
      return;
    case 'level':
      if (entry.by === 'said' && carry.told !== true && (carry.level ?? carry.takenFor ?? entry.level) !== entry.level) row.corrected += 1;
      carry.told = entry.by === 'said';
      carry.level = row.level = entry.level;
      return;
    case 'end':
      if (entry.code === 'RESUELTO') row.confirmed += 1;
      if (carry.phase === 'bot') change(counting, 'none');
      return;
    case 'rating':
      row.ratings.push(entry.score);
      return;
    case 'system':
      if (entry.name === 'claimed') change(counting, 'human');
      if (entry.name === 'transferred' || entry.name === 'taken_back') change(counting, 'queue');
      return;
    case 'event':
      return happened(counting, entry);
    case 'facts': {
      const { 'service.id': service } = entry.facts;
      if (typeof service === 'string') carry.service = service;
      return;
    }
    case 'note':
      return;
  }
};

const heard = ({ row, carry }: Counting, entry: CustomerEntry): void => {
  const { at, from } = entry;
  row.said += 1;
  carry.channel = row.channel = splitAddress(from).channel;
  if (carry.last?.asks === true && at - carry.last.at > DROP_MS) row.resumed += 1;
  if (carry.phase === 'none') carry.phase = 'bot';
  if (carry.last?.by !== 'us' || !asksNothing(entry)) carry.last = { by: 'customer', at, asks: false };
};

const passed = (counting: Counting, { flow, outcomes }: Passage): void => {
  const { row } = counting;
  nameFlow(counting, flow, outcomes);
  for (const { step, outcome } of outcomes) {
    const at = `${flow}/${step}`;
    if (outcome === 'asked') row.questions += 1;
    if (outcome === 'decided') continue;
    counting.step = at;
    if (row.steps.length < MOST_STEPS && !row.steps.includes(at)) row.steps.push(at);
  }
};

/** What somebody was asked, or spared, says what it was about; a guide that only led there says it until then. */
const ENGAGES: ReadonlySet<string> = new Set(['asked', 'answered', 'assumed']);

const nameFlow = (counting: Counting, flow: string, outcomes: Passage['outcomes']): void => {
  const { row, carry } = counting;
  if (flow === IDENTIFY || carry.engaged === true) return;
  const engaged = outcomes.some(({ outcome }) => ENGAGES.has(outcome));
  if (carry.flow === undefined || engaged) carry.flow = flow;
  if (engaged) carry.engaged = true;
  if (counting.isNamed === true) return;
  row.flow = carry.flow;
  counting.isNamed = engaged;
};

/** Who she is says nothing of how she was taken. */
const IDENTIFY = 'identify';
const isAsked = ({ flow, outcomes }: Passage): boolean => flow !== IDENTIFY && outcomes.some(({ outcome }) => outcome === 'asked');

const happened = (counting: Counting, { name, detail }: Extract<Entry, { kind: 'event' }>): void => {
  const { row, carry } = counting;
  if (name === 'repeated_question') row.repeated += 1;
  if (name === 'handed_off') {
    row.handedOff += 1;
    if (counting.step !== undefined && !row.handedAt.includes(counting.step)) row.handedAt.push(counting.step);
    if (carry.phase !== 'human') change(counting, 'queue');
  }
  if (name === 'resumed' && detail === 'given back') change(counting, 'bot');
  if (name === 'case_closed') {
    // With a guide under way its end was counted as confirmed already.
    if (detail?.endsWith(' confirmed') === true) row.confirmed = Math.max(row.confirmed, 1);
    else row.unconfirmed += 1;
    if (detail?.startsWith('customer_left') === true) row.left = (row.left ?? 0) + 1;
    change(counting, 'none');
  }
};

/** The time since the last entry goes to who had the voice. */
const spend = ({ row, carry }: Counting, at: number): void => {
  const spent = Math.max(0, at - carry.since);
  if (carry.phase === 'bot' && spent <= DROP_MS) row.bot += spent;
  if (carry.phase === 'queue') row.queue += spent;
  if (carry.phase === 'human') row.human += spent;
  carry.since = Math.max(carry.since, at);
};

/** What is over leaves nothing open, and what comes next is about something of its own. */
const change = ({ carry }: Counting, phase: Carry['phase']): void => {
  carry.phase = phase;
  if (phase !== 'none') return;
  carry.flow = carry.engaged = undefined;
  if (carry.last) carry.last = { ...carry.last, asks: false };
};
