/**
 * The front door of the core: a thread's state, one event and the world in; the next state, transcript entries and
 * effects out. Pure: the same arguments always decide the same.
 */
import type { Language } from '../../knowledge/language';
import { say } from '../../knowledge/phrases/say';
import type { CheckedEvent, JoinedEvent, MessageEvent, PerformedEvent, ThreadEvent, WakeEvent } from '../event';
import { choicesOf, draftOf, finish, remember, stopPending, tell, voiceOf, type Decision, type Draft } from './draft';
import { asideChecked } from './asides';
import { openNext } from './cases';
import { errandDone } from './elsewhere';
import { advance } from './guide';
import { hear, hearDeferred } from './hear';
import { givenBack, noted, phoned, released, transferred, verified } from './desk-acts';
import { afterAction, afterSilence } from './known-facts';
import { levelSilent } from './level-silence';
import { undelivered } from './undelivered';
import { agentSaid, claimed, humanAnswered, keepRequest, lookAtDesk, requestHuman, retryHuman } from './human';
import { noteOutage, noteSubscription, toldNews } from './outage';
import { estimateMoved, forgetOutage, outageConfirmed, restored, tellSuspicion, workAnnounced } from './outage-news';
import { claimSettled } from './my-data';
import { closeWayBack } from './path';
import { countFind, forgetOldProof, hearForHolder } from './proof';
import { askRating, isSolvedNow } from './rating';
import { addressJoined, rechecked } from './returning';
import { newState, type Pending, type ThreadState } from './state';
import { askNoMore, signedIn } from './signed-in';
import { isGivenBack, knowLevel, learnWho, startOver } from './who';
import type { World } from './world';

export const decide = (before: ThreadState | null, event: ThreadEvent, world: World): Decision => {
  const state = before ?? stateFor(event, world);
  const draft = draftOf(state, world);
  react(draft, event);
  if (state.pending && !draft.state.pending && isBots(draft)) hearDeferred(draft, hearsWhole(state.pending));
  wrapUp(draft, event);
  return finish(draft);
};

/** Only who writes was being found out: what was written meanwhile is about what was open all the time. */
const hearsWhole = ({ kind, replay, reopen }: Pending): boolean => kind === 'action' && (replay !== undefined || reopen === true);

/** When deciding itself failed: nothing is lost, the customer is told, and a person gets the case. */
export const decideFailed = (before: ThreadState | null, event: ThreadEvent, world: World): Decision => {
  const draft = draftOf(before ?? stateFor(event, world), world);
  stopPending(draft);
  if (event.kind === 'message') tell(draft, 'broken');
  requestHuman(draft, 'failure');
  return finish(draft);
};

/** A case that ended makes room for the next one; the last one, when its solution was confirmed, for a rating. */
const wrapUp = (draft: Draft, event: ThreadEvent): void => {
  const { state } = draft;
  if (state.mode !== 'idle' || state.pending || draft.question || !isBots(draft)) return;
  if (state.next) return openNext(draft);
  if (event.kind !== 'wake' && isSolvedNow(draft)) askRating(draft);
};

/** What nobody who is there asked for: a borrowed telephone is its owner's again by then. */
const UNASKED: ReadonlySet<ThreadEvent['kind']> = new Set<ThreadEvent['kind']>(['outage_restored', 'outage_changed', 'work_announced', 'outage_confirmed', 'claim_settled']);

const react = (draft: Draft, event: ThreadEvent): void => {
  if (UNASKED.has(event.kind) && isGivenBack(draft)) return startOver(draft);
  switch (event.kind) {
    case 'joined':
      return greet(draft, event);
    case 'message':
      return heardFrom(draft, event);
    case 'signed_in':
      return signedIn(draft, event);
    case 'checked':
      return checked(draft, event);
    case 'performed':
      return performed(draft, event);
    case 'wake':
      return woken(draft, event);
    case 'claimed':
      return claimed(draft, event);
    case 'agent_said':
      return agentSaid(draft, event);
    case 'given_back':
      return givenBack(draft, event);
    case 'noted':
      return noted(draft, event);
    case 'transferred':
      return transferred(draft, event);
    case 'released':
      return released(draft, event);
    case 'phoned':
      return phoned(draft, event);
    case 'verified':
      return verified(draft, event);
    case 'outage_restored':
      return restored(draft, event);
    case 'outage_changed':
      return estimateMoved(draft, event);
    case 'work_announced':
      return workAnnounced(draft, event);
    case 'outage_confirmed':
      return outageConfirmed(draft, event);
    case 'claim_settled':
      return claimSettled(draft, event);
    case 'address_joined':
      return addressJoined(draft, event);
    case 'undelivered':
      return undelivered(draft, event);
  }
};

/** Whose word it is comes first: what it may open depends on that. */
const heardFrom = (draft: Draft, event: MessageEvent): void => {
  forgetOldProof(draft, event);
  hearForHolder(draft, event);
  hear(draft, event);
};

const stateFor = (event: ThreadEvent, world: World): ThreadState => {
  if (event.kind !== 'joined' && event.kind !== 'message' && event.kind !== 'phoned' && event.kind !== 'signed_in') throw new Error(`${event.kind} for a thread that never began`);
  return newState(event.from, languageOf(event.language), world.now);
};

const languageOf = (tag: string | undefined): Language => (tag?.toLowerCase().startsWith('en') ? 'en' : 'es');

const greet = (draft: Draft, event: JoinedEvent): void => {
  draft.state.address = event.from;
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'joined' });
  draft.question = { text: say(voiceOf(draft), 'greeting'), choices: choicesOf(draft, 'whatFails') };
};

const checked = (draft: Draft, event: CheckedEvent): void => {
  const { pending } = draft.state;
  if (pending?.ticket !== event.ticket || pending.kind === 'action') return;
  stopPending(draft);
  const known = draft.state.facts;
  for (const { system, ok, facts } of event.results) {
    if (!ok) continue;
    if (system === 'outage') forgetOutage(draft);
    remember(draft, system, { ...facts, [`check.${system}`]: true });
  }
  noteOutage(draft);
  if (!isBots(draft)) return;
  tellSuspicion(draft, event);
  const isOk = event.results.every(({ ok }) => ok);
  if (pending.kind === 'recheck') return pending.replay ? goOnAs(draft, pending) : rechecked(draft, known);
  if (pending.kind === 'aside') return asideChecked(draft, pending.about, isOk);
  if (pending.kind === 'news') return toldNews(draft) ? undefined : goOnAs(draft, pending);
  advance(draft, { type: 'result', result: isOk ? 'done' : 'fails' });
};

const performed = (draft: Draft, event: PerformedEvent): void => {
  const { pending, human, errand } = draft.state;
  if (human?.ticket === event.ticket) return humanAnswered(draft, event);
  if (errand === event.ticket) return errandDone(draft, event);
  if (pending?.ticket !== event.ticket || pending.kind !== 'action') return;
  stopPending(draft);
  closeWayBack(draft, pending.action);
  draft.state.facts = afterAction(draft.state.facts, pending.action, event.result);
  countFind(draft, pending.action);
  if (pending.then !== undefined || pending.reopen || (pending.replay && pending.action === undefined)) {
    knowLevel(draft, event);
    return goOnAs(draft, pending);
  }
  if (pending.action === 'subscribe_outage') noteSubscription(draft, event);
  if (pending.action === 'request_human') keepRequest(draft, event, 'flow');
  else if (learnWho(draft, event, pending)) return;
  if (pending.replay) return goOnAs(draft, pending);
  // The flow goes on even when the thread was just handed over: what it still says closes its part.
  if (draft.state.owner.kind !== 'agent') advance(draft, { type: 'result', result: event.result });
};

/** What waited until it was known who writes, whether a case of hers is open elsewhere, or how the line is now. */
const goOnAs = (draft: Draft, { then, replay, reopen }: Pending): void => {
  if (!isBots(draft)) return;
  if (reopen) return askNoMore(draft);
  if (replay) return hear(draft, { kind: 'message', at: draft.world.now, from: draft.state.address, ...replay });
  if (then !== undefined) advance(draft, { type: 'result', result: then });
};

/** While a person has the thread the bot only listens (I6); what systems answer is kept for when it is given back. */
const isBots = ({ state }: Draft): boolean => state.owner.kind === 'bot';

/** A timer came due (I9). One whose ticket is no longer current belongs to a place that was left: nothing happens. */
const woken = (draft: Draft, event: WakeEvent): void => {
  const { pending, timer, human } = draft.state;
  if (timer?.kind === 'desk' && timer.ticket === event.ticket) return lookAtDesk(draft);
  if (!isBots(draft)) return;
  if (pending?.limit === event.ticket) return overdue(draft, pending);
  if (timer?.ticket === event.ticket) {
    delete draft.state.timer;
    if (isGivenBack(draft)) return startOver(draft);
    if (draft.state.mode === 'choosing_level') return levelSilent(draft, timer.last === true);
    return advance(draft, { type: timer.kind === 'silence' ? 'silence' : 'waited' });
  }
  if (human?.ticket === event.ticket && human.id === undefined) retryHuman(draft);
};

/** I10: a system that does not answer has its own branch; the late answer is ignored by its ticket. */
const overdue = (draft: Draft, pending: Pending): void => {
  stopPending(draft);
  draft.state.facts = afterSilence(draft.state.facts, pending.action);
  if (pending.kind === 'recheck' && !pending.replay) return rechecked(draft, draft.state.facts);
  if (pending.kind === 'aside') return asideChecked(draft, pending.about, false);
  if (pending.then !== undefined || pending.replay || pending.reopen) return goOnAs(draft, pending);
  advance(draft, { type: 'result', result: 'fails' });
};

