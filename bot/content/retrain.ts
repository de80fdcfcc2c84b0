/**
 * Learns from what people taught, starting at what this build was shipped with, and judges the result on lines that nothing
 * learns from. The same sentences give the same models. It takes seconds of computing: run it beside the customers (`train-beside.ts`).
 */
import { INTENT_TASK, LEVEL_TASK, ownExamples, pack, type Task } from '../cli/model-tasks';
import { OWN, readLabelled, type IntentRow, type Labelled, type LevelRow } from '../cli/labelled-data';
import { fit, unpacked } from '../cli/training';
import { SHIPPED, SHIPPED_PACKED, unpackLearnt, type Learnt, type PackedLearnt } from '../../knowledge/learnt';
import type { LinearModel, PackedModel } from '../../knowledge/linear';
import { understand } from '../../knowledge/understand';
import type { Reading, Training, TrainingFigure } from '../web/understanding-contracts';
import { takenFor } from './taken-for';

export interface RetrainInput {
  readonly taught: Pick<Labelled, 'intents' | 'levels'>;
  /** What customers wrote lately and was not understood. */
  readonly customers: readonly string[];
  /** What messages are read with now. */
  readonly before: PackedLearnt;
}

export interface Retrained extends Pick<Training, 'figures' | 'readings' | 'worse'> {
  readonly models: PackedLearnt;
}

/** Measured: one strange sentence alone is taken for what it means without asking (0.54 sure), half a dozen at 0.74 and more; the lines held out stay where they are. */
const TAUGHT_WEIGHT = 8;
const ROUNDS = 3;
const SLOWER = 4;
/** So many of the lines that nothing learns from may be read worse: the odd one turns with any training. */
const MOST_WORSE = 1 / 200;
const MOST_READINGS = 400;
const WHATS = ['intent', 'level'] as const;

export const retrain = ({ taught, customers, before: now }: RetrainInput): Retrained => {
  const own = readLabelled(OWN.training);
  const models: PackedLearnt = {
    intents: learn(INTENT_TASK, { own, taught, shipped: SHIPPED.intents, packed: SHIPPED_PACKED.intents }),
    levels: learn(LEVEL_TASK, { own, taught, shipped: SHIPPED.levels, packed: SHIPPED_PACKED.levels }),
  };
  const [before, after] = [unpackLearnt(now), unpackLearnt(models)];
  const unseen = { held_out: readLabelled(OWN.heldOut), everyday: readLabelled(OWN.development) };
  const rows: readonly Told[] = [
    ...told(taught, 'taught'), ...customers.map((text): Told => ({ text, from: 'customers', what: 'intent' })), ...told(unseen.everyday, 'everyday'), ...told(own, 'training'),
  ];
  const readings = rows.map((row) => readingOf(row, { before, after })).filter((one) => one.from === 'taught' || one.before !== one.after);
  const judged = (['held_out', 'everyday'] as const).flatMap((lines) => WHATS.map((what) => judgedOf({ lines, what }, unseen[lines], { before, after })));
  return {
    models, readings: readings.slice(0, MOST_READINGS),
    figures: judged.map(({ shipped: _shipped, ...figure }) => figure),
    worse: WHATS.some((what) => isWorse(judged.filter((one) => one.what === what))),
  };
};

interface Learning {
  readonly own: Labelled;
  readonly taught: RetrainInput['taught'];
  readonly shipped: LinearModel;
  readonly packed: PackedModel;
}

/** What nobody taught stays as it was shipped. */
const learn = <Row>(task: Task<Row>, { own, taught, shipped, packed }: Learning): PackedModel => {
  const more = task.rows({ ...taught, answers: [] }).flatMap(task.examples).map((example) => ({ ...example, weight: TAUGHT_WEIGHT * example.weight }));
  if (more.length === 0) return packed;
  const { settings } = task;
  return pack(fit([...ownExamples(task, own), ...more], { ...settings, rounds: ROUNDS, rate: settings.rate / SLOWER, start: unpacked(shipped) }), packed.temperature);
};

interface Sides {
  readonly before: Learnt;
  readonly after: Learnt;
}

interface Told extends Pick<Reading, 'text' | 'from' | 'what'> {
  readonly wanted?: string;
}

const told = ({ intents, levels }: RetrainInput['taught'], from: Reading['from']): readonly Told[] => [
  ...intents.map(({ text, intent }): Told => ({ text, from, what: 'intent', wanted: intent })),
  ...levels.map(({ text, level }): Told => ({ text, from, what: 'level', wanted: level })),
];

const readingOf = (row: Told, { before, after }: Sides): Reading => ({ ...row, before: readWith(row, before), after: readWith(row, after) });

/** What was taught is learnt when the bot acts on it without asking. */
const readWith = ({ text, from, what }: Told, learnt: Learnt): string => (from === 'taught' && what === 'intent' ? takenFor(text, learnt).intent : understand(text, undefined, learnt)[what]);

type What = TrainingFigure['what'];
type Unseen = Pick<Labelled, 'intents' | 'levels'>;

const rightOf = (what: What, { intents, levels }: Unseen, learnt: Learnt): number =>
  what === 'intent' ? intents.filter((row) => isRightIntent(row, learnt)).length : levels.filter((row) => isRightLevel(row, learnt)).length;

const isRightIntent = ({ text, intent, also = [] }: IntentRow, learnt: Learnt): boolean => [intent, ...also].includes(understand(text, undefined, learnt).intent);
const isRightLevel = ({ text, level }: LevelRow, learnt: Learnt): boolean => understand(text, undefined, learnt).level === level;

const sizeOf = (what: What, { intents, levels }: Unseen): number => (what === 'intent' ? intents : levels).length;

/** How a kind of lines is read on each side, and by what was shipped. */
interface Judged extends TrainingFigure {
  readonly shipped: number;
}

const judgedOf = (about: Pick<TrainingFigure, 'what' | 'lines'>, unseen: Unseen, { before, after }: Sides): Judged => {
  const right = (learnt: Learnt): number => rightOf(about.what, unseen, learnt);
  return { ...about, of: sizeOf(about.what, unseen), before: right(before), after: right(after), shipped: right(SHIPPED) };
};

/** Than what stands now, and than what was shipped: one small step down after the other leads nowhere. */
const isWorse = (judged: readonly Judged[]): boolean => {
  const sum = (figure: 'of' | 'before' | 'after' | 'shipped'): number => judged.reduce((all, one) => all + one[figure], 0);
  return sum('after') < Math.max(sum('before'), sum('shipped')) - Math.floor(sum('of') * MOST_WORSE);
};
