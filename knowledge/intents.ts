/**
 * What a message asks for: one of the intents and, where it honestly carries more, the others. A low confidence is
 * told as it is; the caller asks instead of guessing.
 */
import { features } from './features';
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

/** A further intent is told from this probability on. */
const ALSO_FROM = 0.22;

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
  if (text.tokens.length === 0) return { intent: 'other', also: [], confidence: 0.5 };
  const shares = probabilities(model(), features(text));
  const ranked = INTENTS.map((intent, i) => ({ intent, share: shares[i] ?? 0 })).sort((a, b) => b.share - a.share);
  const [first, ...rest] = ranked;
  if (first === undefined) return { intent: 'other', also: [], confidence: 0 };
  const also = rest.filter(({ intent, share }) => share >= ALSO_FROM && intent !== 'other').map(({ intent }) => intent);
  return { intent: first.intent, also: also.slice(0, 2), confidence: Math.round(first.share * 1000) / 1000 };
}
