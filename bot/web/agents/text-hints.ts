/**
 * Reads an answer before it is sent and says what a customer may not like in it: asked already, several questions at
 * once, blame, too long. Advice alone: it never holds an answer back.
 */
import type { CasePacket } from '../contracts';

export type Hint =
  | { readonly kind: 'known'; readonly answer: string }
  | { readonly kind: 'blame' | 'long' | 'questions' };

const MOST_WORDS = 70;
const MOST_WORDS_A_SENTENCE = 28;

const BLAME = [
  /\b(?:por|es) su culpa\b/, /\busted (?:no |se )?(?:debio|equivoco|tenia que|hizo mal|desconfiguro|dano)\b/, /\bcomo ya (?:le|se lo) (?:dije|explique)\b/,
  /\byour fault\b/, /\byou (?:should have|shouldn t have|failed to|did it wrong|broke)\b/, /\bas i (?:already )?(?:said|told you)\b/,
] as const;

export function hintsOf(text: string, packet: CasePacket): readonly Hint[] {
  const said = plain(text);
  const sentences = text.split(/(?<=[.!?\n])\s+/).filter((sentence) => sentence.trim() !== '');
  const questions = sentences.filter((sentence) => sentence.includes('?'));
  const known = questions.flatMap((question) => knownAnswer(plain(question), packet) ?? []);
  return [
    ...[...new Set(known)].map((answer) => ({ kind: 'known', answer }) as const),
    ...(BLAME.some((pattern) => pattern.test(said)) ? [{ kind: 'blame' } as const] : []),
    ...(questions.length > 1 ? [{ kind: 'questions' } as const] : []),
    ...(isLong(said, sentences) ? [{ kind: 'long' } as const] : []),
  ];
}

function isLong(said: string, sentences: readonly string[]): boolean {
  return wordsOf(said).length > MOST_WORDS || sentences.some((sentence) => wordsOf(plain(sentence)).length > MOST_WORDS_A_SENTENCE);
}

/** What the case already answers, when the question asks for it again. */
function knownAnswer(question: string, packet: CasePacket): string | undefined {
  const { who, service } = packet;
  const asks = (pattern: RegExp): boolean => pattern.test(question);
  if (who.name !== undefined && asks(/\b(?:su nombre|como se llama|your name)\b/)) return who.name;
  if (who.verified && asks(/\b(?:cedula|documento|numero de (?:cuenta|cliente)|id number|account number|document)\b/)) return who.customerId;
  if (service?.address !== undefined && asks(/\b(?:direccion|donde vive|donde queda|address)\b/)) return service.address;
  return answeredBefore(question, packet);
}

/** A question of the guide in other words: most of its own words are in this one. */
function answeredBefore(question: string, { asked = {}, steps }: CasePacket): string | undefined {
  const words = new Set(tellingWords(question));
  const found = steps.find(({ step, outcome }) => {
    const before = tellingWords(plain(asked[step]?.question ?? ''));
    if (outcome !== 'answered' || before.length < 2) return false;
    return before.filter((word) => words.has(word)).length / before.length >= ALIKE;
  });
  return found && (found.result ?? asked[found.step]?.answers[found.value ?? ''] ?? found.value);
}

const ALIKE = 0.6;

function tellingWords(text: string): readonly string[] {
  return [...new Set(wordsOf(text).filter((word) => word.length > 3))];
}

function wordsOf(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** Lower case, without accents or signs. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ').trim();
}
