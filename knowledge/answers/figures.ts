/** Finds the figures of a reply with their units turned into the unit asked for. Pure; used by `number.ts`. */
import { isDigits, MULTIPLIERS, NUMBER_WORDS } from './number-words';
import { smallNumbers } from './spoken-digits';

export type Unit = 'power' | 'speed' | 'milliseconds' | 'pesos' | 'minutes' | 'hours' | 'days' | 'times' | 'count';

export interface Figure {
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

interface Amount {
  readonly value: number;
  readonly to: number;
}

const POINTS = new Set(['coma', 'punto', 'con', 'point', 'comma', 'dot']);
const MINUS = new Set(['menos', 'minus', '-', '−', 'negativo']);
const HALF = new Set(['medio', 'media', 'half']);
const ARTICLES = new Set(['un', 'una', 'uno', 'one', 'a']);
const FACTORS: ReadonlyMap<string, Partial<Record<Unit, number>>> = new Map(
  (
    [
      ['minuto minutos minutico minuticos min mins minutes minute', { minutes: 1, hours: 1 / 60 }],
      ['hora horas horita horitas h hs hr hrs hour hours', { minutes: 60, hours: 1, days: 1 / 24 }],
      ['dia dias day days', { minutes: 1440, hours: 24, days: 1 }],
      ['semana semanas week weeks', { minutes: 10080, hours: 168, days: 7 }],
      ['mes meses month months', { days: 30 }],
      ['giga gigas gb gbps gig', { speed: 1000 }],
      ['docena docenas dozen', { count: 12, times: 12 }],
    ] as [string, Partial<Record<Unit, number>>][]
  ).flatMap(([words, factors]) => words.split(' ').map((word): [string, Partial<Record<Unit, number>>] => [word, factors])),
);
/** «Un par de días». */
const PAIR = new Set(['par', 'parcito', 'couple']);
const BARE_UNITS = /^(megas?|mbps|mb|veces|vez|times?|lu(z|ces)|lucecitas?|dispositivos?|aparatos?|celular(es)?|sol[oa]|solita|devices?|times|ms|mega|pesos|barra|luca|palo|millon|mil|dia|giga|hora|day|week|semana|mes|docena|dozen|coma|punto|point|cuarto|light)$/;

/** The words of a reply with its written numbers as plain decimals (`98.500` in pesos is `98500`). */
export function numberWords(folded: string, unit: Unit): string[] {
  const grouped = unit === 'pesos' ? folded.replace(/(\d)[.,'](?=\d{3}(?!\d))/g, '$1') : folded;
  const words = grouped.replace(/(\d),(?=\d)/g, '$1.').match(/\d+(?:\.\d+)?|[a-z]+|[^\s]/g) ?? [];
  return words;
}

const isNumber = (word: string | undefined): boolean => word !== undefined && /^\d+(\.\d+)?$/.test(word);

/** Figures of one reply that are looked at. */
const MOST_FIGURES = 24;

export function figures(words: readonly string[], unit: Unit): Figure[] {
  const found: Figure[] = [];
  for (let at = 0; at < words.length && found.length < MOST_FIGURES; at += 1) {
    const amount = amountAt(words, at, unit);
    if (amount === undefined) continue;
    const negative = (MINUS.has(words[at - 1] ?? '') && !isNumber(words[at - 2])) || /^(negativos?|negative)$/.test(words[amount.to] ?? '');
    const before = negative && MINUS.has(words[at - 1] ?? '');
    found.push({ value: rounded(negative ? -amount.value : amount.value), from: before ? at - 1 : at, to: amount.to });
    at = amount.to - 1;
  }
  return found;
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** An amount with its unit; «una hora y quince» is one amount. */
function amountAt(words: readonly string[], at: number, unit: Unit): Amount | undefined {
  const said = fraction(words, at, unit) ?? plainAmount(words, at, unit);
  if (said === undefined) return undefined;
  const bare = paired(words, said);
  const factor = FACTORS.get(words[bare.to] ?? '')?.[unit];
  const named = /^(megas?|mbps)$/.test(words[bare.to] ?? '') ? withHalf(words, { value: bare.value, to: bare.to + 1 }, 1) : bare;
  const scaled = factor === undefined ? (named.value === bare.value ? bare : named) : withHalf(words, { value: bare.value * factor, to: bare.to + 1 }, factor);
  const adds = unit === 'minutes' && factor === 60 && (words[scaled.to] === 'y' || words[scaled.to] === 'and');
  const more = adds ? plainAmount(words, scaled.to + 1, unit) : undefined;
  return more === undefined ? scaled : { value: scaled.value + more.value, to: more.to };
}

function paired(words: readonly string[], { value, to }: Amount): Amount {
  if (!PAIR.has(words[to] ?? '')) return { value, to };
  return { value: 2 * value, to: words[to + 1] === 'de' || words[to + 1] === 'of' ? to + 2 : to + 1 };
}

/** «media hora», «un cuarto de hora», «tres cuartos de hora», «hora y media», «un par». */
function fraction(words: readonly string[], at: number, unit: Unit): Amount | undefined {
  const [word, next] = [words[at] ?? '', words[at + 1] ?? ''];
  if (word === 'a' && PAIR.has(next)) return { value: 1, to: at + 1 };
  if (HALF.has(word)) {
    const skip = next === 'an' || next === 'a' ? at + 2 : at + 1;
    return FACTORS.get(words[skip] ?? '')?.[unit] === undefined ? undefined : { value: 0.5, to: skip };
  }
  const quarters = next === 'cuarto' ? 1 : next === 'cuartos' ? NUMBER_WORDS.get(word)?.value : undefined;
  if (quarters !== undefined && words[at + 2] === 'de') return { value: quarters / 4, to: at + 3 };
  const implied = (word === 'hora' || word === 'hour' || word === 'dia' || word === 'day' || word === 'semana' || word === 'mes') && (next === 'y' || next === 'and') && HALF.has(words[at + 2] ?? '');
  return implied && FACTORS.get(word)?.[unit] !== undefined ? { value: 1, to: at } : undefined;
}

const withHalf = (words: readonly string[], amount: Amount, step: number): Amount => {
  const joined = words[amount.to] === 'y' || words[amount.to] === 'and';
  const skip = words[amount.to + 1] === 'a' ? amount.to + 2 : amount.to + 1;
  return joined && HALF.has(words[skip] ?? '') ? { value: amount.value + step / 2, to: skip + 1 } : amount;
};

function plainAmount(words: readonly string[], at: number, unit: Unit): Amount | undefined {
  if (ARTICLES.has(words[at] ?? '') && !articleCounts(words, at)) return undefined;
  const first = isNumber(words[at]) ? { value: Number(words[at]), to: at + 1 } : spoken(words, at);
  if (first === undefined) return undefined;
  const decimal = decimals(words, first);
  const half = withHalf(words, decimal, 1);
  return unit === 'pesos' ? money(words, half) : withThousands(words, colloquial(words, half, at));
}

/** «un» and «una» count only where they say how many. */
function articleCounts(words: readonly string[], at: number): boolean {
  const next = words[at + 1];
  if (PAIR.has(next ?? '') || (next === 'no' && words[at + 2] === 'mas') || next === 'nomas') return true;
  if (next === undefined || next === ',' || next === '.' || BARE_UNITS.test(next)) return words[at] !== 'a';
  return FACTORS.has(next) || MULTIPLIERS.has(next) || (words[at] === 'one' && true);
}

function spoken(words: readonly string[], at: number): Amount | undefined {
  const small = smallNumbers(words, at)[0];
  return small === undefined ? undefined : { value: small.value, to: small.next };
}

/** «coma cinco», «con 5», «punto cero tres». */
function decimals(words: readonly string[], whole: Amount): Amount {
  if (!POINTS.has(words[whole.to] ?? '') || !Number.isInteger(whole.value)) return whole;
  let to = whole.to + 1;
  let digits = '';
  while (digits.length < 4) {
    const word = words[to];
    const small = isDigits(word) ? undefined : spoken(words, to);
    if (word === undefined || (small === undefined && !isDigits(word))) break;
    digits += small === undefined ? word : String(small.value);
    to = small === undefined ? to + 1 : small.to;
  }
  return digits === '' ? whole : { value: Number(`${whole.value}.${digits}`), to };
}

/** «dos ochenta» is 280, «cuatro cincuenta» 450. */
function colloquial(words: readonly string[], amount: Amount, at: number): Amount {
  const first = NUMBER_WORDS.get(words[at] ?? '');
  const next = NUMBER_WORDS.get(words[amount.to] ?? '');
  const pair = first?.role === 'unit' && amount.to === at + 1 && (next?.role === 'ten' || next?.role === 'teen');
  const tail = pair && first.value > 0 ? spoken(words, amount.to) : undefined;
  return tail === undefined ? amount : { value: amount.value * 100 + tail.value, to: tail.to };
}

function withThousands(words: readonly string[], amount: Amount): Amount {
  const times = MULTIPLIERS.get(words[amount.to] ?? '');
  if (times === undefined) return amount;
  const rest = spoken(words, amount.to + 1);
  return { value: amount.value * times + (rest?.value ?? 0), to: rest?.to ?? amount.to + 1 };
}

/** «ochenta y nueve novecientos» is 89.900, «un palo doscientos» 1.200.000, «ciento veinte» 120.000. */
function money(words: readonly string[], amount: Amount): Amount {
  const times = MULTIPLIERS.get(words[amount.to] ?? '');
  if (times === 1e6) return afterMillion(words, withHalf(words, { value: amount.value * 1e6, to: amount.to + 1 }, 1e6));
  const skip = times === undefined ? amount.to : amount.to + 1;
  const rest = isNumber(words[skip]) && times === undefined ? undefined : spoken(words, skip);
  if (rest !== undefined && rest.value >= 100 && amount.value < 1000) return { value: amount.value * 1000 + rest.value, to: rest.to };
  if (times !== undefined) return { value: amount.value * times + (rest?.value ?? 0), to: rest?.to ?? skip };
  return { value: amount.value > 0 && amount.value < 1000 ? amount.value * 1000 : amount.value, to: amount.to };
}

function afterMillion(words: readonly string[], million: Amount): Amount {
  const rest = plainAmount(words, million.to, 'pesos');
  return rest === undefined || rest.value >= 1e6 ? million : { value: million.value + rest.value, to: rest.to };
}
