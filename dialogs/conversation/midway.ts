/**
 * What ends the question in the middle of a trouble: it works again by itself, she wants a technician and no more steps, or another service was
 * meant. None of it has to wait until the flow is through. Pure.
 */
import { fold, plainOf } from '../../knowledge/text';
import { toldFacts } from '../../knowledge/told-facts';
import type { Intent } from '../../knowledge/understanding';
import { isQuestion } from '../../knowledge/wishes';
import { openAbout } from './cases';
import { leaveGuide, remember, stopPending, tell, type Draft } from './draft';
import { standAgain } from './stand';
import { isAboutFault, isFor, isHere } from './topics';
import { flowAt } from './world';

const SERVICE = '(?:internet|wifi|senal|servicio|tele\\w*|tv|linea|tono|todo|service|signal|everything)';
/** Thanks and blessings, and nothing else. */
const BLESSED = '(?:[\\s,.!]+(?:dios|gracias|mil|muchas|muchisimas|que|le|lo|la|se|los|pague|bendiga|bendito|por|fin|todo|si|senor\\w*|mij[oa]|virgen|ok|listo|thanks?|thank|you|god))*\\W*$';
const WORKS_AGAIN = new RegExp(
  [
    `\\bya (?:me |nos |lo )?(?:volvio|regreso|llego|funciona|funciono|sirve|navega|navego|tengo|hay|tenemos|se arreglo|se compuso|se soluciono)\\b(?:.{0,15}\\b${SERVICE}\\b|(?:[\\s,]+\\w+)?${BLESSED})`,
    `\\b(?:volvio|regreso|se arreglo) (?:solo|sol[oa] |(?:el|la|mi) ${SERVICE})`,
    `\\bya (?:me |nos |todo )?(?:esta|quedo) (?:funcionando|navegando|sirviendo|bien|bueno|arreglado)\\b${BLESSED}`,
    `^\\W*(?:(?:ok|yes|yay|great|oh|hey|si|listo|perfecto|uy)[\\s,.!]+)*(?:it|everything|all|the internet|internet|todo) (?:works?|funciona|sirve)${BLESSED}`,
    `\\b(?:it s|its|it is|${SERVICE} is|${SERVICE} s) (?:back|working|fixed)\\b|\\b(?:works|working|fixed|(?:much )?better) (?:now|again)\\b|\\bya (?:me |nos )?mejoro\\b`,
  ].join('|'),
);
/** «Ah no, ya volvió»: the no is to what she came with. */
const TAKEN_BACK = /^\W*(?:(?:ah|uy|h?ay|espere|oh|wait)[\s,]+)*no[\s,]+(?=ya\b|it s\b|its\b)/;
const NOT_QUITE = /[?¿]|\b(?:no|ni|pero|but|aunque|a ratos|lento|not|still)\b/;

const saysItWorksAgain = (text: string): boolean => {
  const said = plainOf(text).replace(/['’]/g, ' ').replace(TAKEN_BACK, '');
  return WORKS_AGAIN.test(said) && !NOT_QUITE.test(said);
};

/** Of a service that this case is not about, it tells nothing here. */
const ELSEWHERE: readonly (readonly [Intent, RegExp])[] = [
  ['no_internet', /\b(?:internet|wifi)\b/],
  ['tv', /\b(?:tele|tv|televis\w+|canales)\b/],
  ['telephone', /\b(?:fijo|tono)\b/],
];

/** She tells that the trouble is over, to a question that is no longer worth an answer. */
export const heardWorking = (draft: Draft, text: string): boolean => {
  if (!isAboutFault(draft) || !saysItWorksAgain(text)) return false;
  if (ELSEWHERE.some(([about, words]) => words.test(fold(text)) && !isHere(draft, about))) return false;
  leaveGuide(draft, 'RESUELTO');
  tell(draft, 'glad');
  return true;
};

/** A technician demanded instead of an answer: what helps with that takes over, and knows what is to be looked at. */
export const heardDemand = (draft: Draft, text: string): boolean => {
  const [outermost] = draft.state.stack;
  if (!outermost || !isAboutFault(draft) || isQuestion(text) || draft.world.current.byIntent('technician_visit') === undefined) return false;
  if (isBooking(draft)) standAgain(draft);
  else {
    const reason = flowAt(draft.world, outermost).title[draft.state.language];
    leaveGuide(draft, 'ESPERA');
    remember(draft, 'customer', { 'visit.reason': reason });
    openAbout(draft, 'technician_visit');
  }
  return true;
};

/** What was weak, slow or of one room is gone everywhere now: another trouble, and its own line is looked at. */
export const heardWorse = (draft: Draft, text: string): boolean => {
  const isLesser = isHere(draft, 'no_internet') && !isFor(draft, 'no_internet');
  const said = plainOf(text);
  const isGone = (NOW.test(said) && EVERYWHERE.test(said)) || toldFacts(text)['lights.seen'] === 'los_red';
  if (!isLesser || !isGone || isQuestion(text) || draft.world.current.byIntent('no_internet') === undefined) return false;
  leaveGuide(draft, 'ESPERA');
  tell(draft, 'worseNow');
  openAbout(draft, 'no_internet');
  return true;
};
const NOW = /\b(?:ahora|ya|acaba|se (?:me |nos )?(?:fue|cayo|murio)|now|just)\b/;
const EVERYWHERE = /\b(?:(?:en )?ningun (?:lado|lugar|equipo|aparato|cuarto|sitio)|ninguna parte|en toda la casa|se (?:me |nos )?(?:fue|cayo|murio) (?:todo|del todo|completamente)|del todo|por completo|no (?:hay|tengo|da|llega) nada|nothing (?:works|at all)|anywhere|completely|all gone|went out)\b/;

const isBooking = ({ state, world }: Draft): boolean =>
  state.stack.some((position) => Object.values(flowAt(world, position).flow.steps).some((step) => step.kind === 'do' && step.do === 'book_visit'));

const CORRECTS = /\b(?:perdon|disculp\w+|me equivoque|me confundi|quise decir|era (?:el|la|los|mi)|no es (?:el|la) .{1,20} es|sorry|i meant|i mean|my mistake|solo quiero|lo que quiero es|i just want|what i want is)\b/;

/** Another service was meant from the start: it takes the place of the one she named by mistake. */
export const heardMistake = (draft: Draft, topic: Intent, text: string): boolean => {
  if (!CORRECTS.test(plainOf(text)) || draft.world.current.byIntent(topic) === undefined) return false;
  stopPending(draft);
  leaveGuide(draft, 'ESPERA');
  tell(draft, 'otherService');
  openAbout(draft, topic);
  return true;
};
