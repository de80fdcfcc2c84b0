/** The copy as a page for a telephone: a door that asks for one tap, so that what only previews a link opens nothing, and the copy with its JSON inside. */
import { createHash } from 'node:crypto';
import { escaped } from '../http/html';
import type { Language } from '../../knowledge/language';
import { factValue } from '../web/agents/names';
import { piecesOf } from '../web/rich-text';
import { dayAndClock, dayName } from '../web/staff/format';
import type { Conversation, CopiedFile, CopiedLine, DataCopy } from './copy';
import type { Opened } from './offer';

const STYLE =
  ':root{color-scheme:light dark;--line:light-dark(#927e69,#8d7e6f);--brand:light-dark(#1d5c53,#7fcabb)}*{box-sizing:border-box}' +
  'body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:44rem;padding:1rem;background:light-dark(#fbf6ef,#191614);color:light-dark(#2b2420,#f3ebe2)}' +
  'h1{font-size:1.5rem;line-height:1.2}h2{font-size:1.2rem;margin-top:2rem}a{color:var(--brand);text-underline-offset:.2em}:focus-visible{outline:3px solid var(--brand);outline-offset:2px}' +
  'button,.save{display:inline-block;font:inherit;font-weight:600;padding:.7rem 1.2rem;border:1.5px solid var(--brand);border-radius:1.4rem;background:light-dark(#fffdfa,#1f1b18);color:var(--brand);text-decoration:none;min-height:44px;cursor:pointer}' +
  'dt{font-weight:600}dd{margin:0 0 .6rem;overflow-wrap:anywhere}li{margin-bottom:.5rem;overflow-wrap:anywhere}small{color:light-dark(#685d54,#b9aa9b)}p{overflow-wrap:anywhere;white-space:pre-wrap;margin:.2rem 0 .8rem}' +
  'details{margin:.6rem 0;padding:.4rem .8rem;border:1px solid var(--line);border-radius:.9rem;background:light-dark(#fffdfa,#1f1b18)}img{max-width:100%;height:auto;border-radius:.6rem}summary{min-height:44px;display:flex;align-items:center;cursor:pointer}' +
  '@media print{body{background:none}.save{display:none}details::details-content{content-visibility:visible;block-size:auto}}';

export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
} as const;

const WORDS = {
  es: {
    title: 'Sus datos', door: 'Esta es la copia de los datos que guardamos de usted. El enlace abre una sola vez: ábralo cuando pueda leerla o guardarla.', open: 'Abrir mis datos',
    gone: 'Este enlace ya se abrió o se venció. Escriba <strong>copia de mis datos</strong> en el <a href="/">chat</a> y le damos otro.', away: 'Un sistema no responde en este momento. El enlace sigue sirviendo: inténtelo de nuevo en un rato.',
    made: 'Copia hecha el', save: 'Guardar el archivo (JSON)', who: 'Quién es', name: 'Nombre', contact: 'Contacto', services: 'Servicios', filed: 'Lo que ha radicado', answerBy: 'respuesta a más tardar el',
    answered: 'respondida', against: 'contra la respuesta', paidBack: 'Compensaciones', minutes: 'minutos sin servicio', notices: 'Avisos que le mandamos', consents: 'Lo que se le contó y lo que permitió',
    facts: 'Lo que sabemos', talks: 'Conversaciones', elsewhere: 'Lo que no está en esta copia', none: 'Nada.', you: 'Usted', hilo: 'Hilo', agent: 'Asesor', notice: 'Aviso', file: 'mis-datos.json', fileGone: 'no está en esta copia; pídalo a una persona',
  },
  en: {
    title: 'Your data', door: 'This is the copy of the data that we keep about you. The link opens once: open it when you can read or save it.', open: 'Open my data',
    gone: 'This link was opened already or has expired. Type <strong>copy of my data</strong> in the <a href="/?lang=en">chat</a> and we give you another.', away: 'A system is not answering at the moment. The link stays good: try again in a while.',
    made: 'Copy made on', save: 'Save the file (JSON)', who: 'Who you are', name: 'Name', contact: 'Contact', services: 'Services', filed: 'What you filed', answerBy: 'answer by',
    answered: 'answered', against: 'against the answer', paidBack: 'Compensation', minutes: 'minutes without service', notices: 'News we sent you', consents: 'What you were told and what you allowed',
    facts: 'What we know', talks: 'Conversations', elsewhere: 'What is not in this copy', none: 'Nothing.', you: 'You', hilo: 'Hilo', agent: 'Agent', notice: 'Notice', file: 'my-data.json', fileGone: 'not in this copy; ask a person for it',
  },
} as const;

const shell = (language: Language, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${WORDS[language].title}</title><style>${STYLE}</style></head><body><main><h1>${WORDS[language].title}</h1>${body}</main></body></html>`;

export const doorPage = (language: Language): string =>
  shell(language, `<p>${WORDS[language].door}</p><form method="post"><button>${WORDS[language].open}</button></form>`);

/** Nobody knows whose it was: both languages. */
export const gonePage = (): string => shell('es', `<p>${WORDS.es.gone}</p><p lang="en">${WORDS.en.gone}</p>`);
export const awayPage = (): string => shell('es', `<p>${WORDS.es.away}</p><p lang="en">${WORDS.en.away}</p>`);

export const copyPage = ({ copy, files, language }: Opened): string => {
  const words = WORDS[language];
  const file = Buffer.from(JSON.stringify(copy, null, 2)).toString('base64');
  return shell(language, [
    `<p>${words.made} ${escaped(dayAndClock(copy.madeAt, language))}</p>`,
    `<p><a class="save" download="${words.file}" href="data:application/json;base64,${file}">${words.save}</a></p>`,
    whoSection(copy, language),
    section(words.filed, copy.filed.map(({ number, kind, filedAt, answerBy, answered, told, against }) =>
      [`${kind} ${number}`, dayAndClock(filedAt, language), answered ? words.answered : answerBy && `${words.answerBy} ${dayName(answerBy, language)}`, against && `${words.against} ${against}`, told && `«${told}»`].filter(Boolean).join(' · ')), language),
    section(words.paidBack, copy.compensations.map(({ service, month, minutes, amountCop, why }) => [addressOf(copy, service), month, `${minutes} ${words.minutes}`, amountCop !== undefined && `$${amountCop}`, why].filter(Boolean).join(' · ')), language),
    section(words.notices, copy.notices.map(({ at, text }) => `${dayAndClock(at, language)} · ${text}`), language),
    section(words.consents, copy.consents.map(({ at, what }) => `${dayAndClock(at, language)} · ${what}`), language),
    section(words.facts, copy.facts.map(({ label, value, source, at }) => `${label}: ${value} (${source}, ${dayAndClock(at, language)})`), language),
    `<h2>${words.talks}</h2>`, ...(copy.conversations.length === 0 ? [`<p>${words.none}</p>`] : copy.conversations.map((talk) => talkOf(talk, { files, language }))),
    section(words.elsewhere, copy.elsewhere, language),
  ].join('\n'));
};

const addressOf = ({ who }: DataCopy, service: string): string => who.services.find(({ id }) => id === service)?.address ?? service;

const whoSection = ({ who }: DataCopy, language: Language): string => {
  const words = WORDS[language];
  const pair = (term: string, text: string | undefined): string => (text === undefined ? '' : `<dt>${term}</dt><dd>${escaped(text)}</dd>`);
  // The names that systems use for it stand in the file.
  const services = who.services.map(({ kind, address }) => `${address} (${factValue('service.kind', kind, { language, now: 0 })})`).join('; ');
  return `<h2>${words.who}</h2><dl>${pair(words.name, who.name)}${pair(words.contact, who.contact)}${pair(words.services, services || undefined)}</dl>`;
};

const section = (title: string, items: readonly string[], language: Language): string =>
  `<h2>${title}</h2>${items.length === 0 ? `<p>${WORDS[language].none}</p>` : `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`}`;

type Around = Pick<Opened, 'files' | 'language'>;

const talkOf = ({ began, lines }: Conversation, around: Around): string =>
  `<details><summary>${escaped(dayAndClock(began, around.language))} (${lines.length})</summary>${lines.map((line) => lineOf(line, around)).join('')}</details>`;

const lineOf = ({ at, by, name, text, files = [] }: CopiedLine, around: Around): string => {
  const { language } = around;
  const words = WORDS[language];
  const who = by === 'agent' ? [words.agent, name].filter(Boolean).join(' · ') : words[by];
  return `<p><strong>${escaped(who)}</strong> <small>${escaped(dayAndClock(at, language))}</small>\n${by === 'you' ? escaped(text) : marked(text)}</p>${files.map((file) => fileOf(file, around)).join('')}`;
};

/** The bytes stand once on the page: a photo is seen, anything else is saved from it. */
const fileOf = ({ id, name }: CopiedFile, { files, language }: Around): string => {
  const file = files.get(id);
  if (!file) return `<p><small>${escaped(name)}: ${WORDS[language].fileGone}</small></p>`;
  const address = `data:${file.type};base64,${file.base64}`;
  return file.type.startsWith('image/') ? `<p><img src="${address}" alt="${escaped(name)}"></p>` : `<p><a class="save" download="${escaped(name)}" href="${address}">${escaped(name)}</a></p>`;
};

/** Our own words as the chat shows them; hers stand as she typed them. */
const marked = (text: string): string =>
  piecesOf(text).map((piece) => (piece.bold ? `<strong>${escaped(piece.text)}</strong>` : escaped(piece.text))).join('');
