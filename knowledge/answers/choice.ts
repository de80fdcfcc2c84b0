/**
 * Which option a reply means: by number, place in the list, id, label, paraphrase, near spelling or, among dates, by
 * day. What is denied («no es el wifi, es el cable») counts against its option; two at once are `none_of_these`.
 */
import { findPhrases, type Hit } from '../phrase-matcher';
import type { Option, ReplyWord } from '../question';
import { remembering } from '../remembering';
import { sound } from '../sound';
import { OWN_TEXTS, read, readOwn, type Text } from '../text';
import { dayTokens } from './choice-days';
import { extremeIn, ordinalIn, severalPlaces } from './choice-place';
import { isPlain, stateIn, turnsAround, yesNoIn } from './choice-yes-no';
import { deniedClauses, OPENERS } from './denials';
import { MEANINGS, FAMILIES, type Meaning } from './meanings';
import { nearSpelling } from './near-spelling';
import type { Reply, Verdict } from './reply';

const NONE = 'none_of_these' satisfies ReplyWord;

/** Meanings that many things have: another meaning of the same words counts more. */
const VAGUE: ReadonlySet<Meaning> = new Set(['far', 'app', 'human', 'works']);

interface Scored {
  readonly id: string;
  readonly points: number;
  readonly against: number;
}

const STOP = new Set('el la los las un una de del en por con a al y o que se me mi es no si lo su le para esta este esa ese cuando donde the is it on in at of to my i s ya muy mas son quedo'.split(' ').map(sound));

interface Side {
  readonly text: Text;
  readonly meanings: ReadonlySet<Meaning>;
}

const sideOf = ({ id, label }: Option): Side => sideOfWords(`${label} , ${id.replace(/[_-]/g, ' ')}`);

const sideOfWords = remembering(OWN_TEXTS, (words): Side => {
  const text = read(words);
  return { text, meanings: new Set(findPhrases(MEANINGS, text.sounds).map((hit) => hit.cue)) };
});

/** The option's id, `none_of_these` or `unknown`; undefined when other reply words decide. */
export function readChoice(reply: Reply): Verdict<string> | undefined {
  const options = reply.question.options ?? [];
  if (options.length === 0) return undefined;
  const exact = options.find(({ id, label }) => same(reply.text.folded, id, label));
  if (exact !== undefined) return { value: exact.id, why: 'the label itself' };
  const place = ordinalIn(reply.text.tokens, options) ?? extremeIn(reply.text.tokens, options);
  if (place !== undefined) return { value: place, why: 'place in the list' };
  if (severalPlaces(reply.text.tokens)) return { value: NONE, why: 'several places' };
  const agreed = yesNoIn(reply, options);
  if (agreed === undefined) return byMeaning(reply, options);
  const meant = isPlain(reply) ? undefined : byMeaning(reply, options);
  const isMeant = meant !== undefined && meant.value !== NONE && !turnsAround(meant.value, agreed, options);
  return isMeant ? meant : { value: agreed, why: 'yes or no' };
}

const same = (folded: string, id: string, label: string): boolean => {
  const bare = folded.replace(/[.!,]+$/, '');
  return bare === id.toLowerCase() || bare === readOwn(label).folded;
};

interface Said {
  readonly reply: Reply;
  readonly options: readonly Option[];
  readonly sides: readonly Side[];
  /** As they sound. */
  readonly words: readonly string[];
}

/** «El fijito», «tempranito»: the small form of a word that is known in its plain one, read so where nothing else tells. */
const plainly = (word: string): string => word.replace(/^(\w{2,}?)(?:s|k)?i(?:t|k)([oa]s?)$/, '$1$2');

function byMeaning(reply: Reply, options: readonly Option[]): Verdict<string> | undefined {
  const sides = options.map(sideOf);
  if (ambiguousReset(reply, sides)) return { value: 'unknown', why: 'a restart or a factory reset' };
  const words = dayTokens(reply);
  const found = amongOptions({ reply, options, sides, words });
  const plain = words.map(plainly);
  if ((found !== undefined && found.value !== NONE) || reply.cues.size > 0 || plain.every((word, i) => word === words[i])) return found;
  return amongOptions({ reply, options, sides, words: plain }) ?? found;
}

function amongOptions({ reply, options, sides, words }: Said): Verdict<string> | undefined {
  const hits = widest(findPhrases(MEANINGS, words), sides);
  const denied = deniedClauses(words);
  const scored = options.map(({ id }, i) => score(id, { sides, own: i, words, hits, denied }));
  const unsure = reply.cues.has('unknown');
  const ranked = [...scored].filter(({ points }) => points > 0).sort((a, b) => b.points - a.points);
  const [first, second] = ranked;
  if (first === undefined) return withoutMatch({ reply, scored, sides, options, unsure });
  // A person asked for counts more than a word that merely looks like one of a label.
  if (reply.cues.has('wantsHuman') && first.points < 1.5 && !hits.some(({ cue }) => sides.some(({ meanings }) => meanings.has(cue)))) return undefined;
  if (unsure && first.points < 3) return { value: 'unknown', why: 'does not know' };
  if (second === undefined && reply.cues.has('noneOfThese') && first.points < 2) return noneOf(sides, options);
  if (outside(hits, sides, denied) && first.points < 3) return { value: NONE, why: 'something else is named' };
  if (second !== undefined && bothMeant(reply, first, second)) return { value: NONE, why: 'several at once' };
  return { value: first.id, why: `meaning, ${first.points} points` };
}

/** A phrase inside a longer one that means an option says nothing by itself: «de acuerdo» in «no estoy de acuerdo». */
function widest(hits: readonly Hit<Meaning>[], sides: readonly Side[]): Hit<Meaning>[] {
  const offered = hits.filter(({ cue }) => sides.some(({ meanings }) => meanings.has(cue)));
  const inside = (hit: Hit<Meaning>): boolean =>
    offered.some((other) => other.cue !== hit.cue && other.from <= hit.from && other.to >= hit.to && other.to - other.from > hit.to - hit.from);
  return hits.filter((hit) => !inside(hit));
}

const RESET = /\b(reset|resete\w*|reseti\w*|reseteo|resetear)\b/;

/** «Le di reset» is either way of restarting, unless it tells which. */
function ambiguousReset(reply: Reply, sides: readonly Side[]): boolean {
  const offers = (meaning: Meaning): boolean => sides.some(({ meanings }) => meanings.has(meaning));
  if (!RESET.test(reply.text.folded) || !offers('unplugged') || !offers('pinhole')) return false;
  return !findPhrases(MEANINGS, reply.text.sounds).some(({ cue, from, to }) => (cue === 'unplugged' || cue === 'pinhole') && !(to - from === 1 && RESET.test(reply.text.tokens[from] ?? '')));
}

interface Scene {
  readonly sides: readonly Side[];
  readonly own: number;
  readonly words: readonly string[];
  readonly hits: readonly Hit<Meaning>[];
  readonly denied: readonly boolean[];
}

function score(id: string, scene: Scene): Scored {
  const side = scene.sides[scene.own];
  let points = 0;
  let against = 0;
  const counted = new Set<Meaning>();
  for (const hit of scene.hits) {
    if (side === undefined || !side.meanings.has(hit.cue)) continue;
    const sharedBy = scene.sides.filter((other) => other.meanings.has(hit.cue)).length;
    const worth = ((1 + Math.min(hit.to - hit.from, 4) * 0.5) / sharedBy) * (VAGUE.has(hit.cue) ? 0.5 : 1);
    if (isDenied(hit, scene)) against += worth;
    else if (!counted.has(hit.cue)) points += worth;
    counted.add(hit.cue);
  }
  const taken = scene.hits.filter(({ cue, from, to }) => to - from > 1 && side?.meanings.has(cue) !== true && scene.sides.some(({ meanings }) => meanings.has(cue)));
  scene.words.forEach((word, i) => {
    if (taken.some(({ from, to }) => from <= i && i < to)) return;
    const worth = STOP.has(word) || word === ',' || word === '?' ? 0 : labelWorth(word, scene);
    if (scene.denied[i] === true) against += worth;
    else points += worth;
  });
  return { id, points: Math.max(0, Math.round((points - against * 0.5) * 100) / 100), against };
}

/** «No lights» is what it says; «no es el wifi» denies the wifi. */
const isDenied = ({ from, to }: Hit<Meaning>, { denied, words }: Scene): boolean => denied[from] === true && !words.slice(from, to).some((word) => OPENERS.has(word));

/** What a word of the reply is worth for a label that holds it, alone or with others, exactly or nearly. */
function labelWorth(word: string, { sides, own }: Scene): number {
  const holds = (side: Side | undefined): number => Math.max(0, ...(side?.text.sounds ?? []).map((other) => nearSpelling(word, other)));
  const mine = holds(sides[own]);
  if (mine === 0) return 0;
  const others = sides.filter((side, i) => i !== own && holds(side) >= mine).length;
  return others + 1 === sides.length ? 0 : (1.5 * mine) / (others + 1);
}

interface Unmatched {
  readonly reply: Reply;
  readonly scored: readonly Scored[];
  readonly sides: readonly Side[];
  readonly options: readonly Option[];
  readonly unsure: boolean;
}

/** Nothing fits: of two options the one not denied; else not known, or none of them. */
function withoutMatch({ reply, scored, sides, options, unsure }: Unmatched): Verdict<string> | undefined {
  if (unsure) return { value: 'unknown', why: 'does not know' };
  const denied = scored.filter(({ against }) => against > 0);
  const [left, ...more] = scored.filter(({ against }) => against === 0);
  const other = /\b(otr[oa]|contrario|sino)\b/.test(reply.text.folded) || reply.text.tokens[0] === 'no' || reply.text.tokens[reply.text.tokens.length - 1] === 'no';
  if (denied.length > 0 && left !== undefined && more.length === 0 && other) return { value: left.id, why: 'the one not denied' };
  if (reply.cues.has('noneOfThese') || reply.cues.has('all')) return noneOf(sides, options);
  const state = stateIn(reply, options, (i, meaning) => sides[i]?.meanings.has(meaning) === true);
  return state === undefined ? undefined : { value: state, why: 'whether it works' };
}

/** None of the options, unless one of them is «another thing». */
function noneOf(sides: readonly Side[], options: readonly Option[]): Verdict<string> {
  const another = options[sides.findIndex(({ meanings }) => meanings.has('another'))];
  return { value: another?.id ?? NONE, why: 'none of these' };
}

/** A meaning of the options' own family that none of them offers: blue, where red and green are asked for. */
function outside(hits: readonly Hit<Meaning>[], sides: readonly Side[], denied: readonly boolean[]): boolean {
  const family = FAMILIES.find((members) => sides.some((side) => members.some((meaning) => side.meanings.has(meaning))));
  if (family === undefined) return false;
  const said = hits.filter((hit) => family.includes(hit.cue) && denied[hit.from] !== true).map((hit) => hit.cue);
  return said.length > 0 && !said.some((meaning) => sides.some((side) => side.meanings.has(meaning)));
}

function bothMeant(reply: Reply, first: Scored, second: Scored): boolean {
  if (reply.cues.has('noneOfThese') && first.points < 3) return true;
  if (second.points < first.points * 0.6) return false;
  return reply.cues.has('all') || (second.points >= first.points * 0.8 && / (y|and|e|o) /.test(` ${reply.text.folded} `));
}
