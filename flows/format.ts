/**
 * How a fact reads inside a sentence. Bogotá is UTC-5 all year (no daylight saving since 1993), so no time-zone
 * database is asked and the words do not depend on the machine.
 */
import type { Language } from '../knowledge/language';
import type { FactValue } from './facts';
import type { FactMeaning } from './schema';

const BOGOTA_MS = -5 * 3_600_000;
const DAY_MS = 86_400_000;
const MONTHS = {
  es: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} as const;

/** Local date-time without zone, `YYYY-MM-DDTHH:mm:ss`, of an instant in epoch milliseconds. */
export const bogotaDateTime = (at: number): string => new Date(at + BOGOTA_MS).toISOString().slice(0, 19);

export interface Telling {
  readonly language: Language;
  readonly now: number;
}

/** `undefined` when the value does not fit the fact's type: the caller then says what stands for a missing one. */
export const tell = (value: FactValue, meaning: FactMeaning, { language, now }: Telling): string | undefined => {
  const named = typeof value === 'string' ? meaning.values?.[value] : undefined;
  if (named !== undefined) return named[language];
  switch (meaning.type) {
    case 'time':
      return typeof value === 'string' ? timeWords(Date.parse(value), now, language) : undefined;
    case 'date':
      return typeof value === 'string' ? dateWords(Date.parse(value.length === 10 ? `${value}T12:00:00-05:00` : value), language) : undefined;
    case 'money':
      return typeof value === 'number' ? moneyWords(value, language) : undefined;
    case 'dbm':
      return typeof value === 'number' ? `${decimal(value, language)} dBm` : undefined;
    case 'minutes':
      return typeof value === 'number' ? minuteWords(value, language) : undefined;
    case 'number':
      return typeof value === 'number' ? decimal(value, language) : undefined;
    case 'yes_no':
      return typeof value === 'boolean' ? { es: ['no', 'sí'], en: ['no', 'yes'] }[language][Number(value)] : undefined;
    case 'list':
      return Array.isArray(value) ? value.map((option: { label: string }) => option.label).join(', ') : undefined;
    case 'text':
      return typeof value === 'string' ? value : undefined;
  }
};

const decimal = (value: number, language: Language): string => {
  const rounded = String(Math.round(value * 10) / 10);
  return language === 'es' ? rounded.replace('.', ',') : rounded;
};

const moneyWords = (value: number, language: Language): string => {
  const grouped = String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, language === 'es' ? '.' : ',');
  return language === 'es' ? `$${grouped}` : `COP ${grouped}`;
};

const minuteWords = (value: number, language: Language): string => {
  const [amount, one, many] =
    value < 90
      ? ([Math.max(1, Math.round(value)), { es: 'minuto', en: 'minute' }, { es: 'minutos', en: 'minutes' }] as const)
      : value < 2_880
        ? ([Math.round(value / 60), { es: 'hora', en: 'hour' }, { es: 'horas', en: 'hours' }] as const)
        : ([Math.round(value / 1_440), { es: 'día', en: 'day' }, { es: 'días', en: 'days' }] as const);
  return `${amount} ${(amount === 1 ? one : many)[language]}`;
};

/** An instant as people say it: `las 6:42 p. m.`, `las 6:42 p. m. de ayer`, `las 8:00 a. m. del 3 de mayo`; `6:42 p.m. yesterday`. */
export const timeWords = (at: number, now: number, language: Language): string | undefined => {
  if (Number.isNaN(at)) return undefined;
  const local = new Date(at + BOGOTA_MS);
  const hour = local.getUTCHours() % 12 === 0 ? 12 : local.getUTCHours() % 12;
  const minute = String(local.getUTCMinutes()).padStart(2, '0');
  const days = Math.floor((at + BOGOTA_MS) / DAY_MS) - Math.floor((now + BOGOTA_MS) / DAY_MS);
  if (language === 'es') {
    const clock = `${hour === 1 ? 'la' : 'las'} ${hour}:${minute} ${local.getUTCHours() < 12 ? 'a. m.' : 'p. m.'}`;
    const day = { '-1': ' de ayer', '0': '', '1': ' de mañana' }[String(days)];
    return `${clock}${day ?? ` del ${dateWords(at, 'es')}`}`;
  }
  const clock = `${hour}:${minute} ${local.getUTCHours() < 12 ? 'a.m.' : 'p.m.'}`;
  const day = { '-1': ' yesterday', '0': '', '1': ' tomorrow' }[String(days)];
  return `${clock}${day ?? ` on ${dateWords(at, 'en')}`}`;
};

const dateWords = (at: number, language: Language): string | undefined => {
  if (Number.isNaN(at)) return undefined;
  const local = new Date(at + BOGOTA_MS);
  const month = MONTHS[language][local.getUTCMonth()] ?? '';
  return language === 'es' ? `${local.getUTCDate()} de ${month}` : `${month} ${local.getUTCDate()}`;
};
