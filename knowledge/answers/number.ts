/**
 * The figure that a question asks for, in the unit that it names: «menos veintiocho coma cinco», «120 lucas»,
 * «hora y media», «34 de bajada y 11 de subida». A correction replaces what it corrects.
 */
import type { Reply, Verdict } from './reply';
import { figures, numberWords, type Figure, type Unit } from './figures';

const COUNTED: ReadonlySet<Unit> = new Set(['count', 'times']);

/** What the question measures, by its own words. */
const UNIT_WORDS: readonly (readonly [Unit, RegExp])[] = [
  ['power', /\b(dbm|potencia|rx|power)\b/],
  ['speed', /\b(mbps|megas?|velocidad|bajada|subida|descarga|speed|mb)\b/],
  ['milliseconds', /\b(ms|milisegundos|latencia|ping|latency)\b/],
  ['pesos', /\b(pesos|plata|pago|pagaste|valor|cobraron|monto|cop|cuanto pag\w*)\b/],
  ['minutes', /\bminutos?\b|\bminutes?\b/],
  ['hours', /\bhoras?\b|\bhours?\b/],
  ['days', /\bdias?\b|\bdays?\b/],
  ['times', /\b(veces|times)\b/],
];

/** Things that are measured side by side: a figure named after another of them is not the one asked for. */
const QUANTITIES: readonly (readonly [name: string, words: RegExp])[] = [
  ['down', /^(bajada|bajando|baja|descarga|download|down|bajado)$/],
  ['up', /^(subida|subiendo|sube|carga|upload|up)$/],
  ['ping', /^(ping|latencia|latency)$/],
  ['rx', /^(rx|recibida|recepcion)$/],
  ['tx', /^(tx|transmitida|transmision)$/],
  ['plan', /^(pago|pagando|contrate|contratadas|plan|contratados|pay|contrato)$/],
  ['jitter', /^(jitter|perdida|loss|snr)$/],
];

const NOTHING = /\b(ningun[oa]?|cero|nada|ni un[oa]? ?(sola|solo)?|none|zero|no se ha caido|no ha fallado|no se cayo|ni una|never|nothing)\b/;
const NEVER = /^(?:no , )?ni un[oa]$|\b(ni un[oa]? (sol[oa]|vez)|not (once|one|a single))\b/;
/** «Solo la de power» is one. */
const ONE = /^(?:no , )?(?:tiene |hay |veo |prende |nada mas |only |just )?(?:solo|solamente|solito|unicamente|apenas|only|just|nada mas) (?:tiene |hay |veo |prende |alumbra )?(?:la|el|esa|ese|esta|este|una?|the|this|that|one)\b/;
const LATER = new Set(['ahora', 'sea', 'digo', 'perdon', 'corrijo', 'ultima', 'ultimo', 'mentiras', 'mejor', 'now', 'actually', 'finalmente']);
const BEFORE = new Set(['antes', 'tenia', 'estaba', 'era', 'pasada', 'pasado', 'previously', 'primero', 'primera']);
const DENIED = /^(no (fueron|fue|eran|era|son|es)|ya no (son|es)|not)$/;

function unitAsked(asked: string): Unit {
  const hit = UNIT_WORDS.map(([unit, words]) => ({ unit, at: asked.search(words) })).filter(({ at }) => at >= 0);
  const named = hit.find(({ unit }) => unit === 'minutes' || unit === 'hours' || unit === 'times') ?? hit[0];
  return named?.unit ?? 'count';
}

/** The number as meant, or undefined when the reply holds none. */
export function readNumber(reply: Reply): Verdict<number> | undefined {
  const unit = unitAsked(reply.asked.folded);
  const words = numberWords(reply.text.folded, unit);
  const found = figures(words, unit).filter((figure) => !denied(words, figure));
  if (COUNTED.has(unit) && NEVER.test(reply.text.folded)) return { value: 0, why: 'not once' };
  const sum = COUNTED.has(unit) ? together(words, found) : undefined;
  if (sum !== undefined) return { value: sum, why: 'counted together' };
  const chosen = choose(words, found, reply.asked.tokens);
  if (chosen !== undefined) return { value: chosen.value, why: `figure: ${words.slice(chosen.from, chosen.to).join(' ')}` };
  if (COUNTED.has(unit) && found.length === 0 && ONE.test(reply.text.folded)) return { value: 1, why: 'only one' };
  if (COUNTED.has(unit) && found.length === 0 && NOTHING.test(reply.text.folded)) return { value: 0, why: 'none' };
  return undefined;
}

/** «No son dos», «dos no, tres», «seis, no, siete». */
const denied = (words: readonly string[], figure: Figure): boolean =>
  words.slice(figure.to, figure.to + 3).join(' ') === ', no ,' || (words[figure.to] === 'no' && words[figure.to + 1] === ',' && /\d|[a-z]/.test(words[figure.to + 2] ?? '')) ||
  DENIED.test(words.slice(Math.max(0, figure.from - 2), figure.from).join(' ')) || DENIED.test(words.slice(Math.max(0, figure.from - 3), figure.from).join(' '));

const JOINS = new Set(['y', 'and', ',']);
const ONE_MORE = new Set(['un', 'una', 'a', 'one']);
/** Said beside figures that are not parts of one count. */
const NO_PARTS = /\b(o|or|a|hasta|to|entre|between|casi|total|veces|antes|ahora|mejor|perdon|digo|no|son|era|eran|de ellos|media|medio|mas|menos|solo|solamente)\b/;

/** «Dos celulares y un televisor», «tres en la mañana y dos en la tarde»: parts of one count, each with its name; undefined when there are none. */
function together(words: readonly string[], found: readonly Figure[]): number | undefined {
  const [first] = found;
  if (first === undefined || NO_PARTS.test(words.join(' ').replace(/\bveces (?:en|por)\b/g, ''))) return undefined;
  const isNamed = (at: number): boolean => /^[a-z]{3,}$/.test(words[at] ?? '');
  const parts = found.filter(({ from, to }) => isNamed(to) && (from === first.from || JOINS.has(words[from - 1] ?? '')));
  if (parts.length < found.length) return undefined;
  const counted = new Set(found.map(({ from }) => from));
  const ones = words.filter((word, i) => i > first.from && ONE_MORE.has(word) && !counted.has(i) && JOINS.has(words[i - 1] ?? '') && isNamed(i + 1)).length;
  return found.length + ones < 2 ? undefined : parts.reduce((sum, { value }) => sum + value, ones);
}

function choose(words: readonly string[], found: readonly Figure[], asked: readonly string[]): Figure | undefined {
  if (found.length <= 1 && found[0] !== undefined && nameOf(words, found, found[0]) === undefined) return found[0];
  const wanted = new Set(QUANTITIES.filter(([, pattern]) => asked.some((word) => pattern.test(word))).map(([name]) => name));
  const several = found.length > 1 || wanted.has('rx') || wanted.has('tx');
  const named = found.map((figure) => ({ figure, name: several ? nameOf(words, found, figure) : undefined }));
  if (words.includes('alto') || words.includes('mayor')) return [...found].sort((a, b) => b.value - a.value)[0];
  const total = named.find(({ figure }) => words[figure.to] === 'en' && words[figure.to + 1] === 'total');
  if (total !== undefined) return total.figure;
  const fitting = named.filter(({ name }) => name !== undefined && wanted.has(name)).map(({ figure }) => figure);
  if (fitting.length > 0) return latest(words, fitting);
  const free = named.filter(({ name }) => name === undefined || wanted.size === 0).map(({ figure }) => figure);
  return latest(words, free);
}

/** The first figure, unless a later one is said to hold now. */
function latest(words: readonly string[], found: readonly Figure[]): Figure | undefined {
  const now = found.filter((figure) => words.slice(Math.max(0, figure.from - 4), figure.from).some((word) => LATER.has(word)));
  const stale = (figure: Figure): boolean => words.slice(Math.max(0, figure.from - 3), figure.from).some((word) => BEFORE.has(word));
  return now[now.length - 1] ?? found.find((figure) => !stale(figure)) ?? found[0];
}

/** Which quantity a figure is said to be: each name belongs to the figure next to it. */
function nameOf(words: readonly string[], found: readonly Figure[], figure: Figure): string | undefined {
  for (const [name, pattern] of QUANTITIES) {
    const at = words.findIndex((word, i) => pattern.test(word) && owner(words, found, i) === figure);
    if (at >= 0) return name;
  }
  return undefined;
}

function owner(words: readonly string[], found: readonly Figure[], at: number): Figure | undefined {
  const before = [...found].reverse().find((figure) => figure.to <= at);
  const after = found.find((figure) => figure.from > at);
  if (before === undefined || after === undefined) return near(before ?? after, at);
  if (['de', 'por', 'que'].includes(words[at - 1] ?? '')) return near(before, at) ?? near(after, at);
  const toBefore = at - before.to + (words.slice(before.to, at).some((word) => word === ',' || word === 'y') ? 5 : 0);
  const toAfter = after.from - at - 1 + (words.slice(at, after.from).some((word) => word === ',') ? 5 : 0);
  const namesFollow = toBefore === toAfter && !words.slice(0, found[0]?.from ?? 0).some((word) => QUANTITIES.some(([, pattern]) => pattern.test(word)));
  return near(toBefore < toAfter || namesFollow ? before : after, at);
}

const near = (figure: Figure | undefined, at: number): Figure | undefined => (figure !== undefined && (figure.from > at ? figure.from - at <= 4 : at - figure.to <= 4) ? figure : undefined);
