/**
 * What a message asks for: one of the intents and, where it honestly carries more, the others. A low confidence is
 * told as it is; the caller asks instead of guessing.
 */
import { clausesOf } from './clauses';
import { features, namedFeatures, type MessageFeatures } from './features';
import { furtherIntents } from './further-intents';
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
  const likely = (other: Intent): boolean => (shares[INTENTS.indexOf(other)] ?? 0) >= ALSO_FROM;
  const several = !ALONE.has(intent) && INTENTS.some((other) => other !== intent && likely(other));
  const stated = several ? furtherIntents(text.sounds, set.denied, intent).filter(likely) : [];
  const also = ALONE.has(intent) ? [] : [...new Set([...stated, ...toldApart({ text, set, model }, intent)])].slice(0, MOST_FURTHER);
  return { intent, also, confidence: Math.round((shares[top] ?? 0) * 1000) / 1000, why: reasons(model, top, namedFeatures(text, set)) };
}

/** «Con los datos sí», «la tele sí se ve». */
const isInOrder = ({ tokens }: Text): boolean => tokens.indexOf('si') > 0 && !tokens.includes('no');

/** «Soy técnico en redes» tells who writes, not what is wanted. */
const isAboutHer = ({ tokens }: Text): boolean => tokens.includes('soy') || tokens.includes('trabajo') || (tokens[0] === 'i' && (tokens[1] === 'm' || tokens[1] === 'am' || tokens[1] === 'work'));

interface Message {
  readonly text: Text;
  readonly set: MessageFeatures;
  readonly model: LinearModel<Intent>;
}

/** What the clauses of a message are about, each read alone, apart from the main point. One that is denied or in order tells nothing. */
function toldApart({ text, set: { denied }, model }: Message, main: Intent): Intent[] {
  const clauses = clausesOf(text);
  if (clauses.length < 2 || denied.every(Boolean)) return [];
  return clauses.flatMap((clause) => {
    const set = features(clause);
    if (set.denied.some(Boolean) || isInOrder(clause) || isAboutHer(clause)) return [];
    const shares = probabilities(model, set);
    const top = largest(shares);
    const intent = INTENTS[top] ?? 'other';
    return intent !== main && !ALONE.has(intent) && (shares[top] ?? 0) >= CLAUSE_FROM ? [intent] : [];
  });
}
