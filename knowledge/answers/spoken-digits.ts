/**
 * Long numbers as people dictate them: figures, words, pairs, hundreds, «doble cinco», a letter O for a zero. All ways
 * to cut the words into figures are tried, fewest cuts first, until one has an acceptable length.
 */
import { joinsUnit, isDigits, MULTIPLIERS, NUMBER_WORDS } from './number-words';

interface Piece {
  readonly digits: string;
  readonly next: number;
}

const TIMES: ReadonlyMap<string, number> = new Map([['doble', 2], ['double', 2], ['triple', 3]]);
const GLUE = new Set([',', '.', '-', 'y', 'punto', 'and', 'guion', 'coma', 'a', 'ver', 'eh', 'mmm', 'luego', 'despues']);
const SOFT_GLUE = new Set([',', '.', '-', 'punto', 'guion', 'eh', 'mmm', 'luego']);
const MAX_TRIES = 400;

/** Words for dictation: figures with look-alike letters repaired, words and separators apart. */
export function dictationWords(folded: string): string[] {
  const repaired = folded
    .replace(/\b[0-9ol]*\d[0-9ol]*\b/g, (run) => run.replace(/o/g, '0').replace(/l/g, '1'))
    .replace(/(\d)[ ]*['.,\-/·][ ]*(?=\d)/g, '$1 ');
  return repaired.match(/[a-z]+|\d+|[^\sa-z0-9]/g) ?? [];
}

const isNumeric = (word: string | undefined): boolean =>
  word !== undefined && (isDigits(word) || NUMBER_WORDS.has(word) || MULTIPLIERS.has(word) || TIMES.has(word) || word === 'hundred');

/** Runs of words that are figures, separators inside allowed. */
export function numericRuns(words: readonly string[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (let at = 0; at < words.length; at += 1) {
    if (!isNumeric(words[at])) continue;
    let to = at + 1;
    for (let look = to; look < words.length; look += 1) {
      if (isNumeric(words[look])) to = look + 1;
      else if (!(SOFT_GLUE.has(words[look] ?? '') || joinsUnit(words[look])) || look - to > 3) break;
    }
    runs.push({ from: at, to });
    at = to;
  }
  return runs;
}

/** The digits of a run, cut so that `accepts` holds; undefined when no cut does. */
export function digitsOf(words: readonly string[], accepts: (digits: string) => boolean): string | undefined {
  let tries = 0;
  const walk = (at: number, digits: string): string | undefined => {
    tries += 1;
    if (tries > MAX_TRIES || digits.length > 14) return undefined;
    if (at >= words.length) return accepts(digits) ? digits : undefined;
    if (GLUE.has(words[at] ?? '')) return walk(at + 1, digits);
    for (const piece of pieces(words, at)) {
      const found = walk(piece.next, digits + piece.digits);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk(0, '');
}

/** The figures that may start at a word, longest reading first. */
function pieces(words: readonly string[], at: number): Piece[] {
  const word = words[at] ?? '';
  const times = TIMES.get(word);
  if (times !== undefined) {
    const digit = NUMBER_WORDS.get(words[at + 1] ?? '')?.value ?? Number(words[at + 1]);
    return digit >= 0 && digit <= 9 ? [{ digits: String(digit).repeat(times), next: at + 2 }] : [];
  }
  const whole = compound(words, at);
  const parts = smallNumbers(words, at).map(({ value, next }) => ({ digits: isDigits(word) && next === at + 1 ? word : String(value), next }));
  return whole === undefined ? parts : [whole, ...parts];
}

/** «setenta y nueve millones cuatrocientos mil tres», «mil veinte», «52 millones 123 mil 456». */
function compound(words: readonly string[], at: number): Piece | undefined {
  const head = belowMillion(words, at);
  if (head === undefined) return undefined;
  if (MULTIPLIERS.get(words[head.next] ?? '') !== 1e6) return head.next > at && head.thousands ? { digits: String(head.value), next: head.next } : undefined;
  const tail = belowMillion(words, head.next + 1);
  return { digits: String(head.value * 1e6 + (tail?.value ?? 0)), next: tail?.next ?? head.next + 1 };
}

function belowMillion(words: readonly string[], at: number): (Small & { readonly thousands: boolean }) | undefined {
  const group = smallNumbers(words, at)[0];
  const next = group?.next ?? at;
  if (MULTIPLIERS.get(words[next] ?? '') !== 1e3) return group === undefined ? undefined : { ...group, thousands: false };
  const rest = smallNumbers(words, next + 1)[0];
  const counts = rest !== undefined && rest.value > 0 && MULTIPLIERS.get(words[rest.next] ?? '') !== 1e3;
  return { value: (group?.value ?? 1) * 1000 + (counts ? rest.value : 0), next: counts ? rest.next : next + 1, thousands: true };
}

interface Small {
  readonly value: number;
  readonly next: number;
}

/** Numbers below a thousand that start at a word, longest first. */
export function smallNumbers(words: readonly string[], at: number): Small[] {
  const word = words[at] ?? '';
  if (isDigits(word)) return [{ value: Number(word), next: at + 1 }];
  const first = NUMBER_WORDS.get(word);
  if (first === undefined) return [];
  const alone = { value: first.value, next: at + 1 };
  if (first.role === 'hundred') {
    const rest = belowHundred(words, hundredWord(words, at + 1));
    return [...rest.map((small) => ({ value: first.value + small.value, next: small.next })).filter((small) => small.value > first.value), alone];
  }
  if (first.role === 'unit' && words[at + 1] === 'hundred') {
    const rest = belowHundred(words, at + 2);
    return [...rest.map((small) => ({ value: first.value * 100 + small.value, next: small.next })), { value: first.value * 100, next: at + 2 }];
  }
  return belowHundred(words, at);
}

const hundredWord = (words: readonly string[], at: number): number => (words[at] === 'and' ? at + 1 : at);

function belowHundred(words: readonly string[], at: number): Small[] {
  const first = NUMBER_WORDS.get(words[at] ?? '');
  if (first === undefined || first.role === 'hundred') return [];
  const alone = { value: first.value, next: at + 1 };
  if (first.role !== 'ten') return [alone];
  const joined = words[at + 1] === 'y' || words[at + 1] === '-' || words[at + 1] === 'i';
  const unit = NUMBER_WORDS.get(words[joined ? at + 2 : at + 1] ?? '');
  const english = /ty$/.test(words[at] ?? '');
  if (unit?.role !== 'unit' || unit.value === 0 || !(joined || english)) return [alone];
  return [{ value: first.value + unit.value, next: at + (joined ? 3 : 2) }];
}
