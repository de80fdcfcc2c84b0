/**
 * Outages in one thread (P5): who was told of one hears, once, when it is over, unless she did not want to; one that is
 * declared while she is being guided is noticed with her next message, told first, and frees her from what it makes useless.
 * A thread counts as told when its own service is affected: an exact match, or one by place while its line is down.
 */
import type { CompiledFlow } from '../../flows/compile';
import type { System } from '../../flows/contracts';
import type { FlowEvent } from '../../flows/run';
import { fold } from '../../knowledge/text';
import type { Intent, Understanding } from '../../knowledge/understanding';
import { isQuestion } from '../../knowledge/wishes';
import type { MessageEvent, PerformedEvent } from '../event';
import { answerFromArticle, asksWhyUntold, tellHowItGoes, tellOutage } from './asides';
import { cause, changeMode, leaveGuide, remember, stopTimer, tell, wakeAfter, type Draft } from './draft';
import { openAbout } from './cases';
import { reopen } from './start-over';
import { hearAnew } from './told';
import { flowAt, type World } from './world';

const LIMIT_MS = 3_000;

export const noteOutage = (draft: Draft): void => {
  const { facts } = draft.state;
  const valueOf = (name: string): unknown => facts[name]?.value;
  const id = valueOf('outage.id');
  const affected = valueOf('outage.match') === 'exact' || (valueOf('line.state') ?? 'online') !== 'online';
  if (valueOf('outage.active') !== true || typeof id !== 'string' || !affected) return;
  if (draft.state.toldOutage === id || draft.state.declinedOutage === id) return;
  draft.state.toldOutage = id;
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'outage_told', detail: id });
  cause(draft, () => ({ kind: 'watch', outage: id }));
};

/** She asked to be told: her telephone may ring for it at night. */
export const noteSubscription = (draft: Draft, { result }: PerformedEvent): void => {
  const outage = draft.state.toldOutage;
  if (result === 'subscribed' && outage !== undefined) cause(draft, () => ({ kind: 'watch', outage, subscribed: true }));
};

/** A *no* to the question that would leave the notice noted: she does not hear the end. */
export const noteDecline = (draft: Draft, event: FlowEvent): void => {
  const { state } = draft;
  if (state.toldOutage === undefined || event.type !== 'answer' || !NO.test(String(event.value)) || !isOffered(draft)) return;
  state.declinedOutage = state.toldOutage;
  delete state.toldOutage;
};

/** Whether the open question is that offer. */
export const isOffered = ({ state, world }: Draft): boolean => {
  const top = state.stack.at(-1);
  if (!top) return false;
  const { steps } = flowAt(world, top).flow;
  const asked = steps[top.step];
  return asked?.kind === 'ask' && Object.values(asked.exits).some((exit) => {
    const target = typeof exit === 'string' ? steps[exit] : undefined;
    return target?.kind === 'do' && target.do === 'subscribe_outage';
  });
};

/** She knows of the outage and names what else she wants: that comes now, and the offer waits for nobody. She hears the end all the same. */
export const tookUpElse = (draft: Draft, topic: Intent, text: string): boolean => {
  if (!isOffered(draft) || AGREES.test(fold(text))) return false;
  leaveGuide(draft, 'CORTE');
  hearAnew(draft, text);
  openAbout(draft, topic);
  return true;
};

/**
 * She waits for the end of an outage that goes on: a greeting, a question that is about nothing else, or that it still fails
 * is answered with how it goes, and nothing is asked or offered anew (P1, P5).
 */
export const heardFollower = (draft: Draft, text: string, heard: Understanding): boolean => {
  if (!isWaiting(draft) || ELSEWHERE.test(fold(text))) return false;
  const isVague = asksWhyUntold(text) || (heard.intent === 'other' && isQuestion(text));
  if (isVague && answerFromArticle(draft, text, heard)) return true;
  if (!isVague && !WAITS.has(heard.intent) && heard.intent !== ownFault(draft)) return false;
  tellHowItGoes(draft);
  return true;
};

/** In the middle of something else too: it is no further problem that waits for its turn. */
export const heardStillOut = (draft: Draft, topic: Intent): boolean => {
  if (!isWaiting(draft) || topic !== ownFault(draft)) return false;
  tellHowItGoes(draft);
  return true;
};

/** «En la otra casa tampoco». */
const ELSEWHERE = /\botr[ao]s?\b|\b(?:an)?other\b/;

const WAITS: ReadonlySet<Intent> = new Set<Intent>(['greeting', 'resume', 'outage_question']);

/** Told of one, and her service is touched by one still. */
const isWaiting = ({ state: { toldOutage, facts }, world }: Draft): boolean =>
  toldOutage !== undefined && facts['customer.id'] !== undefined && world.outages.has(String(facts['service.id']?.value));

/** What an outage of her service sounds like. */
export const ownFault = ({ state }: Draft): Intent => FAULTS[String(state.facts['service.kind']?.value)] ?? 'no_internet';

const FAULTS: Readonly<Record<string, Intent>> = { tv: 'tv', telephone: 'telephone', mobile: 'mobile_data' };

/** She takes the offer, whatever else she wants: «sí, y mándeme un técnico». */
const AGREES = /^\W*(?:si|claro|dale|listo|bueno|ok|okay|de una|por favor|yes|sure|please|avis\w+)\b/;

/** `no`, or an option that is called so: `no_thanks`. */
const NO = /^no(?:_|$)/;

/** Has the systems asked about an outage that touches her service and that she does not know; her message waits for them. */
export const heardNews = (draft: Draft, { text, value }: MessageEvent): boolean => {
  const { state, world } = draft;
  const service = state.facts['service.id']?.value;
  const touch = typeof service === 'string' ? world.outages.get(service) : undefined;
  if (!touch || state.stack.length === 0 || state.pending) return false;
  const known = [state.toldOutage, state.declinedOutage, state.facts['outage.id']?.value, state.facts['check.news']?.value];
  if (known.includes(touch.outage)) return false;
  remember(draft, 'outage', { 'check.news': touch.outage });
  stopTimer(draft);
  const systems: readonly System[] = touch.match === 'exact' ? ['outage'] : ['outage', 'line'];
  const { facts, language } = state;
  const ticket = cause(draft, (own) => ({ kind: 'check', systems, facts, language, ticket: own }));
  state.pending = { kind: 'news', ticket, limit: wakeAfter(draft, LIMIT_MS), replay: { text, ...(value !== undefined && { value }) } };
  return true;
};

/** The news is told first. True when it made the way she was led useless: what she had written to it is moot. */
export const toldNews = (draft: Draft): boolean => {
  const { state, world } = draft;
  const [outermost] = state.stack;
  if (state.toldOutage === undefined || state.toldOutage !== state.facts['check.news']?.value || !outermost) return false;
  tell(draft, 'newsFirst');
  if (looksAtOutages(world, flowAt(world, outermost))) {
    changeMode(draft, { type: 'settled' });
    reopen(draft);
    return true;
  }
  tellOutage(draft);
  return false;
};

/** Whether the flow, or one that it calls, asks for outages itself: then it knows what to do about one. */
export const looksAtOutages = (world: World, flow: CompiledFlow, seen: ReadonlySet<string> = new Set()): boolean =>
  Object.values(flow.flow.steps).some((step) => {
    if (step.kind === 'check') return step.check.includes('outage');
    if (step.kind !== 'call' || seen.has(step.call)) return false;
    return looksAtOutages(world, flowAt(world, { flow: step.call, release: flow.release, step: '', turns: 0 }), new Set([...seen, flow.name]));
  });
