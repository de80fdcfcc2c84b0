/**
 * What came with the problem is not asked for again (P1): the document that tells who she is, and of a complaint its kind and
 * what happened, in her own words. Pure.
 */
import { asksIfWorks, stillFails } from '../../knowledge/answer';
import { didBefore, tellsSteps } from '../../knowledge/steps-taken';
import type { AnswerValue } from '../../knowledge/question';
import { fold, MAX_CHARS, plainOf } from '../../knowledge/text';
import { TOLD_FACTS, toldFacts } from '../../knowledge/told-facts';
import type { Understanding } from '../../knowledge/understanding';
import type { OpenQuestion } from '../../flows/run';
import { remember, type Draft } from './draft';
import { complaintFacts } from './complaint';
import { withoutRequest } from './known-facts';
import { choiceTold, tellsWhich } from './told-choice';
import { isFault } from './topics';

/** A document or an account number by itself, or called so and little else. */
export const isLoneKey = (draft: Draft, text: string): boolean =>
  draft.state.facts['customer.id'] === undefined && (LONE_KEY.test(text) || (text.length <= MOST_KEY_CHARS && NAMED_KEY.test(fold(text))));

const LONE_KEY = /^\W*(?:(?:bueno|ok|listo|ya|si|s[ií]|es|la|el|aqui|aqu[ií]|esta|est[aá]|mire|it's|it is|its)[\s,:]+)*\d[\d .]{5,12}(?: ?- ?\d)?\W*$/i;
const MOST_KEY_CHARS = 80;
const NAMED_KEY = new RegExp(
  '^\\W*(?:(?:hola|ah|bueno|listo|si|ya|aqui|esta|perdon|sorry|ok|mire|espere|la|el|mi|de|del|the|my|its|it|is|s|consegui|encontre|tengo|tiene|found|have|got|i)[\\s,:]+)*' +
    '(?:cedula|c\\.? ?c\\.?|c\\.? ?e\\.?|documento|document|doc|nit|ppt|id|cuenta|account)(?: (?:de|del|la|el|mi|ella|mama|papa|titular|ciudadania|extranjeria|identidad|number|numero|no|es|is|ok))*[\\s.:#]*' +
    '\\d[\\d .]{4,12}(?: ?- ?\\d)?\\W*$',
);

/** Six figures after a code was sent that nothing waits for any more: she was given up as unproved, and types it still. */
export const isOldCode = ({ state: { facts } }: Draft, text: string): boolean =>
  facts['customer.id'] === undefined && facts['code.sent_to'] !== undefined && facts['key.typed'] !== undefined && /^\W*\d{3}\W?\d{3}\W*$/.test(text);

export const rememberKey = (draft: Draft, text: string): void => remember(draft, 'customer', { 'key.typed': text.replace(CHECK_DIGIT, '').replace(/\D/g, '') });

/** A company's NIT may be written with its check digit. */
const CHECK_DIGIT = / ?- ?\d\W*$/;
const CALLED_DOC = /\b(?:doc|document|ids?)\b[^\d]{0,20}(\d{5,11}|\d{1,3}(?:[., ]\d{3}){1,3})\b/;

/** The number of a company, as the question for a document wants it; undefined when none is written with a check digit. */
export const companyKey = (text: string): string | undefined => NIT.exec(text.slice(0, MAX_CHARS))?.[1]?.replace(/\D/g, '');
const NIT = /(?<![\d.])(\d{3}[. ]?\d{3}[. ]?\d{3}) ?- ?\d(?![-\d])/;

export const rememberTold = (draft: Draft, { intent, also = [], entities }: Pick<Understanding, 'intent' | 'also' | 'entities'>, text: string): void => {
  const key = entities.find(({ kind }) => kind === 'document')?.value ?? CALLED_DOC.exec(plainOf(text))?.[1]?.replace(/\D/g, '');
  if (key !== undefined && draft.state.facts['customer.id'] === undefined) remember(draft, 'customer', { 'key.typed': String(key) });
  if (intent === 'technician_visit' && also.some(isFault)) remember(draft, 'customer', { 'visit.reason': text.slice(0, MAX_CHARS).trim() });
  if (intent !== 'pqr_complaint' && !also.includes('pqr_complaint')) return;
  draft.state.facts = withoutRequest(draft.state.facts);
  remember(draft, 'customer', complaintFacts(text));
};

/** Something burns: what there is to do comes first. */
export const DANGER = 'home.danger';

const MOST_TOLD = 3;
const MOST_CHARS = 300;

/** What she tells of the trouble is known from then on; words about steps that she took, and which home or day is meant, are kept for the questions that ask for them. */
export const hearTold = (draft: Draft, text: string): void => {
  const { state } = draft;
  const news = Object.entries(toldFacts(text)).filter(([name, value]) => state.facts[name]?.value !== value);
  remember(draft, 'customer', Object.fromEntries(news));
  const words = text.slice(0, MOST_CHARS).trim();
  if (!(tellsSteps(words) || tellsWhich(words)) || state.told?.includes(words)) return;
  state.told = [...(state.told ?? []), words].slice(-MOST_TOLD);
};

/** A new case has symptoms of its own. */
export const hearAnew = (draft: Draft, text: string): void => {
  const { facts } = draft.state;
  if (Object.keys(facts).some((name) => TOLD_FACTS.has(name))) draft.state.facts = Object.fromEntries(Object.entries(facts).filter(([name]) => !TOLD_FACTS.has(name)));
  delete draft.state.told;
  hearTold(draft, text);
};

/**
 * The answer to a question that she told already: which home or day is meant; a step that she took, where the flow says where that leads
 * (`takesDone`); or, beside what she just answered or took before she wrote, that it still fails.
 */
export const toldAhead = (draft: Draft, open: OpenQuestion, { takesDone, offered }: { readonly takesDone: boolean; readonly offered: boolean }): AnswerValue | undefined => {
  const { state, words, world } = draft;
  const { question } = open;
  if (draft.inVain ? asksIfWorks(question) : words !== undefined && stillFails(words, question)) return 'no';
  const chosen = choiceTold(state.told ?? [], open, { offered, now: world.now });
  if (chosen !== undefined) return chosen;
  if (!takesDone || !state.told?.some((said) => didBefore(said, question.text ?? ''))) return undefined;
  draft.inVain = true;
  return 'already_done';
};
