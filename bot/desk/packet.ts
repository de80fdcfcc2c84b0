/**
 * The packet of a hand-off (P1, P4): what the agent must never ask again. What the customer said stands apart from what
 * systems told, and what was only assumed apart from both.
 */
import type { ThreadState } from '../../dialogs/conversation/state';
import type { HandoffReason } from '../../dialogs/effect';
import type { Entry } from '../../dialogs/transcript';
import { readTap } from '../../dialogs/tap';
import { ACTIONS, type Action } from '../../flows/contracts';
import type { FactValue } from '../../flows/facts';
import type { Outcome } from '../../flows/run';
import type { AskedQuestion, CasePacket, PacketStep } from '../web/contracts';
import { isoOf, isTellable, saidWords, valueText } from './lines';

export interface PacketSource {
  readonly state: ThreadState;
  readonly entries: readonly Entry[];
  readonly reason: HandoffReason;
  /** The flow's title by flow and release, in the desk's language. */
  readonly titleOf: (flow: string, release: string) => string;
  readonly releaseName: (id: string) => string;
}

export const packetOf = ({ state, entries, reason, titleOf, releaseName }: PacketSource): CasePacket => {
  const service = serviceOf(state);
  const top = state.stack.at(-1);
  const next = waitingIn(entries, state.next?.length ?? 0);
  return {
    who: whoOf(state),
    ...(service && { service }),
    level: { value: state.level, evidence: entries.flatMap((entry) => (entry.kind === 'level' ? entry.cues.map(saidWords) : [])) },
    language: state.language,
    ...(top && { place: { flow: top.flow, title: titleOf(top.flow, top.release), release: releaseName(top.release), step: top.step } }),
    reason,
    steps: entries.flatMap((entry) => stepsOf(entry, state)).filter(isNews),
    asked: Object.fromEntries(entries.flatMap(askedOf)),
    said: factsBy(state, (source) => source === 'customer'),
    verified: factsBy(state, (source) => source !== 'customer'),
    assumed: state.assumed.map(({ text }) => text),
    ...(next.length > 0 && { next }),
  };
};

/** Problems that were kept for later and not opened since. */
const waitingIn = (entries: readonly Entry[], count: number): readonly string[] => {
  if (count === 0) return [];
  const waiting: string[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'event' || entry.detail === undefined) continue;
    if (entry.name === 'case_queued' || entry.name === 'case_parked') waiting.push(entry.detail);
    const opened = entry.name === 'case_opened' ? waiting.indexOf(entry.detail) : -1;
    if (opened >= 0) waiting.splice(opened, 1);
  }
  return waiting.slice(-count);
};

const whoOf = (state: ThreadState): CasePacket['who'] => {
  const id = textFact(state, 'customer.id');
  const name = textFact(state, 'customer.name');
  return { verified: id !== undefined, ...(id !== undefined && { customerId: id }), ...(name !== undefined && { name }) };
};

const serviceOf = (state: ThreadState): CasePacket['service'] | undefined => {
  const id = textFact(state, 'service.id');
  if (id === undefined) return undefined;
  const kind = textFact(state, 'service.kind');
  const address = textFact(state, 'service.address');
  return { id, ...(kind !== undefined && { kind }), ...(address !== undefined && { address }) };
};

export const textFact = ({ facts }: ThreadState, name: string): string | undefined => {
  const value: FactValue | undefined = facts[name]?.value;
  return typeof value === 'string' ? value : undefined;
};

/** How somebody was recognised is no attempt on the fault; neither is the request for a person. */
const IDENTIFICATION = 'identify';
const APART: ReadonlySet<string> = new Set<Action>(['recognize', 'find_customer', 'send_code', 'verify_code', 'choose_service', 'request_human']);
const TRIED: ReadonlySet<unknown> = new Set([
  'done', 'fails', ...Object.entries(ACTIONS).flatMap(([action, { results }]): readonly string[] => (APART.has(action) ? [] : results)),
]);

const stepsOf = (entry: Entry, { assumed }: ThreadState): readonly PacketStep[] => {
  if (entry.kind !== 'steps' || entry.flow === IDENTIFICATION) return [];
  return entry.outcomes.filter(isTried).map(({ step, outcome, value }) => {
    const taken = outcome === 'assumed' ? assumed.find((one) => one.flow === entry.flow && one.step === step) : undefined;
    return { step: `${entry.flow}/${step}`, outcome, value: valueText(value), ...(taken && { text: taken.text }), at: isoOf(entry.at) };
  });
};

/** What was answered, what was taken for granted, and what systems and actions gave; exits of called flows are none of it. */
const isTried = (outcome: Outcome): outcome is Extract<Outcome, { readonly outcome: 'answered' | 'known' | 'result' | 'assumed' }> =>
  outcome.outcome === 'answered' || outcome.outcome === 'assumed' || (outcome.outcome === 'result' && TRIED.has(outcome.value));

/** A called flow may end with its last action's own word (`booked`): told once. */
const isNews = ({ outcome, value, at }: PacketStep, index: number, all: readonly PacketStep[]): boolean => {
  const before = all[index - 1];
  return outcome !== 'result' || before?.outcome !== 'result' || before.value !== value || before.at !== at;
};

/** The question that the customer read, with the labels she could choose: the last one of each step stands. */
const askedOf = (entry: Entry): readonly (readonly [step: string, asked: AskedQuestion])[] => {
  if (entry.kind !== 'bot' || entry.asks === undefined) return [];
  const answers = Object.fromEntries((entry.choices ?? []).map(({ id, label }) => [readTap(id).option, label]));
  return [[entry.asks, { question: questionIn(entry.text), answers }]];
};

const LONGEST_QUESTION = 160;

const SHORTEST_QUESTION = 30;

/** The last sentence with a question mark; `¿Cómo está?` alone says too little and gets what it speaks of before it. */
const questionIn = (text: string): string => {
  const paragraphs = text.trim().split(/\n{2,}/);
  const paragraph = paragraphs.findLast((one) => one.includes('?')) ?? paragraphs.at(-1) ?? text;
  const sentence = (paragraph.match(/[^.!?\n:]*\?/g)?.at(-1) ?? paragraph).trim();
  const about = /^[^.,:;?]+/.exec(paragraph)?.[0].trim() ?? '';
  const whole = sentence.length < SHORTEST_QUESTION && !about.startsWith('¿') && !sentence.startsWith(about) ? `${about}… ${sentence}` : sentence;
  return whole.slice(0, LONGEST_QUESTION);
};

const factsBy = ({ facts }: ThreadState, accept: (source: string) => boolean): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([name, { source, value }]) => isTellable(name) && !Array.isArray(value) && accept(source))
      .map(([name, { value }]) => [name, valueText(value)]),
  );
