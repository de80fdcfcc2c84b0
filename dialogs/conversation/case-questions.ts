/**
 * What somebody asks who wants to know where she stands: the number of her case, what became of the other thing she told, how long it takes.
 * Answered from what is known at any question, and never with a second case (P1). Pure.
 */
import type { Intent } from '../../knowledge/understanding';
import { plainOf } from '../../knowledge/text';
import { answerFromFacts } from './asides';
import { keepForLater } from './cases';
import { tell, type Draft } from './draft';
import { standAgain } from './stand';
import { isFault, isHere, names, topicName } from './topics';

/** «Necesito el número de radicado»: told when there is one. */
export const heardNumberAsked = (draft: Draft, text: string): boolean => {
  if (!NUMBER.test(plainOf(text))) return false;
  const { facts } = draft.state;
  const known = [facts['human.request_id']?.value, facts['pqr.number']?.value, facts['ticket.id']?.value].filter((each) => typeof each === 'string' && each !== '');
  if (known.length === 0) return false;
  tell(draft, known.length === 1 ? 'caseNumber' : 'caseNumbers', { numbers: known.map((each) => `*${each}*`).join(', ') });
  standAgain(draft);
  return true;
};
const NUMBER = /\b(?:numero|num|nro|no|codigo) (?:de |del |de la |de mi )?(?:mi |su |el |la )?(?:caso|radicad[oa]|radicacion|reporte|ticket|tiquete|solicitud|pqrs?|queja|reclamo|cun)\b|\b(?:cual (?:es|seria)|necesito|quiero|deme|dame|digame|mandeme|exijo|tiene\w*|hay) (?:el |un |mi |su |algun )?(?:radicado|cun)\b|\b(?:case|ticket|reference|complaint|request) (?:number|id|no)\b/;

/** «¿Y lo del internet?» in the middle of another thing: how it stands, or that it waits for its turn. */
export const heardAskedAfter = (draft: Draft, text: string): boolean => {
  const said = plainOf(text);
  const topic = AFTER.test(said) ? TOPICS.find((each) => names(text, each) && !isHere(draft, each)) : undefined;
  if (topic === undefined) return false;
  const waits = draft.state.next?.some((one) => one.kind === 'told' && one.intent === topic) === true;
  if (!waits && isFault(topic) && tellsOfCase(draft, text)) return true;
  keepForLater(draft, topic, text);
  tell(draft, 'keptForLater', { topic: topicName(draft, topic) });
  standAgain(draft);
  return true;
};
const TOPICS: readonly Intent[] = ['no_internet', 'tv', 'telephone', 'mobile_data', 'bill'];
const AFTER = /^\W*(?:(?:y|entonces|bueno|pero|ok|ah|oiga|and|but|so)[\s,]+)*(?:que (?:paso|hubo|hay|va a pasar)(?: con| de)?|lo de|lo del|en que quedo|what about|how about)\b(?: \w+){1,5}\W*$/;

/** What is down around her, or the case that was left with us. False when neither is known. */
export const tellsOfCase = (draft: Draft, text: string): boolean => {
  const { facts } = draft.state;
  if (facts['customer.id'] === undefined) return false;
  const isAround = facts['outage.active']?.value === true || Number(facts['line.neighbours_down']?.value ?? 0) > 1;
  return (isAround || facts['ticket.id'] !== undefined) && answerFromFacts(draft, isAround ? 'outage_question' : 'ticket_status', text);
};
