/**
 * A choice that she made before it was offered (P1): «no hay internet en la casa de Suba» chooses among two homes, «puedo pagar el 30» names the
 * day. Only of what the systems offer, or of a day that the question is about; one way or none. Pure.
 */
import { isReplyWord, type AnswerValue } from '../../knowledge/question';
import { fold } from '../../knowledge/text';
import { understand } from '../../knowledge/understand';
import { bogotaDateTime } from '../../flows/format';
import type { OpenQuestion } from '../../flows/run';

const PLACES = /\b(?:casa|apto|apartamento|finca|local|oficina|barrio|conjunto|edificio|sede|calle|cll|carrera|cra|kra|avenida|sector|vereda|negocio|apartment|house|office|home|street)\b|\b(?:en|in|at|de) (?!el\b|la\b|los\b|las\b|mi\b|my\b|the\b)[a-z]{4,}/;
const DAYS = /\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|quincena|manana|fin de mes|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|(?:el|dia|hasta|the) \d{1,2})\b/;

/** Worth keeping for a choice that may be offered later. */
export const tellsWhich = (words: string): boolean => PLACES.test(fold(words)) || DAYS.test(fold(words));

/** `offered`: the options came from a system, and are not the flow's own words. */
export const choiceTold = (told: readonly string[], open: OpenQuestion, { offered, now }: { readonly offered: boolean; readonly now: number }): AnswerValue | undefined => {
  const { question } = open;
  for (const words of [...told].reverse()) {
    const value = visitTold(open, words) ?? (offered ? optionIn(fold(words), question.options ?? []) : question.kind === 'when' ? dayIn(words, question.text ?? '', now) : undefined);
    if (value !== undefined) return value;
  }
  return undefined;
};

/** «La de la finca» where none that is offered is one: chosen is nothing, whatever it sounds like. */
export const namesAnother = ({ question, fact }: OpenQuestion, text: string, answer: AnswerValue | undefined): boolean => {
  const chosen = fact === 'service.id' ? question.options?.find(({ id }) => id === answer) : undefined;
  return chosen !== undefined && HOMES.some((home) => home.test(fold(text)) && !home.test(fold(chosen.label)));
};
const HOMES = [/\b(?:finca|farm)\b/, /\b(?:apto|apartamento|apartment)\b/, /\b(?:local|negocio|tienda|shop|store)\b/, /\b(?:oficina|office)\b/, /\b(?:bodega|warehouse)\b/];

/** Of a visit that may be left as it is or moved: another day, or that she cannot on that one, moves it. */
export const tellsVisit = ({ question }: OpenQuestion, text: string): string | undefined => {
  const options = question.kind === 'choice' ? (question.options ?? []) : [];
  const [stay, move] = [STAY, MOVE].map((words) => options.find(({ label }) => words.test(label))?.id);
  if (stay === undefined || move === undefined) return undefined;
  const said = fold(text);
  if (CALLS_OFF.test(said)) return undefined;
  return LEFT.test(said) ? stay : CANNOT.test(said) || DAYS.test(said) ? move : undefined;
};
/** Told before it was asked, only that she cannot on that day is about the visit: any other day may be the day that the trouble began. */
const visitTold = (open: OpenQuestion, words: string): string | undefined => (CANNOT_THEN.test(fold(words)) ? tellsVisit(open, words) : undefined);
const CANNOT_THEN = /\b(?:no (?:puedo|voy a poder|voy a estar|estare|podre|me sirve)|can ?n?[o']?t|won'?t be)(?: \w+)? (?:(?:el|on|ese|este|this|para el) )?(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|hoy|dia|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today|day)\b/;
const CALLS_OFF = /\bcancel\w*\b/;
const STAY = /^(?:Dejarla|Keep|Leave)\b/i;
const MOVE = /^(?:Cambiar|Change|Move)/i;
const LEFT = /\b(?:deje|dejela|dejemosla|dejemos|dejar|leave|keep) (?:la |it |asi|the)|\b(?:dejela|dejemosla) (?:asi|como)\b/;
const CANNOT = /\b(?:no (?:puedo|voy a poder|voy a estar|estoy|estare|podre|me sirve)|can ?n?[o ]?t|won ?t be|i work|trabajo)\b/;

/** A day that none of the offered ones is. */
export const isOtherDay = ({ question: { options = [] } }: OpenQuestion, text: string): boolean => {
  const day = WEEKDAY.exec(fold(text))?.[0];
  return day !== undefined && options.length > 0 && options.every(({ label }) => WEEKDAY.test(fold(label)) && !fold(label).includes(day));
};
const WEEKDAY = /\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/;

/** Words that every home has. */
const COMMON: ReadonlySet<string> = new Set(['casa', 'hogar', 'house', 'home', 'calle', 'carrera', 'avenida', 'internet', 'linea', 'line', 'para', 'desde']);

const optionIn = (said: string, options: readonly { readonly id: string; readonly label: string }[]): string | undefined => {
  const sides = options.map(({ id, label }) => ({ id, marks: marksOf(label) }));
  const named = sides.filter(({ id, marks }) => marks.some((mark) => isNamed(said, mark) && !sides.some((other) => other.id !== id && other.marks.includes(mark))));
  return named.length === 1 ? named[0]?.id : undefined;
};

/** Each long word of the label, and each pair of a word and its number: «suba», «calle 63». */
const marksOf = (label: string): readonly string[] => {
  const words = fold(label).match(/[a-z0-9]+/g) ?? [];
  return [
    ...words.filter((word) => /^[a-z]{4,}$/.test(word) && !COMMON.has(word)),
    ...words.flatMap((word, at) => (/^\d/.test(words[at + 1] ?? '') && /^[a-z]/.test(word) ? [`${word} ${words[at + 1] ?? ''}`] : [])),
  ];
};

const isNamed = (said: string, mark: string): boolean => ` ${said.replace(/[^a-z0-9]+/g, ' ')} `.includes(` ${mark} `);

/** A day told together with what the question is about («pagar»). */
const dayIn = (words: string, asked: string, now: number): AnswerValue | undefined => {
  const about = (fold(asked).match(/[a-z]{5,}/g) ?? []).filter((word) => !COMMON.has(word)).map((word) => word.slice(0, 3));
  if (!DAYS.test(fold(words)) || !about.some((stem) => new RegExp(`\\b${stem}`).test(fold(words)))) return undefined;
  const { answer } = understand(words, { kind: 'when', text: asked, now: bogotaDateTime(now) });
  return answer === undefined || isReplyWord(answer) ? undefined : answer;
};
