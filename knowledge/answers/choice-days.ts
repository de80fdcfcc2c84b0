/** The words of a reply, with days and streets said otherwise written as labels write them. Pure. */
import { addDays, parseLocal, partsOf, startOfDay, weekday, type Local } from './local-time';
import { NUMBER_WORDS } from './number-words';
import type { Reply } from './reply';
import { smallNumbers } from './spoken-digits';

const WEEKDAYS = ['domingo', 'lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado'];
const ENGLISH = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const STREETS: ReadonlyMap<string, string> = new Map([['primera', '1'], ['segunda', '2'], ['tercera', '3'], ['cuarta', '4'], ['quinta', '5'], ['sexta', '6'], ['septima', '7'], ['octava', '8'], ['novena', '9'], ['decima', '10']]);

/** Sounds of the reply; «mañana» also as its weekday and day of the month when the question tells what day it is. */
export function dayTokens(reply: Reply): string[] {
  const { tokens, sounds } = reply.text;
  const now = parseLocal(reply.question.now);
  const digits = (reply.question.options ?? []).some(({ label }) => /\d/.test(label));
  return tokens.flatMap((token, i) => {
    const said = sounds[i] ?? token;
    return [said, ...weekendAt(tokens, i), ...(now === undefined ? [] : dayOf(tokens, i, startOfDay(now))), ...(digits ? figureOf(tokens, i) : [])];
  });
}

function dayOf(tokens: readonly string[], i: number, today: Local): string[] {
  const english = ENGLISH.indexOf(tokens[i] ?? '');
  if (english >= 0) return [WEEKDAYS[english] ?? ''].map(soundless);
  const shift = shiftOf(tokens, i);
  if (shift === undefined) return [];
  const day = addDays(today, shift);
  return [soundless(WEEKDAYS[weekday(day)] ?? ''), String(partsOf(day).day)];
}

/** «El fin de semana»: either of its days. */
function weekendAt(tokens: readonly string[], i: number): string[] {
  const isSpanish = tokens[i] === 'semana' && tokens[i - 1] === 'de' && (tokens[i - 2] === 'fin' || tokens[i - 2] === 'fines');
  return isSpanish || tokens[i] === 'finde' || tokens[i] === 'weekend' ? ['sabado', 'domingo'].map(soundless) : [];
}

const soundless = (day: string): string => day.replace('v', 'b').replace('c', 'k').replace('miercoles', 'mierkoles').replace('mierkoles', 'mierkoles');

function shiftOf(tokens: readonly string[], i: number): number | undefined {
  const word = tokens[i];
  if (word === 'hoy' || word === 'today') return 0;
  if (word === 'tomorrow') return 1;
  if (word !== 'manana' || ['la', 'esta'].includes(tokens[i - 1] ?? '')) return undefined;
  return tokens[i - 1] === 'pasado' ? 2 : 1;
}

/** «la doce» is 12, «la séptima» 7. */
function figureOf(tokens: readonly string[], i: number): string[] {
  const street = STREETS.get(tokens[i] ?? '');
  if (street !== undefined) return [street];
  if (!NUMBER_WORDS.has(tokens[i] ?? '') || tokens[i] === 'una' || tokens[i] === 'un') return [];
  const small = smallNumbers(tokens, i)[0];
  return small === undefined ? [] : [String(small.value)];
}
