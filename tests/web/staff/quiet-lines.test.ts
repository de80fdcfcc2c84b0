/** What systems and the guide noted, told to an agent in words. */
import { factName, factValue } from '../../../bot/web/agents/names';
import { quietText } from '../../../bot/web/agents/quiet-lines';
import { tellStep } from '../../../bot/web/agents/step-words';
import type { TranscriptItem } from '../../../bot/web/contracts';

const NOW = Date.parse('2026-11-22T12:00:00-05:00');
const asked = { 'no-internet-gpon/fibre': { question: '¿Cómo está?', answers: { ok: 'Se ve bien' } } };
const es = { language: 'es', now: NOW, asked } as const;

const line = (kind: TranscriptItem['kind'], text: string, by?: string): TranscriptItem => ({
  position: 0, at: '2026-11-22T07:00:00-05:00', kind, text, ...(by !== undefined && { by }),
});

test.each([
  [line('step', 'answered: ok', 'no-internet-gpon/fibre'), '¿Cómo está? Se ve bien'],
  [line('step', 'answered: yes', 'a/odd'), 'Respondió: sí'],
  [line('step', 'result: restarted', 'a/remote'), 'Reinicio del equipo: hecho'],
  [line('step', 'not_understood', 'a/power'), 'No se entendió la respuesta'],
  [line('fact', 'line.state = los, line.neighbours_down = 0, line.traffic = false', 'nms'), 'Estado de la línea: no llega luz por la fibra · Vecinos caídos: 0 · Hay tráfico: no'],
  [line('fact', 'service.address = Calle 61 # 9-140, apto 502, account.balance_cop = 189900'), 'Dirección: Calle 61 # 9-140, apto 502 · Saldo pendiente: $189.900'],
  [line('fact', 'other.thing = x'), 'other thing: x'],
  [line('event', 'level: advanced (said: soy ingeniero, ONT)'), 'Nivel: Avanzado («soy ingeniero, ONT»)'],
  [line('event', 'human_requested'), 'El cliente pidió una persona'],
  [line('event', 'handed_off: asked'), 'Hilo lo pasó a la lista de espera'],
  [line('event', 'resumed'), 'El cliente volvió y la conversación siguió donde iba'],
  [line('event', 'resumed: given back'), 'El asesor devolvió el caso a Hilo'],
  [line('event', 'case_closed: wifi confirmed'), 'El asesor cerró el caso: Wifi de la casa · El cliente confirmó que quedó bien'],
  [line('event', 'released: silent'), 'El caso volvió a la lista de espera: el asesor llevaba un rato sin conexión'],
  [line('event', 'resumed: given back', 'Camilo'), 'Camilo devolvió el caso a Hilo'],
  [line('event', 'case_closed: wifi', 'Camilo'), 'Camilo cerró el caso: Wifi de la casa'],
  [line('event', 'released: silent', 'Camilo'), 'El caso volvió a la lista de espera: Camilo llevaba un rato sin conexión'],
  [line('event', 'skipped_to: no-internet-gpon/fibre'), 'El asesor escogió por dónde sigue Hilo: «¿Cómo está?»'],
  [line('event', 'undelivered: 131047 more than 24 h since the last message'), 'Un mensaje no le llegó al cliente: pasaron más de 24 horas desde su último mensaje; llámelo o espere a que escriba'],
  [line('event', 'phone: Camilo'), 'Llamada que atiende: Camilo'],
  [line('event', 'rating: 5'), 'El cliente calificó la ayuda: 5/5'],
  [line('event', 'Un sistema no respondió'), 'Un sistema no respondió'],
  [line('system', 'Ana tomó el caso'), 'Ana tomó el caso'],
])('given %j, then «%s»', (item, words) => {
  expect(quietText(item, es)).toBe(words);
});

test.each([line('step', 'skipped', 'a/power'), line('step', 'result: identified', 'a/identify'), line('fact', '')])('given %j, then nothing is told', (item) => {
  expect(quietText(item, es)).toBeUndefined();
});

test('given values of a system, then they read as people say them', () => {
  const told = (name: string, value: string) => factValue(name, value, { language: 'en', now: NOW });
  expect([told('line.last_down_at', '2026-11-22T00:01:08-05:00'), told('line.rx_dbm', '-28.44'), told('account.state', 'active'), told('outage.compensation', 'true'), told('ticket.id', 'T-1')])
    .toEqual(['12:01 a.m.', '-28.4 dBm', 'active', 'yes', 'T-1']);
});

test('given a fact without a name of ours, then its own reads well', () => {
  expect([factName('line.rx_dbm', 'en'), factName('odd.new_fact', 'en')]).toEqual(['Optical power received', 'odd new fact']);
});

test('given an assumption, then its sentence is told', () => {
  expect(tellStep({ outcome: 'assumed', value: 'yes', text: 'En la casa hay corriente.' }, 'es')).toEqual({ what: 'Se dio por hecho', became: 'En la casa hay corriente.' });
});
