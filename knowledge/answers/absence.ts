/**
 * Questions whose plain answers tell something else than their words: what is absent («¿Todavía no le abre?», «¿La luz está
 * apagada?»), what is to end («¿Cancelo la visita?»), whether somebody is at home, whether cables are firm. There «no abre» and
 * «que no vengan» affirm, «salen algunos» and «había uno suelto» deny, whichever word stands first. Pure.
 */
import { compilePhrases, findPhrases } from '../phrase-matcher';
import { sound } from '../sound';

/** What can fail to be: verbs that a question denies when it asks for a fault. */
const STATES =
  'hay|h(?:a|an|as) |tien|funcion|sirv|abr|carg|entr|coj|cog|d(?:a|an|io) |lleg|sal|aparec|prend|enciend|encend|alumbr|suen|timbr|naveg|conect|v(?:e|en) |oy|se oy|respond|reconoc|recib|dej|pued[eo]s? (?:entrar|ver|navegar|llamar|abrir|marcar|usar|cargar|oir|hablar|recibir|pagar)|pud|logr|cambi|mand|hac|vuelv|volv|muestr|queda|sient|alcanz';
const ABSENT = new RegExp(
  `(?:^|[¿.,:!] ?)(?:(?!(?:que|si|cuando|porque|por) )[a-z]+ ){0,5}?no (?:(?:le|les|lo|la|te|se|me|nos) )*((?:${STATES}))[^?.]*\\?|(?:^|[¿.,!] ?)(?:still )?(?:(?:isn|aren|doesn|don|hasn|haven)[' ]?t |no )(?:it|the|you|your|there|any|internet|signal|service|picture|sound|tone)\\b[^?.]*\\?`,
);
/** «…, ¿no quiere que le ayude?» offers, «¿no hay problema?» asks for leave. */
const NO_FAULT = /\bno (?:hay|tiene|le ve|ve) (?:problema|inconveniente|lio)\b|\bno (?:le|les|te) (?:gustaria|importa|molesta|parece)\b/;

const OFF = /\b(?:(?:lights?|led|modem|router|box)\b[^?.]*\boff|apagad[oa]s?|apago|apagaron|turned off|is off|are off|unlit)\b[^?.]*\?/;
const OR = / (?:o|or) /;
const ENDED_BY_US = /\b(?:la|lo|las|los) (?:cancelo|elimino|borro|quito|retiro|suspendo|cierro)\b/;
const ENDING = /\b(?:cancel|elimin|borr|quit|retir|suspend)\w*\b[^?.]*\?/;
/** «Cancelar la factura» is to pay it. */
const PAYING = /\b(?:cancel\w*) (?:la factura|el recibo|el saldo|la deuda|lo que)/;
const FIRM = /\bbien (?:conectad|ajustad|apretad|puest|enchufad|metid|sujet)\w*[^?.,]*\?/;
const STEADY = /\b(?:luz|luces|bombillo|led|light)\b[^?.]*\b(?:fij[oa]s?|quiet[oa]s?|estables?|solid|steady)\b[^?.]*\?/;
const BLINKING = /\b(?:titil|parpade|blink)\w*[^?.]*\?/;
const HOME = /\b(?:esta|estas|encuentra|encuentras|anda|quedo)\b[^?,.]{0,40}\b(?:casa|apartamento|domicilio|sitio|inmueble|frente al (?:aparato|modem|equipo)|al lado del (?:aparato|modem|equipo))\b[^?.]*\?|\b(?:are you|anyone|anybody)\b[^?.]*\b(?:home|house)\b/;

export interface Absence {
  readonly of: 'missing' | 'off' | 'steady' | 'blinking' | 'home' | 'ending' | 'firm';
  /** How the verb that is denied begins, as it sounds. */
  readonly verb?: string;
}

/** Its last letter sounds by what follows it: «aparece», «apareció». */
function missingOf(stem: string): Absence {
  const verb = sound(stem.replace(/[cgz]?\s*$/, ''));
  return verb.length > 2 ? { of: 'missing', verb } : { of: 'missing' };
}

/** Which of these a folded question asks for, if any; only what is offered can be called off, and what is to be done is no state. */
export function absenceAsked(folded: string, senses: ReadonlySet<string>): Absence | undefined {
  const missing = NO_FAULT.test(folded) ? null : ABSENT.exec(folded);
  if (missing !== null) return missingOf(missing[1] ?? '');
  if (FIRM.test(folded)) return { of: 'firm' };
  if (senses.has('action')) return undefined;
  if (senses.has('offer') || ENDED_BY_US.test(folded)) return ENDING.test(folded) && !OR.test(folded) && !PAYING.test(folded) ? { of: 'ending' } : undefined;
  if (OFF.test(folded) && !OR.test(folded)) return { of: 'off' };
  if (STEADY.test(folded) && !OR.test(folded)) return { of: 'steady' };
  if (BLINKING.test(folded) && !OR.test(folded)) return { of: 'blinking' };
  return HOME.test(folded) ? { of: 'home' } : undefined;
}

const CUES = compilePhrases({
  missing: `(no|ni|nada|ningun|ninguno|ninguna|nadie|nanai|cero|tampoco) ; sin ; todavia $ ; aun $ ; sigue (sin|igual|igualito|lo mismo|asi) ; igual ; igualito ; lo mismo ; tod* (negr*|mudo|muerto|en blanco) ; (negr*|mudo|muerto|en blanco) tod* ; (pantalla|queda|esta) (negra|en blanco|azul) ; (not|none|nothing|neither) ; (doesn|isn|don|hasn|won|can|couldn) t ; still ; dead`,
  some: `algun* ; un* (poc*|poquit*|cuant*) ; (solo|solamente|nomas|apenas|unicamente) (un*|los|las|el|la|algun*|dos|tres|#) ; (solo|solamente|unicamente) ; varios ; varias ; casi tod* ; (some|a few|only)`,
  back: `ya (me|le|se|nos|lo|la|) (abrio|abre|entro|entra|cargo|carga|dejo|deja|salio|sale|salieron|salen|aparecio|aparece|prendio|prende|llego|llega|volvio|pude|pudo|puedo|conecto|conecta|suena|sono|hay|tengo|funciona|funciono|sirve|sirvio|quedo|cogio|coge|dio|da|esta|estan|arreglo|arranco|arranca|paso|reprodujo|cambio|cambia|mostro|muestra) ; ya si ; ahora si ; ^ si , ya ; ^ si ya ; (si|si me|si le|si se) (abre|abrio|entra|entro|carga|cargo|deja|sale|salen|aparece|aparecen|prende|llega|llegan|hay|tengo|tiene|funciona|sirve|da|suena|puedo|veo|navega|conecta|alumbra|estan|me) ; (it|they|now|yes it) (works|work|loads|opens|does|is|came|opened|loaded) ; all of them ; ^ (si|) tod* $`,
  off: `apagad* ; no (prende|enciende|alumbra|titila|parpadea|tiene luz|hay luz|veo luz|da luz|ilumina) ; no (le|se le|se|) (veo|ve|noto|nota|sale) (luz|nada|ninguna luz|ninguna) ; sin luz ; sin luces ; ninguna ; ni una ; muert* ; fundid* ; off ; dead ; no light* ; no (lights|light) ; (it s|is|are|they re) off`,
  on: `prendid* ; encendid* ; (alumbra|prende|titila|parpadea|brilla|ilumina) ; (titilando|parpadeando|alumbrando|prendiendo) ; roj* ; verd* ; azul* ; naranja* ; amarill* ; blanc* ; (on|red|green|orange|blinking|lit)`,
  blinks: `titil* ; parpade* ; intermit* ; (prende|apaga|va) y (se|) (apaga|prende|viene|vuelve) ; blink* ; flash*`,
  still: `(esta|queda|sigue|se ve|quedo|) (fij*|quiet*|quietec*|quietic*|estable) ; no (titila|parpadea|se mueve) ; (solid|steady)`,
  same: `sigue (igual|asi|igualito) ; igual ; igualito ; lo mismo ; la misma`,
  keep: `(que|pero) (si|) (veng*|viniera*|sig*) ; (si|mejor si) (veng*|sig*) ; dejel* ; dejal* ; ^ (no|) (deje|deja|dejen) $ ; mant* ; conserv* ; (si|todavia|aun) (la|lo|los) necesito ; no (la|lo|me la|me lo|) (cancel*|quit*|borr*|elimin*|retir*|suspend*) ; (keep|leave|let) (it|them|him) ; (still|do) need`,
  end: `(que|mejor|pues) no (veng*|sig*|mand*) ; (ya|) no (la|lo|los|me|) (necesito|quiero|requiero|hace falta|sirve) ; cancel* ; quitel* ; quital* ; quitenl* ; borrel* ; eliminel* ; suspendal* ; retirel* ; quitar ; (don|do) (t|not) need`,
  loose: `suelt* ; floj* ; zafad* ; salid* ; desconectad* ; aflojad* ; (se|estaba|habia) (sal*|zaf*|solt*|afloj*) ; (habia|hay) (uno|una|un) ; (algo|medio|un poco) (suelt*|floj*) ; loose ; unplugged`,
  here: `(aqui|aca) (estoy|mismo|en) ; (estoy|me encuentro) (aqui|aca) ; en (la|mi) (casa|casita|apartamento|apto) ; (frente|al lado|cerca) (al|del|de) ; (at|i m|im) home ; acabo de llegar ; ya llegue`,
  coming: `ya (voy|vamos) $ ; (pero|y) ya voy ; ya (casi|mismo) (voy|llego)`,
  away: `(ya|) (voy|vamos|estoy) (llegando|saliendo|de camino) ; (ando|estoy|voy|sigo|me encuentro|estamos|vengo) (en|por|para|camino|rumbo|lejos|fuera|afuera|trabajando|viajando|almorzando|donde|de viaje|haciendo) ; (llego|llegamos|vuelvo|regreso|regresamos|volvemos) (a|como|en|por|mas|ahorita|manana|tarde|hasta|tipo|dentro|esta|el) ; (sali|salimos|fuera|afuera|lejos) ; (no hay|nadie) ; (i m|im|at|we re) (at|out|not|work|away|on|in the office|the office) ; (later|tonight|tomorrow)`,
});

type Opening = 'yes' | 'no' | 'none';
type Said = ReadonlySet<(typeof CUES)['names'][number]>;

/** What a reply says to such a question; undefined when its words leave that open. */
export function answerToAbsence(asked: Absence, sounds: readonly string[], opening: Opening): 'yes' | 'no' | undefined {
  const said: Said = new Set(findPhrases(CUES, sounds).map(({ cue }) => cue));
  switch (asked.of) {
    case 'missing':
      if (said.has('back') || said.has('some') || affirms(sounds, asked.verb)) return 'no';
      return said.has('missing') || opening === 'no' ? 'yes' : undefined;
    case 'off':
      return ofLight(said, opening);
    case 'steady':
      return said.has('still') ? 'yes' : said.has('blinks') || said.has('off') ? 'no' : undefined;
    case 'blinking':
      return opening === 'no' ? 'no' : said.has('blinks') ? 'yes' : said.has('still') || said.has('off') ? 'no' : undefined;
    case 'ending':
      return opening === 'no' || said.has('keep') ? 'no' : said.has('end') ? 'yes' : undefined;
    case 'firm':
      return said.has('loose') && opening !== 'yes' && !sounds.includes('no') ? 'no' : undefined;
    case 'home':
      return said.has('here') ? (opening === 'no' ? 'no' : 'yes') : said.has('away') && !said.has('coming') && opening !== 'yes' ? 'no' : undefined;
  }
}

const DENYING = new Set(['no', 'ni', 'sin', 'nada', 'ninguno', 'ninguna', 'tampoko', 'not', 'never']);

/** The verb of the question, said without its denial: «sí cambia, pero lento» to «¿No cambia los canales?». */
function affirms(sounds: readonly string[], verb: string | undefined): boolean {
  const at = verb === undefined ? -1 : sounds.findIndex((word) => word.startsWith(verb));
  return at >= 0 && ![...sounds.slice(Math.max(0, at - 4), at), sounds[at + 1] ?? ''].some((word) => DENYING.has(word));
}

function ofLight(said: Said, opening: Opening): 'yes' | 'no' | undefined {
  if (said.has('off')) return opening === 'no' ? undefined : 'yes';
  if (said.has('on')) return opening === 'yes' ? undefined : 'no';
  return said.has('same') && opening === 'none' ? 'yes' : undefined;
}
