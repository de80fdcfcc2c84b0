/** A folded text cut into words, figures, pauses and question marks, letter by letter: it is done with every message. Pure. */

const isLetter = (code: number): boolean => code >= 97 && code <= 122;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isWordSign = (code: number): boolean => isLetter(code) || isDigit(code);

/** Where the run of such signs ends that may begin here. */
function endOf(text: string, from: number, belongs: (code: number) => boolean): number {
  let to = from;
  while (to < text.length && belongs(text.charCodeAt(to))) to += 1;
  return to;
}

/** Where the word of letters and digits ends that begins here; the same place when none does. */
export const endOfWord = (text: string, from: number): number => endOf(text, from, isWordSign);

const PAUSES = new Set([...',;:.!()\n…'].map((sign) => sign.charCodeAt(0)));
const isPause = (code: number): boolean => PAUSES.has(code);
const QUESTION = '?'.charCodeAt(0);
const G = 'g'.charCodeAt(0);

/** «5g» is one word, «5 g» and «5gb» are not. */
const isBand = (text: string, at: number): boolean =>
  text.charCodeAt(at + 1) === G && text.charAt(at) >= '2' && text.charAt(at) <= '5' && !isLetter(text.charCodeAt(at + 2));

function endOfToken(text: string, from: number): number {
  const code = text.charCodeAt(from);
  if (isDigit(code)) return isBand(text, from) ? from + 2 : endOf(text, from, isDigit);
  if (!isLetter(code)) return from;
  const letters = endOf(text, from, isLetter);
  return isDigit(text.charCodeAt(letters)) ? endOfWord(text, letters) : letters;
}

/** Words and numbers in order, with `,` for any pause and `?` for a question mark; other signs are left out. */
export function tokensOf(folded: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < folded.length; ) {
    const end = endOfToken(folded, at);
    if (end > at) {
      found.push(folded.slice(at, end));
      at = end;
      continue;
    }
    const code = folded.charCodeAt(at);
    const pauseEnd = endOf(folded, at, isPause);
    if (code === QUESTION) found.push('?');
    else if (pauseEnd > at) found.push(',');
    at = Math.max(pauseEnd, at + 1);
  }
  return found;
}
