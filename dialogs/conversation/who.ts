/**
 * Who is writing (I11, P13): a number that the channel proves needs no question, unless she says that it is not hers. Who
 * proved to be another customer sees nothing of the former one. Once it is known who she is, a case of hers on another
 * address is looked for before the conversation goes on.
 */
import { LEVELS } from '../../knowledge/language';
import { saysBorrowed } from '../../knowledge/borrowed';
import type { MessageEvent, PerformedEvent } from '../event';
import { cause, closeCase, remember, setLevel, stopPending, stopTimer, wakeAfter, type Draft } from './draft';
import type { Pending, Replay } from './state';
import { FORMER } from './proof';
import { topicsOf } from './topics';

export const LIMIT_MS = 3_000;

/** A borrowed telephone is given back: after this its next message is its owner's again. */
const BORROWED_MS = 30 * 60_000;

export const knowPhone = (draft: Draft, { phone, text }: { readonly phone: string; readonly text: string }, away: number): void => {
  const { state } = draft;
  if (isBorrowed(draft) && away >= BORROWED_MS) startOver(draft);
  if (state.facts['channel.phone']?.value !== phone) remember(draft, 'channel', { 'channel.phone': phone });
  if (isBorrowed(draft) || !saysBorrowed(text)) return;
  // Whoever was recognised by the number is not the one who writes.
  if (state.facts['channel.recognized'] !== undefined) startOver(draft);
  remember(draft, 'customer', { 'channel.borrowed': true });
};

/** Whoever holds it now is somebody else: nothing that she did not just ask for is told there (I11). */
export const isGivenBack = (draft: Draft): boolean =>
  isBorrowed(draft) && draft.state.owner.kind === 'bot' && draft.world.now - draft.state.heardAt >= BORROWED_MS;

const isBorrowed = ({ state }: Draft): boolean => state.facts['channel.borrowed']?.value === true;

/** Nothing of the former customer stays, neither what is known nor where she was. */
export const startOver = (draft: Draft): void => {
  const { state } = draft;
  stopTimer(draft);
  stopPending(draft);
  forgetCustomer(draft);
  closeCase(draft);
  Object.assign(state, { facts: {}, stack: [], held: [], mode: 'idle' });
};

export const isUnknownNumber = ({ state }: Draft): boolean => {
  const known = (name: string): boolean => state.facts[name] !== undefined;
  return known('channel.phone') && !known('customer.id') && !known('channel.borrowed') && !known('channel.tried') && !state.pending;
};

/** Asks whose number it is; the message is heard again after that. */
export const recognize = (draft: Draft, { text, value, attachments }: MessageEvent): void => {
  remember(draft, 'channel', { 'channel.tried': true });
  const { facts, language } = draft.state;
  const ticket = cause(draft, (own) => ({ kind: 'action', action: 'recognize', facts, language, ticket: own }));
  const replay: Replay = { text, ...(value !== undefined && { value }), ...(attachments && { attachments }) };
  draft.state.pending = { kind: 'action', action: 'recognize', ticket, limit: wakeAfter(draft, LIMIT_MS), replay };
};

/** Keeps what an action told. True when somebody was just identified: then the rest waits for her other threads. */
export const learnWho = (draft: Draft, { result, facts }: PerformedEvent, { replay, action }: Pending): boolean => {
  const { state } = draft;
  const customer = facts['customer.id'];
  const current = state.facts['customer.id']?.value;
  const before = current ?? state.facts[FORMER]?.value;
  if (customer !== undefined && before !== undefined && customer !== before) forgetCustomer(draft);
  remember(draft, 'action', facts);
  if (customer !== undefined && action === 'recognize') remember(draft, 'channel', { 'channel.recognized': true });
  if (typeof customer !== 'string' || customer === current) return false;
  const about = topicsOf(draft);
  const ticket = cause(draft, (own) => ({ kind: 'identified', ticket: own, customer, address: state.address, ...(about.length > 0 && { about }) }));
  const after = replay ? { replay } : { then: result };
  state.pending = { kind: 'action', ticket, limit: wakeAfter(draft, LIMIT_MS), ...after };
  return true;
};

/** Who showed in an earlier conversation how practised she is, is not asked again (P2). */
export const knowLevel = (draft: Draft, { facts }: PerformedEvent): void => {
  const level = LEVELS.find((each) => each === facts['customer.level']);
  if (level !== undefined && draft.state.level === null) setLevel(draft, level, 'assumed', []);
};

/** Somebody else writes in this thread: only what the channel itself knows stays, and what stands before is not hers to see. */
export const forgetCustomer = (draft: Draft): void => {
  const { state, entries, world } = draft;
  if ((state.facts['customer.id'] ?? state.facts[FORMER]) !== undefined) entries.push({ kind: 'event', at: world.now, name: 'new_customer' });
  state.facts = Object.fromEntries(Object.entries(state.facts).filter(([name]) => name.startsWith('channel.') && name !== FORMER));
  state.assumed = [];
  for (const key of ['human', 'errand', 'toldOutage', 'declinedOutage', 'next', 'path', 'last'] as const) delete state[key];
};
