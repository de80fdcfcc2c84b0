/** Which words of a reply are denied: from «no», «ni» or «menos» to the pause or turn that ends it, or before a last «no». Pure. */
import { sound } from '../sound';

export const OPENERS = new Set(['no', 'ni', 'not', 'tampoko', 'sin']);
const TURNS = new Set([',', '?', 'sino', 'pero', 'but', 'ke', 'solo', 'si']);
const NOT_DENIALS = new Set(['funsiona', 'sirbe', 'ai', 'tengo', 'da', 'koje', 'prende', 'ensiende', 'alumbra', 'ba', 'nabega', 'nabego', 'karga', 'abre', 'yega', 'entra', 'entran', 'se', 'me', 'sale', 'salen', 'aparese', 'puedo', 'deja', 'kambio', 'a', 'debo', 'la', 'lo', 'estoi', 'signal', 'light', 'bars', 'data', 'pattern', 'tiene', 'beo', 'rekonosko', 'alkansa', 'internet', 'mas', 'senal', 'rayas', 'rayitas', 'yamadas', 'uno', 'detekta', 'sirbio', 'abia', 'dan', 'kojen', 'sound', 'tone', 'internet', 'k', 'tanta', 'esta', 'suena', 'timbra', 'permite', 'logro'].map(sound));
const STATED = new Set(['esta', 'la']);
const LONGEST = 5;

export function deniedClauses(sounds: readonly string[]): boolean[] {
  const denied = new Array<boolean>(sounds.length).fill(false);
  for (let i = 0; i < sounds.length; i += 1) {
    if (!OPENERS.has(sounds[i] ?? '') || !denies(sounds, i)) continue;
    for (let k = i; k < sounds.length && k <= i + LONGEST; k += 1) {
      if (k > i && TURNS.has(sounds[k] ?? '')) break;
      denied[k] = true;
    }
  }
  if (!sounds.some((word) => HOLDS.has(word))) {
    sounds.forEach((word, i) => {
      if (word === 'no' && isPause(sounds[i + 1])) denyBack(sounds, i, denied);
    });
  }
  return denied;
}

/** Beside these a last «no» tells where it fails: «de día bien, de noche no». */
const HOLDS = new Set(['bien', 'si', 'normal', 'perfekto', 'funsiona', 'sirbe', 'ba', 'fine', 'okay']);
const isPause = (word: string | undefined): boolean => word === undefined || word === ',';

/** «Por cable no», «la segunda no, la otra»: the words before a «no» that ends their clause. */
function denyBack(sounds: readonly string[], at: number, denied: boolean[]): void {
  for (let k = at - 1; k >= 0 && at - k <= LONGEST && !TURNS.has(sounds[k] ?? ''); k -= 1) denied[k] = true;
}

/** «no funciona» tells a state; «no es el wifi» and «no la carrera» deny. */
function denies(sounds: readonly string[], at: number): boolean {
  const next = sounds[at + 1] ?? '';
  if (sounds[at] === 'sin') return false;
  if (STATED.has(next)) return sounds.indexOf(',', at) > 0;
  return !NOT_DENIALS.has(next);
}
