/**
 * The telephone as a channel: the agent who answers opens or goes on with the customer's case and writes what she says, so
 * that the next person and the bot know it (P1, P4). Who calls is not known by the number she tells (I11): she answers
 * questions whose answers the server alone compares; each try is recorded, and after a few wrong ones no more are taken.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Agent } from '../../dialogs/event';
import { address, threadId, type ThreadId } from '../../dialogs/ids';
import { customerFacts } from '../operator/identity';
import type { Customer, CustomerDirectory } from '../operator/ports';
import type { People } from '../people';
import type { Records, Storage } from '../runtime/ports';
import { AT_ONCE, changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { Turn } from '../runtime/turn';
import type { Acted, Call, Called, Checked, DeskPhone } from '../staff/ports';
import type { CaseSummary } from '../web/contracts';
import type { PhoneQuestion } from '../web/desk-contracts';
import { stateOf } from './acts';
import type { CaseIndex } from './case-index';
import type { CaseRow } from './case-row';
import { answersRightly, questionsFor } from './phone-questions';

const NEEDED = 2;
const MOST_WRONG = 3;
/** Business time. */
const FORGIVEN_MS = 24 * 3_600_000;
const FIRST_LOOK_MS = 20;
const MOST_LOOKS = 100;

export interface PhoneParts {
  readonly storage: Storage;
  readonly turn: Turn;
  readonly cases: CaseIndex;
  readonly people: People;
  readonly customers: CustomerDirectory;
  readonly owns: (thread: ThreadId, agent: Agent) => Promise<Acted>;
  readonly summaryOf: (thread: ThreadId, row: CaseRow) => CaseSummary;
  readonly now: () => number;
}

/** What was answered in the call under way. */
interface Proof {
  readonly customer: string;
  readonly right: readonly string[];
}

export const makePhone = (parts: PhoneParts): DeskPhone => ({
  call: (agent, call) => answerCall(parts, agent, call),
  verify: (thread, agent, answer) => verify(parts, { thread, agent, ...answer }),
  async said(thread, agent, message) {
    const owned = await parts.owns(thread, agent);
    if (!owned.ok) return owned;
    const [at, from] = [parts.now(), address('phone', thread)];
    const { text } = message;
    await parts.turn.receive({
      thread, dedupe: `phone:${agent.id}:${message.id}`, event: { kind: 'message', at, from, text }, entry: { kind: 'customer', at, from, text },
    });
    return owned;
  },
});

const answerCall = async (parts: PhoneParts, agent: Agent, { key, language = 'es', anyway }: Call): Promise<Called> => {
  const found = await find(parts.customers, key);
  if (found === 'away') return { ok: false, reason: 'away' };
  if (found === null && anyway !== true) return { ok: false, reason: 'nobody' };
  const open = found && (await parts.people.openCaseOf(found.id));
  const thread = open ?? threadId(`t${randomBytes(12).toString('base64url')}`);
  const facts = found ? { 'candidate.id': found.id } : {};
  const event = { kind: 'phoned', at: parts.now(), agent, from: address('phone', thread), language, facts } as const;
  await parts.turn.receive({ thread, dedupe: `call:${randomBytes(9).toString('base64url')}`, event });
  const row = await answered(parts, thread, agent);
  if (row === null) return { ok: false, reason: 'away' };
  if (row.agent?.id !== agent.id) return { ok: false, reason: 'taken', ...(row.agent && { by: row.agent.name }) };
  if (found) await changeShared(callOf(parts.storage.records, thread), () => ({ customer: found.id, right: [] }));
  const questions: readonly PhoneQuestion[] = found ? questionsFor(found, language) : [];
  return { ok: true, reply: { summary: parts.summaryOf(thread, row), how: open ? 'continued' : 'opened', questions } };
};

/** By document, account, or the number of a contact. */
const find = async (customers: CustomerDirectory, key: string): Promise<Customer | null | 'away'> => {
  const byKey = await customers.findByKey(key);
  if (!byKey.ok) return 'away';
  if (byKey.value) return byKey.value;
  const digits = key.replace(/\D/g, '').replace(/^57(?=3\d{9}$)/, '');
  if (!/^3\d{9}$/.test(digits)) return null;
  const byPhone = await customers.findByContact(`+57${digits}`);
  return !byPhone.ok ? 'away' : byPhone.value.length === 1 ? (byPhone.value[0] ?? null) : null;
};

/** The case once the call was decided: this process or another one does that within moments. */
const answered = async ({ cases, storage }: PhoneParts, thread: ThreadId, agent: Agent): Promise<CaseRow | null> => {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const state = await stateOf(storage, thread);
    if (state?.owner.kind === 'agent') {
      const row = await cases.refresh(thread);
      if (row && (row.agent?.id === agent.id || state.owner.id !== agent.id)) return row;
    }
    await pause(FIRST_LOOK_MS);
  }
  return null;
};

interface Answer {
  readonly thread: ThreadId;
  readonly agent: Agent;
  readonly question: string;
  readonly answer: string;
}

const verify = async (parts: PhoneParts, { thread, agent, question, answer }: Answer): Promise<Checked> => {
  const owned = await parts.owns(thread, agent);
  if (!owned.ok) return { ok: false, reason: owned.reason === 'not_yours' ? 'not_yours' : 'unknown' };
  const { records } = parts.storage;
  const state = await stateOf(parts.storage, thread);
  const proof = await readShared(callOf(records, thread));
  if (!state || !proof) return { ok: false, reason: 'no_target' };
  const found = await parts.customers.customer(proof.customer);
  if (!found.ok) return { ok: false, reason: 'away' };
  const customer = found.value;
  if (!customer || !questionsFor(customer, 'es').some(({ id }) => id === question)) return { ok: false, reason: 'no_target' };
  const wrongBefore = recent(await readShared(wrongOf(records, customer.id)), parts.now());
  const isRight = wrongBefore < MOST_WRONG && answersRightly(customer, question, answer);
  const wrong = isRight ? wrongBefore : await countWrong(records, customer.id, parts.now());
  const { right } = (isRight && (await changeShared(callOf(records, thread), (before) => withRight(before ?? proof, question)))) || proof;
  const isVerified = right.length >= NEEDED && wrong < MOST_WRONG;
  const facts = isVerified ? customerFacts(customer, state.language) : {};
  await parts.turn.act(thread, { kind: 'verified', at: parts.now(), agent, question, right: isRight, facts });
  if (isVerified) await parts.people.note(thread, customer.id);
  await parts.cases.refresh(thread);
  return { ok: true, reply: { verified: isVerified, missing: Math.max(0, NEEDED - right.length), triesLeft: Math.max(0, MOST_WRONG - wrong) } };
};

const withRight = (proof: Proof, question: string): Proof => ({ ...proof, right: proof.right.includes(question) ? proof.right : [...proof.right, question] });

/** Counted for the customer, so that calling again brings no new tries. */
interface Wrong {
  readonly tries: number;
  /** The last one, business time. */
  readonly at: number;
}

const recent = (wrong: Wrong | null, now: number): number => (wrong && now - wrong.at < FORGIVEN_MS ? wrong.tries : 0);

const countWrong = async (records: Records, customer: string, now: number): Promise<number> =>
  (await changeShared(wrongOf(records, customer), (before) => ({ tries: recent(before, now) + 1, at: now })))?.tries ?? 0;

/** Whose answers were compared in the call: gone with the conversation. */
export const forgetCall = (records: Records, thread: ThreadId): Promise<unknown> => changeShared(callOf(records, thread), () => null);

const callOf = (records: Records, thread: ThreadId): SharedRecord<Proof | null> => ({ records, name: `desk:call:${thread}`, first: null, until: (proof) => (proof === null ? AT_ONCE : undefined) });
const wrongOf = (records: Records, customer: string): SharedRecord<Wrong | null> => ({ records, name: `desk:wrong:${customer}`, first: null, until: (wrong) => (wrong?.at ?? AT_ONCE) + FORGIVEN_MS });
