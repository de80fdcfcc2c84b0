/**
 * The packet of a hand-off (P1, P4): what the agent must never ask again. What the customer said stands apart from what
 * systems told, and what was only assumed apart from both.
 */
import type { ThreadState } from '../../dialogs/conversation/state';
import type { HandoffReason } from '../../dialogs/effect';
import type { Entry, Passage, StepsEntry } from '../../dialogs/transcript';
import type { ThreadId } from '../../dialogs/ids';
import { readTap } from '../../dialogs/tap';
import { ACTIONS, type Action } from '../../flows/contracts';
import type { CompiledFlow } from '../../flows/compile';
import type { FactValue } from '../../flows/facts';
import type { Outcome } from '../../flows/run';
import type { Glossary } from '../../flows/schema';
import type { Language } from '../../knowledge/language';
import { understand } from '../../knowledge/understand';
import type { Intent } from '../../knowledge/understanding';
import type { AskedQuestion, CasePacket, PacketStep } from '../web/contracts';
import { resultWords } from '../web/action-words';
import { guideOf, ownWords, type Guide } from './case-topic';
import { isoOf, isTellable, tellingOf, valueText } from './lines';
import { answerLabel, questionIn, shownFacts, stepLabel, type Reader } from './packet-words';

/** Version of the packet's shape: raised when a field changes its meaning. */
const VERSION = 1;

export interface PacketSource {
  readonly thread: ThreadId;
  readonly state: ThreadState;
  readonly entries: readonly Entry[];
  /** Length of the whole transcript. */
  readonly length: number;
  readonly reason: HandoffReason;
  /** The agent's language. */
  readonly language: Language;
  readonly now: number;
  readonly glossary: Glossary;
  readonly flowOf: (flow: string, release: string) => CompiledFlow | undefined;
  readonly byIntent?: (intent: Intent) => CompiledFlow | undefined;
  readonly releaseName: (id: string) => string;
}

export const packetOf = (source: PacketSource): CasePacket => {
  const { state, entries, reason, releaseName, thread, length } = source;
  const service = serviceOf(state);
  const top = state.stack.at(-1);
  const next = nextOf(source);
  const reader: Reader = { language: source.language, level: state.level ?? 'basic', now: source.now, facts: state.facts, glossary: source.glossary };
  const topic = topicOf(source);
  const words = ownWords(entries);
  const preferred = textFact(state, 'human.when') ?? textFact(state, 'visit.slot');
  return {
    version: VERSION,
    who: whoOf(state),
    ...(state.human?.id !== undefined && { number: state.human.id }),
    ...(service && { service }),
    level: { value: state.level, evidence: tellingOf(entries.flatMap((entry) => (entry.kind === 'level' ? entry.cues : []))) },
    language: state.language,
    mood: state.soothed || entries.some(soundsAngry) ? 'frustrated' : 'calm',
    ...(preferred !== undefined && { preferredTime: preferred }),
    ...(topic !== undefined && { topic }),
    ...(words.length > 0 && { words }),
    ...(top && { place: { flow: top.flow, title: titleOf(source, top), release: releaseName(top.release), step: top.step } }),
    reason,
    why: whyOf(source),
    steps: entries.flatMap((entry) => stepsOf(entry, source, reader)).filter(isNews),
    asked: Object.fromEntries(entries.flatMap(askedOf)),
    said: factsBy(state, (source) => source === 'customer'),
    verified: factsBy(state, (source) => source !== 'customer'),
    shown: { said: shownFacts(reader, (_, from) => from === 'customer'), verified: shownFacts(reader, (_, from) => from !== 'customer') },
    ...lineTestOf(reader),
    outage: outageOf(state),
    assumed: state.assumed.map(({ text }) => text),
    ...(next.length > 0 && { next }),
    position: { mode: state.mode, stack: state.stack.map(({ flow, release, step }) => ({ flow, release: releaseName(release), step })) },
    transcript: { length, url: `/api/staff/cases/${thread}?from=0` },
  };
};

/** A case is looked at every second: what a word sounded like is remembered with it. */
const heard = new WeakMap<Entry, boolean>();

const soundsAngry = (entry: Entry): boolean => {
  if (entry.kind !== 'customer') return false;
  const known = heard.get(entry);
  if (known !== undefined) return known;
  const angry = entry.text.split(/[,.;!?\n]+/).some((part) => understand(part, { kind: 'yes_no', text: '' }).answer === 'frustrated');
  heard.set(entry, angry);
  return angry;
};

const titleOf = ({ flowOf, language }: PacketSource, { flow, release }: Guide): string =>
  flowOf(flow, release ?? '')?.title[language] ?? flow;

const topicOf = (source: PacketSource): string | undefined => {
  const guide = guideOf(source.state, source.entries);
  return guide && titleOf(source, guide);
};

/** Why a person, as a sentence. */
const whyOf = (source: PacketSource): string => {
  const { reason, language, entries } = source;
  const es = language === 'es';
  if (reason === 'failure') return es ? 'Algo falló de nuestro lado y no se pudo procesar su mensaje.' : 'Something failed on our side and the message could not be processed.';
  if (reason === 'asked' && isCall(entries)) return es ? 'Llamó por teléfono.' : 'Called on the telephone.';
  if (reason === 'asked') return es ? 'Pidió hablar con una persona.' : 'Asked for a person.';
  const title = topicOf(source);
  if (title === undefined) return es ? 'La guía llegó a un punto que necesita una persona.' : 'The guide came to a point that needs a person.';
  return es ? `La guía «${title}» llegó a un punto que necesita una persona.` : `The guide “${title}” came to a point that needs a person.`;
};

/** A call is what brought it to the desk last. */
const isCall = (entries: readonly Entry[]): boolean => {
  const last = entries.findLast((entry) => entry.kind === 'event' && (entry.name === 'handed_off' || entry.name === 'phone'));
  return last?.kind === 'event' && last.name === 'phone';
};

const lineTestOf = (reader: Reader): Pick<CasePacket, 'lineTest'> => {
  const facts = shownFacts(reader, (name, from) => from === 'line' && name.startsWith('line.'));
  const [newest] = facts.map(({ at }) => at).sort().slice(-1);
  return newest === undefined ? {} : { lineTest: { at: newest, facts } };
};

const outageOf = ({ facts, toldOutage }: ThreadState): CasePacket['outage'] => {
  const checked = facts['check.outage'];
  const active = facts['outage.active']?.value === true ? facts['outage.id']?.value : undefined;
  return {
    checked: checked !== undefined,
    ...(checked && { at: isoOf(checked.at) }),
    ...(toldOutage !== undefined && { told: toldOutage }),
    ...(typeof active === 'string' && { known: active }),
  };
};

/** By the guide that will help with it; where there is none, as she was told that it waits. */
const nextOf = ({ state: { next = [] }, entries, language, byIntent }: PacketSource): readonly string[] =>
  waitingIn(entries, next.length).map((words, index) => {
    const waits = next[index];
    return (waits?.kind === 'told' ? byIntent?.(waits.intent)?.title[language] : undefined) ?? words;
  });

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
  return { verified: id !== undefined, ...(id !== undefined && { how: howOf(state), customerId: id }), ...(name !== undefined && { name }) };
};

const howOf = ({ facts }: ThreadState): NonNullable<CasePacket['who']['how']> => {
  const source = facts['customer.id']?.source;
  if (source === 'agent' || source === 'session') return source;
  return facts['channel.recognized'] === undefined ? 'code' : 'phone';
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

const stepsOf = (entry: Entry, source: PacketSource, reader: Reader): readonly PacketStep[] =>
  entry.kind === 'steps' ? entry.passages.flatMap((passage) => stepsIn(passage, entry, { source, reader })) : [];

interface Telling {
  readonly source: PacketSource;
  readonly reader: Reader;
}

const stepsIn = (passage: Passage, { at, release }: Pick<StepsEntry, 'at' | 'release'>, { source: { state, flowOf }, reader }: Telling): readonly PacketStep[] => {
  if (passage.flow === IDENTIFICATION) return [];
  const flow = flowOf(passage.flow, release);
  return passage.outcomes.filter(isTried).map(({ step, outcome, value }) => {
    const taken = outcome === 'assumed' ? state.assumed.find((one) => one.flow === passage.flow && one.step === step) : undefined;
    const label = stepLabel(flow, step, reader);
    const result = outcome === 'result' ? resultWords(valueText(value), reader.language) : answerLabel(flow, { step, value: valueText(value) }, reader);
    return {
      step: `${passage.flow}/${step}`, outcome, value: valueText(value), ...(label !== undefined && { label }), ...(result !== undefined && { result }),
      ...(taken && { text: taken.text }), at: isoOf(at),
    };
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

const factsBy = ({ facts }: ThreadState, accept: (source: string) => boolean): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([name, { source, value }]) => isTellable(name) && !Array.isArray(value) && accept(source))
      .map(([name, { value }]) => [name, valueText(value)]),
  );
