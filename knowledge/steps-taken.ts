/**
 * Steps that a customer took before she was asked for them (P1): «ya lo reinicié» in the first message counts when a flow comes to the
 * restart. The thing must be the same one, and a plan, a question or somebody's advice is no step taken. Pure.
 */
import { indexPatterns } from './pattern-index';
import { fold, plainOf } from './text';

interface Deed {
  /** How customers tell that they did it: in the past, by themselves. */
  readonly told: RegExp;
  /** How a step asks for it. */
  readonly asked: RegExp;
  /** It can be done to several things; both must mean the same one. */
  readonly has?: true;
}

const RESTARTED =
  /\b(?:reinicie|resete+|resetie|desconecte|desenchufe|apague|le di reset|le quite la (?:corriente|luz)|(?:he|habia|hemos|ya esta) (?:reiniciado|apagado|desconectado)|restarted|rebooted|unplugged|power cycled|turned (?:it )?off|switched (?:it )?off|tried (?:restarting|rebooting|unplugging|turning it off))\b/;
const TRIED = '(?:probe|intente|cambie|puse|conecte|tried|used|swapped|changed|plugged)';

const DEEDS: readonly Deed[] = [
  { told: RESTARTED, asked: /\b(?:desconect(?:e|elo|ela)|reinicielo|reinicie|restart it|unplug)\b|\bapague\b.{0,60}\bprend/, has: true },
  { told: /\b(?:ya|hice|probe|puse|tried|did)\b.{0,20}\b(?:modo avion|airplane mode)\b/, asked: /\b(?:modo avion|airplane mode)\b/ },
  { told: new RegExp(`\\b${TRIED}\\b.{0,20}\\b(?:hdmi|fuente|input|entrada)\\b`), asked: /\b(?:fuente o input|hdmi|input)\b/ },
  { told: /\b(?:olvide|forgot) (?:la|mi|esa|the|my) (?:red|network)\b/, asked: /\b(?:olvid(?:e|ar)|forget)\b/ },
  { told: new RegExp(`\\b${TRIED}\\b.{0,25}\\b(?:otra toma|otro enchufe|otro tomacorriente|another outlet|another socket)\\b`), asked: /\b(?:otra toma|another (?:outlet|socket))\b/ },
  { told: /\b(?:aprete|ajuste|tightened)\b.{0,30}\b(?:cable|coaxial|tuerca|coax|connector|conector)\b/, asked: /\b(?:apriet\w+|tighten)\b/ },
  { told: /\b(?:cambie|changed|replaced|le puse)\b.{0,20}\b(?:pilas|baterias|batteries)\b/, asked: /\b(?:pilas|batteries)\b/ },
  { told: new RegExp(`\\b${TRIED}\\b.{0,15}\\b(?:otro telefono|another (?:phone|handset))\\b.{0,30}\\b(?:tampoco|igual|lo mismo|nada|same|neither|no)\\b`), asked: /\b(?:otro telefono|another phone)\b/ },
];

/** Words that make of a deed a question, a plan, a fear or somebody else's advice. */
const NOT_DONE = /\b(?:no|sin|nunca|si|cuando|(?<!es )que|antes de|para|puedo|debo|toca|hay que|not|never|should|if|when|to)(?: (?:lo|la|le|me|he|i|it|have))?$/;
const PAUSE = /[.,;:!?\n…]| pero | but | aunque /;

const THINGS: readonly (readonly [thing: string, words: RegExp])[] = [
  ['tv', /\b(?:deco\w*|codificador|televis\w+|tele|tv|cajita de(?:l| la) tele\w*|box)\b/],
  ['phone', /\b(?:celular\w*|cel|iphone|android|movil|cell|mobile)\b/],
  ['computer', /\b(?:computador\w*|compu|pc|portatil|laptop|consola|play|xbox|tablet|computer)\b/],
  ['home', /\b(?:modem\w*|router|rauter|ont|aparat\w+|equipo|cajita|caja|internet|wifi)\b/],
];
const candidates = indexPatterns(DEEDS.map(({ told }) => told));
const thingIn = (folded: string): string | undefined => THINGS.find(([, words]) => words.test(folded))?.[0];

const clausesOf = (folded: string): readonly string[] => folded.split(PAUSE);
const isTaken = (clause: string, { told }: Deed): boolean => {
  const found = told.exec(clause);
  return found !== null && !NOT_DONE.test(clause.slice(0, found.index).trim());
};

/** Whether the message tells of any step that was taken. */
export const tellsSteps = (text: string): boolean => {
  const folded = plainOf(text);
  const deeds = candidates(folded).flatMap((i) => DEEDS[i] ?? []);
  return deeds.length > 0 && clausesOf(folded).some((clause) => deeds.some((deed) => isTaken(clause, deed)));
};

/** The step that a question asks for was taken before: told in these words. */
export const didBefore = (text: string, question: string): boolean => {
  const asked = fold(question);
  const folded = plainOf(text);
  const isSame = (clause: string): boolean => (thingIn(clause) ?? thingIn(folded) ?? 'home') === (thingIn(asked) ?? 'home');
  return DEEDS.some((deed) => deed.asked.test(asked) && clausesOf(folded).some((clause) => isTaken(clause, deed) && (deed.has !== true || isSame(clause))));
};
