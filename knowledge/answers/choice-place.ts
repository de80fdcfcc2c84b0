/** An option by its place: «la 1», «la segunda», «la última», «la de la mitad». Pure. */
import type { Option } from '../question';
import { readOwn } from '../text';

const PLACES: ReadonlyMap<string, number> = new Map(
  [
    'primera primero primer uno 1 first a', 'segunda segundo dos two 2 second b', 'tercera tercero tercer tres three 3 third c',
    'cuarta cuarto cuatro four 4 fourth d', 'quinta quinto cinco five 5 fifth', 'sexta sexto seis 6 sixth', 'septima septimo siete 7',
  ].flatMap((words, i) => words.split(' ').map((word): [string, number] => [word, i])),
);
const LAST = new Set(['ultima', 'ultimo', 'last']);
const MIDDLE = new Set(['mitad', 'medio', 'middle']);
const LOW = new Set(['abajo', 'bottom']);
const HIGH = new Set(['arriba', 'top']);
const INTRO = new Set('del la el lo opcion numero es seria la(s) una quiero escojo prefiero creo que de option number the one mejor por pues si esa ese digamos sera mejor marco elijo tomo please favor , nro es lista listado list'.split(' '));

const OTHER = new Set(['otra', 'otro', 'other']);
/** Words of a reply that names places and nothing else. */
const MOST_WORDS = 8;
const PLURAL = /^(primer|ultim|segund|tercer)[oa]s$|^(first|last)$/;

/** Whether a reply names several places and nothing else: «las dos primeras», «la primera y la segunda». */
export function severalPlaces(tokens: readonly string[]): boolean {
  if (tokens.length < 2 || tokens.length > MOST_WORDS) return false;
  const words = tokens.filter((token) => !INTRO.has(token) && !['y', 'and', 'las', 'los'].includes(token));
  if (words.length !== 2 || words[0] === words[1]) return false;
  if (words.some((word) => PLURAL.test(word))) return words.some((word) => (PLACES.get(word) ?? 0) > 0 && !PLURAL.test(word));
  return (tokens.includes('y') || tokens.includes('and')) && words.every((word) => PLACES.has(word) || LAST.has(word));
}

/** Its clauses, without those that are denied: «no la segunda», «la segunda no». */
function clausesOf(tokens: readonly string[]): { readonly told: readonly string[]; readonly denied: readonly string[] } {
  const told: string[] = [];
  const denied: string[] = [];
  for (let from = 0; from < tokens.length; ) {
    const comma = tokens.indexOf(',', from);
    const to = comma < 0 ? tokens.length : comma;
    const clause = tokens.slice(from, to);
    const isDenied = clause.length > 1 && (clause[0] === 'no' || clause[clause.length - 1] === 'no' || clause[0] === 'not');
    (isDenied ? denied : told).push(...clause.filter((word) => !isDenied || (word !== 'no' && word !== 'not')));
    from = to + 1;
  }
  return { told, denied };
}

/** The id of the option at the place that the reply names; of two, the other one when one is denied. */
export function ordinalIn(tokens: readonly string[], options: readonly Option[]): string | undefined {
  if (!tokens.includes('no') && !tokens.includes('not')) return placed(tokens, options);
  const { told, denied } = clausesOf(tokens);
  if (denied.length === 0) return placed(tokens, options);
  const words = told.filter((token) => !INTRO.has(token) && token !== 'no' && token !== 'si');
  const refused = placed(denied, options);
  if (refused === undefined) return undefined;
  if (options.length === 2 && words.every((word) => OTHER.has(word))) return options.find(({ id }) => id !== refused)?.id;
  return words.length === 0 ? undefined : placed(told, options);
}

/** A reply that says more is not a place. */
function placed(tokens: readonly string[], options: readonly Option[]): string | undefined {
  const words = tokens.filter((token) => !INTRO.has(token) && !(token === 'en' && tokens.some((other) => MIDDLE.has(other))));
  const [word, ...rest] = words;
  if (word === undefined || rest.length > 0) return undefined;
  const at = placeOf(word, options.length, tokens);
  const option = at === undefined ? undefined : options[at];
  return option !== undefined && !namedElsewhere(word, options, at) ? option.id : undefined;
}

function placeOf(word: string, count: number, tokens: readonly string[]): number | undefined {
  if (LAST.has(word)) return count - 1;
  if (word === 'penultima' || word === 'penultimo') return count - 2;
  if (MIDDLE.has(word)) return count % 2 === 1 ? (count - 1) / 2 : undefined;
  const pointed = tokens.includes('de') || tokens.includes('the');
  if (LOW.has(word) && pointed) return count - 1;
  if (HIGH.has(word) && pointed) return 0;
  if (word.length === 1 && word > '9' && tokens.length > 2) return undefined;
  return PLACES.get(word);
}

/** «la séptima» is a street when a label says so; a figure that stands in another label names that one. */
function namedElsewhere(word: string, options: readonly Option[], at: number | undefined): boolean {
  if (!/^\d+$/.test(word)) return false;
  return options.some((option, i) => i !== at && readOwn(option.label).tokens[0] === word);
}

const LEAST = /^(barat|econom|cheapest|menor|menos|pequen|lent|tempran|earliest|minim|primer)/;
/** They compare without «más». */
const ABSOLUTE = /^(maxim|minim|mayor|menor)/;
const MOST = /^(car[oa]|costos|mayor|rapid|fastest|grande|alt[oa]|tard|latest|maxim|complet)/;

/** «el más barato», «la más temprana»: the first or the last of options whose labels tell figures in their order. */
export function extremeIn(tokens: readonly string[], options: readonly Option[]): string | undefined {
  const compared = tokens.filter((token, i) => tokens.length <= 6 && token.length > 3 && (['mas', 'menos', 'the', 'de'].includes(tokens[i - 1] ?? '') || (ABSOLUTE.test(token) && ['la', 'el'].includes(tokens[i - 1] ?? ''))));
  const figures = options.map(({ label }) => Number(/\d+/.exec(label)?.[0] ?? NaN));
  if (compared.length === 0 || options.length < 2 || !figures.every((figure, i) => i === 0 || figure >= (figures[i - 1] ?? 0))) return undefined;
  const least = compared.some((token) => LEAST.test(token));
  if (least === compared.some((token) => MOST.test(token))) return undefined;
  return options[least ? 0 : options.length - 1]?.id;
}
