/** Days that people name by what they are: holidays, feasts, the end of the month, pay-day, the weekend. Pure. */
import { dayNumber, easterOf, holidaysOf } from '../holidays';
import { addDays, daysInMonth, fromParts, partsOf, weekday, type Local } from './local-time';

const DAY = 1440;

/** Feasts by name; a list tells month and day, a number days from Easter Sunday. */
const FEASTS: readonly (readonly [name: RegExp, day: readonly [number, number] | number])[] = [
  [/ (navidad|christmas) (?!eve)/, [12, 25]],
  [/ (nochebuena|christmas eve|novena) /, [12, 24]],
  [/ (ano nuevo|new year|new years|primero de enero) /, [1, 1]],
  [/ (fin de ano|nochevieja|ano viejo) /, [12, 31]],
  [/ velitas /, [12, 7]],
  [/ inmaculada /, [12, 8]],
  [/ (halloween|dia de las brujas) /, [10, 31]],
  [/ dia del trabajo /, [5, 1]],
  [/ dia de la independencia /, [7, 20]],
  [/ batalla de boyaca /, [8, 7]],
  [/ jueves santo /, -3],
  [/ viernes santo /, -2],
  [/ semana santa /, -7],
];

/** The day meant, or undefined; «después de» is the day after. */
export function landmarkDay(line: string, today: Local, past: boolean): Local | undefined {
  const day = feast(line, today, past) ?? holiday(line, today, past) ?? ofTheMonth(line, today);
  if (day === undefined) return undefined;
  return / (despues de|despues del|day after|pasado el|pasada la) /.test(line) ? addDays(day, 1) : day;
}

const fits = (day: Local, today: Local, past: boolean): boolean => (past ? day <= today : day >= today);

function feast(line: string, today: Local, past: boolean): Local | undefined {
  const named = FEASTS.find(([name]) => name.test(line))?.[1];
  if (named === undefined) return undefined;
  const { year } = partsOf(today);
  const days = [year - 1, year, year + 1].map((each) => (typeof named === 'number' ? easterOf(each) + named : dayNumber(each, named[0], named[1])) * DAY);
  return nearest(days, today, past);
}

/** «el festivo», «el lunes festivo», «el puente» (its Saturday): the next ahead or the last behind. */
function holiday(line: string, today: Local, past: boolean): Local | undefined {
  const bridge = / puente /.test(line);
  if (!bridge && !/ (festivo|feriado|holiday) /.test(line)) return undefined;
  const { year } = partsOf(today);
  const days = [year - 1, year, year + 1].flatMap(holidaysOf).map((day) => day * DAY);
  const mondays = bridge || / lunes /.test(line);
  const found = nearest(days.filter((day) => !mondays || weekday(day) === 1), today, past);
  return bridge && found !== undefined ? addDays(found, -2) : found;
}

const nearest = (days: readonly Local[], today: Local, past: boolean): Local | undefined => {
  const fitting = days.filter((day) => fits(day, today, past));
  return past ? fitting[fitting.length - 1] : fitting[0];
};

/** «fin de mes», «la quincena», «el fin de semana», «la otra semana». */
function ofTheMonth(line: string, today: Local): Local | undefined {
  const { year, month, day } = partsOf(today);
  const last = daysInMonth(year, month);
  const next = (index: number): Local => addDays(today, ((index - weekday(today) + 6) % 7) + 1);
  if (/ (mes pasado|last month) /.test(line)) return fromParts(month === 1 ? { year: year - 1, month: 12, day: 1 } : { year, month: month - 1, day: 1 });
  if (/ (fin|finales|final) de(l)? mes | end of (the )?month /.test(line)) return fromParts({ year, month, day: last });
  if (/ quincena /.test(line)) return fromParts({ year, month, day: day <= 15 ? 15 : Math.min(30, last) });
  if (/ (lunes|martes|miercoles|jueves|viernes|sabado|domingo|monday|tuesday|wednesday|thursday|friday|saturday|sunday) /.test(line)) return undefined;
  if (/ (fin de semana|weekend) /.test(line)) return next(6);
  return / (otra|proxima|siguiente) semana | next week /.test(line) ? next(1) : undefined;
}
