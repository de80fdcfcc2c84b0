/**
 * What was learnt from labelled messages: the models of intents and of levels, as values that are handed along. Those of
 * this build stand here; others, learnt since from what people taught, are read with by whoever has them.
 */
import { LEVEL_LABELS, type LevelLabel } from './expertise';
import { lazyModel, unpack, type LinearModel, type PackedModel } from './linear';
import { INTENT_MODEL } from './model/intent-weights';
import { LEVEL_MODEL } from './model/level-weights';
import { INTENTS, type Intent } from './understanding';

export interface Learnt {
  readonly intents: LinearModel<Intent>;
  readonly levels: LinearModel<LevelLabel>;
}

/** The same as it is stored. */
export interface PackedLearnt {
  readonly intents: PackedModel;
  readonly levels: PackedModel;
}

export const SHIPPED_PACKED: PackedLearnt = { intents: INTENT_MODEL, levels: LEVEL_MODEL };

const intents = lazyModel(INTENT_MODEL, INTENTS);
const levels = lazyModel(LEVEL_MODEL, LEVEL_LABELS);

/** Unpacked at the first use. */
export const SHIPPED: Learnt = {
  get intents() {
    return intents();
  },
  get levels() {
    return levels();
  },
};

export const unpackLearnt = (packed: PackedLearnt): Learnt => ({ intents: unpack(packed.intents, INTENTS), levels: unpack(packed.levels, LEVEL_LABELS) });
