/** Draws one row of the conversation and later changes only what changed in it, so that nothing is read out twice. */
import type { Choice, SentFile } from './activity';
import { el, setAttributes, setText } from './dom';
import { sentIcon } from './icons';
import { piecesOf } from './rich-text';
import { textsIn } from './texts';
import type { Texts } from './texts';
import { timeLabel } from './timeline';
import type { MessageRow, Row } from './timeline';
import type { Language } from '../../knowledge/language';

export interface DrawnRow {
  readonly element: HTMLElement;
  /** False when the row became another one and must be drawn anew. */
  update(row: Row, language: Language): boolean;
}

export function drawRow(row: Row, language: Language): DrawnRow {
  return row.kind === 'message' ? drawMessage(row, language) : drawLabel(row, language);
}

function drawLabel(row: Exclude<Row, MessageRow>, _language: Language): DrawnRow {
  const words = el('span', {}, row.label);
  return {
    element: el('div', { class: row.kind }, words),
    update: (next) => {
      if (next.kind === 'message') return false;
      setText(words, next.label);
      return true;
    },
  };
}

function drawMessage(row: MessageRow, language: Language): DrawnRow {
  const speaker = el('span', { class: 'speaker' });
  const { text, files = [] } = row.message;
  const bubble = el('div', { class: files.length > 0 ? 'bubble with-file' : 'bubble' }, ...files.map((file) => drawFile(file, language)), ...drawText(text));
  const meta = el('div', { class: 'meta' });
  const element = el('div', {}, speaker, bubble, meta);
  const update = (next: Row, itsLanguage: Language): boolean => {
    if (next.kind !== 'message' || next.message.text !== text || next.message.files?.[0]?.url !== files[0]?.url) return false;
    const { message, first, last } = next;
    setAttributes(element, { class: `row ${message.author}${first ? ' first' : ''}${last ? ' last' : ''} ${message.delivery}${voiceOf(message)}` });
    setAttributes(bubble, { lang: message.lang });
    drawSpeaker(speaker, next, textsIn(itsLanguage));
    drawMeta(meta, next, itsLanguage);
    return true;
  };
  update(row, language);
  return { element, update };
}

/** Hilo's own voice needs no mark; a colleague's and the page's do. */
function voiceOf({ author, name, notice }: MessageRow['message']): string {
  if (notice === true) return ' told';
  return author === 'bot' && name !== undefined && name !== 'Hilo' ? ' colleague' : '';
}

/** A colleague who took over is named on the screen; who speaks is otherwise said to screen readers only. */
function drawSpeaker(speaker: HTMLElement, { message, first }: MessageRow, texts: Texts): void {
  const name = message.author === 'me' ? texts.you : `${message.name ?? 'Hilo'}:`;
  const named = message.author === 'bot' && first && message.name !== undefined && message.name !== 'Hilo';
  setAttributes(speaker, { class: named ? 'speaker' : 'speaker hidden' });
  setText(speaker, named ? (message.name ?? '') : name);
}

function drawMeta(meta: HTMLElement, { message, last }: MessageRow, language: Language): void {
  const texts = textsIn(language);
  const time = timeLabel(message.at, language);
  const mine = message.author === 'me';
  if (mine && message.delivery === 'sending' && message.progress !== undefined) return drawProgress(meta, message.progress, texts);
  if (mine && message.delivery !== 'sent') {
    setText(meta, message.delivery === 'sending' ? texts.sending : texts.failed);
    return;
  }
  const key = `${last} ${mine} ${language} ${time}`;
  if (meta.dataset['shows'] === key) return;
  meta.dataset['shows'] = key;
  meta.replaceChildren(...(last ? [time] : []));
  if (mine) meta.append(sentIcon(), el('span', { class: 'hidden' }, texts.sent));
}

/** Its value changes in silence; the words beside it stay. */
function drawProgress(meta: HTMLElement, part: number, texts: Texts): void {
  const bar = meta.querySelector('progress') ?? el('progress', { max: 1, 'aria-label': texts.sending });
  bar.value = part;
  if (!bar.isConnected) meta.replaceChildren(texts.sending, ' ', bar);
}

const PICTURE = /^image\/(?:jpeg|png|gif|webp)$/;

function drawFile({ url, type, name }: SentFile, language: Language): HTMLElement {
  const words = `${textsIn(language).sentFile} ${name}`;
  const inside = PICTURE.test(type) ? el('img', { src: url, alt: words, loading: 'lazy' }) : words;
  // A browser opens no data URL that a page points to.
  return url.startsWith('data:') ? el('span', { class: 'file' }, inside) : el('a', { class: 'file', href: url, target: '_blank', rel: 'noopener noreferrer' }, inside);
}

function drawText(text: string): Node[] {
  return piecesOf(text).map((piece) => {
    const words = document.createTextNode(piece.text);
    const shown = piece.href === undefined ? words : el('a', { href: piece.href, target: '_blank', rel: 'noopener noreferrer' }, words);
    return piece.bold ? el('strong', {}, shown) : shown;
  });
}

const MANY = 3;
const LONG = 22;

/** The answers under the newest message: side by side while few and short, else one below the other. */
export function drawChoices(choices: readonly Choice[], texts: Texts, onChoose: (choice: Choice) => void): HTMLElement {
  const tall = choices.length > MANY || choices.some(({ title }) => title.length > LONG);
  const group = el('div', { class: tall ? 'choices tall' : 'choices', role: 'group', 'aria-label': texts.choices });
  for (const choice of choices) {
    const button = el('button', { type: 'button', class: 'choice' }, choice.title);
    button.addEventListener('click', () => {
      group.querySelectorAll('button').forEach((each) => (each.disabled = true));
      onChoose(choice);
    });
    group.append(button);
  }
  return group;
}
