/**
 * Matters of the office that no guide walks through: an article tells some (moving house, false messages, how long a complaint takes), the
 * others a person does. None of them is a service that fails, however it sounds. Pure.
 */
import { fold } from '../../knowledge/text';
import { answerFromArticle } from './asides';
import { changeMode, offerPerson, type Draft } from './draft';

interface Matter {
  readonly words: RegExp;
  /** As the articles are asked for it; without it a person is offered at once. */
  readonly asked?: { readonly es: string; readonly en: string };
}

const MATTERS: readonly Matter[] = [
  {
    words: /\bme (?:mud[eo]|voy a (?:mudar|trastear|pasar de casa)|cambie de (?:casa|apartamento))\b|\b(?:trasteo|trastear\w*|mudanza|moving (?:house|home|out|to)|i moved)\b|\btraslad\w+ (?:\w+ ){0,3}(?:servicio|internet|linea)\b/,
    asked: { es: '¿Cómo traslado el servicio a otra casa?', en: 'How do I move my service to another house?' },
  },
  {
    words: /\b(?:mensaje|correo|llamada|link|enlace|sms|message|call|email)\b.{0,50}\b(?:rar[oa]|sospechos\w|fals[oa]|estafa\w*|suspicious|fake|scam)\b|\b(?:estafa|phishing|suplanta\w+|scam)\b/,
    asked: { es: '¿Cómo sé si un mensaje para pagar es falso?', en: 'How do I know whether a message is fake?' },
  },
  {
    words: /\b(?:cuanto (?:tiempo )?(?:se )?(?:demora|tarda)\w*|que plazo|en cuanto tiempo|how long)\b.{0,40}\b(?:una queja|las quejas|un reclamo|una pqr|las pqrs?|una peticion|a complaint|complaints)\b/,
    asked: { es: '¿Cuánto se demoran en responder una queja?', en: 'How long does a complaint take to be answered?' },
  },
  {
    words: /\b(?:otr[oa]|nuev[oa]|another) (?:operador|compania|empresa|operator|company|carrier)\b.{0,30}\b(?:numero|number)\b|\bportabilidad\b|\b(?:portar\w*|port) (?:mi|el|my) (?:numero|number)\b/,
    asked: { es: '¿Cómo cambio de operador con el mismo número?', en: 'How do I change operator and keep my number?' },
  },
  { words: /\b(?:devuelv\w+|devolver|entreg\w+|recog\w+|return) (?:\w+ ){0,2}(?:modem|equipos?|aparatos?|deco\w*|router|equipment|box)\b/ },
  { words: /\b(?:cambi\w+|change) (?:\w+ ){0,3}(?:titular\w*|(?:account )?holder)\b|\btitular\b.{0,25}\b(?:murio|fallecio)\b/ },
];

/** True when it was one of them and is answered, or a person was offered. */
export const heardMatter = (draft: Draft, text: string): boolean => {
  const matter = MATTERS.find(({ words }) => words.test(fold(text.slice(0, MOST_CHARS))));
  if (!matter) return false;
  if (matter.asked && answerFromArticle(draft, matter.asked[draft.state.language])) offerPerson(draft);
  else changeMode(draft, { type: 'beyond' });
  return true;
};

const MOST_CHARS = 200;
