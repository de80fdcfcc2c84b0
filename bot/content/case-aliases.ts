/** Other words for what is personal, the same for the same within one conversation, and of a kind that a flow can go on with. */
import { MASKS, masked } from './masking';

export interface Aliases {
  /** A fact's text. Words of ours (`gpon`, `los`) stay; whatever came from somebody's file does not. */
  value(fact: string, text: string): string;
  /** Words that somebody said. */
  text(said: string): string;
}

/** What a flow can read where a number, a mail or a name stood. */
const INVENTED: Readonly<Record<string, string>> = {
  [MASKS.number]: '1234567', [MASKS.code]: 'ABC1234', [MASKS.mail]: 'persona@example.com', [MASKS.name]: 'Ana', [MASKS.address]: 'mi casa', [MASKS.link]: 'https://example.com',
};

/** Our own words: `gpon`, `down`, `de 1 a 5` is not. */
const OWN_WORD = /^[a-z][a-z_]{0,30}$/;
const TIME = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/;
/** Of these no text is ours. */
const PERSONAL = /^(?:customer|candidate|key|code|channel|service\.address|wifi\.name|wifi\.link)/;

const PREFIX: Readonly<Record<string, string>> = { 'customer.id': 'C', 'candidate.id': 'C', 'service.id': 'S', 'customer.name': 'Ana' };

export const aliases = (names: readonly string[]): Aliases => {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  const aliasOf = (fact: string, text: string): string => {
    const prefix = PREFIX[fact] ?? (/^C-?\d/.test(text) ? 'C' : /^S-?\d/.test(text) ? 'S' : 'X');
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return prefix === 'Ana' ? prefix : `${prefix}-${count}`;
  };
  const said = (text: string): string => Object.entries(INVENTED).reduce((words, [mask, invented]) => words.replaceAll(mask, invented), masked(text, names));
  return {
    text: said,
    value(fact, text) {
      if (OWN_WORD.test(text) && !PERSONAL.test(fact)) return text;
      if (TIME.test(text) && !PERSONAL.test(fact)) return text;
      const before = known.get(text);
      if (before !== undefined) return before;
      const alias = aliasOf(fact, text);
      known.set(text, alias);
      return alias;
    },
  };
};
