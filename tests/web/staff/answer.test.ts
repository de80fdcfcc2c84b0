/** What helps an agent write: replies filled from the case, advice before it is sent, sections by role. */
import type { CaseDetail, CasePacket } from '../../../bot/web/contracts';
import { filled, GAP, matching } from '../../../bot/web/agents/canned-text';
import { hintsOf } from '../../../bot/web/agents/text-hints';
import { placeIn, viewsOf } from '../../../bot/web/agents/views';
import type { CannedReply } from '../../../bot/web/desk-contracts';

const packet: CasePacket = {
  version: 1, why: 'Pidió una persona', mood: 'calm', shown: { said: [], verified: [] }, outage: { checked: false }, position: { mode: 'agent', stack: [] },
  transcript: { length: 4, url: '' }, who: { verified: true, customerId: 'C-1', name: 'Marta' }, service: { id: 'S-1', address: 'Calle 5 # 10-20' },
  level: { value: 'basic', evidence: [] }, language: 'es', reason: 'asked', said: {}, verified: {}, assumed: [],
  steps: [{ step: 'gpon/lights', outcome: 'answered', value: 'red', at: '2026-11-22T07:00:00-05:00' }],
  asked: { 'gpon/lights': { question: '¿Ve una luz roja prendida en la caja?', answers: { red: 'Sí, roja' } } },
};
const detail: CaseDetail = {
  packet, transcript: [], viewers: [], deliveries: {}, customerTyping: false,
  summary: {
    thread: 't1', status: 'with_agent', name: 'Marta', channel: 'web', language: 'es', level: 'basic', reason: 'asked', since: '2026-11-22T07:00:00-05:00', length: 4,
    updatedAt: '2026-11-22T07:00:00-05:00', priority: 'normal', turn: 'us', returns: 0, sla: { state: 'ok', spentMs: 0, limitMs: 1 }, number: 'H-0001',
  },
};
const kinds = (text: string): readonly string[] => hintsOf(text, packet).map(({ kind }) => kind);

describe('ready replies', () => {
  const reply: CannedReply = { id: 'saludo', title: { es: 'Saludo', en: 'Greeting' }, text: { es: 'Hola, {name}. Soy {agent}; {number} sobre {topic}.', en: 'Hello' } };

  test('given a case, then its values stand in the text and what is not known is a gap to see', () => {
    expect(filled(reply, { detail, agent: 'Camilo' })).toBe(`Hola, Marta. Soy Camilo; H-0001 sobre ${GAP}.`);
  });

  test('given words without accents in any order, then the reply is found', () => {
    expect(matching([reply], 'soy hola', 'es')).toEqual([reply]);
    expect(matching([reply], 'factura', 'es')).toEqual([]);
  });
});

describe('advice', () => {
  test.each([
    ['¿Me regala su número de cédula?', 'known', 'C-1'], ['¿Cuál es la dirección?', 'known', 'Calle 5 # 10-20'], ['¿Hay alguna luz roja prendida en la caja?', 'known', 'Sí, roja'],
  ])('given %s, then what is known already is told', (text, kind, answer) => {
    expect(hintsOf(text, packet)).toEqual([{ kind, answer }]);
  });

  test('given blame, several questions or a long text, then each is told', () => {
    expect(kinds('Usted no debió mover el cable.')).toEqual(['blame']);
    expect(kinds('¿Prende la pantalla? ¿Oye algún ruido?')).toEqual(['questions']);
    expect(kinds(`${'palabra '.repeat(80)}.`)).toEqual(['long']);
  });

  test('given a good answer, then nothing is told', () => {
    expect(hintsOf('Ya reinicié su equipo desde acá. ¿Me cuenta si le volvió la señal?', packet)).toEqual([]);
  });
});

test('given an address, then it names a section, a case, or nothing that breaks', () => {
  expect([placeIn('#/people'), placeIn('#t%201'), placeIn(''), placeIn('#%')]).toEqual([
    { view: 'people' }, { view: 'cases', thread: 't 1' }, { view: 'cases' }, { view: 'cases' },
  ]);
});

test('given an agent, then neither people, figures nor the record are offered', () => {
  expect(viewsOf('agent')).toEqual(['cases']);
});
