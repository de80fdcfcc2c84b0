/** A message's text as plain pieces: *bold* the way WhatsApp writes it, and https links. Never HTML; line breaks stay in the text. */
export interface Piece {
  readonly text: string;
  readonly bold: boolean;
  /** Only ever an https address. */
  readonly href?: string;
}

const BOLD = /(?<![\p{L}\p{N}*])\*(\S(?:[^*\n]*[^\s*])?)\*(?![\p{L}\p{N}*])/gu;
const LINK = /https:\/\/[^\s<>"']+/g;
const TRAILING = /[.,;:!?)\]»”*]+$/;

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(BOLD)) {
    pieces.push(...linked(text.slice(from, found.index), false), ...linked(found[1] ?? '', true));
    from = found.index + found[0].length;
  }
  return [...pieces, ...linked(text.slice(from), false)];
}

function linked(text: string, bold: boolean): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    const href = found[0].replace(TRAILING, '');
    if (!isAddress(href)) continue;
    pieces.push({ text: text.slice(from, found.index), bold }, { text: href, bold, href });
    from = found.index + href.length;
  }
  return [...pieces, { text: text.slice(from), bold }].filter((piece) => piece.text !== '');
}

function isAddress(href: string): boolean {
  try {
    return new URL(href).hostname !== '';
  } catch {
    return false;
  }
}
