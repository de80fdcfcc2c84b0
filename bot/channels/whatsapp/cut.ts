/**
 * Cutting text to WhatsApp's limits. Lengths are counted in UTF-16 units, the stricter of the two ways that Meta may
 * count, and no cut goes through a letter or an emoji.
 */
const graphemes = new Intl.Segmenter('es', { granularity: 'grapheme' });

/** Pieces of at most `limit`, cut at the best place there is: a paragraph, a line, a sentence, a word. */
export const pieces = (text: string, limit: number): readonly string[] => {
  const found: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const at = placeToCut(rest, limit);
    found.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === '' ? found : [...found, rest];
};

/** The beginning of a label with an ellipsis, at a word's end when that keeps half of it. */
export const shortened = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const head = text.slice(0, wholeLetters(text, limit - 1));
  const word = head.lastIndexOf(' ');
  return `${(word >= limit / 2 ? head.slice(0, word) : head).trimEnd()}…`;
};

const placeToCut = (text: string, limit: number): number => {
  for (const mark of ['\n\n', '\n', '. ', ' ']) {
    const at = text.lastIndexOf(mark, limit - mark.length);
    if (at >= limit / 2) return at + mark.length;
  }
  return wholeLetters(text, limit);
};

/** The longest length up to `limit` that ends between two letters; `limit` when a single letter is longer than that. */
const wholeLetters = (text: string, limit: number): number => {
  let end = 0;
  for (const { segment, index } of graphemes.segment(text.slice(Math.max(0, limit - 64), limit + 64))) {
    const next = Math.max(0, limit - 64) + index + segment.length;
    if (next > limit) break;
    end = next;
  }
  return end === 0 ? limit : end;
};
