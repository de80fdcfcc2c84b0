/**
 * Telephone numbers of Colombia to E.164: mobiles are `+57 3xx xxxxxxx`; fixed lines `+57 60` with the area digit and
 * seven digits (Resolución CRC 5826 de 2019). An old seven-digit number takes the area of the city that is named.
 */
import type { Reply, Verdict } from './reply';
import { dictationWords, digitsOf, numericRuns } from './spoken-digits';

interface Candidate {
  readonly number: string;
  readonly from: number;
  readonly to: number;
}

const AREAS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    1: 'bogota soacha chia cundinamarca zipaquira facatativa',
    2: 'cali palmira popayan pasto buenaventura tulua buga valle narino cauca',
    4: 'medellin bello itagui envigado rionegro antioquia monteria quibdo sabaneta',
    5: 'barranquilla cartagena soledad valledupar sincelejo riohacha atlantico magdalena guajira',
    6: 'pereira manizales armenia dosquebradas caldas risaralda quindio',
    7: 'bucaramanga cucuta floridablanca giron piedecuesta barrancabermeja santander arauca',
    8: 'ibague neiva villavicencio tunja yopal tolima huila meta duitama sogamoso florencia leticia',
  }).flatMap(([area, cities]) => cities.split(' ').map((city): [string, string] => [city, area])),
);
const DOCUMENT_NAMES = new Set(['cedula', 'cc', 'documento', 'identidad', 'contrato', 'nit']);
const PHONE_NAMES = new Set(['celular', 'movil', 'telefono', 'fijo', 'whatsapp', 'phone', 'numero']);
const CORRECTIONS = new Set(['perdon', 'digo', 'corrijo', 'mentiras', 'no', 'sorry']);

const local = (digits: string): string => digits.replace(/^0{0,2}57(?=(3\d|60)\d{8}$)/, '').replace(/^03(?=3\d{9}$)/, '');
const national = (digits: string): boolean => /^(3[0-5]\d{8}|60[1-8]\d{7})$/.test(local(digits));
const old = (digits: string): boolean => /^[2-8]\d{6}$/.test(digits);
const oldWithArea = (digits: string): boolean => /^0?[1245678][2-8]\d{6}$/.test(digits);

function areaIn(words: readonly string[]): string | undefined {
  for (const word of words) {
    const area = AREAS.get(word);
    if (area !== undefined) return area;
  }
  return undefined;
}

function candidatesIn(words: readonly string[]): Candidate[] {
  const area = areaIn(words);
  return cutRuns(words).flatMap(({ from, to }): Candidate[] => {
    const run = words.slice(from, to).filter((word) => /^[a-z0-9]+$/.test(word));
    const whole = digitsOf(run, national);
    if (whole !== undefined) return [{ number: `+57${local(whole)}`, from, to }];
    const seven = digitsOf(run, old);
    if (seven !== undefined && area !== undefined) return [{ number: `+5760${area}${seven}`, from, to }];
    const eight = digitsOf(run, oldWithArea);
    return eight === undefined ? [] : [{ number: `+5760${eight.replace(/^0/, '')}`, from, to }];
  });
}

/** Runs of figures, joined across brackets and plus signs; a run that is no number is cut at its commas. */
function cutRuns(words: readonly string[]): { from: number; to: number }[] {
  const joined: { from: number; to: number }[] = [];
  for (const run of numericRuns(words)) {
    const last = joined[joined.length - 1];
    if (last !== undefined && words.slice(last.to, run.from).every((word) => word === ')' || word === '(' || word === '-' || word === '/')) last.to = run.to;
    else joined.push({ ...run });
  }
  return joined.flatMap((run) => (digitsOf(wordsOf(words, run), national) === undefined ? atCommas(words, run) : [run]));
}

const wordsOf = (words: readonly string[], run: { from: number; to: number }): string[] => words.slice(run.from, run.to).filter((word) => /^[a-z0-9]+$/.test(word));

function atCommas(words: readonly string[], run: { from: number; to: number }): { from: number; to: number }[] {
  const parts = [{ ...run }];
  for (let at = run.from; at < run.to; at += 1) if (words[at] === ',' && digitsOf(wordsOf(words, { from: run.from, to: at }), national) !== undefined) parts.push({ from: run.from, to: at });
  return parts;
}

/** «…91, digo, termina en 90»: the last figures are replaced. */
function corrected(words: readonly string[], number: string): string {
  const ends = words.findIndex((word, i) => word.startsWith('termina') && words[i + 1] === 'en');
  if (ends < 0 || !words.slice(0, ends).some((word) => CORRECTIONS.has(word))) return number;
  const tail = digitsOf(words.slice(ends + 2).filter((word) => /^[a-z0-9]+$/.test(word)), (found) => found.length > 0 && found.length < 6);
  return tail === undefined ? number : number.slice(0, number.length - tail.length) + tail;
}

/** Whether the last name before the figures is that of a document. */
function isDocument(words: readonly string[], candidate: Candidate): boolean {
  const named = words.slice(Math.max(0, candidate.from - 4), candidate.from).filter((word) => DOCUMENT_NAMES.has(word) || PHONE_NAMES.has(word));
  return DOCUMENT_NAMES.has(named[named.length - 1] ?? '');
}

/** A number of another country is told with its plus sign. */
const ABROAD = /\+(?!57)\d[\d ().-]{6,20}\d/;
const LONGEST = 15;

/** The number in E.164 that a folded text tells, however it is dictated. */
export function phoneIn(folded: string): string | undefined {
  const abroad = ABROAD.exec(folded)?.[0].replace(/\D/g, '');
  if (abroad !== undefined && abroad.length <= LONGEST) return `+${abroad}`;
  const words = dictationWords(folded.replace(/\bext(ension)?\b.*$/, ''));
  const found = candidatesIn(words).filter((candidate) => !isDocument(words, candidate));
  const [first, second] = found;
  if (first === undefined) return undefined;
  const replaced = second !== undefined && words.slice(first.to, second.from).some((word) => CORRECTIONS.has(word)) && words[first.from - 1] !== 'la';
  return corrected(words, replaced ? second.number : first.number);
}

export function readPhone(reply: Reply): Verdict<string> | undefined {
  const value = phoneIn(reply.text.folded);
  return value === undefined ? undefined : { value, why: 'digits of a telephone' };
}
