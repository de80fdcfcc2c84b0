/** The day that a reply names, relative to now: «pasado mañana», «el martes», «30/11», «el lunes en ocho». Pure. */
import { landmarkDay } from './landmark-days';
import { addDays, daysInMonth, fromParts, partsOf, startOfDay, weekday, type Local } from './local-time';

const WEEKDAYS: readonly RegExp[] = [/^(domingos?|sunday|dom)$/, /^(lunes|monday|mon)$/, /^(martes|tuesday|tue)$/, /^(miercoles|wednesday|wed)$/, /^(jueves|thursday|thu)$/, /^(viernes|friday|fri)$/, /^(sabados?|saturday|sat)$/];
const MONTHS: readonly RegExp[] = [
  /^(enero|ene|january|jan)$/, /^(febrero|feb|february)$/, /^(marzo|mar|march)$/, /^(abril|abr|april|apr)$/, /^(mayo|may)$/, /^(junio|jun|june)$/,
  /^(julio|jul|july)$/, /^(agosto|ago|august|aug)$/, /^(septiembre|setiembre|sep|sept|september)$/, /^(octubre|oct|october)$/, /^(noviembre|nov|november)$/, /^(diciembre|dic|december|dec)$/,
];
const ORDINALS: Readonly<Record<string, number>> = { primero: 1, primer: 1, first: 1, second: 2, third: 3, fourth: 4, fifth: 5, tenth: 10, fifteenth: 15 };

const indexIn = (patterns: readonly RegExp[], word: string | undefined): number => (word === undefined ? -1 : patterns.findIndex((pattern) => pattern.test(word)));
const num = (word: string | undefined): number | undefined => (word !== undefined && /^\d{1,2}$/.test(word) ? Number(word) : ORDINALS[word ?? '']);

interface Scene {
  readonly words: readonly string[];
  readonly line: string;
  readonly today: Local;
  readonly past: boolean;
}

type Rule = (scene: Scene) => Local | undefined;

const RULES: readonly Rule[] = [writtenDate, nthOfMonth, dayOfMonth, landmarkOf, span, weekdayNamed, relativeDay, bareDay, monthAlone];

/** Start of the day meant, or undefined. */
export function readDay(words: readonly string[], now: Local, past: boolean): Local | undefined {
  const kept = withoutDenied(words);
  const scene: Scene = { words: kept, line: ` ${kept.join(' ')} `, today: startOfDay(now), past };
  for (const rule of RULES) {
    const day = rule(scene);
    if (day !== undefined) return day;
  }
  return undefined;
}

/** «No», and why not. */
const REASON = /^(que|porque|puedo|puede|me|estoy|alcanzo|sirve|trabajo|hay|i|can|works?)$/;
const REFUSED = /^(puedo|podria|me|estoy|alcanzo|sirve)$/;

/** «no hoy no, mañana», «el lunes no que es festivo, el martes»: what is refused does not count. */
function withoutDenied(words: readonly string[]): readonly string[] {
  const comma = words.indexOf(',');
  if (comma < 0) return words;
  const clause = words.slice(0, comma);
  const no = clause.indexOf('no');
  const refusedAfter = no > 0 && (no === clause.length - 1 || REASON.test(clause[no + 1] ?? ''));
  const refusedBefore = no === 0 && (clause.length < 4 || REFUSED.test(clause[1] ?? '')) && comma + 1 < words.length;
  return refusedAfter || refusedBefore || clause[clause.length - 1] === 'no' ? words.slice(comma + 1) : words;
}

/** `30/11`, `15-12-2026`, `2026-12-15`. */
function writtenDate({ words, today, past }: Scene): Local | undefined {
  for (const word of words) {
    const found = /^(\d{1,4})[/-](\d{1,2})(?:[/-](\d{2,4}))?$/.exec(word);
    if (found === null) continue;
    const [, first = 0, second = 0, third] = found.map((part) => (part === undefined ? undefined : Number(part)));
    if (first > 1000) return fromParts({ year: first, month: second, day: third ?? 1 });
    if (first < 1 || first > 31 || second < 1 || second > 12) continue;
    if (third !== undefined) return fromParts({ year: third < 100 ? 2000 + third : third, month: second, day: first });
    return yearFitting(today, past, { month: second, day: first });
  }
  return undefined;
}

function yearFitting(today: Local, past: boolean, { month, day }: { month: number; day: number }): Local {
  const { year } = partsOf(today);
  const here = fromParts({ year, month, day });
  if (past && here > today) return fromParts({ year: year - 1, month, day });
  return !past && here < today ? fromParts({ year: year + 1, month, day }) : here;
}

/** «el 5 de diciembre», «December first», «el 5 de este mes», «el 5 del otro mes». */
function dayOfMonth({ words, line, today, past }: Scene): Local | undefined {
  const at = words.findIndex((word) => indexIn(MONTHS, word) >= 0);
  if (at >= 0) {
    const month = indexIn(MONTHS, words[at]) + 1;
    const day = (['de', 'of'].includes(words[at - 1] ?? '') ? num(words[at - 2]) : num(words[at - 1])) ?? num(words[at + 1]);
    if (day !== undefined) return yearFitting(today, past, { month, day });
  }
  const other = / (?:el |dia )?(\d{1,2}) (?:de|del) (este|presente|otro|proximo|pasado|mes) /.exec(line);
  if (other === null) return undefined;
  const { year, month } = partsOf(today);
  const shift = other[2] === 'otro' || other[2] === 'proximo' || / mes (que viene|entrante) /.test(line) ? 1 : / mes pasado /.test(line) || other[2] === 'pasado' ? -1 : 0;
  return Date.UTC(year, month - 1 + shift, Number(other[1])) / 60000;
}

/** «el primer lunes de diciembre». */
function nthOfMonth({ words, today, past }: Scene): Local | undefined {
  const at = words.findIndex((word, i) => indexIn(WEEKDAYS, words[i + 1]) >= 0 && indexIn(MONTHS, words[i + 3]) >= 0 && nth(word) !== undefined);
  const count = nth(words[at]);
  if (count === undefined) return undefined;
  const first = yearFitting(today, past, { month: indexIn(MONTHS, words[at + 3]) + 1, day: 1 });
  return addDays(first, ((indexIn(WEEKDAYS, words[at + 1]) - weekday(first) + 7) % 7) + 7 * (count - 1));
}

const nth = (word: string | undefined): number | undefined => (word === 'segundo' ? 2 : word === 'tercer' ? 3 : ORDINALS[word ?? '']);

/** «desde octubre» is its first day. */
function monthAlone({ words, line, today, past }: Scene): Local | undefined {
  const at = words.findIndex((word) => word !== 'mar' && word !== 'may' && indexIn(MONTHS, word) >= 0);
  if (at < 0 || / (a|en) (finales|mediados|principios) | (semana|week|mid|late|early) /.test(line)) return undefined;
  return yearFitting(today, past, { month: indexIn(MONTHS, words[at]) + 1, day: 1 });
}

function landmarkOf({ line, today, past }: Scene): Local | undefined {
  return landmarkDay(line, today, past);
}

/** As people count: eight days are a week, fifteen two. */
const spoken = (days: number): number => (days === 8 ? 7 : days === 15 ? 14 : days);

/** «hace 3 días», «en una semana», «de hoy en ocho», «el lunes en ocho», «two days ago». */
function span({ words, line, today, past }: Scene): Local | undefined {
  const inEight = / en (8|15)(?= |$)(?! (?:minuto|hora|min))/.exec(line);
  if (inEight !== null && !/ en (8|15) dias /.test(line)) {
    const named = words.map((word) => indexIn(WEEKDAYS, word)).find((index) => index >= 0);
    const base = named !== undefined ? nextWeekday(today, named) : / de manana /.test(line) ? addDays(today, 1) : today;
    return addDays(base, spoken(Number(inEight[1])));
  }
  const found = / (\d{1,3}|un|una|a|an|one) (?:par de |couple of )?(dias?|noches?|nights?|semanas?|mes|meses|anos?|days?|weeks?|months?|years?) /.exec(line);
  if (found === null) return undefined;
  if (!/ (hace|en|in|dentro|llevo|llevamos|ago|van|desde|unos|completamos) /.test(line)) return undefined;
  const count = / (par de|couple of) /.test(found[0]) ? 2 : /^\d/.test(found[1] ?? '') ? Number(found[1]) : 1;
  const back = / (hace|ago|llevo|llevamos|van) /.test(line) || past;
  const sign = back ? -1 : 1;
  const unit = found[2] ?? '';
  if (/^m/.test(unit)) return monthsAway(today, sign * count);
  if (/^(a|y)/.test(unit)) return monthsAway(today, sign * count * 12);
  return addDays(today, sign * (/^(s|w)/.test(unit) ? 7 * count : spoken(count)));
}

function monthsAway(today: Local, months: number): Local {
  const { year, month, day } = partsOf(today);
  const first = partsOf(Date.UTC(year, month - 1 + months, 1) / 60000);
  return fromParts({ ...first, day: Math.min(day, daysInMonth(first.year, first.month)) });
}

const nextWeekday = (today: Local, index: number): Local => addDays(today, ((index - weekday(today) + 6) % 7) + 1);

/** «el martes 24», «el lunes pasado», «el próximo lunes», «el miércoles de la otra semana». */
function weekdayNamed({ words, line, today, past }: Scene): Local | undefined {
  const at = words.findIndex((word) => indexIn(WEEKDAYS, word) >= 0);
  if (at < 0) return undefined;
  const index = indexIn(WEEKDAYS, words[at]);
  const number = num(words[at + 1]);
  const isHour = ['am', 'pm', 'de'].includes(words[at + 2] ?? '') && words[at + 3] !== 'la';
  if (number !== undefined && number >= 1 && !isHour) {
    const dated = dayNear(today, number, past);
    if (weekday(dated) === index) return dated;
  }
  const back = / pasad[oa] | last /.test(line.slice(line.indexOf(` ${words[at] ?? ''} `))) || / last /.test(line) || past;
  const next = nextWeekday(today, index);
  if (back) return addDays(next, -7) >= today ? addDays(next, -14) : addDays(next, -7);
  const otherWeek = / (otra|siguiente) semana /.test(line) && (7 - ((weekday(today) + 6) % 7)) > (next - today) / 1440;
  return otherWeek ? addDays(next, 7) : next;
}

function dayNear(today: Local, day: number, past: boolean): Local {
  const { year, month, day: current } = partsOf(today);
  const shift = past ? (day < current ? 0 : -1) : day > current ? 0 : 1;
  return Date.UTC(year, month - 1 + shift, day) / 60000;
}

const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/ (pasado manana|day after tomorrow) /, 2],
  [/ (antier|anteayer|antes de ayer|antes de anoche|antenoche|day before yesterday) /, -2],
  [/ (ayer|anoche|yesterday|last night) /, -1],
  [/ (esta (manana|tarde|noche|madrugada)|hoy|today|tonight|this (morning|afternoon|evening)|ahorita|ahora mismo|ya mismo|la madrugada) /, 0],
  [/ (tomorrow) /, 1],
];

/** «mañana» is tomorrow, unless it says which part of the day. */
function relativeDay({ words, line, today }: Scene): Local | undefined {
  for (const [pattern, days] of RELATIVE.slice(0, 3)) if (pattern.test(line)) return addDays(today, days);
  const tomorrow = words.some((word, i) => word === 'manana' && !/^(la|esta|misma)$/.test(words[i - 1] ?? ''));
  if (tomorrow) return addDays(today, 1);
  for (const [pattern, days] of RELATIVE.slice(3)) if (pattern.test(line)) return addDays(today, days);
  return undefined;
}

/** «el 24», «desde el 5». */
function bareDay({ line, today, past }: Scene): Local | undefined {
  const found = / (?:el|dia|the) (\d{1,2}|primero)(?:st|nd|rd|th)? /.exec(line);
  const day = num(found?.[1]);
  return day === undefined || day < 1 || day > 31 ? undefined : dayNear(today, day, past);
}
