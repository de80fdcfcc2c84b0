/**
 * What became of a step, in words: the question as the customer read it with the answer's label, or what an action of
 * the operator gave. Actions are a closed list; any other result is the exit of a guide that was called, which says
 * nothing to an agent and is left out.
 */
import type { Language } from '../../../knowledge/language';
import { ANSWER_WORDS } from '../answer-words';
import type { AskedQuestion } from '../contracts';

type Words = Readonly<Record<Language, string>>;

const RESULTS: Readonly<Record<string, readonly [what: Words, became: Words]>> = {
  done: [{ es: 'Revisión de los sistemas', en: 'Look at the systems' }, { es: 'hecha', en: 'done' }],
  fails: [{ es: 'Un sistema', en: 'A system' }, { es: 'no respondió', en: 'did not answer' }],
  recognized: [{ es: 'Número del canal', en: 'Number of the channel' }, { es: 'reconocido', en: 'recognised' }],
  found: [{ es: 'Documento o cuenta', en: 'Id or account' }, { es: 'encontrado', en: 'found' }],
  not_found: [{ es: 'Documento o cuenta', en: 'Id or account' }, { es: 'no aparece', en: 'not found' }],
  sent: [{ es: 'Código de verificación', en: 'Verification code' }, { es: 'enviado', en: 'sent' }],
  too_many: [{ es: 'Código de verificación', en: 'Verification code' }, { es: 'se pidió demasiadas veces', en: 'requested too often' }],
  verified: [{ es: 'Código de verificación', en: 'Verification code' }, { es: 'correcto', en: 'right' }],
  wrong: [{ es: 'Código de verificación', en: 'Verification code' }, { es: 'no coincide', en: 'wrong' }],
  expired: [{ es: 'Código de verificación', en: 'Verification code' }, { es: 'vencido', en: 'expired' }],
  blocked: [{ es: 'Código de verificación', en: 'Verification code' }, { es: 'bloqueado', en: 'blocked' }],
  chosen: [{ es: 'Servicio', en: 'Service' }, { es: 'escogido', en: 'chosen' }],
  restarted: [{ es: 'Reinicio del equipo', en: 'Equipment restart' }, { es: 'hecho', en: 'done' }],
  unreachable: [{ es: 'Reinicio del equipo', en: 'Equipment restart' }, { es: 'el equipo no respondió', en: 'the equipment did not answer' }],
  up: [{ es: 'Reinicio de la sesión', en: 'Session reset' }, { es: 'quedó arriba', en: 'up again' }],
  still_down: [{ es: 'Reinicio de la sesión', en: 'Session reset' }, { es: 'sigue caída', en: 'still down' }],
  offered: [{ es: 'Horarios de visita', en: 'Visit times' }, { es: 'ofrecidos', en: 'offered' }],
  none: [{ es: 'Horarios de visita', en: 'Visit times' }, { es: 'no hay libres', en: 'none free' }],
  booked: [{ es: 'Visita', en: 'Visit' }, { es: 'agendada', en: 'booked' }],
  taken: [{ es: 'Horario escogido', en: 'Chosen time' }, { es: 'ya estaba tomado', en: 'already taken' }],
  opened: [{ es: 'Caso', en: 'Ticket' }, { es: 'abierto', en: 'opened' }],
  subscribed: [{ es: 'Aviso de la falla', en: 'Outage notice' }, { es: 'anotado', en: 'noted' }],
  kept: [{ es: 'Solicitud de asesor', en: 'Request for a person' }, { es: 'guardada', en: 'kept' }],
};

const OUTCOMES: Readonly<Record<string, Words>> = {
  not_understood: { es: 'No se entendió la respuesta', en: 'The answer was not understood' },
  silent: { es: 'No respondió', en: 'No answer' },
  reminded: { es: 'Se le recordó la pregunta', en: 'The question was repeated after a silence' },
  waited: { es: 'Se esperó el tiempo anunciado', en: 'The announced time was waited' },
};

export interface ToldStep {
  readonly what: string;
  readonly became?: string;
}

export interface PassedStep {
  readonly outcome: string;
  readonly value?: string | undefined;
  readonly asked?: AskedQuestion | undefined;
  /** What was assumed, as a sentence. */
  readonly text?: string | undefined;
}

/** Nothing when the step says nothing to a person. */
export function tellStep(step: PassedStep, language: Language): ToldStep | undefined {
  const { outcome, value, asked, text } = step;
  if (outcome === 'answered') return { what: asked?.question ?? ANSWERED[language], became: answerIn(value ?? '', asked, language) };
  if (outcome === 'assumed') return text === undefined ? undefined : { what: ASSUMED[language], became: text };
  const result = outcome === 'result' ? RESULTS[value ?? ''] : undefined;
  if (result !== undefined) return { what: result[0][language], became: result[1][language] };
  const words = OUTCOMES[outcome]?.[language];
  return words === undefined ? undefined : { what: words };
}

const ANSWERED: Words = { es: 'Respondió', en: 'Answered' };
const ASSUMED: Words = { es: 'Se dio por hecho', en: 'Assumed' };

function answerIn(value: string, asked: AskedQuestion | undefined, language: Language): string {
  return ANSWER_WORDS[value]?.[language] ?? asked?.answers[value] ?? value;
}
