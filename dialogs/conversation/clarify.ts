/**
 * "¿Dónde queda?" wants to be shown before it counts as *I do not know*: first the step's own help, then the simplest words
 * with a photo or a person offered, and only then the flow's way for somebody who does not know.
 */
import { openQuestion } from '../../flows/step';
import { fold, plainOf } from '../../knowledge/text';
import type { OpenQuestion } from '../../flows/run';
import { LEVELS } from '../../knowledge/language';
import { offerPerson, pose, setLevel, tell, type Draft } from './draft';
import { askAgain, viewOf } from './guide';
import { flowAt } from './world';

const HOW = /[?¿]|\b(?:donde|cual|como|que es|que significa|a que se refiere|where|which|how|what is|what do you mean)\b/;
/** What «eso» is, is asked of the question that is open. */
const TERM = /\b(?:que|cual) (?:es|son|significa|quiere decir)\b(?! (?:es[oae]s?|est[oae]s?|aquello|lo que)\b)|\bwhat (?:is|are|does)\b(?! (?:that|this|it|these|those)\b)/;
/** A few words that ask for something to be pointed out. */
const POINTING = /^\W*(?:y |pero )?(?:en |a |de )?(?:donde|cual|cuales|como|que|where|which|how|what)\b(?:\W+\w+){0,3}\W*$/;
const SHORT = 90;

/** Asks about the question itself. */
export const asksHow = (text: string): boolean => text.length <= SHORT && HOW.test(fold(text));

export const asksToPoint = (text: string): boolean => text.length <= SHORT && POINTING.test(fold(text));

/** Asks why a thing about herself has to be told; a step that says it in its help answers that. */
export const asksReason = (open: OpenQuestion, text: string): boolean => open.help !== undefined && text.length <= SHORT && REASON.test(fold(text));

const ASKING = '(?:pid|pregunt|necesit|quier|dar|dec|escrib|mand|envi|need|want|ask|give|tell|send|type)';
const TOLD = '(?:cedula|documento|identidad|datos?|codigo|numero|eso|id|document|data|code|number|that|this|it)';
const REASON = new RegExp(
  `^\\W*(?:(?:y|pero|oiga|disculpe|perdon|but|and)\\W+)?(?:(?:por que|para que|why|what for)(?:\\W+(?:eso|that))?\\W*$|` +
  `(?:por que|para que|why|(?:es|sera) segur[oa]|is it safe)\\b.*\\b${ASKING}\\w*\\b.*\\b${TOLD}\\b)`,
);

/** Asks whether what she is asked for is in good hands: of no help with the step, and hers to know (P14). */
export const asksSafety = (text: string): boolean => text.length <= SHORT && SAFETY.test(fold(text));
const SAFETY = /^\W*(?:(?:y|pero|oiga|disculpe|and|but)\W+)*(?:(?:eso|esto|aca|aqui|this|that|it) )*(?:es|sera|is|si es|no es) (?:it |this |that |eso |esto )?(?:segur[oa]|confiable|peligros[oa]|una estafa|safe|secure|a scam)\b|\bquien (?:ve|va a ver|tiene acceso a) (?:eso|esto|mis datos)\b/;

/** Asks about nothing but the step: «¿y si no prende?», «¿lo conecto o qué?», «¿y ahora?». */
export const asksAboutStep = ({ text: asked, help = '', question: { options = [] } }: OpenQuestion, text: string): boolean => {
  if (text.length > SHORT || TIME.test(fold(text))) return false;
  const stems = new Set(stemsOf([asked, help, ...options.map(({ label }) => label)].join(' ')));
  return stemsOf(text).every((stem) => stems.has(stem) || PLAIN.has(stem));
};
const stemsOf = (text: string): readonly string[] => (fold(text).match(/[a-z]{4,}/g) ?? []).map((word) => word.slice(0, Math.min(5, word.length - 1)));
/** When, how much and why: nothing about how the step is done. */
const TIME = /\b(?:cuand\w+|cuant\w+|por que|porque|when|how (?:long|much|many)|why)\b/;
const PLAIN: ReadonlySet<string> = new Set(
  stemsOf('como cual cuales donde ahora entonces luego despues debo deberia tengo tiene hacer hago hace haga toca sera esta este estan algo nada mejor usted puedo puede igual mismo misma otra otro then should does this that what next with just have where which like doesn didn isnt wont cant dont'),
);

/** Whether the question that is open speaks of all that is asked about. */
export const speaksOf = (open: OpenQuestion, text: string): boolean => {
  const words = new Set(fold(`${open.text} ${open.help ?? ''}`).match(/[a-z]{3,}/g));
  return (fold(text.slice(0, SHORT)).match(/[a-z]{3,}/g) ?? []).every((word) => words.has(word) || COMMON.has(word));
};

const COMMON: ReadonlySet<string> = new Set(['que', 'cual', 'como', 'donde', 'una', 'uno', 'las', 'del', 'con', 'por', 'para', 'the', 'what', 'where', 'how', 'and', 'does', 'eso', 'esa', 'ese', 'significa']);

/** Asks what a word means. */
export const asksTerm = (text: string): boolean => TERM.test(plainOf(text));

/** False when all was said that there is to say: then it counts as *I do not know*. */
export const explain = (draft: Draft, open: OpenQuestion): boolean => {
  const { state } = draft;
  const at = placeName(draft);
  const times = state.explained?.at === at ? state.explained.times : 0;
  const isHelped = times > 0 || open.help === undefined;
  state.explained = { at, times: isHelped ? Math.max(times, 1) + 1 : 1 };
  if (!isHelped) {
    askAgain(draft, true);
    return true;
  }
  if (state.explained.times > 2) return false;
  tell(draft, 'showMe');
  offerPerson(draft);
  poseSimply(draft, at);
  return true;
};

/** The open question in the words for somebody who knows nothing of it. */
const poseSimply = (draft: Draft, at: string): void => {
  askAgain(draft);
  const top = draft.state.stack.at(-1);
  const simple = top && openQuestion(flowAt(draft.world, top), top, { ...viewOf(draft), level: 'basic' });
  if (simple) pose(draft, simple, at);
};

/**
 * Two "no sé": one level down, and no more said than needed (at the lowest, a person is offered). Before any level is known, one about her own
 * home tells it, and it is not asked (P2).
 */
export const noteUnsure = (draft: Draft, open: OpenQuestion): void => {
  const { state } = draft;
  if (state.level === null && LOOKED_AT.has(open.question.kind) && open.fact !== 'service.id') setLevel(draft, 'basic', 'said', ['no sé']);
  state.unsure = (state.unsure ?? 0) + 1;
  if (state.unsure < 2) return;
  delete state.unsure;
  const below = LEVELS[LEVELS.indexOf(state.level ?? 'basic') - 1];
  if (below) setLevel(draft, below, 'said', ['no sé']);
  tell(draft, 'shorter');
  offerPerson(draft);
};

const LOOKED_AT: ReadonlySet<string> = new Set(['yes_no', 'choice', 'number', 'photo']);

export const placeName = ({ state }: Draft): string => {
  const top = state.stack.at(-1);
  return top ? `${top.flow}/${top.step}` : '';
};
