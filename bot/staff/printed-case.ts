/** A case on paper: what was said and done, plainly, with the hash that proves it. Everything is text; nothing in it runs. */
import { escaped } from '../http/html';
import { factValue } from '../web/agents/names';
import { dayAndClock } from '../web/staff/format';
import type { CasePacket, PacketStep, ShownFact, TranscriptItem } from '../web/contracts';
import type { Exported } from './ports';

const WORDS = {
  es: { title: 'Caso', topic: 'Vino por', who: 'Cliente', service: 'Servicio', why: 'Por qué llegó a una persona', steps: 'Lo que se hizo', said: 'Lo que dijo', verified: 'Lo que se verificó', talk: 'Conversación completa', by: 'Exportado por', none: 'Sin verificar', hash: 'SHA-256 del contenido' },
  en: { title: 'Case', topic: 'Came for', who: 'Customer', service: 'Service', why: 'Why it came to a person', steps: 'What was done', said: 'What she said', verified: 'What was verified', talk: 'Whole conversation', by: 'Exported by', none: 'Not verified', hash: 'SHA-256 of the content' },
} as const;

const SPEAKERS = {
  es: { customer: 'Cliente', bot: 'Hilo', agent: 'Asesor', system: 'Aviso', step: 'Paso', fact: 'Dato', event: 'Suceso', note: 'Nota interna' },
  en: { customer: 'Customer', bot: 'Hilo', agent: 'Agent', system: 'Notice', step: 'Step', fact: 'Fact', event: 'Event', note: 'Private note' },
} as const;

export const printedCase = ({ whole, lines }: Exported, language: 'es' | 'en'): string => {
  const words = WORDS[language];
  const { summary } = whole.content;
  const packet = whole.content.packet as CasePacket;
  const title = `${words.title} ${summary.number ?? summary.thread}`;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main><h1>${escaped(title)}</h1><dl>`,
    pair(words.who, packet.who.name ?? packet.who.customerId ?? words.none),
    packet.service ? pair(words.service, [packet.service.kind && factValue('service.kind', packet.service.kind, { language, now: 0 }), packet.service.address].filter(Boolean).join(' · ')) : '',
    packet.topic === undefined ? '' : pair(words.topic, packet.topic), pair(words.why, packet.why), pair(words.by, `${whole.by} · ${dayAndClock(whole.exportedAt, language)}`), '</dl>',
    list(words.steps, packet.steps.map((step) => stepLine(step, language))),
    list(words.said, [...(packet.words ?? []).map(({ text }) => `«${text}»`), ...packet.shown.said.map(factLine)]), list(words.verified, packet.shown.verified.map(factLine)),
    `<h2>${words.talk}</h2><table><tbody>`,
    ...lines.filter(({ words: told }) => told !== '').map((line) => row(line, language)),
    `</tbody></table><footer>${words.hash}: <code>${escaped(whole.sha256)}</code></footer></main></body></html>`,
  ].join('\n');
};

const STYLE = 'body{font:14px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#111;background:#fff}table{border-collapse:collapse;width:100%}td,th{border-top:1px solid #ccc;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere;white-space:pre-wrap}dt{font-weight:600}dd{margin:0 0 .5rem}footer{margin-top:2rem;overflow-wrap:anywhere}';

/** Who spoke; beside a quiet line stands what it is, since its sentence says who. */
const row = ({ at, kind, by, text, words }: TranscriptItem, language: 'es' | 'en'): string => {
  const who = kind === 'agent' || kind === 'note' ? `${SPEAKERS[language][kind]} · ${by ?? ''}` : SPEAKERS[language][kind];
  return `<tr><td>${timeCell(at, language)}</td><th scope="row">${escaped(who)}</th><td>${escaped(words ?? text)}</td></tr>`;
};

/** On Colombia's clock, like everything that staff read; the exact time stays in the page. */
const timeCell = (at: string, language: 'es' | 'en'): string => `<time datetime="${escaped(at)}">${escaped(dayAndClock(at, language))}</time>`;

const stepLine = ({ label, step, result, value, at, text }: PacketStep, language: 'es' | 'en'): string =>
  `${dayAndClock(at, language)} · ${text ?? `${label ?? step}: ${result ?? value ?? ''}`}`;

const factLine = ({ label, value }: ShownFact): string => `${label}: ${value}`;
const pair = (term: string, text: string): string => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`;
const list = (title: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `<h2>${escaped(title)}</h2><ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
