/**
 * Questions about something else: answered from what is known of the service, from the systems, or from an article, and the
 * conversation goes on with its open question. Nothing personal is told before it is known who asks (I11).
 */
import { tell as factWords, timeWords } from '../../flows/format';
import type { System } from '../../flows/contracts';
import type { FactValue } from '../../flows/facts';
import type { Phrase } from '../../knowledge/phrases/es';
import { say } from '../../knowledge/phrases/say';
import { plainOf } from '../../knowledge/text';
import { findPassage } from '../../knowledge/search/find-passage';
import { passageOf } from '../../knowledge/search/search-articles';
import type { Intent, Understanding } from '../../knowledge/understanding';
import { isQuestion } from '../../knowledge/wishes';
import { cause, stopTimer, tell, voiceOf, wakeAfter, type Draft } from './draft';
import { officeQuestion, tellContract, tellRequest } from './office-questions';
import { isHoldersOnly } from './proof';
import { standAgain } from './stand';
import { tellCause } from './zone';

const FRESH_MS = 15 * 60_000;
const LIMIT_MS = 3_000;

interface Answer {
  readonly system: System;
  readonly tell: (draft: Draft) => void;
}

const OUTAGE: Answer = { system: 'outage', tell: (draft) => tellOutage(draft) };

const ANSWERS: Readonly<Partial<Record<Intent, Answer>>> = {
  bill: { system: 'account', tell: (draft) => tellBalance(draft) },
  payment_suspended: { system: 'account', tell: (draft) => tellBalance(draft) },
  pqr_complaint: { system: 'requests', tell: tellRequest },
  cancel_contract: { system: 'contract', tell: tellContract },
  ticket_status: { system: 'tickets', tell: (draft) => tellTicket(draft) },
  technician_visit: { system: 'tickets', tell: (draft) => tellVisit(draft) },
  outage_question: OUTAGE,
};

const ABOUT_CUSTOMER: ReadonlySet<Intent> = new Set<Intent>(['pqr_complaint', 'cancel_contract']);

/** Answers a question that the systems can answer. False when it is none, or when it is not known whose service it is. */
export const answerFromFacts = (draft: Draft, about: Intent, text: string): boolean => {
  const answer = ANSWERS[about];
  if (!answer || !isQuestion(text) || (answer === OUTAGE && asksWhyUntold(text)) || valueOf(draft, 'customer.id') === undefined) return false;
  // Requests and the contract are the customer's, whichever service they are about; how one is filed or ended is another question.
  if (ABOUT_CUSTOMER.has(about) ? officeQuestion(text) !== about : valueOf(draft, 'service.id') === undefined) return false;
  if (isHoldersOnly(draft, answer.system === 'account' ? 'bill' : about)) {
    tell(draft, 'onlyHolder');
    standAgain(draft);
    return true;
  }
  answerWith(draft, about, answer);
  return true;
};

/** «¿Por qué no me avisaron?» is no question for its hour. */
export const asksWhyUntold = (text: string): boolean => UNTOLD.test(plainOf(text));
const UNTOLD = /\b(?:no|nadie|nunca|sin) (?:me |nos |le |les )?(?:avis|inform|dij)\w+|\b(?:why|nobody|no one|didn ?t|never)\b.{0,20}\b(?:tell|told|warn\w*|inform\w*|notif\w+)\b/;

/** How the outage of her service goes on, looked up when what is known of it is old. */
export const tellHowItGoes = (draft: Draft): void => answerWith(draft, 'outage_question', OUTAGE);

const answerWith = (draft: Draft, about: Intent, answer: Answer): void => {
  const { state, world } = draft;
  const checked = state.facts[`check.${answer.system}`];
  if (checked && world.now - checked.at < FRESH_MS && (answer.system !== 'outage' || agreesWithBoard(draft, checked.at))) {
    answer.tell(draft);
    return standAgain(draft);
  }
  stopTimer(draft);
  const { facts, language } = state;
  const ticket = cause(draft, (own) => ({ kind: 'check', systems: [answer.system], facts, language, ticket: own }));
  state.pending = { kind: 'aside', about, ticket, limit: wakeAfter(draft, LIMIT_MS) };
};

/** What was looked up minutes ago may be over, may have begun or have another hour since: the board of outages knows. */
const agreesWithBoard = (draft: Draft, checkedAt: number): boolean => {
  const service = valueOf(draft, 'service.id');
  const touch = typeof service === 'string' ? draft.world.outages.get(service) : undefined;
  const known = valueOf(draft, 'outage.active') === true ? valueOf(draft, 'outage.id') : undefined;
  return touch?.outage === known && (touch?.changedAt ?? 0) + TOLD_TO_MS <= checkedAt;
};

/** Operators tell time in seconds: what changed within one may have come after the look. */
const TOLD_TO_MS = 1_000;

/** The system answered, or did not. */
export const asideChecked = (draft: Draft, about: Intent | undefined, ok: boolean): void => {
  const answer = about && ANSWERS[about];
  if (!answer || !ok) tell(draft, 'cannotSay');
  else answer.tell(draft);
  standAgain(draft);
};

/** What her plan gives, and what arrives of it when that was measured. False when it is not asked, or not known. */
export const answerFromPlan = (draft: Draft, text: string): boolean => {
  const [plan, arrives] = [valueOf(draft, 'plan.mbps'), valueOf(draft, 'speed.down_mbps')];
  if (typeof plan !== 'number' || !PLAN.test(plainOf(text))) return false;
  if (typeof arrives === 'number') tell(draft, 'planArrives', { plan, arrives });
  else tell(draft, 'planIs', { plan });
  standAgain(draft);
  return true;
};
const PLAN = /\bcuant[ao]s megas? (?:\w+ ){0,2}(?:deberia\w*|debo|deben?|tengo|pago|toca\w*|corresponde\w*|contrat\w+|es|son|trae|tiene)\b|\b(?:cual es|de cuanto es|que dice|de cuantas megas es) (?:mi|el) plan\b|\bque (?:plan|velocidad) (?:\w+ )?(?:tengo|pago|deberia\w*|contrate)\b|\bwhat (?:speed|plan) (?:should|do|am) i\b|\bwhat(?: s| is) my (?:plan|speed)\b|\bhow many meg\w* (?:should|do|am) i\b/;

/** Answers from an article; what was open is asked again. `flowFits`: a flow could help with the message instead. */
export const answerFromArticle = (draft: Draft, text: string, heard?: Understanding, flowFits = false): boolean => {
  const { state, world } = draft;
  const found = findPassage(world.articles, text, { language: state.language, level: state.level, ...(heard && { heard }), flowFits });
  return found !== undefined && tellPassage(draft, found.article, found.text);
};

/** What one article says about it; what was open is asked again. False when there is no such article. */
export const tellArticle = (draft: Draft, article: string, query: string): boolean => {
  const { state: { language, level }, world } = draft;
  const passage = passageOf(world.articles, article, { language, level, query });
  return passage !== undefined && tellPassage(draft, article, passage);
};

const tellPassage = (draft: Draft, article: string, text: string): true => {
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'article', detail: article });
  draft.texts.push(text);
  standAgain(draft);
  return true;
};

const valueOf = ({ state }: Draft, name: string): FactValue | undefined => state.facts[name]?.value;

const textOf = (draft: Draft, name: string): string => String(valueOf(draft, name) ?? '');

const tellBalance = (draft: Draft): void => {
  const balance = valueOf(draft, 'account.balance_cop');
  if (typeof balance !== 'number') return tell(draft, 'cannotSay');
  if (balance <= 0) return tell(draft, 'owesNothing');
  const amount = factWords(balance, { type: 'money', about: 'balance' }, { language: draft.state.language, now: draft.world.now }) ?? '';
  tell(draft, 'owes', { amount });
};

const tellTicket = (draft: Draft): void => {
  const answerBy = valueOf(draft, 'pqr.answer_by');
  const day = answerBy === undefined ? undefined : factWords(answerBy, { type: 'date', about: 'answer' }, { language: draft.state.language, now: draft.world.now });
  if (day !== undefined && valueOf(draft, 'pqr.number') !== undefined) return tell(draft, 'requestIs', { number: textOf(draft, 'pqr.number'), day });
  if (valueOf(draft, 'ticket.open') !== true) return tell(draft, 'noTicket');
  tell(draft, 'ticketIs', { ticket: textOf(draft, 'ticket.id'), status: textOf(draft, 'ticket.status') });
};

const tellVisit = (draft: Draft): void => {
  const when = valueOf(draft, 'visit.today') === true ? 'visitIs' : valueOf(draft, 'visit.planned') === true ? 'visitPlanned' : 'noVisit';
  tell(draft, when, { window: textOf(draft, 'visit.window') });
};

/** What is known of the outage: since when, until when, what is paid back, and the operator's own words; or of work to come. */
export const tellOutage = (draft: Draft): void => {
  if (valueOf(draft, 'outage.active') !== true) return tellAhead(draft);
  tell(draft, outagePhrase(draft), { since: timeOf(draft, 'outage.since', 'unsaid'), eta: timeOf(draft, 'outage.eta', 'unsaid') });
  if (valueOf(draft, 'outage.confidence') === 'low') tell(draft, 'outageUnsure');
  tellCause(draft, valueOf(draft, 'outage.cause'));
  if (valueOf(draft, 'outage.next_update') !== undefined) tell(draft, 'outageNext', { when: timeOf(draft, 'outage.next_update', 'unsaid') });
  if (valueOf(draft, 'outage.compensation') === true) tell(draft, 'outageCompensated');
  const text = valueOf(draft, 'outage.text');
  if (typeof text === 'string') tell(draft, 'outageWords', { text });
};

/** By address alone it is only possible: then what her line told counts, when it was looked at. */
const outagePhrase = (draft: Draft): Phrase => {
  if (valueOf(draft, 'outage.planned') === true) return 'workIs';
  if (valueOf(draft, 'outage.match') !== 'place') return 'outageIs';
  const line = valueOf(draft, 'line.state');
  if (line === undefined) return 'outageMaybe';
  return line === 'online' ? 'outageNear' : 'outageBoth';
};

const TOGETHER = 2;

/** Nothing is declared; but whose neighbours went dark with her is not told that all is well. */
const tellAhead = (draft: Draft): void => {
  const around = valueOf(draft, 'line.neighbours_down');
  tell(draft, typeof around === 'number' && around >= TOGETHER ? 'severalReports' : 'noOutage');
  if (valueOf(draft, 'outage.ahead_from') === undefined) return;
  tell(draft, 'workAhead', { since: timeOf(draft, 'outage.ahead_from', 'unsaid'), until: timeOf(draft, 'outage.ahead_until', 'unsaid') });
};

const timeOf = (draft: Draft, name: string, otherwise: Phrase): string => {
  const value = valueOf(draft, name);
  const words = typeof value === 'string' ? timeWords(Date.parse(value), draft.world.now, draft.state.language) : undefined;
  return words ?? say(voiceOf(draft), otherwise);
};
