/**
 * Cases, one after the other: a message may tell two problems, and another may be told in the middle of a flow. What waits
 * is never lost and never mixed in; each is opened when the one before it ended, or when the customer says *otra cosa*.
 */
import type { CompiledFlow } from '../../flows/compile';
import type { FactValue } from '../../flows/facts';
import type { Intent } from '../../knowledge/understanding';
import { changeMode, forgetWish, remember, stopTimer, tell, type Draft } from './draft';
import { openFlow, resume } from './guide';
import { isHoldersOnly } from './proof';
import { standAgain } from './stand';
import type { NextCase } from './state';
import { hearAnew, rememberTold } from './told';
import { topicName, isSameFamily } from './topics';
import { flowAt } from './world';

const MOST_WAITING = 3;
const MOST_CHARS = 300;

/** Opens what helps with it, or offers a person when nothing does. */
export const openAbout = (draft: Draft, intent: Intent): void => {
  if (isHoldersOnly(draft, intent)) {
    changeMode(draft, { type: 'flow_ended' });
    return tell(draft, 'onlyHolder');
  }
  const flow = draft.world.current.byIntent(intent);
  if (flow) openFlow(draft, flow);
  else changeMode(draft, { type: 'beyond' });
};

/** Keeps a problem for when this one is done. False when it waits already, or when too many do. */
export const keepForLater = (draft: Draft, intent: Intent, words?: string): boolean => {
  const { state, world } = draft;
  const next = state.next ?? [];
  const isKept = next.some((one) => one.kind === 'told' && isSameFamily(one.intent, intent));
  if (isKept || next.length >= MOST_WAITING) return false;
  state.next = [...next, { kind: 'told', intent, ...(words !== undefined && { words: words.slice(0, MOST_CHARS) }) }];
  draft.entries.push({ kind: 'event', at: world.now, name: 'case_queued', detail: topicName(draft, intent) });
  return true;
};

/** The case that waits longest, if the conversation is free for it. */
export const openNext = (draft: Draft): void => {
  const { state, world } = draft;
  const [first, ...rest] = state.next ?? [];
  if (!first) return;
  if (rest.length > 0) state.next = rest;
  else delete state.next;
  draft.entries.push({ kind: 'event', at: world.now, name: 'case_opened', detail: nameOf(draft, first) });
  if (first.kind === 'parked') return unpark(draft, first);
  tell(draft, 'nextCase', { topic: nameOf(draft, first) });
  hearAnew(draft, first.words ?? '');
  if (first.words !== undefined) rememberTold(draft, { intent: first.intent, entities: [] }, first.words);
  openAbout(draft, first.intent);
};

const unpark = (draft: Draft, parked: NextCase & { kind: 'parked' }): void => {
  const { state } = draft;
  tell(draft, 'backToCase', { topic: nameOf(draft, parked) });
  state.stack = parked.stack;
  state.assumed = parked.assumed;
  changeMode(draft, { type: 'problem' });
  resume(draft);
};

/** "Otra cosa" in the middle of a flow: its place is put aside, and what else there is comes first. */
export const switchTopic = (draft: Draft): void => {
  const isAnyWaiting = draft.state.next !== undefined;
  park(draft);
  if (isAnyWaiting) return openNext(draft);
  changeMode(draft, { type: 'unclear' });
};

/** What is opened now does not wait any more. */
const takeOff = ({ state }: Draft, intent: Intent): void => {
  const left = state.next?.filter((one) => one.kind !== 'told' || !isSameFamily(one.intent, intent)) ?? [];
  if (left.length > 0) state.next = left;
  else delete state.next;
};

/** The flow's place is put aside for another problem that was told. */
export const switchTo = (draft: Draft, intent: Intent): void => {
  takeOff(draft, intent);
  park(draft);
  openAbout(draft, intent);
};

/**
 * Opens a guide that the conversation itself calls for by its name, in front of what is under way. One that is open already
 * asks its question again; false when the release has none of that name. `about`: what she told that it is about.
 */
export const openGuide = (draft: Draft, name: string, about: Readonly<Record<string, FactValue>>): boolean => {
  const { state, world } = draft;
  const flow = world.current.flows.get(name);
  if (!flow) return false;
  if (state.stack[0]?.flow === name) {
    standAgain(draft);
    return true;
  }
  if (state.stack.length > 0) park(draft);
  else keepUnopened(draft);
  changeMode(draft, { type: 'flow_ended' });
  remember(draft, 'customer', about);
  openFlow(draft, flow);
  return true;
};

/** What waits for her level has no place yet: it begins once this is done. */
const keepUnopened = ({ state, world }: Draft): void => {
  const { waiting } = state;
  delete state.waiting;
  const [intent] = waiting?.type === 'open' ? (world.current.flows.get(waiting.flow)?.intents ?? []) : [];
  if (intent !== undefined) state.next = [...(state.next ?? []), { kind: 'told', intent: intent as Intent }];
};

const park = (draft: Draft): void => {
  const { state, world } = draft;
  const parked = asNext(draft);
  draft.entries.push({ kind: 'event', at: world.now, name: 'case_parked', detail: nameOf(draft, parked) });
  state.next = [...(state.next ?? []), parked];
  leave(draft);
  tell(draft, 'caseParked');
};

/** Who is only being asked who she is has told a problem and nothing more: it begins anew, and asks that no second time. */
const asNext = ({ state: { stack, assumed }, world }: Draft): NextCase => {
  const [outermost] = stack;
  const [intent] = outermost ? flowAt(world, outermost).intents : [];
  const isAskedWho = stack.length > 1 && stack.some((position) => provesWho(flowAt(world, position)));
  return isAskedWho && intent !== undefined ? { kind: 'told', intent: intent as Intent } : { kind: 'parked', stack, assumed };
};

const provesWho = ({ flow }: CompiledFlow): boolean => Object.values(flow.steps).some((step) => step.kind === 'do' && step.do === 'verify_code');

/** Takes the thread off its flow without an end. */
const leave = (draft: Draft): void => {
  const { state } = draft;
  stopTimer(draft);
  forgetWish(state);
  state.stack = [];
  state.assumed = [];
  delete state.path;
  delete state.told;
  changeMode(draft, { type: 'flow_ended' });
};

const nameOf = (draft: Draft, one: NextCase): string => {
  if (one.kind === 'told') return topicName(draft, one.intent);
  const [outermost] = one.stack;
  return outermost ? flowAt(draft.world, outermost).title[draft.state.language] : '';
};
