/** What systems and the guide noted, told to an agent in words. */
import { factName, saidWords, stepName } from '../../../bot/web/agents/names';
import { quietText } from '../../../bot/web/agents/quiet-lines';
import type { TranscriptItem } from '../../../bot/web/contracts';

const line = (kind: TranscriptItem['kind'], text: string, by?: string): TranscriptItem => ({
  position: 0, at: '2026-11-22T07:00:00-05:00', kind, text, ...(by !== undefined && { by }),
});

test.each([
  [line('step', 'answered: true', 'no-internet-gpon/fiber_check'), 'Fiber check: respondió sí'],
  [line('step', 'skipped', 'no-internet-gpon/power'), 'Power: saltado'],
  [line('step', 'odd: x', 'a/power'), 'Power: odd: x'],
  [line('fact', 'line.state = los, line.neighbours_down = 0, line.traffic = false', 'nms'), 'Estado de la línea: los · Vecinos caídos: 0 · Hay tráfico: no'],
  [line('fact', 'other.thing = x'), 'other thing: x'],
  [line('fact', ''), 'Nada todavía.'],
  [line('event', 'level: advanced (said: soy ingeniero, ONT)'), 'Nivel: Avanzado (soy ingeniero, ONT)'],
  [line('event', 'human_requested'), 'Pidió una persona'],
  [line('event', 'handed_off: asked'), 'Pasó a la lista de espera'],
  [line('event', 'Un sistema no respondió'), 'Un sistema no respondió'],
  [line('system', 'Ana tomó el caso'), 'Ana tomó el caso'],
])('given %j, then «%s»', (item, words) => {
  expect(quietText(item, 'es')).toBe(words);
});

test('given a fact or step without a name of ours, then its own reads well', () => {
  expect([factName('line.rx_dbm', 'en'), factName('odd.new_fact', 'en'), stepName('a/need_visit')]).toEqual(['Optical power received', 'odd new fact', 'Need visit']);
});

test('given what shows the level, then only her words', () => {
  expect([saidWords('fieldTrade: soy ingeniero'), saidWords('no sé nada de eso')]).toEqual(['soy ingeniero', 'no sé nada de eso']);
});
