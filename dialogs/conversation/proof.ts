/**
 * What a proof of who writes is good for (I11): for how long, and for what when somebody writes for the one who signed the
 * contract. A proof that is too old is forgotten with all that it opened, and asked for again only where it is needed; a
 * helper whom the holder gave her code is helped with the service, and told what stays with the holder.
 */
import { saysForHolder } from '../../knowledge/for-holder';
import type { Action } from '../../flows/contracts';
import type { Intent } from '../../knowledge/understanding';
import type { MessageEvent } from '../event';
import { remember, tell, type Draft } from './draft';
import type { NextCase } from './state';
import { flowAt } from './world';

const HOUR_MS = 3_600_000;
/** So long after her last message a guide is taken up again rather than gone on with, and a proof may end in its middle. */
const AWAY_MS = 12 * HOUR_MS;

const FOR_HOLDER = 'key.for_holder';
/** Whose proof it was: another customer who proves herself after it still sees nothing of the former one. */
export const FORMER = 'channel.former_customer';

export const forgetOldProof = (draft: Draft, event: MessageEvent): void => {
  const { state, entries, world } = draft;
  const proof = state.facts['customer.id'];
  if (!proof || world.proofMs === undefined || world.now - proof.at < world.proofMs || provesItself(draft, event)) return;
  if (state.owner.kind !== 'bot' || state.pending || (state.stack.length > 0 && event.at - state.heardAt < AWAY_MS)) return;
  entries.push({ kind: 'event', at: world.now, name: 'proof_expired' });
  state.facts = Object.fromEntries(Object.entries(state.facts).filter(([name, { source }]) => stays(name, source)));
  if (state.next) state.next = state.next.map((one) => fromItsBeginning(draft, one));
  remember(draft, 'proof', { [FORMER]: proof.value });
};

/** What was put aside in its middle stood on what is not known any more. */
const fromItsBeginning = ({ world }: Draft, one: NextCase): NextCase => {
  const [outermost] = one.kind === 'parked' ? one.stack : [];
  const [intent] = outermost ? flowAt(world, outermost).intents : [];
  return intent === undefined ? one : { kind: 'told', intent: intent as Intent };
};

/** A number that the channel proves is proved by every message from it. */
const provesItself = ({ state: { facts } }: Draft, { phone }: MessageEvent): boolean =>
  phone !== undefined && facts['channel.recognized'] !== undefined && facts['channel.phone']?.value === phone;

/** What the channel tells and what she told herself; not who she is, nor which service of hers it was about. */
const stays = (name: string, source: string): boolean => {
  if (name === 'channel.tried' || name === 'channel.recognized') return false;
  return name.startsWith('channel.') || (source === 'customer' && !/^(?:key|candidate|code|customer|services?)\./.test(name));
};

/** Her proof ran out since: what was measured and told is not known any more. */
export const isProofGone = ({ state: { facts } }: Draft): boolean => facts[FORMER] !== undefined && facts['customer.id'] === undefined;

const DAY_MS = 24 * HOUR_MS;
/** How many customers were looked for from here within a day; who looks them up refuses further ones. */
const FINDS = 'channel.finds';

export const countFind = ({ state, world }: Draft, action: Action | undefined): void => {
  if (action !== 'find_customer') return;
  const before = state.facts[FINDS];
  const isToday = before !== undefined && world.now - before.at < DAY_MS;
  const count = { value: (isToday ? Number(before.value) : 0) + 1, source: 'channel', at: isToday ? before.at : world.now };
  state.facts = { ...state.facts, [FINDS]: count };
};

/** Who helps somebody says so once; the holder's code is her permission. After it nobody makes herself the holder by saying so. */
export const hearForHolder = (draft: Draft, { text }: MessageEvent): void => {
  const { state, entries, world } = draft;
  const [isSaid, says] = [state.facts[FOR_HOLDER] !== undefined, saysForHolder(text)];
  if (isSaid && says === false && state.facts['customer.id'] === undefined) return forgetHelper(draft);
  if (isSaid || says !== true || state.owner.kind !== 'bot') return;
  remember(draft, 'customer', { [FOR_HOLDER]: true });
  entries.push({ kind: 'event', at: world.now, name: 'for_holder' });
  if (state.facts['customer.id'] === undefined) tell(draft, 'forHolder');
};

const forgetHelper = ({ state }: Draft): void => {
  state.facts = Object.fromEntries(Object.entries(state.facts).filter(([name]) => name !== FOR_HOLDER));
};

/** Contract, bills, data and keys: who signed asks for them herself. */
const HOLDERS_ONLY: ReadonlySet<Intent> = new Set<Intent>(['cancel_contract', 'bill', 'wifi_password']);

export const isHoldersOnly = ({ state }: Draft, about: Intent | 'data'): boolean =>
  state.facts[FOR_HOLDER] !== undefined && (about === 'data' || HOLDERS_ONLY.has(about));
