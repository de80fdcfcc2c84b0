/**
 * Matters of the office that no guide walks through (moving house, giving equipment back, another holder): an article tells how it goes,
 * and a person, who does it, is one tap away. None of them is a service that fails, however it sounds. Pure.
 */
import { fold } from '../../knowledge/text';
import { tellArticle } from './asides';
import { changeMode, offerPerson, type Draft } from './draft';

interface Matter {
  readonly words: RegExp;
  readonly article: string;
}

/** The first that is named counts: what is urgent stands above what sounds like it. */
const MATTERS: readonly Matter[] = [
  {
    article: 'number-moved',
    words: /\b(?:portaron|pasaron|movieron|trasladaron|cambiaron|ported|moved) (?:\w+ ){0,3}(?:numero|linea|number|line)\b.{0,50}\b(?:sin (?:mi |yo |que yo )?(?:permiso|autoriz\w+|avis\w+|pedi\w+|consent\w+)|no (?:lo )?(?:autorice|pedi)|without)\b|\bnip\b.{0,30}\b(?:no (?:lo )?(?:pedi|solicite)|not? ask|didn)/,
  },
  {
    article: 'moving-house',
    words: /\bme (?:mud[eo]|voy a (?:mudar|trastear|pasar de casa)|cambie de (?:casa|apartamento))\b|\b(?:trasteo|trastear\w*|mudanza|moving (?:house|home|out|to)|i moved)\b|\btraslad\w+ (?:\w+ ){0,3}(?:servicio|internet|linea)\b/,
  },
  {
    article: 'fraud-codes',
    words: /\b(?:mensaje|correo|llamada|link|enlace|sms|message|call|email)\b.{0,50}\b(?:rar[oa]|sospechos\w|fals[oa]|estafa\w*|suspicious|fake|scam)\b|\b(?:estafa|phishing|suplanta\w+|scam)\b/,
  },
  {
    article: 'file-pqr',
    words: /\b(?:cuanto (?:tiempo )?(?:se )?(?:demora|tarda)\w*|que plazo|en cuanto tiempo|how long)\b.{0,40}\b(?:una queja|las quejas|un reclamo|una pqr|las pqrs?|una peticion|a complaint|complaints)\b/,
  },
  {
    article: 'portability',
    words: /\b(?:otr[oa]|nuev[oa]|another) (?:operador|compania|empresa|operator|company|carrier)\b.{0,30}\b(?:numero|number)\b|\bportabilidad\b|\b(?:portar\w*|port) (?:mi|el|my) (?:numero|number)\b|\bpasarme (?:a|con) ustedes\b.{0,20}\bnumero\b/,
  },
  { article: 'return-equipment', words: /\b(?:devuelv\w+|devolver|entreg\w+|recog\w+|return) (?:\w+ ){0,2}(?:modem|equipos?|aparatos?|deco\w*|router|equipment|box)\b/ },
  {
    article: 'pause-service',
    words: /\b(?:paus|congel)\w+ (?:\w+ ){0,3}(?:servicio|internet|linea|plan|contrato)\b|\bsuspend(?:er|o|an)\w{0,3} (?:\w+ ){0,4}(?:por un tiempo|temporal\w*|mientras|(?:por )?(?:un|dos|1|2|unos) mes(?:es)?)\b|\b(?:servicio|internet|linea) .{0,15}en pausa\b|\b(?:pause|freeze) (?:my|the) (?:service|internet|line|plan)\b/,
  },
  { article: 'certificates', words: /\bpaz y salvo\b|\b(?:copia|duplicado|copy) (?:de |of )?(?:mi|del?|el|my|the) (?:mi )?(?:contrato|contract)\b|\bcertificad\w+ (?:de|del|que) (?:\w+ ){0,3}(?:deuda|deber|debo|dia|servicio|contrato|titularidad)\b/ },
  { article: 'technician-visit', words: /\btecnic\w+ (?:\w+ ){0,3}(?:pidi\w+|pide\w*|pidio|exig\w+) (?:\w+ ){0,2}(?:plata|dinero|pesos)\b|\bdicen? (?:que )?(?:es|son|ser) (?:\w+ ){0,2}tecnic\w+/ },
  {
    article: 'change-holder',
    words: /\b(?:cambi\w+|change) (?:\w+ ){0,3}(?:titular\w*|(?:account )?holder)\b|\b(?:murio|fallecio|(?:holder|father|mother|husband|wife) (?:has )?died)\b|\b(?:pas|pon|cambi)\w+ (?:\w+ ){0,4}a(?:l)? (?:mi )?nombre\b/,
  },
  { article: 'change-plan', words: /\b(?:cambi|sub|baj|aument)ar(?:me|le)? (?:de |el |la |mi |las |a |un |otro |mas ){0,3}(?:plan|megas)\b|\b(?:change|upgrade|downgrade) my plan\b/ },
  {
    article: 'fallen-cable',
    words: /^(?!.*\b(?:sin|no (?:tengo|hay|tenemos)|se (?:me )?fue|no) (?:el )?(?:internet|servicio|senal|tele\w*|service)\b).*(?:\bpostes?\b.{0,40}\b(?:caid\w+|cay\w+|caer\w*|tumb\w+|inclinad\w+|suelt\w+|colga\w+)\b|\b(?:cay\w+|tumb\w+|suelt\w+|colga\w+)\b.{0,30}\bpostes?\b|\bcables?\b.{0,30}\b(?:en la (?:calle|via|acera)|en el anden)\b|\b(?:pole|cables?)\b.{0,20}\b(?:fell|fallen|hanging)\b)/,
  },
  { article: 'unwanted-messages', words: /\bspam\b|\b(?:mensajes?|llamadas?|correos?|sms) (?:de )?(?:publicidad|publicitari\w+|promocional\w*)\b|\bpublicidad\b.{0,30}\b(?:quit\w+|no quiero|dejen|deje)\b|\b(?:quit\w+|no quiero|dejen|deje) (?:\w+ ){0,4}publicidad\b/ },
];

/** True when it was one of them and is answered, or a person was offered. */
export const heardMatter = (draft: Draft, text: string): boolean => {
  const matter = MATTERS.find(({ words }) => words.test(fold(text.slice(0, MOST_CHARS))));
  if (!matter) return false;
  if (tellArticle(draft, matter.article, text)) offerPerson(draft);
  else changeMode(draft, { type: 'beyond' });
  return true;
};

const MOST_CHARS = 200;
