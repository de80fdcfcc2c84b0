/** The hour that a reply names: «a las dos y media», «un cuarto para las cuatro», «tipo 7», «17:30». Pure. */
import { addDays, startOfDay, type Local } from './local-time';

interface Frame {
  readonly past: boolean;
  readonly now: Local;
  readonly day: Local | undefined;
}

interface Hour {
  readonly hour: number;
  readonly minute: number;
  /** Written with 24 hours or with minutes after a colon and above 12. */
  readonly sure: boolean;
}

type Half = 'morning' | 'afternoon' | undefined;

const num = (word: string | undefined): number | undefined => (word !== undefined && /^\d{1,2}$/.test(word) ? Number(word) : undefined);
const BEFORE_HOUR = new Set(['las', 'la', 'tipo', 'at', 'since', 'around', 'after', 'before', 'hora']);

/** «Mañana a esta hora». */
const THIS_HOUR = /\b(?:esta (?:misma )?hora|(?:this|same) time)\b/;

/** The moment meant, or undefined when no hour is told. */
export function readClock(words: readonly string[], frame: Frame): Local | undefined {
  if (frame.day !== undefined && THIS_HOUR.test(words.join(' '))) return frame.day + frame.now - startOfDay(frame.now);
  const hour = readHour(words);
  if (hour === undefined) return undefined;
  const half = halfOf(words, hour);
  const today = startOfDay(frame.now);
  const base = frame.day ?? today;
  if (frame.day === undefined || base === today) return onToday(hour, half, frame);
  return at(base, hour, half ?? (hour.hour >= 1 && hour.hour <= 6 ? 'afternoon' : 'morning'));
}

/** A bare hour is the next such hour ahead, or the last one behind. */
function onToday(hour: Hour, half: Half, { now, past, day }: Frame): Local {
  const today = startOfDay(now);
  const halves: Half[] = half === undefined && !hour.sure ? ['morning', 'afternoon'] : [half];
  const options = [-1, 0, 1].flatMap((days) => halves.map((which) => at(addDays(today, days), hour, which)));
  const fitting = options.filter((moment) => (day === undefined ? true : startOfDay(moment) === today)).filter((moment) => (past ? moment <= now : moment >= now));
  const sorted = fitting.sort((a, b) => (past ? b - a : a - b));
  return sorted[0] ?? at(today, hour, half);
}

function at(day: Local, { hour, minute, sure }: Hour, half: Half): Local {
  const shifted = sure || half === undefined ? hour : half === 'afternoon' ? (hour % 12) + 12 : hour % 12 === 0 && hour === 12 ? 12 : hour;
  return day + shifted * 60 + minute;
}

function halfOf(words: readonly string[], { hour }: Hour): Half {
  const line = ` ${words.join(' ')} `;
  if (/ pm | tarde | mediodia | after lunch | almuerzo | del dia /.test(line)) return hour === 12 || !/ del dia /.test(line) ? 'afternoon' : undefined;
  if (/ am | madrugada | (la|esta|temprano|por) manana(?! en)| temprano | in the morning | this morning /.test(line)) return 'morning';
  return / noche | anoche | tonight | evening | night /.test(line) ? (hour === 12 ? 'morning' : 'afternoon') : undefined;
}

function readHour(words: readonly string[]): Hour | undefined {
  for (let i = 0; i < words.length; i += 1) {
    const found = writtenHour(words[i]) ?? quarterTo(words, i) ?? spokenHour(words, i);
    if (found !== undefined) return found;
  }
  if (words.includes('mediodia')) return { hour: 12, minute: 0, sure: true };
  return words.includes('medianoche') ? { hour: 0, minute: 0, sure: true } : undefined;
}

function writtenHour(word: string | undefined): Hour | undefined {
  const found = /^(\d{1,2}):(\d{2})$/.exec(word ?? '');
  if (found === null) return undefined;
  const hour = Number(found[1]);
  const minute = Number(found[2]);
  return hour > 23 || minute > 59 ? undefined : { hour, minute, sure: hour > 12 || (found[1] ?? '').startsWith('0') };
}

/** «un cuarto para las cuatro», «10 para las 5». */
function quarterTo(words: readonly string[], i: number): Hour | undefined {
  if (words[i] !== 'para' || !(words[i + 1] === 'las' || words[i + 1] === 'la')) return undefined;
  const hour = num(words[i + 2]) ?? (words[i + 2] === 'una' ? 1 : undefined);
  const minutes = words[i - 1] === 'cuarto' ? 15 : (num(words[i - 1]) ?? num(words[i - 2]));
  return hour === undefined || minutes === undefined ? undefined : { hour: hour === 1 ? 12 : hour - 1, minute: 60 - minutes, sure: false };
}

function spokenHour(words: readonly string[], i: number): Hour | undefined {
  const hour = num(words[i]);
  if (hour === undefined || hour > 23 || words[i - 1] === 'y' || words[i - 1] === 'para') return undefined;
  if (!introducesHour(words, i)) return undefined;
  const minute = minutesAfter(words, i + 1);
  const whole = minute < 0 ? (hour === 1 ? 12 : hour - 1) : hour;
  return { hour: whole, minute: (minute + 60) % 60, sure: hour > 12 || hour === 0 };
}

function introducesHour(words: readonly string[], i: number): boolean {
  const before = words[i - 1] ?? '';
  const after = words[i + 1] ?? '';
  if (words[i - 2] === 'para') return false;
  if (BEFORE_HOUR.has(before) && !(before === 'la' && words[i] !== '1')) return true;
  if (['am', 'pm', 'oclock', 'h', 'hs'].includes(after) || (after === 'en' && words[i + 2] === 'punto')) return true;
  if (after === 'y' && ['media', 'cuarto'].includes(words[i + 2] ?? '')) return true;
  if (after === 'de' && words[i + 2] === 'la' && /^(manana|tarde|noche|madrugada)$/.test(words[i + 3] ?? '')) return true;
  if (after === 'in' && words[i + 2] === 'the') return true;
  return before === 'de' && (after === 'a' || after === 'y') && num(words[i + 2]) !== undefined;
}

function minutesAfter(words: readonly string[], i: number): number {
  if (words[i] === 'y' && words[i + 1] === 'media') return 30;
  if (words[i] === 'y' && words[i + 1] === 'cuarto') return 15;
  if (words[i] === 'menos') return -(words[i + 1] === 'cuarto' ? 15 : (num(words[i + 1]) ?? 0));
  const minutes = words[i] === 'y' ? num(words[i + 1]) : undefined;
  return minutes !== undefined && minutes < 60 ? minutes : 0;
}
