/**
 * Questions about what the office keeps of her: how a complaint that was filed goes, and what ending the contract would cost,
 * at any question and in the middle of what they are about too (P1, P8). What is told is what the office said, and only to the holder.
 */
import { tell as factWords } from '../../flows/format';
import { plainOf } from '../../knowledge/text';
import type { Intent } from '../../knowledge/understanding';
import { isQuestion } from '../../knowledge/wishes';
import { offerPerson, tell, type Draft } from './draft';
import { standAgain } from './stand';

/** Which of them a message asks; how a complaint is filed or a contract ended is another question. */
export const officeQuestion = (text: string): Intent | undefined => {
  const said = plainOf(text);
  if (!isQuestion(text)) return undefined;
  if (STATE.test(said) && REQUEST.test(said)) return 'pqr_complaint';
  return TERM.test(said) || LAST_DAY.test(said) ? 'cancel_contract' : undefined;
};

const STATE = /\b(?:como (?:va|sigue|vamos|esta|quedo)|en que (?:va|quedo|estado)|estado de|que (?:paso|hubo|ha pasado) con|ya (?:respondieron|contestaron|resolvieron)|cuando (?:me )?(?:responden|contestan|resuelven)|how is|what happened (?:with|to)|status of|when will .{0,20}answer)\b/;
const REQUEST = /\b(?:queja|reclamo|pqrs?|peticion|recurso|apelacion|cun|complaint|petition|appeal)\b/;
const TERM = /\b(?:permanencia|minimum term|permanence|early termination)\b/;
const LAST_DAY = /\b(?:ultimo dia (?:de|del) servicio|hasta cuando (?:me )?(?:va|queda|tengo|dura) (?:el|mi)? ?servicio|cual es (?:el|mi) ultimo dia|last day(?: of service)?)\b/;

/** Whether there is an outage, asked in so many words: no option that also says *falla* is meant. */
export const asksOutage = (text: string): boolean => /[?¿]/.test(text) && OUTAGE.test(plainOf(text));
const OUTAGE = /\b(?:hay|habra|tienen|existe|is there|are there)\b.{0,25}\b(?:fallas?|cortes?|danos?|caida|outages?)\b/;

const isOut = ({ state: { facts } }: Draft): boolean => facts['outage.active']?.value === true;

/** When it will be over, asked by somebody whom a known outage touches. */
export const asksRepair = (draft: Draft, text: string): boolean => isOut(draft) && REPAIR.test(plainOf(text));
const REPAIR = /\b(?:a que horas?|cuando|hasta (?:cuando|que horas?)|cuanto (?:se )?(?:demora\w*|falta|tarda\w*)|para cuando|when|what time|how long)\b.{0,40}\b(?:vuelv\w+|volver\w*|regres\w+|lleg\w+|arregl\w+|repar\w+|solucion\w+|normaliz\w+|eso|internet|servicio|senal|back|fix\w*|repaired|service)\b/;

/** What was decided for this very outage, not what the rule says of outages. */
export const tellsCompensation = (draft: Draft, text: string): boolean => {
  if (!isOut(draft) || draft.state.facts['outage.compensation']?.value !== true || !isQuestion(text) || !DISCOUNT.test(plainOf(text))) return false;
  tell(draft, 'outageCompensated');
  standAgain(draft);
  return true;
};
const DISCOUNT = /\b(?:descuent\w+|descont\w+|compens\w+|devuelv\w+|reconoc\w+|discount\w*|refund\w*|credit\w*)\b/;

export const tellRequest = (draft: Draft): void => {
  const { valueOf, textOf, dayOf } = factsOf(draft);
  if (valueOf('pqr.open') !== true) return tell(draft, 'noRequest');
  const number = textOf('pqr.number');
  if (valueOf('pqr.overdue') === true) {
    tell(draft, 'requestLate', { number });
    return offerPerson(draft);
  }
  const day = dayOf('pqr.answer_by');
  if (day === undefined) return tell(draft, 'ticketIs', { ticket: number, status: textOf('pqr.status') });
  tell(draft, 'requestIs', { number, day });
};

export const tellContract = (draft: Draft): void => {
  const { valueOf, dayOf, moneyOf } = factsOf(draft);
  const until = dayOf('contract.permanence_until');
  const amount = moneyOf('contract.permanence_cop');
  if (valueOf('contract.permanence') !== true) tell(draft, 'termNone');
  else if (until === undefined || amount === undefined) tell(draft, 'cannotSay');
  else tell(draft, 'termIs', { until, amount });
  if (valueOf('contract.permanence') === true && valueOf('contract.unavailable') === true) tell(draft, 'termWaiver');
  const ends = dayOf('contract.ends');
  if (ends !== undefined) tell(draft, valueOf('contract.ending') === true ? 'endsOn' : 'wouldEndOn', { day: ends });
};

const factsOf = ({ state: { facts, language }, world: { now } }: Draft) => {
  const valueOf = (name: string) => facts[name]?.value;
  const words = (name: string, type: 'date' | 'money'): string | undefined => {
    const value = valueOf(name);
    return value === undefined ? undefined : (factWords(value, { type, about: name }, { language, now }) ?? undefined);
  };
  return { valueOf, textOf: (name: string) => String(valueOf(name) ?? ''), dayOf: (name: string) => words(name, 'date'), moneyOf: (name: string) => words(name, 'money') };
};
