import { understand } from '../../knowledge/understand';

/** A Thursday. */
const NOW = '2026-03-05T09:00:00';
const AHEAD = '¿Qué día le queda bien la visita?';
const BEHIND = '¿Desde cuándo está sin servicio?';

const CASES: readonly (readonly [question: string, text: string, value: unknown])[] = [
  [AHEAD, 'mañana', { date: '2026-03-06' }],
  // holidays and feasts of Colombia
  [AHEAD, 'el festivo', { date: '2026-03-23' }],
  [AHEAD, 'después del festivo', { date: '2026-03-24' }],
  [AHEAD, 'el puente', { date: '2026-03-21' }],
  [AHEAD, 'el viernes santo no, el jueves santo', { date: '2026-04-02' }],
  [AHEAD, 'el día de las velitas', { date: '2026-12-07' }],
  [AHEAD, 'en navidad', { date: '2026-12-25' }],
  [BEHIND, 'desde año nuevo', { date: '2026-01-01' }],
  [BEHIND, 'desde el puente de reyes', { date: '2026-01-10' }],
  // spans and months
  [AHEAD, 'el primer lunes de abril', { date: '2026-04-06' }],
  [AHEAD, 'cualquier día menos el lunes', 'unknown'],
  [BEHIND, 'hace un par de días', { date: '2026-03-03' }],
  [BEHIND, 'hace ocho días', { date: '2026-02-26' }],
  [BEHIND, 'desde enero', { date: '2026-01-01' }],
  [BEHIND, 'desde el mes pasado', { date: '2026-02-01' }],
  [BEHIND, 'hace un año', { date: '2025-03-05' }],
  [AHEAD, 'pasado mañana por la tarde', { date: '2026-03-07' }],
  [AHEAD, 'el lunes', { date: '2026-03-09' }],
  [AHEAD, 'el lunes a las 3', { dateTime: '2026-03-09T15:00:00' }],
  [AHEAD, 'de hoy en ocho', { date: '2026-03-12' }],
  [AHEAD, 'en quince días', { date: '2026-03-19' }],
  [AHEAD, 'el 20', { date: '2026-03-20' }],
  [AHEAD, 'el 2 de abril a las diez y media', { dateTime: '2026-04-02T10:30:00' }],
  [AHEAD, 'a las dos y cuarto', { dateTime: '2026-03-05T14:15:00' }],
  [AHEAD, 'un cuarto para las cinco', { dateTime: '2026-03-05T16:45:00' }],
  [AHEAD, 'en media hora', { dateTime: '2026-03-05T09:30:00' }],
  [AHEAD, 'no hoy no, mañana a las 8 am', { dateTime: '2026-03-06T08:00:00' }],
  [AHEAD, 'no sé todavía', 'unknown'],
  [BEHIND, 'antier', { date: '2026-03-03' }],
  [BEHIND, 'desde el lunes', { date: '2026-03-02' }],
  [BEHIND, 'hace ocho días', { date: '2026-02-26' }],
  [BEHIND, 'anoche a las once', { dateTime: '2026-03-04T23:00:00' }],
  [BEHIND, 'desde las siete', { dateTime: '2026-03-05T07:00:00' }],
  [BEHIND, 'hace hora y media', { dateTime: '2026-03-05T07:30:00' }],
  [BEHIND, 'el 28 de febrero', { date: '2026-02-28' }],
  [AHEAD, 'el lunes no que trabajo, el martes', { date: '2026-03-10' }],
  [AHEAD, 'el viernes no puedo, el sábado a las 9', { dateTime: '2026-03-07T09:00:00' }],
  [AHEAD, 'mañana a esta misma hora', { dateTime: '2026-03-06T09:00:00' }],
  [AHEAD, 'en tres cuartos de hora', { dateTime: '2026-03-05T09:45:00' }],
  [AHEAD, 'quarter to four on friday', { dateTime: '2026-03-06T15:45:00' }],
  [AHEAD, 'cuando tenga plata', 'unknown'],
  ['¿Cuándo le queda bien que vayamos?', 'el martes en la tarde', { date: '2026-03-10' }],
  ['¿Cuándo le escribo otra vez?', 'el lunes', { date: '2026-03-09' }],
  ['¿Cuándo se le fue la señal?', 'el lunes', { date: '2026-03-02' }],
  [BEHIND, 'hace tres noches', { date: '2026-03-02' }],
  [BEHIND, 'since ten past eight', { dateTime: '2026-03-05T08:10:00' }],
  [AHEAD, 'next Monday at 3 pm', { dateTime: '2026-03-09T15:00:00' }],
];

describe('a reply about a day or an hour', () => {
  it.each(CASES)('%s «%s»', (question, text, value) => {
    expect(understand(text, { kind: 'when', text: question, now: NOW }).answer).toEqual(value);
  });
});
