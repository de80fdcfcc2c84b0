/**
 * What bad input gets (design, section 7): file, line, column, the fault in Spanish and English, and a near name.
 * Faults are values; nothing in this folder throws for what a person wrote.
 */
export interface Place {
  readonly file: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

export interface Fault extends Place {
  readonly message: { readonly es: string; readonly en: string };
  /** The conversation that shows it, where there is one. */
  readonly example?: readonly Line[];
  /** Of a flow test: where it says what the bot should have said, and what was said instead. */
  readonly instead?: Instead;
}

export interface Instead {
  /** In the file: `['tests', name, 'talk', 2, 'bot']`. */
  readonly path: readonly (string | number)[];
  readonly said: string;
}

/** One line of a conversation as people read it; what the bot says is the flow's own Spanish. */
export interface Line {
  readonly who: 'bot' | 'customer' | 'system';
  readonly text: string;
}

/** A value, or the reasons why there is none. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly Fault[] };

export const faultAt = (place: Place, es: string, en: string): Fault => ({ ...place, message: { es, en } });

/** A name nobody knows, with the closest one that exists. */
export const unknownName = (place: Place, what: { es: string; en: string; name: string }, known: Iterable<string>): Fault => {
  const near = nearest(what.name, known);
  const es = `${what.es} que no existe: «${shortened(what.name)}»${near === undefined ? '' : `; ¿quiso decir «${near}»?`}`;
  const en = `unknown ${what.en}: "${shortened(what.name)}"${near === undefined ? '' : `; did you mean "${near}"?`}`;
  return faultAt(place, es, en);
};

const shortened = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name);

/** Longer names are no slips of the fingers. */
const LONGEST_NAME = 80;

/** The closest known name, when it is close enough to be a slip of the fingers. */
export const nearest = (name: string, known: Iterable<string>): string | undefined => {
  if (name.length > LONGEST_NAME) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate, bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
};

/** At least `most` when it is not below: whoever is that far away is not measured to the end. */
const editDistance = (a: string, b: string, most: number): number => {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cell = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(cell);
      least = Math.min(least, cell);
    }
    if (least >= most) return most;
    row = next;
  }
  return row[b.length] ?? 0;
};

export const faultLine = (fault: Fault, language: 'es' | 'en'): string =>
  `${fault.file}:${fault.line}:${fault.column} ${fault.message[language]}`;
