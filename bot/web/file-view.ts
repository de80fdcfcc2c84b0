/** Draws what goes with a message: pictures and sound are there at once, and everything that was received can be kept. */
import type { SentFile } from './activity';
import { el } from './dom';
import { fileIcon } from './icons';
import { textsIn } from './texts';
import type { Language } from '../../knowledge/language';

const PICTURE = /^image\/(?:jpeg|png|gif|webp)$/;

export interface FileFrame {
  readonly author: 'me' | 'bot';
  readonly language: Language;
}

export function drawFile({ url, type, name }: SentFile, { author, language }: FileFrame): HTMLElement {
  const texts = textsIn(language);
  const words = `${author === 'me' ? texts.sentFile : texts.receivedFile} ${name}`.trim();
  const isPicture = PICTURE.test(type);
  const inside = isPicture ? el('img', { src: url, alt: words, loading: 'lazy' }) : named(words);
  // A browser opens no data URL that a page points to.
  if (url.startsWith('data:')) return el('span', { class: 'file' }, inside);
  const link = el('a', { class: 'file', href: url, target: '_blank', rel: 'noopener noreferrer' }, inside);
  if (type.startsWith('audio/')) return el('span', { class: 'file' }, el('audio', { controls: true, preload: 'none', src: url, 'aria-label': words }), link);
  if (!isPicture || author === 'me') return link;
  return el('span', { class: 'file' }, link, el('a', { class: 'save', href: url, download: name || 'hilo' }, texts.save));
}

const named = (words: string): HTMLElement => el('span', { class: 'named' }, fileIcon(), words);
