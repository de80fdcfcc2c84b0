/**
 * What messages are about, in families: two intents of one family are one problem seen twice, and another family counts in
 * the middle of a flow only when the message names it. Data and pure rules.
 */
import type { Phrase } from '../../knowledge/phrases/es';
import { say } from '../../knowledge/phrases/say';
import { plainOf } from '../../knowledge/text';
import type { Intent, Understanding } from '../../knowledge/understanding';
import { voiceOf, type Draft } from './draft';

type Family = 'internet' | 'key' | 'tv' | 'telephone' | 'mobile' | 'money' | 'contract' | 'complaint' | 'case';

const FAMILIES: Readonly<Partial<Record<Intent, Family>>> = {
  no_internet: 'internet', slow_internet: 'internet', intermittent: 'internet', wifi_coverage: 'internet', site_or_dns: 'internet',
  advanced_network: 'internet', outage_question: 'internet', wifi_password: 'key', tv: 'tv', telephone: 'telephone',
  mobile_data: 'mobile', bill: 'money', payment_suspended: 'money', compensation: 'money', cancel_contract: 'contract',
  pqr_complaint: 'complaint', ticket_status: 'case', technician_visit: 'case',
};

/** Words without which a message in the middle of a flow is not taken to be about that intent. */
const NAMED: Readonly<Partial<Record<Intent, RegExp>>> = {
  no_internet: /\b(?:internet|wifi|modem|router|red)\b/,
  slow_internet: /\b(?:internet|wifi|lent[oa]|velocidad|slow)\b/,
  intermittent: /\b(?:internet|wifi)\b/,
  wifi_coverage: /\b(?:wifi|senal)\b/,
  site_or_dns: /\b(?:paginas?|netflix|youtube|app|aplicacion|plataforma|sitio|banco|instagram|facebook|site|page|website)\b/,
  wifi_password: /\b(?:clave|contrasena|password|key)\b/,
  tv: /\b(?:tv|tele|televis\w+|deco\w*|canales|channels?)\b/,
  telephone: /\b(?:fijo|telefono|linea telefonica|tono|landline|phone)\b/,
  mobile_data: /\b(?:celular|datos|movil(?:es)?|sim|mobile|cell)\b/,
  bill: /\b(?:factura\w*|recibo|cobr\w+|saldo|debo|bill\w*|charge\w*|owe)\b/,
  payment_suspended: /\b(?:suspend\w+|pag\w+|reconex\w+|reconect\w+|paid|payment)\b/,
  compensation: /\b(?:compens\w+|descuent\w+|descont\w+|devolu\w+|devuelv\w+|devolver|indemni\w+|responden? por|refund\w*|discount)\b/,
  cancel_contract: /\b(?:cancel\w*|retir\w+|contrato|contract)\b|\bme (?:voy|paso|cambio) (?:a|para|con) (?:claro|movistar|tigo|etb|wom|otr[oa] (?:operador|empresa|compania))\b/,
  pqr_complaint: /\b(?:queja\w*|reclam\w+|pqr|peticion|complain\w*)\b/,
  ticket_status: /\b(?:caso|ticket|solicitud|reporte|radicad\w+|case|request)\b/,
  technician_visit: /\b(?:tecnico|visita|cita|technician|visit|appointment)\b/,
  outage_question: /\b(?:falla|corte|dano|outage)\b|\b(?:ya|is it) (?:volvio|regreso|llego|arreglaron|lo arreglaron|repararon|solucionaron|normalizo|back|fixed)\b.{0,40}\?/,
  talk_to_human:
    /\b(?:asesor\w*|ejecutiv\w*|person\w*|human\w*|alguien|agente\w*|operador\w*|supervisor\w*|jefe|gerente|encargad\w+|habl\w+|llam\w+|marqu\w+|comuni\w+|pase\w*|pasa(?:me|r)|transfi\w+|atien\w+|atenc\w+|robot\w*|bots?|maquin\w+|senorita|muchach\w+|telefonic\w+|linea|someone|somebody|speak|talk|call|agent|representative|manager|operator|transfer)\b/,
};

const CLEAR = 0.6;

export const isSameFamily = (one: Intent, other: Intent): boolean => one === other || (FAMILIES[one] !== undefined && FAMILIES[one] === FAMILIES[other]);

/** Where the text names it; -1 when it does not. */
const namedAt = (text: string, intent: Intent): number => {
  const pattern = NAMED[intent];
  return pattern ? plainOf(text).search(pattern) : -1;
};

export const names = (text: string, intent: Intent): boolean =>
  namedAt(text, intent) >= 0 && !(intent === 'mobile_data' && isOnlyUsed(text)) && NO_NAME[intent]?.test(plainOf(text)) !== true;

/** An operator to go to, and nobody to talk to. */
const OTHER_COMPANY = /\b(?:otr[oa]|nuev[oa]|cambi\w+ de|another|new) (?:operador|compania|empresa|operator|company|carrier)\b/;

/** The wrong thing was switched off: nobody said that it fails. */
const SWITCHED = /^(?:\w+ ){0,3}(?:apague|prendi|encendi|desconecte|desenchufe|reinicie|movi) (?:el|la) (?:televisor|tele|tv)\W*$/;

/** Who is one herself asks for none. */
const IS_ONE = /^(?:(?!\b(?:tecnico|visita|cita|technician|visit)\b).)*\b(?:soy|fui|trabaj\w+ (?:de|como)|i am|i m|im|i work as) (?:(?:el|un|una|an?) )?(?:tecnic[oa]|technician)\b(?:(?!\b(?:tecnico|visita|cita|technician|visit)\b).)*$/;

/** The word stands there and means another thing. */
const NO_NAME: Readonly<Partial<Record<Intent, RegExp>>> = { talk_to_human: OTHER_COMPANY, tv: SWITCHED, technician_visit: IS_ONE };

/** A mobile phone that is charged, written from or tried with («con los datos sí abre») does not fail. */
const isOnlyUsed = (text: string): boolean => {
  const said = plainOf(text);
  return USED.test(said) && !said.replace(new RegExp(USED, 'g'), ' ').match(/\b(?:celular|datos|movil(?:es)?|sim|senal|llamadas|roaming|recarga|mobile|cell)\b/);
};
const USED = /\b(?:con|por|usando|on|with|using) (?:los |mis |el |mi |my )?(?:datos|mobile data|data)(?: (?:moviles|del? (?:mi |el )?(?:celular|cel|movil)))?\b|\bcarg\w+ (?:el|mi|un|otro) (?:celular|cel)\b|\b(?:(?:mi|su|el|numero de|n[uº°]mero|my|contacto) )*(?:celular|cel|movil|tel|telefono|whatsapp|mobile|cell|phone)\b(?: (?:es|is|numero|number|el|de|contacto))*[\s.:#]*\+?\d[\d .-]{6,}|\b(?:desde|en|por|con|del|al|mirando|para) (?:el |mi |un |otro |este )?(?:celular|cel|movil)\b/;

/** Problems that the message tells, each of a family of its own, in the order of telling; all but the main one by name. */
export const problemsIn = (heard: Pick<Understanding, 'intent' | 'also'>, text: string): readonly Intent[] =>
  meantIn(heard, text)
    .filter((each, index, all) => FAMILIES[each] !== undefined && !all.slice(0, index).some((before) => isSameFamily(before, each)))
    .sort((one, other) => namedAt(text, one) - namedAt(text, other));

/** The main one gives way to what is named, when it is only scolding («me retiro, qué pésimo servicio») or a telephone that works. */
const meantIn = ({ intent, also = [] }: Pick<Understanding, 'intent' | 'also'>, text: string): readonly Intent[] => {
  const named = also.filter((each) => names(text, each));
  const isAside = (intent === 'pqr_complaint' && !names(text, intent)) || (intent === 'tv' && READS_ALOUD.test(plainOf(text))) || (intent === 'mobile_data' && isOnlyUsed(text));
  if (!isAside) return [intent, ...named];
  return named.length > 0 ? named : intent === 'mobile_data' && also[0] !== undefined ? also : [intent];
};

/** Who hears her screen has no trouble with it. */
const READS_ALOUD = /\b(?:lector(?:a|es)? de pantalla|lee la pantalla|screen reader|ciegos?|ciega|invidente|blind)\b/;

/** What else the message is about, beside the flow under way: said clearly and by its name. */
export const otherTopic = (draft: Draft, heard: Understanding, text: string): Intent | undefined => {
  return [heard.intent, ...(heard.also ?? [])].find((intent, index) => {
    if (FAMILIES[intent] === undefined || (index === 0 && heard.confidence < CLEAR)) return false;
    return !isHere(draft, intent) && names(text, intent);
  });
};

/** A service that fails, as against a bill, a contract or a case. */
export const isFault = (intent: Intent): boolean => FAULTS.has(FAMILIES[intent]);

/** A bill, a payment or what is paid back. */
export const isMoney = (intent: Intent): boolean => FAMILIES[intent] === 'money';

const FAULTS: ReadonlySet<Family | undefined> = new Set<Family>(['internet', 'tv', 'telephone', 'mobile']);

/** What the flow under way is for. */
const currentIntents = ({ state, world }: Draft): readonly Intent[] => {
  const top = state.stack[0];
  const release = top && (world.pinned.get(top.release) ?? world.current);
  return (top && (release?.flows.get(top.flow)?.intents as readonly Intent[] | undefined)) ?? [];
};

/** A service that fails is what the flow under way is about. */
export const isAboutFault = (draft: Draft): boolean => currentIntents(draft).some(isFault);

/** All that she came with: what the flow under way is for, and what waits. */
export const topicsOf = (draft: Draft): readonly Intent[] => [
  ...currentIntents(draft).slice(0, 1),
  ...(draft.state.next ?? []).flatMap((one) => (one.kind === 'told' ? [one.intent] : [])),
];

export const isHere = (draft: Draft, intent: Intent): boolean => currentIntents(draft).some((each) => isSameFamily(each, intent));

/** The flow under way is for that very trouble, and no other of its family. */
export const isFor = (draft: Draft, intent: Intent): boolean => currentIntents(draft).includes(intent);

/** The message names what the flow under way is for. */
export const namesHere = (draft: Draft, text: string): boolean => currentIntents(draft).some((each) => names(text, each));

const UNTITLED: Readonly<Partial<Record<Family, Phrase>>> = {
  internet: 'failsInternet', tv: 'failsTv', telephone: 'failsTelephone', mobile: 'failsMobile', money: 'topicBill', contract: 'topicCancel',
};

/** As customers read it: the title of the flow that helps with it, or the plain name of the service. */
export const topicName = (draft: Draft, intent: Intent): string => {
  const flow = draft.world.current.byIntent(intent);
  if (flow) return flow.title[draft.state.language];
  const family = FAMILIES[intent];
  return say(voiceOf(draft), (family && UNTITLED[family]) ?? 'topicOther');
};
