/** Finding words in a long conversation. */
import { placesOf } from '../../../bot/web/agents/found-places';
import type { TranscriptItem } from '../../../bot/web/contracts';

const said = (position: number, text: string, kind: TranscriptItem['kind'] = 'customer'): TranscriptItem => ({ position, kind, text, at: '2026-11-23T15:00:00.000Z' });
const talk = [said(0, 'El bombillo LOS está rojo'), said(1, '¿Está prendido?', 'bot'), said(2, 'luz roja', 'fact'), said(3, 'esta ROJO el bombillo'), said(3, 'rojo, el bombillo')];

test('given words without accents or capitals, in any order, then the newest place first and each once', () => {
  expect(placesOf(talk, 'rojo  bombillo')).toEqual([3, 0]);
  expect(placesOf(talk, 'ESTÁ')).toEqual([3, 1, 0]);
});

test('given steps and facts, or a single letter, then nothing', () => {
  expect([placesOf(talk, 'roja'), placesOf(talk, 'r'), placesOf(talk, '  ')]).toEqual([[], [], []]);
});
