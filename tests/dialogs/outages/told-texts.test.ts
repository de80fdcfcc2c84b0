/** What customers are told of an outage, in both languages, also when staff wrote in one. */
import { CAUSE_NAMES, CAUSES, causeNamed, toldCause, toldNote, toldTitle } from '../../../dialogs/outages/told-texts';

const alone = (es: string) => ({ es, en: es });
const now = { planned: false };

test('given what was written in both languages, then it is told as it was written', () => {
  const both = { es: 'un carro tumbó un poste', en: 'a car hit a pole' };
  expect([toldTitle(both, now), toldCause(both, now), toldNote(both)]).toEqual([both, both, both]);
});

test('given what was written in Spanish alone, then no English text has a word of it', () => {
  const own = alone('un carro tumbó un poste');
  expect(toldTitle(own, now)).toEqual({ es: own.es, en: 'Service interruption' });
  expect(toldTitle(own, { planned: true }).en).toBe('Planned work');
  expect(toldCause(own, now)).toEqual({ es: own.es, en: 'a fault that our technicians have found' });
  expect(toldNote(own)).toEqual({ es: own.es });
});

test('given a cause of the closed list, then it has both languages however it came', () => {
  for (const name of CAUSE_NAMES) {
    expect(toldCause(alone(CAUSES[name].es), now)).toEqual(CAUSES[name]);
    expect(causeNamed(CAUSES[name].es)).toBe(name);
  }
  expect(causeNamed('otra cosa')).toBeUndefined();
});
