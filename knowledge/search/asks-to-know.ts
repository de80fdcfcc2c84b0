/**
 * Whether a message wants to know or do something that can be read («cómo cambio la clave», «qué es el CUN»), and not
 * tell that something fails, or ask for the state of the writer's own affairs: those are for a flow. Patterns are tried
 * on folded text; none of them can run away, since all repetitions are bounded.
 */

/** How a question opens, in Spanish and in English. */
const OPENS = new RegExp(
  [
    'como (?!(?:a|de|un|una|los|las|el|si|que|pegado|loc[oa]|dos|tres|cuatro|cinco|seis|diez|\\d+|le (?:venia|decia|dije))\\b)\\w+', 'cual(?:es)?',
    'cuant[oa]s?', 'a?donde', 'quienes?', 'a que horas?', 'por que', 'para que', 'pa que', 'de que sirve',
    'que (?:es|son|significan?|quiere decir|pasa|hago|hacer|debo|diferencia|puedo|tengo que|necesito|tan)', 'se puede', '(?<!no (?:me |se |nos )?)puedo', 'podria', 'hay (?:forma|manera|como)',
    'tengo derecho', 'es (?:verdad|cierto|peligroso|normal|obligatorio|posible|gratis)', 'me (?:sirve|cobran|descuentan|devuelven|multan|toca)', 'sera que',
    'expliqu?e\\w{0,3}', '(?:no (?:se|entiendo) (?:como|donde|cual|que))',
    'how', 'what', 'where', 'when', 'why', 'which', 'who', '(?:can|could|should|may|do|will|am|would) i', 'can you (?:tell|explain|set|change|open)', 'does (?:it|my|the)', 'is (?:it|there|this)', 'are there', 'difference',
  ].map((form) => `\\b${form}\\b`).join('|'),
);

/** A wish to do something by oneself, or to have a thing set up. */
const WISHES =
  /\b(?:quiero|necesito|quisiera|deseo|me gustaria|kiero) (?:saber|cambiar\w{0,2}|poner\w{0,3}|configurar\w{0,2}|activar\w{0,2}|desactivar\w{0,2}|quitar\w{0,2}|abrir\w{0,2}|ver|dejar|bloquear\w{0,2}|pasar\w{0,2}|usar\w{0,2}|entender\w{0,2}|leer|ip|el apn|borrar\w{0,2}|que borren)\b|\b(?:want|need|like|trying) to (?:know|change|set|configure|turn|open|see|block|use|understand|read|delete|rename)\b/;

const HOW_TO = /\b(?:como (?!(?:a|de|un|una|los|las|el|si|que)\b)|how (?:do|can|to)|donde|where|cual|which|que (?:es|son|significan?|quiere decir|hago))\b/;

/** A question that is a fault told: a flow looks into it. */
const FAULT =
  /\b(?:por que|why) (?:(?:me|se|mi|el|la|los|esta|estan|is|my|the|does|are|no|internet|wifi|tv) ){0,3}(?:no(?! (?:me |nos )?(?:avis|dij|inform|cont)\w{1,8}\b)|tan|lent[oa]|cae|va|corta|not|down|slow|so|dropping|keep)\b/;

/** Something in writing to show to others. */
const PAPERS =
  /\b(?:necesito|quiero|quisiera|requiero|piden|exigen|dar|dan|sacar?|expid\w{1,3}) (?:un[ao]? |algun[ao]? )?(?:constancia|certificad[oa]|certificacion|soporte|comprobante|prueba|carta)\b|\bneed (?:a |an |some )?(?:proof|certificate|letter|something in writing)\b/;

/** The state of one's own affairs: looked up, not read. */
const OWN_AFFAIRS =
  /\b(?:cuanto (?:debo|es lo mio|tengo que pagar)|how much do i owe|(?:mi|su|my) (?:caso|case|ticket|solicitud)|lo mio|viene hoy|tecnico hoy|ya (?:revisaron|repararon|dijeron|contestaron|saben)|any update|el tecnico (?:viene|cuando)|technician coming)\b/;

/** `folded`: as `fold` leaves it. */
export function asksToKnow(folded: string): boolean {
  if (OWN_AFFAIRS.test(folded) || FAULT.test(folded)) return false;
  return OPENS.test(folded) || WISHES.test(folded) || PAPERS.test(folded) || folded.includes('?');
}

/** «cómo…», «dónde…», «qué es…»: a plainer wish for an explanation than a mere question mark. */
export const asksHow = (folded: string): boolean => HOW_TO.test(folded) || WISHES.test(folded);
