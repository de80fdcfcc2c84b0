/**
 * A day or an hour relative to now, as Colombians say it: «de hoy en ocho», «antier», «a las dos y media» (the next
 * such hour ahead, the last one behind). Local time without zone; the reference comes with the question.
 */
import type { Reply, Verdict } from './reply';
import { readLanguage } from '../detect-language';
import { recognizeWhen } from '../recognize';
import { readClock } from './clock-words';
import { readDay } from './day-words';
import { addMinutes, dateOf, parseLocal, timeOf, whenWords, type Local } from './local-time';

export type WhenValue = { readonly date: string } | { readonly dateTime: string };

const PAST =
  /\b(?:desde (?:cuando|que)|hace cuanto|since|how long|when did|cuando (?:(?:se|te|le|les|lo|la|nos) )*(?:fue|empezo|comenzo|paso|pago|dejo|hizo|inicio|ocurrio|cayo|dano|corto|perdio|noto|vio|reinicio|cambio|compro|instalo|recibio|llego|suspendio|salio|\w+(?:aron|ieron|aste|iste)))\b/;

/** Any day but one is no day. */
const OPEN = / (cualquier dia (menos|excepto|que no)|any day (but|except)) /;

const HALVES: Readonly<Record<string, number>> = { minuto: 1, minutos: 1, minutico: 1, minuticos: 1, min: 1, minutes: 1, minute: 1, hora: 60, horas: 60, horitas: 60, horita: 60, hour: 60, hours: 60, h: 60 };

function halfOrCount(words: readonly string[], at: number): number {
  const before = words[at - 1] ?? '';
  if (before === 'media' || before === 'half' || (before === 'an' && words[at - 2] === 'half')) return 0.5;
  return /^\d+$/.test(before) ? Number(before) : 1;
}

/** Minutes of «hace hora y media», «en 20 minutos», «two hours ago», signed; undefined when none is told. */
function shift(words: readonly string[], past: boolean): number | undefined {
  const at = words.findIndex((word, i) => HALVES[word] !== undefined && introduced(words, i));
  if (at < 0) return undefined;
  const unit = HALVES[words[at] ?? ''] ?? 1;
  const before = words[at - 1] ?? '';
  const quarters = before === 'de' && /^cuartos?$/.test(words[at - 2] ?? '') ? (Number(words[at - 3]) || 1) / 4 : undefined;
  const count = quarters ?? halfOrCount(words, at);
  const half = words[at + 1] === 'y' && words[at + 2] === 'media' ? 0.5 : 0;
  const extra = words[at + 1] === 'y' && /^\d+$/.test(words[at + 2] ?? '') ? Number(words[at + 2]) : 0;
  const minutes = (count + half) * unit + extra;
  const back = words.includes('hace') || words.includes('ago') || words.includes('llevo') || past;
  return back ? -minutes : minutes;
}

function introduced(words: readonly string[], at: number): boolean {
  const before = words.slice(Math.max(0, at - 4), at);
  if (/^(esta|primera|cualquier|que|otra|misma|ultima)$/.test(before[before.length - 1] ?? '')) return false;
  return before.some((word) => ['hace', 'en', 'in', 'dentro', 'llevo', 'unos', 'como'].includes(word)) || words[at + 1] === 'ago';
}

/** The date or date-time meant, or undefined when none is told. */
export function readWhen(reply: Reply): Verdict<WhenValue> | undefined {
  const now = parseLocal(reply.question.now);
  if (now === undefined) return undefined;
  const past = PAST.test(reply.asked.folded);
  const words = whenWords(reply.text.folded);
  if (OPEN.test(` ${words.join(' ')} `)) return undefined;
  const moved = shift(words, past);
  if (moved !== undefined) return { value: { dateTime: timeOf(addMinutes(now, moved)) }, why: 'so many minutes from now' };
  const day = readDay(words, now, past);
  const clock = readClock(words, { past, now, day });
  if (clock !== undefined) return { value: { dateTime: timeOf(clock) }, why: 'an hour' };
  if (day !== undefined) return { value: { date: dateOf(day) }, why: 'a day' };
  return reply.cues.has('unknown') ? undefined : byLibrary(reply, now, past);
}

/** Figures that a text for the library may hold: it tries them all together. */
const MOST_FIGURES = 3;

/** The library reads the rest, on a short window, since its time grows with the text. */
function byLibrary(reply: Reply, now: Local, past: boolean): Verdict<WhenValue> | undefined {
  if ((reply.text.folded.match(/\d+/g) ?? []).length > MOST_FIGURES) return undefined;
  if (!/\d[/-]\d|(lunes|martes|miercoles|jueves|viernes|sabado|domingo|day|week|month|year|semana|mes|ano|noche|tarde|manana|(?:ene|febre|septiem|octu|noviem|diciem)br?|marzo|abril|mayo|junio|julio|agosto)/.test(reply.text.folded)) return undefined;
  const value = recognizeWhen(reply.text.folded, { now: timeOf(now), past, language: readLanguage(reply.text).language });
  return value === undefined ? undefined : { value, why: 'date library' };
}
