/**
 * A message cut where people go on to the next thing («… y tampoco …», «…, and also …»): a second problem told in a clause of its own is
 * heard there, however loud the first one is. Pure and linear.
 */
import type { Text } from './text';

const JOINTS = new Set([',', '?', 'y', 'ni', 'tampoco', 'ademas', 'aparte', 'tambien', 'encima', 'pero', 'and', 'but', 'also', 'nor', 'plus', 'either']);
/** What they join is denied as well: «ni la televisión» is «no la televisión». */
const DENYING = new Set(['ni', 'tampoco', 'nor', 'either']);
/** They join words and tell nothing. */
const JOINING = new Set('el la los las un una de del en por con a al o que se me mi es lo su le para desde the is it on in at of to my i no not'.split(' '));

const MOST_CLAUSES = 6;
const FEWEST_TELLING = 2;

export interface Clause {
  readonly text: Text;
  /** Place of its first word in the message. */
  readonly from: number;
}

/** The clauses of a message that has several, each with enough words to tell something, in the order of speech. */
export function clausesOf({ tokens, sounds }: Text): Clause[] {
  const found: Clause[] = [];
  let from = 0;
  let denies = false;
  for (let at = 0; at <= tokens.length && found.length < MOST_CLAUSES; at += 1) {
    const token = tokens[at];
    if (token !== undefined && !JOINTS.has(token)) continue;
    const clause = tokens.slice(from, at);
    if (clause.filter((word) => !JOINING.has(word)).length >= (denies ? 1 : FEWEST_TELLING)) found.push({ text: textOf(clause, sounds.slice(from, at), denies), from });
    // «Y tampoco» is one joint, and a pause after it ends nothing.
    denies = (token !== undefined && DENYING.has(token)) || (denies && at === from);
    from = at + 1;
  }
  return found;
}

const textOf = (tokens: readonly string[], sounds: readonly string[], denied: boolean): Text =>
  denied ? { folded: `no ${tokens.join(' ')}`, tokens: ['no', ...tokens], sounds: ['no', ...sounds] } : { folded: tokens.join(' '), tokens, sounds };
