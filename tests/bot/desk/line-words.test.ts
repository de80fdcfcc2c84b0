/** Every kind of line reads as a sentence in both languages: for the page, on paper, and for who calls the API. */
import { linesOf } from '../../../bot/desk/lines';
import { lineWords } from '../../../bot/desk/line-words';
import { printedCase } from '../../../bot/staff/printed-case';
import type { CasePacket, CaseSummary } from '../../../bot/web/contracts';
import { CAUSES } from '../../../bot/web/desk-contracts';
import { address } from '../../../dialogs/ids';
import type { Entry, EventEntry } from '../../../dialogs/transcript';
import type { Language } from '../../../knowledge/language';
import { compiled, shippedFiles } from '../../flows/release-files';

const AT = Date.parse('2026-11-22T12:00:00-05:00');
const release = compiled(shippedFiles());
const glossary = [...release.flows.values()][0]?.glossary ?? { facts: {}, conditions: {} };
const ASSUMED = [{ flow: 'no-internet-gpon', step: 'fibre', answer: 'ok', text: 'El cable está bien puesto.' }] as const;

const wordsOf = (entry: Entry, language: Language): readonly (string | undefined)[] =>
  linesOf([{ position: 0, entry }], lineWords({ language, now: AT, asked: {}, glossary, assumed: ASSUMED, flowOf: (flow) => release.flows.get(flow) })).map(({ words }) => words);

/** All of them, or this does not compile. */
const EVENTS: Readonly<Record<EventEntry['name'], string | undefined>> = {
  joined: undefined, resumed: undefined, moved: undefined, repeated_question: 'guide/fact', human_requested: undefined, handed_off: 'flow', outage_told: 'o-1',
  address_joined: undefined, case_queued: 'Wi-Fi', case_opened: 'Wi-Fi', case_parked: 'Wi-Fi', went_back: 'fibre', started_over: undefined, article: 'wifi-key',
  new_customer: undefined, data_shown: undefined, data_deletion: undefined, data_correction: undefined, given_back: undefined, skipped_to: 'guide/step',
  case_closed: 'wifi confirmed', released: 'silent', phone: 'Camilo', verified: 'birth_year', not_verified: 'birth_year', undelivered: '131026 cannot', signed_in: undefined,
  proof_expired: undefined, for_holder: undefined,
};
const events = Object.entries(EVENTS).map(([name, detail]): EventEntry => ({ kind: 'event', at: AT, name: name as EventEntry['name'], ...(detail !== undefined && { detail }) }));

test.each(events)('given the event $name, then it is told in words of each language, not by its own name', (event) => {
  const [[es = ''], [en = '']] = [wordsOf(event, 'es'), wordsOf(event, 'en')];
  expect(es).toMatch(/^[A-ZÁÉÍÓÚ«].{8,}/);
  expect(en).toMatch(/^[A-Z].{8,}/);
  expect(es).not.toBe(en);
  expect(`${es} ${en}`).not.toContain('_');
});

test.each<[Entry, string, string]>([
  [{ kind: 'event', at: AT, name: 'resumed' }, 'El cliente volvió y la conversación siguió donde iba', 'The customer came back and the conversation went on where it was'],
  [{ kind: 'event', at: AT, name: 'resumed', detail: 'given back', by: 'Camilo' }, 'Camilo devolvió el caso a Hilo', 'Camilo gave the case back to Hilo'],
  [{ kind: 'event', at: AT, name: 'released', detail: 'deactivated', by: 'Camilo' }, 'El caso volvió a la lista de espera: Camilo ya no tiene cuenta activa', 'The case went back to the queue: Camilo has no active account any more'],
  [{ kind: 'end', at: AT, flow: 'no-internet-gpon', release: release.id, step: 'solved', code: 'RESUELTO' }, 'Hilo terminó la guía: el cliente confirmó que quedó bien', 'Hilo ended the guide: the customer confirmed that it works'],
  [{ kind: 'rating', at: AT, score: 4 }, 'El cliente calificó la ayuda: 4/5', 'The customer rated the help: 4/5'],
  [{ kind: 'level', at: AT, level: 'advanced', by: 'said', cues: ['trade: soy ingeniero'] }, 'Nivel: Avanzado («soy ingeniero»)', 'Level: Advanced («soy ingeniero»)'],
  [
    { kind: 'steps', at: AT, release: release.id, level: 'advanced', passages: [{ flow: 'no-internet-gpon', outcomes: [{ step: 'fibre', outcome: 'assumed', value: 'ok' }] }] },
    'Se dio por hecho: El cable está bien puesto.', 'Assumed: El cable está bien puesto.',
  ],
  [
    { kind: 'steps', at: AT, release: release.id, level: 'basic', passages: [{ flow: 'no-internet-gpon', outcomes: [{ step: 'boot', outcome: 'answered', value: 'yes' }] }] },
    'Espera anunciada: el cliente siguió antes', 'Announced wait: the customer went on before it was over',
  ],
  [{ kind: 'facts', at: AT, source: 'account', facts: { 'account.state': 'active', 'service.kind': 'gpon', 'account.priority': false } }, 'Estado de la cuenta: activa · Tecnología: Internet por fibra · Alguien allí depende del servicio: no', 'Account state: active · Technology: Fibre internet · Somebody there depends on the service: no'],
  [{ kind: 'facts', at: AT, source: 'line', facts: { 'line.rx_dbm': -28.44, 'code.typed': '123456' } }, 'Potencia óptica recibida: -28,4 dBm', 'Optical power received: -28.4 dBm'],
])('given %j, then it reads «%s»', (entry, es, en) => {
  expect([wordsOf(entry, 'es'), wordsOf(entry, 'en')]).toEqual([[es], [en]]);
});

test('given any cause that a case is closed with, then it has words', () => {
  for (const cause of CAUSES) {
    const [told = ''] = wordsOf({ kind: 'event', at: AT, name: 'case_closed', detail: cause }, 'es');
    expect([cause, /: \S/.test(told), told.includes(cause) && cause.includes('_')]).toEqual([cause, true, false]);
  }
});

test('given every step of every guide that does or looks at something, then what it was and what came of it is told', () => {
  const silent: string[] = [];
  for (const [name, flow] of release.flows) {
    for (const [step, found] of Object.entries(flow.flow.steps)) {
      if (found.kind !== 'do' && found.kind !== 'check') continue;
      for (const value of Object.keys(found.exits)) {
        const entry: Entry = { kind: 'steps', at: AT, release: release.id, level: 'basic', passages: [{ flow: name, outcomes: [{ step, outcome: 'result', value }] }] };
        for (const language of ['es', 'en'] as const) if (!wordsOf(entry, language)[0]?.includes(': ')) silent.push(`${name}/${step} ${value} ${language}`);
      }
    }
  }
  expect(silent).toEqual([]);
});

const XSS = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

test('given markup in every field that somebody can write, then the printed page shows it and runs nothing', () => {
  const summary = { thread: XSS, number: XSS } as unknown as CaseSummary;
  const packet = {
    who: { verified: true, name: XSS, customerId: XSS }, service: { id: XSS, kind: XSS, address: XSS }, why: XSS,
    steps: [{ step: XSS, outcome: 'answered', label: XSS, result: XSS, at: '2026-11-22T12:00:00Z' }],
    shown: { said: [{ name: XSS, label: XSS, value: XSS, at: '' }], verified: [{ name: XSS, label: XSS, value: XSS, at: '' }] },
  } as unknown as CasePacket;
  const entries: readonly Entry[] = [
    { kind: 'customer', at: AT, text: XSS, from: address('web', 'x'), attachments: [{ kind: 'document', name: XSS, type: XSS }] },
    { kind: 'agent', at: AT, text: XSS, by: 'u', name: XSS }, { kind: 'note', at: AT, text: XSS, by: 'u', name: XSS, to: XSS },
    { kind: 'bot', at: AT, text: XSS, language: 'es' }, { kind: 'system', at: AT, name: 'claimed', text: XSS, language: 'es' },
    { kind: 'facts', at: AT, source: XSS, facts: { [XSS]: XSS } }, { kind: 'event', at: AT, name: 'case_queued', detail: XSS, by: XSS },
    { kind: 'level', at: AT, level: 'basic', by: 'said', cues: [XSS] }, { kind: 'event', at: AT, name: 'undelivered', detail: XSS },
  ];
  const lines = linesOf(entries.map((entry, position) => ({ position, entry })), lineWords({ language: 'es', now: AT, asked: {}, glossary, assumed: [], flowOf: () => undefined }));
  const whole = { format: 'hilo-case/1', exportedAt: '2026-11-22T12:00:00Z', by: XSS, sha256: XSS, content: { summary, packet, transcript: [] } } as const;
  const page = printedCase({ whole, lines }, 'es');
  expect(page).toContain('&lt;script&gt;');
  expect(page.match(/<(?!\/?(?:html|head|meta|title|style|body|main|h1|h2|dl|dt|dd|ul|li|table|tbody|tr|td|th|time|footer|code)\b|!doctype)[^>]*>/g)).toBeNull();
  expect(page).not.toMatch(/<[a-z]+[^>]*\son\w+=/i);
});
