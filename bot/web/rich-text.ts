/**
 * A message's text as plain pieces: lists, *bold* the way WhatsApp writes it, and https links. Never HTML; line breaks within a
 * paragraph stay in the text.
 */
import { secureAddress } from './fields';

export interface Piece {
  readonly text: string;
  readonly bold: boolean;
  /** Only ever an https address. */
  readonly href?: string;
}

/** A run of lines: a text, or the items of a list; `first` is the number that a numbered one begins with. */
export type Block = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'list'; readonly items: readonly string[]; readonly first?: number };

const BULLET = /^[•*-] +(?=\S)/;
const NUMBER = /^(\d{1,3})[.)] +(?=\S)/;
const BOLD = /(?<![\p{L}\p{N}*])\*(\S(?:[^*\n]*[^\s*])?)\*(?![\p{L}\p{N}*])/gu;
const LINK = /https:\/\/[^\s<>"']+/g;
const TRAILING = /[.,;:!?)\]»”*]+$/;

/** Two lines or more that count on from each other, or begin with the same dot, are a list; one alone is a text. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let run: string[] = [];
  const lines = text.split('\n');
  const end = (): void => {
    if (run.length > 0) blocks.push({ kind: 'text', text: run.join('\n') });
    run = [];
  };
  for (let at = 0; at < lines.length; ) {
    const list = listAt(lines, at);
    if (list.length < 2) run.push(lines[at++] ?? '');
    else {
      end();
      const first = NUMBER.exec(list[0] ?? '')?.[1];
      blocks.push({ kind: 'list', items: list.map((line) => line.replace(first === undefined ? BULLET : NUMBER, '')), ...(first !== undefined && { first: Number(first) }) });
      at += list.length;
    }
  }
  end();
  return blocks;
}

function listAt(lines: readonly string[], at: number): readonly string[] {
  const first = NUMBER.exec(lines[at] ?? '')?.[1];
  const goesOn = (line: string, index: number): boolean => (first === undefined ? BULLET.test(line) : NUMBER.exec(line)?.[1] === String(Number(first) + index));
  const rest = lines.slice(at);
  const end = rest.findIndex((line, index) => !goesOn(line, index));
  return end < 0 ? rest : rest.slice(0, end);
}

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
    if (secureAddress(href) === undefined) continue;
    pieces.push({ text: text.slice(from, found.index), bold }, { text: href, bold, href });
    from = found.index + href.length;
  }
  return [...pieces, { text: text.slice(from), bold }].filter((piece) => piece.text !== '');
}
