/** Draws a message's text: paragraphs, lists, bold and links, each as an element of its own and never as HTML. */
import { el } from './dom';
import { blocksOf, piecesOf } from './rich-text';

export function drawBlocks(text: string): Node[] {
  if (text === '') return [];
  return blocksOf(text).map((block) => {
    if (block.kind === 'text') return el('div', {}, ...drawText(block.text));
    const items = block.items.map((item) => el('li', {}, ...drawText(item)));
    return block.first === undefined ? el('ul', {}, ...items) : el('ol', { start: block.first }, ...items);
  });
}

export function drawText(text: string): Node[] {
  return piecesOf(text).map((piece) => {
    const words = document.createTextNode(piece.text);
    const shown = piece.href === undefined ? words : el('a', { href: piece.href, target: '_blank', rel: 'noopener noreferrer' }, words);
    return piece.bold ? el('strong', {}, shown) : shown;
  });
}
