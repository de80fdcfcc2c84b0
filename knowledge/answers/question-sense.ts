/**
 * What kind of yes-or-no question was asked: its sense decides what a statement means. «Sigue igual» denies «¿Ya
 * funciona?» and affirms «¿Sigue sin internet?». Data and its reading.
 */
import { compilePhrases, findPhrases } from '../phrase-matcher';
import { read, type Text } from '../text';
import { absenceAsked, type Absence } from './absence';

const SENSE_CUES = compilePhrases({
  repaired: `(soluciono|arreglo|resolvio|desaparecio|quito|normalizo|paso|mejoro|cedio|soluciona|solucionado|arreglado|resuelto|arreglaron|solucionaron|corrigieron|repararon|reparo) ; (fixed|resolved|gone|solved|repaired) ; dejo de (fallar|caer*|molestar|pasar)`,
  lasting: `(sigue|siguen|sigues|le siguen|se siguen|todavia|aun|continua|continuan) .. (mal|roja|rojo|ruido|problema*|falla*|lent*|cort*|congel*|pixel*|tarde|igual|cay*|daño|apagad*|sin|error|molest*|pas*|viendo*|fall*) ; still .. (have|having|see|getting|the|slow|down|red|issue*|problem*|no|without|happening|dropping)`,
  fails: `(le|se le|les|te|se te) (sigue|siguen) (pas*|cay*|fall*|cort*|congel*|desconect*) ; (el|ese|la) (problema|dano|falla|inconveniente|fallo|error) ; (esta|quedo) (lent*|caid*|fallando|apagad*|suspendid*|intermitente) ; (aun|todavia) (le|se|falla|presenta|esta|tiene) ; (sigue|sigues|siguen|continua|continuas|todavia|aun) (sin|caid*|con (la falla|el problema|el dano|problemas|fallas|la luz)|igual|fallando|mal|presentando|lent*|suspendid*|apagad*|dañad*|danad*|en rojo|roj*|intermitente) ; (todavia|aun) no (tiene|tienes|hay|funciona|le|te) ; (esta|estas|quedo|se quedo|te quedaste) sin (internet|servicio|senal) ; no (tiene|tienes|funciona|hay) ; (se|te|le) (cae|va|corta|desconecta) ; (presenta|persiste|continua) ; (still|without|no internet|not working|keep* dropping) ; esta (lento|caido|fallando) ; le pasa ; falla`,
  works: `ya (puede|se ve|se ven|le abre|tiene|hay|esta (bien|funcionando|navegando)|prende|suena|conecta|entra|carga|quedo|pudo|le|te) ; (did|has) it (come|work|get) ; (came|come|working|back) ; volvio (el|la) ; mejoro ; (se|le) (quedo|arreglo|soluciono|normalizo) ; (problema|falla|dano) (resuelto|solucionado) ; (ya|) (le|te|les|) (funciona|funciono|volvio|sirve|navega|quedo|regreso|llego|entro|carga|abre|cogio|da) ; (tiene|tienes|hay) (internet|servicio|senal|conexion|tono|energia|electricidad|corriente) ; (is it|does it|it) (work*|back|fixed) ; (se|quedo) (soluciono|resuelto|solucionado|arreglado|arreglo) ; working (now|again) ; da tono ; mejoro ; pudo (entrar|navegar) `,
  action: `(quiere|puede|me ayuda a|intente|intentar) (intent*|revis*|prob*|mir*|verific*|hac*|olvid*) ; (puede|puedes|podria|podrias|pueden|quiere|te animas a) .. (desconectar*|apagar*|reiniciar*|revisar*|conectar*|mirar*|probar*|desenchufar*|prender*|cambiar*|quitar*|verificar*|hacer*|mover*|abrir*|oprimir*|acercar*|tomar*|enviar*|apretar*|ajustar*) ; (revise|revisa|verifique|verifica|desconecte|desconecta|apague|apaga|conecte|conecta|reinicie|reinicia|mire|pruebe|prueba|desenchufe|desenchufa|prenda|espere|espera|cambie|cambia|apriete|apreta|quite|ponga|abra|oprima|acerquese|olvide) ; (can|could) you ; please (check|unplug|restart|turn) ; (ya|) (desconecto|desconectaste|reinicio|reiniciaste|apago|apagaste|reviso|revisaste|probo|probaste|hizo|hiciste|ha reiniciado|ha probado|intento|intentaste) `,
  offer: `(puedo|podemos|quiere que|quieres que|desea que|le|te) (lo|la|le|te|) (reinici*|avis*|ayud*|llam*|envi*|agend*|program*|explic*|mand*|cambi*|activ*|abr*|anot*|dej*|reserv*|recuerd*|pas*) ; puedo ; le parece ; te parece ; (shall|can|may) (i|we) ; (desea|quiere|quieres|deseas) (que|un|una|agendar|programar|continuar|seguir|pagar|recibir) ; le (agendo|aviso|envio|programo|mando|sirve) ; te (aviso|envio|mando|llamo|sirve)`,
  more: `algo mas ; alguna otra ; otra cosa ; anything else ; en que mas ; mas (en que|ayuda)`,
  confirm: `entendi bien ; es (asi|correcto|el servicio|la direccion|usted|su|tu|esta|este|de) ; (entendi|entiendo) que ; confirma* ; correcto ; is (that|this) (right|correct|your) ; cierto ; verdad ; de acuerdo`,
  asksDone: `(lo|la|le) (hizo|hiciste|logro|lograste|pudo hacer|reinicio ya|intento) ; ya lo hizo ; pudo (hacerlo|reiniciarlo)`,
  light: `(enciende|prende) (el|la|alguna|su|tu) ; (esta|estan) (prendid*|encendid*) ; luz ; bombill* ; luces ; lucecita* ; led ; light ; lights ; prendid* ; encendid*`,
  red: `roj* ; red (light|lights) ; light* .. red ; is red`,
  human: `asesor ; persona ; humano ; companero ; agente ; agent ; human ; llame* ; comunique ; pase`,
  scope: `tambien ; otro (celular|equipo|computador|dispositivo|aparato) ; todos los equipos ; en todos ; every device ; other device*`,
});
export type SenseCue = (typeof SENSE_CUES)['names'][number];

/** The senses of a question. «¿Se solucionó la falla?» asks whether it works, whatever it names. */
function sensesOf(asked: Text): ReadonlySet<SenseCue> {
  const senses = new Set<SenseCue>(findPhrases(SENSE_CUES, asked.sounds).map((hit) => hit.cue));
  if (senses.has('lasting') && !senses.has('light')) senses.add('fails');
  else if (senses.has('repaired')) {
    senses.add('works');
    senses.delete('fails');
  }
  return senses;
}

/** The one sense under which replies are learnt; `fact` is any other question about how things are. */
export type MainSense = 'more' | 'scope' | 'still_red' | 'red' | 'light' | 'offer' | 'action' | 'fails' | 'works' | 'confirm' | 'fact';

function mainSense(senses: ReadonlySet<SenseCue>): MainSense {
  if (senses.has('more')) return 'more';
  if (senses.has('scope')) return 'scope';
  if (senses.has('light') && !senses.has('action')) return !senses.has('red') ? 'light' : senses.has('lasting') ? 'still_red' : 'red';
  const first = (['offer', 'action', 'fails', 'works', 'confirm'] as const).find((sense) => senses.has(sense));
  return first ?? 'fact';
}

export interface Asked {
  readonly text: Text;
  readonly senses: ReadonlySet<SenseCue>;
  readonly sense: MainSense;
  /** What is asked to be absent, if anything. */
  readonly absence: Absence | undefined;
}

/** The same few questions are asked again and again: read once. */
const MOST_KNOWN = 256;
const known = new Map<string, Asked>();

/** Asked so, a question is about what was said or is to be done, never about what is there. */
const ABOUT_WORDS: readonly SenseCue[] = ['confirm', 'more'];

/** The words and the sense of a question. */
export function readAsked(question: string): Asked {
  const before = known.get(question);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const text = read(question);
  const senses = sensesOf(text);
  const absence = ABOUT_WORDS.some((sense) => senses.has(sense)) ? undefined : absenceAsked(text.folded, senses);
  const asked = { text, senses, sense: absence?.of === 'missing' || absence?.of === 'off' ? 'fails' : mainSense(senses), absence } as const;
  known.set(question, asked);
  return asked;
}
