/** A message while no flow is under way: a new problem, two of them, a question, or too little to tell. */
import type { Intent, Understanding } from '../../knowledge/understanding';
import { tellsName } from '../../knowledge/tells-name';
import { fold } from '../../knowledge/text';
import { intentTold, saysNoInternet } from '../../knowledge/told-facts';
import { isQuestion, opensWithYesNo } from '../../knowledge/wishes';
import type { MessageEvent } from '../event';
import { readTap } from '../tap';
import { answerFromArticle, answerFromFacts } from './asides';
import { heardNumberAsked, tellsOfCase } from './case-questions';
import { keepForLater, openAbout, openGuide } from './cases';
import { asksTerm } from './clarify';
import { tellsWhy } from './complaint';
import { changeMode, choicesOf, PERSON_ONLY, poseAgain, tell, type Draft } from './draft';
import { openFlow } from './guide';
import { addedToRequest, requestHuman } from './human';
import { heardMatter } from './matters';
import { acknowledge, isAngry, soothe } from './mood';
import { officeQuestion } from './office-questions';
import { isLoneKey, rememberKey, rememberTold } from './told';
import { isFault, isMoney, names, problemsIn, topicName } from './topics';
import { answerFromZone } from './zone';

/** Below this the bot asks instead of guessing. */
export const SURE = 0.45;
/** Below this, what the message tells of the trouble counts more than what it sounds like. */
const CERTAIN = 0.6;

export const newTopic = (draft: Draft, event: MessageEvent, heard: Understanding): void => {
  const { text } = event;
  const tapped = chosenService(draft, event);
  if (tapped !== undefined) return tapped === 'other' ? tell(draft, 'tellMe') : openAbout(draft, tapped);
  if (isLoneKey(draft, text)) return keyFirst(draft, text);
  if (saysNothing(text)) return tell(draft, 'fine');
  if (isUnnamed(text) && heardAgain(draft, text)) return;
  if (heard.intent === 'greeting') return tell(draft, 'greetingAgain');
  if (heard.intent === 'thanks_bye') return tell(draft, isFirstWord(draft) && !THANKS.test(fold(text)) ? 'tellMe' : 'bye');
  if (heard.intent === 'resume') return goOnElsewhere(draft);
  const office = officeQuestion(text);
  if ((office !== undefined && answerFromFacts(draft, office, text)) || answersHowLong(draft, text) || heardNumberAsked(draft, text)) return;
  if (asksReach(text)) return changeMode(draft, { type: 'beyond' });
  if (heardMatter(draft, text)) return;
  const isClear = heard.confidence >= SURE && heard.intent !== 'other';
  const told = isClear && heard.confidence >= CERTAIN ? undefined : (intentTold(text) ?? (!isClear && saysNoInternet(text) ? 'no_internet' : undefined));
  if (told !== undefined) return openTold(draft, heard, { text, told });
  if (isComplaint(heard, text) && saysNoInternet(text)) {
    acknowledge(draft);
    return openTold(draft, heard, { text, told: 'no_internet' });
  }
  if (!isClear || isComplaint(heard, text) || compares(heard, text)) return unclear(draft, text, heard);
  if (answerFromZone(draft, heard.intent, text)) return;
  if (isQuestion(text) && (explainsTerm(draft, text) || answers(draft, heard, text))) return;
  rememberTold(draft, heard, text);
  if (isAngry(text, heard)) acknowledge(draft);
  openAll(draft, heard, text);
};

/** «Ok» to the greeting thanks for nothing yet, and takes no leave. */
const isFirstWord = ({ state: { facts, human } }: Draft): boolean => human === undefined && Object.keys(facts).length === 0;
const THANKS = /\b(?:gracias|agradez\w+|chao|adios|hasta luego|thanks?|thank you|bye)\b/;

/** What she wants to go on with stands in another chat of hers: who she is brings it here (P3). */
const goOnElsewhere = (draft: Draft): void => {
  if (addedToRequest(draft)) return;
  if (draft.state.facts['customer.id'] !== undefined || !openGuide(draft, 'go-on', { [PERSON_ONLY]: 'case' })) tell(draft, 'nothingPending');
};

/** «LOS en rojo, rx -40» names no trouble, and tells which it is. */
const openTold = (draft: Draft, heard: Understanding, { text, told }: { readonly text: string; readonly told: Intent }): void => {
  rememberTold(draft, heard, text);
  openAbout(draft, told);
};

/** A button of the greeting, tapped or typed. */
const chosenService = (draft: Draft, { text, value }: MessageEvent): Intent | undefined => {
  const said = fold(text).trim();
  const id = value === undefined ? undefined : readTap(value).option;
  return choicesOf(draft, 'whatFails').find((each) => each.id === id || fold(each.label) === said)?.id as Intent | undefined;
};

/** Scolding sounds like a complaint; only one that is called so is one. */
const isComplaint = (heard: Understanding, text: string): boolean =>
  heard.intent === 'pqr_complaint' && !names(text, 'pqr_complaint') && problemsIn(heard, text)[0] === 'pqr_complaint';

const unclear = (draft: Draft, text: string, heard: Understanding): void => {
  if (isAngry(text, heard) || compares(heard, text)) acknowledge(draft);
  else if (heard.intent === 'cancel_contract' && LEAVES.test(fold(text))) return openAll(draft, heard, text);
  else if (answerFromArticle(draft, text, heard)) return;
  else if (isComplaint(heard, text)) return openComplaint(draft, heard, text);
  else if (addedToRequest(draft) || heardAgain(draft, text)) return;
  changeMode(draft, { type: isCommerce(text) ? 'beyond' : 'unclear' });
};

/** «Sigue igual», «otra vez lo mismo»: what ended last is not over, and she need not name it (P1). */
const heardAgain = (draft: Draft, text: string): boolean => {
  const { last } = draft.state;
  const flow = last === undefined ? undefined : draft.world.current.flows.get(last);
  if (!flow || !AGAIN.test(fold(text)) || !(flow.intents as readonly Intent[]).some(isFault)) return false;
  tell(draft, 'sameAgain', { topic: flow.title[draft.state.language] });
  openFlow(draft, flow);
  return true;
};
const isUnnamed = (text: string): boolean => text.trim().split(/\s+/).length <= FEW_WORDS && !SERVICES.some((each) => names(text, each));
const SERVICES: readonly Intent[] = ['no_internet', 'tv', 'telephone', 'mobile_data', 'bill', 'site_or_dns', 'wifi_password', 'slow_internet', 'ticket_status', 'technician_visit', 'pqr_complaint'];
const AGAIN = /\b(?:sigue|siguio|continua|quedo) (?:igual|lo mismo|mal|peor|sin|danad\w)|\b(?:otra vez|de nuevo|lo mismo|nuevamente)\b|\b(?:se )?(?:volvio|vuelve|regreso) a\b|\bno (?:me |nos )?(?:sirvio|funciono|quedo|sirve|funciona|mejoro|arreglaron|arreglo|solucionaron)\b|\b(?:still|again|same (?:thing|problem)|not (?:fixed|working)|didn.?t (?:work|help))\b/;

const openComplaint = (draft: Draft, heard: Understanding, text: string): void => {
  rememberTold(draft, heard, text);
  openAll(draft, heard, text);
};

/** Who wants to go is not asked first what fails (P8). */
const LEAVES = /\bme (?:quiero|voy a|pienso|puedo) (?:ir|salir|retirar|pasar)\b|\b(?:quiero|voy a|prefiero) (?:irme|salirme|retirarme|pasarme|dejar esta)\b|\b(?:i want to|i m going to|i ll) (?:leave|quit)\b/;

/** Another company is said to be better: that alone ends no contract. */
const compares = ({ intent }: Understanding, text: string): boolean => {
  const said = fold(text);
  return intent === 'cancel_contract' && COMPARES.test(said) && !LEAVES.test(said) && !names(text, 'cancel_contract');
};
const COMPARES = /\b(?:mejor(?:es)?|peor(?:es)?|mas \w+|better|worse|cheaper|faster)\b.{0,20}\b(?:que|than) (?:ustedes|uds?|esto|esta|usted|you|this)\b/;

/** Prices, plans and where we reach: nothing fails, and a person tells them. */
const isCommerce = (text: string): boolean => COMMERCE.test(fold(text));
const COMMERCE =
  /\b(?:(?:cuanto|que precio) (?:vale|cuesta|sale|tiene)\w*|precios?|(?:los|que|un|otro|el|mi|nuevo|de) planes?|plan(?:es)? (?:de|con) |promocion\w*|contratar|cobertura en|llegan a|mas megas|subir(?:me)? (?:de |el |la )?(?:plan|megas|velocidad)|quiero (?:el servicio|instalar|poner internet)|how much (?:is|does)|prices?|plans?|sign up|do you (?:cover|reach))\b/;

/** «¿Cuánto se demora?» after a case was left with us is about that case, or about what is down around her. */
const answersHowLong = (draft: Draft, text: string): boolean => HOW_LONG.test(fold(text)) && tellsOfCase(draft, text);
const HOW_LONG = /^\W*(?:(?:y|pero|and|but|ok|bueno)[\s,]+)*(?:(?:mas o menos|para|como|hasta|about) )*(?:cuanto (?:tiempo |se )?(?:(?:mas|se) )?(?:demora\w*|tarda\w*|falta|seria|es|toca esperar)?|cuando|que hora|a que horas?|how (?:long|much longer)|when|what time)(?: (?:lo |la |se |me |eso |esto |mas )*(?:arregl\w+|demora\w*|tarda\w*|vuelv\w+|estaria|solucion\w+|repar\w+|will (?:it|that) (?:take|be)(?: fixed| back)?|does it take|is it (?:fixed|back)))?\W*$/;

/** «¿Llegan a Soacha?» sounds like an outage, and asks where we sell. */
const asksReach = (text: string): boolean => REACH.test(fold(text));
const REACH = /^\W*(?:(?:hola|buenas|buenos dias|ustedes|y|si|una pregunta|hello|hi)[\s,]+)*(?:llegan (?:a|hasta) (?!mi casa|arregl|las?\b|que\b)|(?:tienen|hay|prestan) (?:cobertura|servicio|instalaci\w+) (?:en|para|por) (?!mi casa)|do you (?:cover|reach|serve)\b)/;

/** «¿Qué es un módem?» is no trouble with it, whatever it sounds like. */
const explainsTerm = (draft: Draft, text: string): boolean =>
  asksTerm(text) && text.trim().split(/\s+/).length <= FEW_WORDS && answerFromArticle(draft, text);

const FEW_WORDS = 6;

/** What a system knows, or an article: where a flow helps too, only when plain knowledge is asked for. */
const answers = (draft: Draft, heard: Understanding, text: string): boolean =>
  answerFromFacts(draft, heard.intent, text) ||
  answerFromArticle(draft, text, heard, draft.world.current.byIntent(heard.intent) !== undefined);

/** Opens the first problem that a flow helps with; the others wait for their turn, and the customer hears so. */
const openAll = (draft: Draft, heard: Understanding, text: string): void => {
  const { byIntent } = draft.world.current;
  const told = withoutSubject(problemsIn(heard, text), text).map((each) => refined(draft, each, text));
  const first = allOfOneLine(told) ?? told.find((each) => byIntent(each) !== undefined) ?? told[0] ?? refined(draft, heard.intent, text);
  const others = told.filter((each) => each !== first && (byIntent(each) === undefined || byIntent(each) !== byIntent(first)));
  for (const other of others) {
    if (keepForLater(draft, other, text)) tell(draft, 'alsoHeard', { topic: topicName(draft, other) });
  }
  openAbout(draft, first);
};

/** What a complaint is about is no matter beside it: «quiero poner una queja: me cobraron doble». */
const withoutSubject = (told: readonly Intent[], text: string): readonly Intent[] =>
  told.includes('pqr_complaint') && tellsWhy(text) ? told.filter((each) => !isMoney(each)) : told;

/** «Ni tele ni internet»: one line carries them all, and it is looked at first. */
const allOfOneLine = (told: readonly Intent[]): Intent | undefined =>
  told.includes('no_internet') && (told.includes('tv') || told.includes('telephone')) ? 'no_internet' : undefined;

/** A network that is gone or reaches too little, or the band that a camera asks for, is no matter of its key. */
const refined = ({ state }: Draft, intent: Intent, text: string): Intent =>
  intent === 'wifi_password' && (BAND.test(text) || ['missing', 'no_internet', 'far'].includes(String(state.facts['wifi.symptom']?.value))) ? 'wifi_coverage' : intent;
const BAND = /\b(?:2[.,]4|5) ?(?:ghz|gigas?)?\b/i;

/** Nothing fails after all: «no, gracias», «nada, era por mirar». */
const saysNothing = (text: string): boolean => NOTHING.test(fold(text)) || LOOKING.test(fold(text));
const NOTHING = /^\W*(?:no|nop|nope|nada|nothing)(?:[\s,.]+(?:mas|else|gracias|thanks|thank you|senora?))*\W*$/;
const LOOKING = /^\W*(?:(?:no|nada|nothing|ah)[\s,.]+)*(?:solo|solamente|era|es|estoy|estaba|queria|just|only|i was|i m|im)(?: (?:que|solo|por|para|just|only|estaba|queria|era))*(?: (?:mirar|mirando|ver|viendo|probar|probando|curiosidad|curiosear|saludar|looking|browsing|testing|curious))(?: (?:que|como|esto|el chat|around|nada mas|no mas|gracias|thanks|funcionaba|era))*\W*$/;

/** Who she is before what it is about: kept, and only the other is asked. */
const keyFirst = (draft: Draft, text: string): void => {
  rememberKey(draft, text);
  tell(draft, 'keyKept');
  if (draft.state.mode === 'idle') changeMode(draft, { type: 'unclear' });
  else poseAgain(draft);
};

export const clarified = (draft: Draft, event: MessageEvent, heard: Understanding): void => {
  if (isLoneKey(draft, event.text)) return keyFirst(draft, event.text);
  if (event.value === undefined && (answersHowLong(draft, event.text) || heardNumberAsked(draft, event.text))) return;
  if (event.value === undefined && isQuestion(event.text) && (explainsTerm(draft, event.text) || answers(draft, heard, event.text))) return;
  const chosen = choicesOf(draft, 'whatFails').find(({ id }) => id === heard.answer || id === event.value);
  if (chosen && chosen.id !== 'other') return openAbout(draft, chosen.id as Intent);
  const takesLeave = heard.intent === 'thanks_bye' && heard.confidence >= SURE;
  if (takesLeave || saysNothing(event.text)) {
    changeMode(draft, { type: 'settled' });
    return tell(draft, takesLeave ? 'bye' : 'fine');
  }
  if (heard.confidence >= SURE && heard.intent !== 'other' && !isComplaint(heard, event.text)) return openAll(draft, heard, event.text);
  if (!chosen && isAngry(event.text, heard)) return soothe(draft);
  if (!chosen && answerFromArticle(draft, event.text, heard)) return;
  if (tellsName(event.text)) {
    tell(draft, 'noted');
    return poseAgain(draft);
  }
  if (event.value === undefined && heardAgain(draft, event.text)) return;
  changeMode(draft, { type: addedToRequest(draft) ? 'settled' : 'beyond' });
};

/** After a person was offered. */
export const offered = (draft: Draft, event: MessageEvent, heard: Understanding): void => {
  if (heard.answer === 'frustrated') return soothe(draft);
  changeMode(draft, { type: 'settled' });
  if (heard.answer === 'yes') return requestHuman(draft);
  // A problem that is told is no refusal of help, though it may begin with a no.
  const opens = heard.confidence >= SURE && problemsIn(heard, event.text).some((each) => draft.world.current.byIntent(each) !== undefined);
  if (opens || (heard.answer === undefined && heard.confidence >= SURE)) return newTopic(draft, event, heard);
  if (draft.state.next) return;
  // Only what begins as a no is one; anything else is heard for itself.
  if (heard.answer === 'no' && !opensWithYesNo(event.text) && event.text.trim().split(/\s+/).length > FEW_WORDS) return changeMode(draft, { type: 'unclear' });
  tell(draft, 'fine');
};
