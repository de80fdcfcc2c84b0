/**
 * The pieces of text of which a regular expression needs at least one in order to match, read from its source. Careful rather than
 * clever: what it does not know (`.`, `\w`, wide classes, repeats) needs nothing, and an expression it cannot read is never turned away.
 */

/** What one part of an expression matches. */
interface Part {
  /** Every text that it can be, while these are few. */
  readonly exact?: readonly string[] | undefined;
  /** Otherwise pieces of which each match has one. */
  readonly needs?: readonly string[] | undefined;
}

const MOST_EXACT = 24;
const WIDEST_CLASS = 4;
/** Escapes of more than one sign. */
const UNREAD = /\\[uxckpP]/;
const NOTHING: Part = { exact: [''] };
const ANYTHING: Part = {};

/** Pieces of which every match has at least one; `undefined`: none is certain. */
export function neededLiterals({ source, flags }: RegExp): readonly string[] | undefined {
  if (/[^g]/.test(flags) || UNREAD.test(source)) return undefined;
  const reader = new Reader(source);
  const part = reader.alternatives();
  return reader.isDone ? better([piecesOf(part)]) : undefined;
}

const piecesOf = ({ exact, needs }: Part): readonly string[] | undefined => exact ?? needs;

/** The choice whose shortest piece is longest, then the one of fewest pieces; an empty piece is needed by nothing. */
function better(choices: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  let best: { readonly pieces: readonly string[]; readonly shortest: number } | undefined;
  for (const pieces of choices) {
    if (pieces === undefined || pieces.length === 0) continue;
    const shortest = Math.min(...pieces.map((piece) => piece.length));
    const isBetter = best === undefined || shortest > best.shortest || (shortest === best.shortest && pieces.length < best.pieces.length);
    if (shortest > 0 && isBetter) best = { pieces, shortest };
  }
  return best?.pieces;
}

/** One after the other: texts are joined while they are few, then the better piece of all is needed. */
function sequence(parts: readonly Part[]): Part {
  const choices: (readonly string[] | undefined)[] = [];
  let run: readonly string[] = [''];
  let isExact = true;
  for (const { exact, needs } of parts) {
    if (exact !== undefined && run.length * exact.length <= MOST_EXACT) {
      run = run.flatMap((before) => exact.map((after) => before + after));
      continue;
    }
    choices.push(run, needs);
    isExact = false;
    run = exact ?? [''];
  }
  return isExact ? { exact: run } : { needs: better([...choices, run]) };
}

/** One of them: all must need something. */
function oneOf(parts: readonly Part[]): Part {
  const [only, ...more] = parts;
  if (only !== undefined && more.length === 0) return only;
  if (parts.every(({ exact }) => exact !== undefined)) {
    const exact = [...new Set(parts.flatMap((part) => part.exact ?? []))];
    return exact.length <= MOST_EXACT ? { exact } : { needs: better([exact]) };
  }
  const pieces = parts.map((part) => better([piecesOf(part)]));
  return pieces.every((each) => each !== undefined) ? { needs: [...new Set(pieces.flatMap((each) => each ?? []))] } : ANYTHING;
}

/** Reads the source of an expression from left to right. */
class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  get isDone(): boolean {
    return this.at === this.source.length;
  }

  alternatives(): Part {
    const parts = [this.terms()];
    while (this.takes('|')) parts.push(this.terms());
    return oneOf(parts);
  }

  private terms(): Part {
    const parts: Part[] = [];
    while (!this.isDone && !this.sees('|') && !this.sees(')')) parts.push(this.repeated(this.atom()));
    return sequence(parts);
  }

  private atom(): Part {
    if (this.takes('(')) return this.group();
    if (this.takes('[')) return this.oneLetter();
    const sign = this.source.charAt(this.at++);
    if (sign === '^' || sign === '$') return NOTHING;
    if (sign === '\\') return escaped(this.source.charAt(this.at++));
    return sign === '.' ? ANYTHING : { exact: [sign] };
  }

  private group(): Part {
    const kind = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(this.source.slice(this.at))?.[0] ?? '';
    this.at += kind.length;
    const inner = this.alternatives();
    this.takes(')');
    return /[=!]$/.test(kind) ? NOTHING : inner;
  }

  private oneLetter(): Part {
    const letters: string[] = [];
    let isWide = this.sees('^');
    while (!this.isDone && !this.takes(']')) {
      const sign = this.source.charAt(this.at++);
      if (sign === '\\' || this.sees('-')) isWide = true;
      if (sign === '\\') this.at += 1;
      letters.push(sign);
    }
    return isWide || letters.length > WIDEST_CLASS ? ANYTHING : { exact: letters };
  }

  private repeated(part: Part): Part {
    const mark = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(this.source.slice(this.at))?.[0];
    if (mark === undefined) return part;
    this.at += mark.length;
    if (mark.startsWith('?')) return part.exact === undefined ? ANYTHING : { exact: [...new Set([...part.exact, ''])] };
    const isCertain = mark.startsWith('+') || /^\{[1-9]/.test(mark);
    return isCertain ? { needs: better([piecesOf(part)]) } : ANYTHING;
  }

  private sees(sign: string): boolean {
    return this.source.charAt(this.at) === sign;
  }

  private takes(sign: string): boolean {
    if (!this.sees(sign)) return false;
    this.at += 1;
    return true;
  }
}

const escaped = (sign: string): Part => {
  if (sign === 'b' || sign === 'B') return NOTHING;
  return /[a-z0-9]/i.test(sign) ? ANYTHING : { exact: [sign] };
};
