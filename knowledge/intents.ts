/**
 * What a message asks for: one of the intents and, where it honestly carries more, the others. A low confidence is
 * told as it is; the caller asks instead of guessing.
 */
import { clausesOf, type Clause } from './clauses';
import { asksFor, features, namedFeatures, type MessageFeatures } from './features';
import { statedIntents } from './further-intents';
import { largest, probabilities, reasons, type LinearModel } from './linear';
import type { Text } from './text';
import { INTENTS, type Intent } from './understanding';

export interface IntentReading {
  readonly intent: Intent;
  readonly also: readonly Intent[];
  /** 0..1 */
  readonly confidence: number;
  /** The words and topics that decided, strongest first. */
  readonly why: readonly string[];
}

/** A stated further intent is told when the model finds it this likely. */
const ALSO_FROM = 0.004;
/** What a clause of its own is about counts from here. */
const CLAUSE_FROM = 0.7;
const MOST_FURTHER = 2;
/** Intents that say nothing else is asked. */
const ALONE: ReadonlySet<Intent> = new Set(['greeting', 'thanks_bye', 'other', 'resume']);

/** A message of these words alone answers a question; by itself it asks for nothing. */
const BARE_REPLIES = new Set('si no se ni idea tal vez creo que quien sabe de pronto depende yes maybe dunno not sure i don t know un una uno dos tres y o , ?'.split(' '));

/** The intent of a message. A message without a word is `other`. */
export function readIntent(text: Text, set: MessageFeatures, model: LinearModel<Intent>): IntentReading {
  if (text.tokens.every((token) => BARE_REPLIES.has(token))) return { intent: 'other', also: [], confidence: 0.5, why: [] };
  const shares = probabilities(model, set);
  const top = largest(shares);
  const intent = INTENTS[top] ?? 'other';
  const [main = intent, ...also] = ALONE.has(intent) ? [] : allIntents(intent, { text, set, model, shareOf: (one) => shares[INTENTS.indexOf(one)] ?? 0 });
  return { intent: main, also, confidence: Math.round((shares[top] ?? 0) * 1000) / 1000, why: reasons(model, top, namedFeatures(text, set)) };
}

interface Message {
  readonly text: Text;
  readonly set: MessageFeatures;
  readonly model: LinearModel<Intent>;
  readonly shareOf: (intent: Intent) => number;
}

/** The likeliest intent and those that are told beside it, the one that counts most first. */
function allIntents(likeliest: Intent, { text, set, model, shareOf }: Message): Intent[] {
  const likely = (other: Intent): boolean => shareOf(other) >= ALSO_FROM;
  const stated = INTENTS.some((other) => other !== likeliest && likely(other)) ? statedIntents(text.sounds, set.denied) : new Map<Intent, number>();
  const clauses = set.denied.every(Boolean) ? [] : clausesOf(text);
  const apart = toldApart(clauses, model);
  const others = [...[...stated.keys()].filter((other) => other !== likeliest).slice(0, MOST_FURTHER).filter(likely), ...apart.keys()];
  const placeOf = (intent: Intent): number | undefined => apart.get(intent)?.from ?? beginningOf(stated.get(intent), clauses);
  const isMixed = shareOf(likeliest) < CLAUSE_FROM && placeOf(likeliest) === undefined && [...apart.keys()].filter((other) => FAULTS.has(other)).length > 1;
  const told = [...new Set(isMixed && FAULTS.has(likeliest) ? apart.keys() : [likeliest, ...others])].slice(0, 1 + MOST_FURTHER);
  return inOrder(told, { shareOf, placeOf, apart });
}

/** Of two that come to the same the model's choice is little more than a coin: faults of different services, and errands. */
const HOME_FAULTS: ReadonlySet<Intent> = new Set(['no_internet', 'intermittent', 'slow_internet']);
const FAULTS: ReadonlySet<Intent> = new Set([...HOME_FAULTS, 'tv', 'telephone', 'mobile_data']);
const ERRANDS: ReadonlySet<Intent> = new Set(['wifi_password', 'wifi_coverage', 'bill', 'compensation', 'ticket_status', 'technician_visit']);
/** The first one decides alone from this many times the other's share. */
const COIN = 40;

const areEqual = (a: Intent, b: Intent): boolean => (FAULTS.has(a) && FAULTS.has(b) && !(HOME_FAULTS.has(a) && HOME_FAULTS.has(b))) || (ERRANDS.has(a) && ERRANDS.has(b));

interface Told {
  readonly shareOf: (intent: Intent) => number;
  /** Where each one is told. */
  readonly placeOf: (intent: Intent) => number | undefined;
  readonly apart: ReadonlyMap<Intent, Apart>;
}

/** The same intents: between equals the one that is told first stands first, in the order of speech. */
function inOrder(intents: readonly Intent[], { shareOf, placeOf, apart }: Told): Intent[] {
  const [first, ...others] = intents;
  if (first === undefined) return [];
  const earlier = (intent: Intent, than: Intent): boolean => (placeOf(intent) ?? Infinity) < (placeOf(than) ?? -1);
  const isCoin = (other: Intent): boolean => areEqual(first, other) && (shareOf(other) * COIN > shareOf(first) || isPlainlyEqual(apart, first, other));
  const main = others.filter(isCoin).reduce((least, other) => (earlier(other, least) ? other : least), first);
  return [main, ...intents.filter((intent) => intent !== main)];
}

/** Each in a clause of its own: errands that are both asked for, faults that are both told. That nothing works at all is left to the model: it is told of a part too. */
function isPlainlyEqual(apart: ReadonlyMap<Intent, Apart>, first: Intent, other: Intent): boolean {
  const isErrand = ERRANDS.has(first);
  return first !== 'no_internet' && other !== 'no_internet' && apart.get(first)?.asks === isErrand && apart.get(other)?.asks === isErrand;
}

/** «Con los datos sí», «la tele sí se ve». */
const isInOrder = ({ tokens }: Text): boolean => tokens.indexOf('si') > 0 && !tokens.includes('no');

/** «Soy técnico en redes» tells who writes, not what is wanted. */
const isAboutHer = ({ tokens }: Text): boolean => tokens.includes('soy') || tokens.includes('trabajo') || (tokens[0] === 'i' && (tokens[1] === 'm' || tokens[1] === 'am' || tokens[1] === 'work'));

interface Apart {
  readonly from: number;
  readonly asks: boolean;
}

/** What the clauses of a message that has several are about, each read alone, with the place where it begins. One that is denied or in order tells nothing. */
function toldApart(clauses: readonly Clause[], model: LinearModel<Intent>): Map<Intent, Apart> {
  const found = new Map<Intent, Apart>();
  if (clauses.length < 2) return found;
  for (const { text, from } of clauses) {
    const set = features(text);
    if (set.denied.some(Boolean) || isInOrder(text) || isAboutHer(text)) continue;
    const shares = probabilities(model, set);
    const top = largest(shares);
    const intent = INTENTS[top] ?? 'other';
    if (!ALONE.has(intent) && (shares[top] ?? 0) >= CLAUSE_FROM && !found.has(intent)) found.set(intent, { from, asks: asksFor(text) });
  }
  return found;
}

/** Where the clause of a place begins; two places of one clause are the same. */
const beginningOf = (place: number | undefined, clauses: readonly Clause[]): number | undefined =>
  place === undefined || clauses.length < 2 ? place : (clauses.findLast(({ from }) => from <= place)?.from ?? place);
