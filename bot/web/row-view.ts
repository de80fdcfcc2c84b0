/** Draws one row of the conversation and later changes only what changed in it, so that nothing is read out twice. */
import { drawCards } from './card-view';
import type { Message } from './chat-state';
import type { Choice } from './choice';
import { el, setAttributes, setText } from './dom';
import { drawFile } from './file-view';
import { sentIcon } from './icons';
import { drawBlocks } from './text-view';
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

interface RowFrame {
  readonly language: Language;
  readonly onChoose: (choice: Choice) => void;
}

export function drawRow(row: Row, frame: RowFrame): DrawnRow {
  return row.kind === 'message' ? drawMessage(row, frame) : drawLabel(row);
}

function drawLabel(row: Exclude<Row, MessageRow>): DrawnRow {
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

function drawMessage(row: MessageRow, { language, onChoose }: RowFrame): DrawnRow {
  const speaker = el('span', { class: 'speaker' });
  const meta = el('div', { class: 'meta' });
  const parts = drawParts(row.message, { language, onChoose });
  const element = el('div', {}, speaker, ...parts, meta);
  const update = (next: Row, itsLanguage: Language): boolean => {
    if (next.kind !== 'message' || !showsSame(row.message, next.message)) return false;
    const { message, first, last } = next;
    setAttributes(element, { class: `row ${message.author}${first ? ' first' : ''}${last ? ' last' : ''} ${message.delivery}${voiceOf(message)}` });
    parts.forEach((part) => setAttributes(part, { lang: message.lang }));
    drawSpeaker(speaker, next, textsIn(itsLanguage));
    drawMeta(meta, next, itsLanguage);
    return true;
  };
  update(row, language);
  return { element, update };
}

/** The bubble with files and words, and the cards under it. */
function drawParts({ text, author, files = [], cards = [] }: Message, { language, onChoose }: RowFrame): HTMLElement[] {
  const drawn = files.map((file) => drawFile(file, { author, language }));
  const bubble = drawn.length > 0 || text !== '' ? [el('div', { class: drawn.length > 0 ? 'bubble with-file' : 'bubble' }, ...drawn, ...drawBlocks(text))] : [];
  return cards.length === 0 ? bubble : [...bubble, drawCards(cards, onChoose)];
}

/** Nothing of what was drawn differs. Files are compared by address alone: a picture that is still going out is its address. */
function showsSame(drawn: Message, next: Message): boolean {
  const { files = [], cards = [] } = drawn;
  const { files: nextFiles = [], cards: nextCards = [] } = next;
  const sameFiles = files.length === nextFiles.length && files.every(({ url }, index) => url === nextFiles[index]?.url);
  return drawn.text === next.text && sameFiles && (cards === nextCards || JSON.stringify(cards) === JSON.stringify(nextCards));
}

/** Hilo's own voice needs no mark; a colleague's and the page's do. */
function voiceOf({ author, name, notice }: Message): string {
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

const MANY = 3;
const LONG = 22;
const LONG_TOGETHER = 64;

/** The answers under the newest message: side by side while few and short, else one below the other. */
export function drawChoices(choices: readonly Choice[], texts: Texts, onChoose: (choice: Choice) => void): HTMLElement {
  const lengths = choices.map(({ title }) => title.length);
  const tall = Math.max(...lengths) > LONG || (choices.length > MANY && lengths.reduce((sum, length) => sum + length, 0) > LONG_TOGETHER);
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
