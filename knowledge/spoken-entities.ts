/**
 * Figures that a message tells in words beside the name of what they are: «mi cédula es uno cero tres…», «menos veintisiete
 * dBm». Voice notes are full of them. Nothing is tried unless such a name and a number word are both said. Pure.
 */
import { documentIn } from './answers/document';
import { figures, numberWords } from './answers/figures';
import { NUMBER_WORDS } from './answers/number-words';
import { phoneIn } from './answers/phone';
import type { Text } from './text';
import type { Entity } from './understanding';

type Named = 'power' | 'speed' | 'phone' | 'document';

const NAMES: ReadonlyMap<string, Named> = new Map(
  (
    [
      ['power', 'dbm rx potencia'],
      ['speed', 'mega megas mbps'],
      ['phone', 'celular cel movil telefono whatsapp fijo phone cellphone'],
      ['document', 'cedula documento identificacion identidad'],
    ] as [Named, string][]
  ).flatMap(([named, words]) => words.split(' ').map((word): [string, Named] => [word, named])),
);

/** A number word that is no article. */
const isCounted = (word: string): boolean => (NUMBER_WORDS.get(word)?.value ?? 1) !== 1;

/** The entities of a message that are told in words, one of each kind. */
export function spokenEntities({ folded, tokens }: Text): Entity[] {
  const named = new Set<Named>();
  for (const token of tokens) {
    const name = NAMES.get(token);
    if (name !== undefined) named.add(name);
  }
  return named.size === 0 || !tokens.some(isCounted) ? [] : [...named].flatMap((name) => READERS[name](folded));
}

const READERS: Readonly<Record<Named, (folded: string) => readonly Entity[]>> = {
  power: (folded) => measured(folded, { unit: 'power', kind: 'power_dbm', beside: /^(dbm|rx|potencia)$/ }),
  speed: (folded) => measured(folded, { unit: 'speed', kind: 'speed_mbps', beside: /^(megas?|mbps)$/ }),
  phone: (folded) => whole('phone', phoneIn(folded)),
  document: (folded) => whole('document', usualLength(documentIn(folded))),
};

/** A sum of money beside the word is no identity number. */
const usualLength = (digits: string | undefined): string | undefined => (/^(\d{7,8}|\d{10})$/.test(digits ?? '') ? digits : undefined);

const whole = (kind: 'phone' | 'document', value: string | undefined): Entity[] => (value === undefined ? [] : [{ kind, text: value, value }]);

interface Measure {
  readonly unit: 'power' | 'speed';
  readonly kind: Entity['kind'];
  readonly beside: RegExp;
}

/** The first amount in words that its unit follows or its name stands shortly before. */
function measured(folded: string, { unit, kind, beside }: Measure): Entity[] {
  const words = numberWords(folded, unit);
  const found = figures(words, unit).find(({ from, to }) => {
    const told = words.slice(from, to);
    return !told.some((word) => /\d/.test(word)) && (beside.test(words[to] ?? '') || (unit === 'power' && words.slice(Math.max(0, from - 3), from).some((word) => beside.test(word))));
  });
  return found === undefined ? [] : [{ kind, text: words.slice(found.from, found.to).join(' '), value: found.value }];
}
