/**
 * What a message asks for: one of the intents and, where it honestly carries more, the others. A low confidence is
 * told as it is; the caller asks instead of guessing.
 */
import { deniedWords, features } from './features';
import { furtherIntents } from './further-intents';
import { probabilities, type LinearModel } from './linear';
import { INTENT_BIAS, INTENT_BITMAP, INTENT_ROWS, INTENT_SCALE, INTENT_TEMPERATURE } from './model/weights';
import type { Text } from './text';
import { INTENTS, type Intent } from './understanding';

export interface IntentReading {
  readonly intent: Intent;
  readonly also: readonly Intent[];
  /** 0..1 */
  readonly confidence: number;
}

/** A stated further intent is told when the model finds it this likely. */
const ALSO_FROM = 0.004;
/** Intents that say nothing else is asked. */
const ALONE: ReadonlySet<Intent> = new Set(['greeting', 'thanks_bye', 'other', 'resume']);

/** A message of these words alone answers a question; by itself it asks for nothing. */
const BARE_REPLIES = new Set('si no se ni idea tal vez creo que quien sabe de pronto depende yes maybe dunno not sure i don t know un una uno dos tres y o , ?'.split(' '));

function bytes(base64: string): Uint8Array {
  const text = atob(base64);
  const found = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) found[i] = text.charCodeAt(i);
  return found;
}

function loadModel(): LinearModel {
  const bitmap = bytes(INTENT_BITMAP);
  const rows = new Int32Array(bitmap.length * 8).fill(-1);
  let next = 0;
  for (let bucket = 0; bucket < rows.length; bucket += 1) {
    if (((bitmap[bucket >> 3] ?? 0) >> (bucket & 7)) & 1) rows[bucket] = next++;
  }
  const weights = new Int8Array(bytes(INTENT_ROWS).buffer);
  return { labels: INTENTS, rows, weights, bias: Float64Array.from(INTENT_BIAS), scale: INTENT_SCALE, temperature: INTENT_TEMPERATURE };
}

let loaded: LinearModel | undefined;
/** Unpacked at the first use and kept. */
const model = (): LinearModel => (loaded ??= loadModel());

/** The intent of a message. A message without a word is `other`. */
export function readIntent(text: Text): IntentReading {
  if (text.tokens.every((token) => BARE_REPLIES.has(token))) return { intent: 'other', also: [], confidence: 0.5 };
  const shares = probabilities(model(), features(text));
  let top = 0;
  for (let i = 1; i < shares.length; i += 1) if ((shares[i] ?? 0) > (shares[top] ?? 0)) top = i;
  const intent = INTENTS[top] ?? 'other';
  const likely = (other: Intent): boolean => (shares[INTENTS.indexOf(other)] ?? 0) >= ALSO_FROM;
  const also = ALONE.has(intent) ? [] : furtherIntents(text.sounds, deniedWords(text.sounds), intent).filter(likely);
  return { intent, also, confidence: Math.round((shares[top] ?? 0) * 1000) / 1000 };
}
