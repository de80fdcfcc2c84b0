/**
 * News of an outage that this thread was told of, without being asked for (P7): a moved estimate, its end, or that it was
 * none. Whoever is asked "does yours work too?" and says no is believed: the line is looked at anew, up to a visit.
 */
import { timeWords } from '../../flows/format';
import { say } from '../../knowledge/phrases/say';
import type { Understanding } from '../../knowledge/understanding';
import type { CheckedEvent, OutageChangedEvent, OutageConfirmedEvent, OutageRestoredEvent, WorkAnnouncedEvent } from '../event';
import { announcement } from '../outages/first-reply';
import { dayIn } from '../outages/notices';
import { openAbout } from './cases';
import { cause, changeMode, leaveGuide, remember, tell, voiceOf, type Draft } from './draft';
import { notice } from './human';
import { isOffered, looksAtOutages, ownFault } from './outage';
import { withoutAnswers } from './start-over';
import type { ThreadState } from './state';
import { flowAt } from './world';

type News = OutageRestoredEvent | OutageChangedEvent;

export const estimateMoved = (draft: Draft, event: OutageChangedEvent): void => {
  const { state, world } = draft;
  if (!isTold(draft, event)) return;
  const iso = event.eta === undefined ? undefined : new Date(event.eta).toISOString();
  const known = state.facts['outage.eta']?.value;
  // She heard it by asking, after the estimate moved.
  if (iso !== undefined && typeof known === 'string' && Date.parse(known) === event.eta) return;
  count(draft, event);
  forget(draft, ['outage.eta']);
  remember(draft, 'outage', { 'outage.changed': true, ...(iso !== undefined && { 'outage.eta': iso }) });
  const eta = event.eta === undefined ? undefined : timeWords(event.eta, world.now, state.language);
  notice(draft, 'outage_changed', eta === undefined ? say(voiceOf(draft), 'etaGone') : say(voiceOf(draft), 'etaMoved', { eta }));
};

export const restored = (draft: Draft, event: OutageRestoredEvent): void => {
  const { state } = draft;
  if (!isTold(draft, event) && !onlyReported(draft, event)) return;
  delete state.toldOutage;
  delete state.suspectedAt;
  count(draft, event);
  // The offer to be told of the end would promise what has just been said.
  if (isOffered(draft)) leaveGuide(draft, 'CORTE');
  forgetService(draft);
  if (event.calledOff) return notice(draft, 'called_off', say(voiceOf(draft), 'calledOff'));
  if (state.mode !== 'idle' || state.stack.length > 0 || state.pending || state.owner.kind !== 'bot') {
    return notice(draft, 'restored', say(voiceOf(draft), 'restored'));
  }
  changeMode(draft, { type: 'restored' });
};

/** Who is told ahead follows it: she hears when its hours move and when it is over. */
export const workAnnounced = (draft: Draft, event: WorkAnnouncedEvent): void => {
  const { state, world } = draft;
  const { outage, customer, since, eta } = event;
  if (state.facts['customer.id']?.value !== customer) return;
  count(draft, event);
  if (state.toldOutage === undefined && state.declinedOutage !== outage) {
    state.toldOutage = outage;
    cause(draft, () => ({ kind: 'watch', outage }));
  }
  notice(draft, 'announced', announcement(voiceOf(draft), { since, until: eta }, world.now));
};

/** Who heard of several reports hears that they were right (P6), from then on how it goes, and is asked nothing more about it. */
export const outageConfirmed = (draft: Draft, event: OutageConfirmedEvent): void => {
  const { state, world } = draft;
  const { outage, customer, since, eta } = event;
  if (!heardReports(state, { outage, customer, now: world.now })) return;
  count(draft, event);
  delete state.suspectedAt;
  state.toldOutage = outage;
  cause(draft, () => ({ kind: 'watch', outage }));
  freeFromGuide(draft);
  const when = (at: number | undefined): string => (at === undefined ? undefined : timeWords(at, world.now, state.language)) ?? say(voiceOf(draft), 'unsaid');
  notice(draft, 'confirmed', say(voiceOf(draft), 'outageConfirmed', { since: when(since), eta: when(eta) }));
};

/** What she was led through is about what is known now; anything else stays where it is. */
const freeFromGuide = (draft: Draft): void => {
  const { state, world } = draft;
  const [outermost] = state.stack;
  if (!outermost || state.pending || state.owner.kind !== 'bot' || !looksAtOutages(world, flowAt(world, outermost))) return;
  leaveGuide(draft, 'CORTE');
};

/** Whether it is this customer who heard, of late, of reports that nobody had confirmed, and knows of no outage since. */
export const heardReports = (state: ThreadState, { outage, customer, now }: { readonly outage: string; readonly customer: string; readonly now: number }): boolean =>
  state.suspectedAt !== undefined && now - state.suspectedAt < HEARD_MS && state.facts['customer.id']?.value === customer &&
  state.toldOutage === undefined && state.declinedOutage !== outage;

const HEARD_MS = 12 * 60 * 60_000;

/** The answer to "does yours work too?". False when the message is about something else. */
export const heardRestored = (draft: Draft, { answer }: Understanding): boolean => {
  changeMode(draft, { type: 'settled' });
  if (answer === 'yes') tell(draft, 'glad');
  else if (answer === 'no') believe(draft);
  else return false;
  return true;
};

const believe = (draft: Draft): void => {
  tell(draft, 'believed');
  openAbout(draft, ownFault(draft));
};

/**
 * Several reports nearby that nobody confirmed: told once, without a cause and without an hour (P6). Whose neighbours went dark
 * with her hears so from the guide that looked; she waits for the same word.
 */
export const tellSuspicion = (draft: Draft, { results }: CheckedEvent): void => {
  const { state, world } = draft;
  const isSuspected = results.some(({ system, ok, facts }) => system === 'outage' && ok && facts['outage.suspected'] === true);
  if (!isSuspected && !isDarkAround(results)) return;
  if (state.suspectedAt !== undefined && world.now - state.suspectedAt < AGAIN_MS) return;
  state.suspectedAt = world.now;
  if (isSuspected) tell(draft, 'severalReports');
};

const isDarkAround = (results: CheckedEvent['results']): boolean =>
  results.some(({ ok, facts }) => ok && [facts['line.neighbours_down'], facts['modem.neighbours_down']].some((count) => typeof count === 'number' && count >= TOGETHER));
const TOGETHER = 2;

const AGAIN_MS = 2 * 60 * 60_000;

const isTold = ({ state }: Draft, { outage, merged = [] }: News): boolean =>
  state.toldOutage !== undefined && [outage, ...merged].includes(state.toldOutage);

const onlyReported = ({ state, world }: Draft, { outage, customer }: OutageRestoredEvent): boolean =>
  customer !== undefined && heardReports(state, { outage, customer, now: world.now });

const count = (draft: Draft, { notice: of }: Pick<News, 'notice'>): void => {
  if (of === undefined) return;
  const day = dayIn(draft.world.now);
  const { noticed } = draft.state;
  draft.state.noticed = { day, count: (noticed?.day === day ? noticed.count : 0) + 1, last: of };
  draft.notice = of;
};

/** What was told of an outage before is moot with a new answer: an hour that was taken back is not said again. */
export const forgetOutage = (draft: Draft): void => forget(draft, Object.keys(draft.state.facts).filter((name) => name.startsWith('outage.')));

const forget = (draft: Draft, names: readonly string[]): void => {
  draft.state.facts = Object.fromEntries(Object.entries(draft.state.facts).filter(([name]) => !names.includes(name)));
};

/** What was measured while it was down, and what she answered then, says nothing any more. */
const forgetService = (draft: Draft): void => {
  const { state } = draft;
  if (state.stack.length > 0) return;
  state.facts = Object.fromEntries(Object.entries(withoutAnswers(state.facts)).filter(([, { source }]) => !MEASURED.has(source)));
};

const MEASURED: ReadonlySet<string> = new Set(['outage', 'line', 'tickets']);
