/** Draws cards under a message: a picture, a title, lines, buttons. Text goes in as text, links lead to https only. */
import type { Card, CardButton, CardLine } from './cards';
import type { Choice } from './choice';
import { el } from './dom';
import { drawText } from './text-view';

export function drawCards(cards: readonly Card[], onChoose: (choice: Choice) => void): HTMLElement {
  const drawn = cards.map((card) => drawCard(card, onChoose));
  return cards.length === 1 ? el('div', { class: 'cards' }, ...drawn) : el('ul', { class: 'cards' }, ...drawn.map((card) => el('li', {}, card)));
}

function drawCard({ title, lines, picture, buttons }: Card, onChoose: (choice: Choice) => void): HTMLElement {
  return el(
    'div', { class: 'card' },
    ...(picture === undefined ? [] : [drawPicture(picture)]),
    ...(title === undefined ? [] : [el('strong', { class: 'card-title' }, title)]),
    ...drawLines(lines),
    ...(buttons.length === 0 ? [] : [el('div', { class: 'card-buttons' }, ...buttons.map((button) => drawButton(button, onChoose)))]),
  );
}

/** A picture that a site's policy keeps out, or that is gone, leaves no hole. */
function drawPicture({ url, alt }: NonNullable<Card['picture']>): HTMLElement {
  const image = el('img', { src: url, alt, loading: 'lazy' });
  image.addEventListener('error', () => image.remove());
  return image;
}

/** Lines with a label stand together as a list of facts. */
function drawLines(lines: readonly CardLine[]): HTMLElement[] {
  const facts = lines.filter(({ label }) => label !== undefined).flatMap(({ label, text }) => [el('dt', {}, label ?? ''), el('dd', {}, ...drawText(text))]);
  const words = lines.filter(({ label }) => label === undefined).map(({ text }) => el('div', {}, ...drawText(text)));
  return facts.length === 0 ? words : [...words, el('dl', {}, ...facts)];
}

function drawButton(button: CardButton, onChoose: (choice: Choice) => void): HTMLElement {
  if (button.kind === 'open') return el('a', { class: 'choice', href: button.url, target: '_blank', rel: 'noopener noreferrer' }, button.title);
  const drawn = el('button', { type: 'button', class: 'choice' }, button.title);
  drawn.addEventListener('click', () => onChoose(button));
  return drawn;
}
