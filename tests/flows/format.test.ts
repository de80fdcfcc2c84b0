/** How facts read in a sentence, at the hour of Bogotá wherever the machine stands. */
import fc from 'fast-check';
import { bogotaDateTime, tell } from '../../flows/format';
import type { FactValue } from '../../flows/facts';
import type { FactType } from '../../flows/schema';

const NOW = Date.parse('2026-11-20T15:00:00-05:00');
const told = (type: FactType, value: FactValue, language: 'es' | 'en' = 'es') => tell(value, { type, about: 'x' }, { language, now: NOW });

test.each([
  ['time', '2026-11-20T18:42:00-05:00', 'las 6:42 p. m.', '6:42 p.m.'],
  ['time', '2026-11-20T06:05:00Z', 'la 1:05 a. m.', '1:05 a.m.'],
  ['time', '2026-11-19T23:59:00-05:00', 'las 11:59 p. m. de ayer', '11:59 p.m. yesterday'],
  ['time', '2026-11-21T00:00:00-05:00', 'las 12:00 a. m. de mañana', '12:00 a.m. tomorrow'],
  ['time', '2026-05-03T08:00:00-05:00', 'las 8:00 a. m. del 3 de mayo', '8:00 a.m. on May 3'],
  ['date', '2026-11-12', '12 de noviembre', 'November 12'],
  ['money', 1_284_900, '$1.284.900', 'COP 1,284,900'],
  ['dbm', -27.52, '-27,5 dBm', '-27.5 dBm'],
  ['minutes', 1, '1 minuto', '1 minute'],
  ['minutes', 180, '3 horas', '3 hours'],
  ['minutes', 4_320, '3 días', '3 days'],
  ['yes_no', true, 'sí', 'yes'],
  ['list', [{ id: 'a', label: 'hoy' }, { id: 'b', label: 'mañana' }], 'hoy, mañana', 'hoy, mañana'],
] as const)('a %s of %p', (type, value, es, en) => {
  expect(told(type, value)).toBe(es);
  expect(told(type, value, 'en')).toBe(en);
});

test('a value that does not fit its type is not told', () => {
  expect(told('time', 'soon')).toBeUndefined();
  expect(told('money', 'mucho')).toBeUndefined();
});

test('a named value reads as the glossary says', () => {
  const meaning = { type: 'text', about: 'x', values: { los: { es: 'sin luz', en: 'no light' } } } as const;
  expect(tell('los', meaning, { language: 'en', now: NOW })).toBe('no light');
});

test('Bogotá is five hours behind Greenwich at every instant', () => {
  fc.assert(fc.property(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), (date) => Date.parse(`${bogotaDateTime(date.getTime())}-05:00`) === Math.floor(date.getTime() / 1000) * 1000));
});
