/** An index of patterns saves work and changes nothing: whatever it turns away would not have matched. */
import fc from 'fast-check';
import { neededLiterals } from '../../knowledge/needed-literals';
import { anyMatching, firstMatching, indexPatterns } from '../../knowledge/pattern-index';

const PIECE = fc.constantFrom('a', 'b', 'ab', 'ba', 'a b', 'no ', '[ab]', '[^a]', '[a-c]', '\\w', '\\w+', 'b*', 'b+?', '.', '\\b', ' ', '\\d{1,2}', '\\.', '(?!ab)', '(?<=a)', '(?<!b )', '^', '$', 'ñ', '\\u0061');
const QUANTIFIER = fc.constantFrom('', '', '', '?', '{0,2}', '{1,2}', '{2}', '??');

/** Expressions as people write them: groups, choices, repeats, looks ahead and back, nested. */
const { source: SOURCE } = fc.letrec<{ source: string; term: string; group: string }>((tie) => ({
  group: fc.tuple(fc.constantFrom('(', '(?:', '(?:'), fc.array(tie('source'), { minLength: 1, maxLength: 3 }), QUANTIFIER).map(([open, choices, mark]) => `${open}${choices.join('|')})${mark}`),
  term: fc.oneof({ depthSize: 'small', withCrossShrink: true }, PIECE, tie('group')),
  source: fc.array(tie('term'), { minLength: 1, maxLength: 4 }).map((terms) => terms.join('')),
}));
const PATTERNS = fc.array(SOURCE.map((source) => new RegExp(source)), { minLength: 1, maxLength: 3 });
const TEXT = fc.array(fc.constantFrom('a', 'b', 'ab', 'ba', 'no', ' ', 'c', '7', '.', 'ñ', 'š'), { maxLength: 8 }).map((parts) => parts.join(''));

/** Patterns of the kind that customers' words are read with, and words of theirs. */
const WRITTEN = [
  /\b(?:fij[oa]|telefono de la casa|home phone)\b/,
  /\b(?:sin|no tengo|no (?:me )?(?:sirven|entran)) (?:los |mis )?datos\b/,
  /(?<!buenas )\b(?:en|por) (?:las |la )?noches?\b/,
  /^(?:y |pero )?que (?:me |nos )?(?!(?:dicen|hacen)\b)\w+[ae]n\b/,
  /\bno (?:\w+ )?(?:hablo|entiendo) (?:el |nada de )?ingles\b/,
  /\b(?:abr\w+|open\w*) (?:\w+ ){0,2}(?:puertos?|\d{2,5})\b/,
  /\bt[34]\b.{0,20}\bt[34]\b|\bdbmv\b/,
];
const WORDS = fc
  .array(fc.constantFrom('no', 'me', 'tengo', 'sin', 'los', 'mis', 'datos', 'fijo', 'fija', 'telefono', 'de', 'la', 'casa', 'buenas', 'noches', 'por', 'y', 'que', 'paguen', 'dicen', 'hablo', 'nada', 'ingles', 'abrir', 'el', 'puerto', '8080', 't3', 't4', 'dbmv', ','), { maxLength: 10 })
  .map((words) => words.join(' '));

const expectSame = (patterns: readonly RegExp[], text: string): void => {
  const matching = patterns.flatMap((pattern, i) => (pattern.test(text) ? [i] : []));
  const may = indexPatterns(patterns)(text);
  expect(matching.filter((i) => !may.includes(i))).toEqual([]);
  expect(firstMatching(patterns)(text)).toBe(matching[0] ?? -1);
  expect(anyMatching(patterns)(text)).toBe(matching.length > 0);
};

describe('an index of patterns', () => {
  it('turns away no pattern that matches, whatever is written in it', () => {
    fc.assert(fc.property(PATTERNS, TEXT, expectSame), { numRuns: 250 });
  });

  it('finds in the words of customers what the patterns find one by one', () => {
    fc.assert(fc.property(WORDS, (text) => expectSame(WRITTEN, text)), { numRuns: 150 });
  });

  it('tries only what has a piece of it in the text', () => {
    const candidates = indexPatterns(WRITTEN);
    expect(candidates('hola buenas')).toEqual([]);
    expect(candidates('el fijo de la casa no suena')).toEqual([0]);
  });

  it.each([
    [/\b(?:no |nunca )?hay (?:luz|internet)\b/, ['no hay luz', 'no hay internet', 'nunca hay luz', 'nunca hay internet', 'hay luz', 'hay internet']],
    [/\w+ de .* acuerdo/, [' acuerdo']],
    [/\w+|ya/, undefined],
    [/abc/i, undefined],
    [/a(?:b|)/, ['ab', 'a']],
  ])('%s needs %j', (pattern, pieces) => {
    expect(neededLiterals(pattern)).toEqual(pieces);
  });
});
