/** Identity numbers of Colombia (cédula, foreigner's card, minor's card): 5 to 11 digits, however they are dictated. */
import type { Reply, Verdict } from './reply';
import { dictationWords, digitsOf, numericRuns } from './spoken-digits';

interface Candidate {
  readonly digits: string;
  readonly from: number;
  readonly to: number;
}

const NAMES = new Set(['cedula', 'cc', 'documento', 'identidad', 'extranjeria', 'ce', 'ti', 'id', 'identificacion', 'nit', 'pasaporte']);
const OTHER_NUMBERS = new Set(['celular', 'movil', 'telefono', 'contrato', 'cuenta', 'fijo', 'whatsapp', 'phone', 'numero de contacto', 'nacimiento', 'naci', 'referencia', 'apto', 'calle']);
const CORRECTIONS = new Set(['perdon', 'digo', 'corrijo', 'mentiras', 'sorry', 'mejor', 'equivoque']);

const usual = (digits: string): boolean => !digits.startsWith('0') && (digits.length === 8 || digits.length === 10 || digits.length === 7);
const possible = (digits: string): boolean => !digits.startsWith('0') && digits.length >= 5 && digits.length <= 11;

/** All numbers of the message that could be an identity number. */
function candidates(words: readonly string[]): Candidate[] {
  return numericRuns(words).flatMap(({ from, to }) => {
    const run = words.slice(from, to);
    const digits = digitsOf(run, usual) ?? digitsOf(run, possible);
    return digits === undefined ? splitRun(words, from, to) : [{ digits, from, to }];
  });
}

/** A run that is too long holds several numbers: cut at its commas. */
function splitRun(words: readonly string[], from: number, to: number): Candidate[] {
  const parts: Candidate[] = [];
  let start = from;
  for (let at = from; at <= to; at += 1) {
    if (at < to && words[at] !== ',') continue;
    const digits = digitsOf(words.slice(start, at), possible);
    if (digits !== undefined) parts.push({ digits, from: start, to: at });
    start = at + 1;
  }
  return parts;
}

/** How well the words before a number introduce it as an identity number. */
function score(words: readonly string[], candidate: Candidate): number {
  const before = words.slice(Math.max(0, candidate.from - 6), candidate.from);
  const named = lastIndex(before, NAMES);
  const other = lastIndex(before, OTHER_NUMBERS);
  const denied = before[before.length - 1] === 'es' && before[before.length - 2] === 'no' ? -6 : 0;
  const mobile = candidate.digits.length === 10 && candidate.digits.startsWith('3') ? -2 : 0;
  return denied + mobile + (named > other ? 3 : other > named ? -3 : 0) + (usual(candidate.digits) ? 1 : 0);
}

function lastIndex(words: readonly string[], set: ReadonlySet<string>): number {
  for (let i = words.length - 1; i >= 0; i -= 1) if (set.has(words[i] ?? '')) return i;
  return -1;
}

/** «…55, perdón, termina en 50»: the last figures are replaced. */
function corrected(words: readonly string[], digits: string): string {
  const ends = words.findIndex((word, i) => word.startsWith('termina') && words[i + 1] === 'en');
  if (ends < 0 || !words.slice(0, ends).some((word) => CORRECTIONS.has(word) || word === 'no')) return digits;
  const tail = digitsOf(words.slice(ends + 2).filter((word) => /^[a-z0-9]+$/.test(word)), (found) => found.length > 0 && found.length < 6);
  return tail === undefined ? digits : digits.slice(0, digits.length - tail.length) + tail;
}

/** The digits of the document that a folded text tells, however they are dictated. */
export function documentIn(folded: string): string | undefined {
  const words = dictationWords(folded);
  const found = candidates(words);
  const ranked = found.map((candidate) => ({ candidate, points: score(words, candidate) })).sort((a, b) => b.points - a.points || correctionOrder(words, a.candidate, b.candidate));
  const [top] = ranked;
  return top === undefined || top.points < -2 ? undefined : corrected(words, top.candidate.digits);
}

export function readDocument(reply: Reply): Verdict<string> | undefined {
  const value = documentIn(reply.text.folded);
  return value === undefined ? undefined : { value, why: 'digits of a document' };
}

/** Of two equal candidates the first counts, unless a correction stands between them. */
function correctionOrder(words: readonly string[], a: Candidate, b: Candidate): number {
  const [first, second] = a.from < b.from ? [a, b] : [b, a];
  const between = words.slice(first.to, second.from).some((word) => CORRECTIONS.has(word) || word === 'no');
  return (a === first) === between ? 1 : -1;
}
