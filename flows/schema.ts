/**
 * The one schema of the flow language: flows, glossary, thresholds and side files of texts. Types are inferred from it,
 * so that what the parser accepts and what the compiler reads cannot drift apart.
 * A step's kind is the key that it carries; exactly one of KINDS.
 */
import { z } from 'zod';
import { LEVELS } from '../knowledge/language';
import { QUESTION_KINDS } from '../knowledge/question';
import { END_CODES } from './contracts';
import { DURATION } from './duration';
import { factName, flowName, sentence, stepName } from './names';

const duration = z.string().regex(DURATION, 'duration');
const count = z.number().int().min(1).max(50);
const level = z.enum(LEVELS);

const byLevel = z.strictObject({
  basic: sentence.optional(),
  intermediate: sentence.optional(),
  advanced: sentence.optional(),
});
const text = z.union([sentence, byLevel]);
/** Own words, or the article that explains it. */
const help = z.union([sentence, byLevel, z.strictObject({ article: z.string() })]);

const notUnderstood = z.strictObject({ tries: z.number().int().min(0).max(5), go: stepName });
/** After `after` of silence the question is said again, `remind` times; then its place is kept for `keep`, then `go`. */
const silence = z.strictObject({ after: duration, remind: z.number().int().min(0).max(3), keep: duration.default('7 d'), go: stepName });
const plainExits = z.record(z.string(), stepName);
const askExits = z.object({ not_understood: notUnderstood.optional(), silence: silence.optional() }).catchall(stepName);

/** What every step may carry but `decide` and `end`: who sees it, and how often it may be entered (loops). */
const common = {
  only: z.array(level).min(1).optional(),
  others: stepName.optional(),
  tries: z.strictObject({ most: count, go: stepName }).optional(),
  /** A remark for the people who edit the flow. */
  about: z.string().optional(),
};

const assumption = z.strictObject({ answer: z.string(), as: sentence });

export const KINDS = ['say', 'ask', 'check', 'do', 'decide', 'call', 'wait', 'end'] as const;
export type Kind = (typeof KINDS)[number];

export const STEP_SCHEMAS = {
  say: z.strictObject({ say: text, go: stepName, ...common }),
  ask: z.strictObject({
    ask: text,
    help: help.optional(),
    expects: z.enum(QUESTION_KINDS),
    options: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/, 'option_name'), text).optional(),
    options_from: factName.optional(),
    fact: factName.optional(),
    fresh: duration.optional(),
    assume: z.strictObject({ basic: assumption.optional(), intermediate: assumption.optional(), advanced: assumption.optional() }).optional(),
    exits: askExits,
    ...common,
  }),
  check: z.strictObject({ check: z.array(z.string()).min(1), fresh: duration.optional(), exits: plainExits, ...common }),
  do: z.strictObject({ do: z.string(), exits: plainExits, ...common }),
  decide: z.strictObject({
    decide: z
      .array(z.union([z.strictObject({ when: z.string(), go: stepName }), z.strictObject({ else: stepName })]))
      .min(2),
    tries: common.tries,
    about: common.about,
  }),
  call: z.strictObject({ call: flowName, exits: plainExits, ...common }),
  wait: z.strictObject({ wait: duration, go: stepName, ...common }),
  end: z.strictObject({
    end: z.strictObject({ code: z.enum(END_CODES), exit: z.string().regex(/^[a-z][a-z0-9_]*$/, 'exit_name') }),
    text: text.optional(),
    about: common.about,
  }),
} as const satisfies Record<Kind, z.ZodType>;

/** More than this is several flows. */
export const MOST_STEPS = 400;

export const flowSchema = z.strictObject({
  schema: z.literal(1),
  flow: flowName,
  title: sentence,
  intents: z.array(z.string()),
  start: stepName,
  max_turns: z.strictObject({ turns: count, go: stepName }),
  defaults: z
    .strictObject({
      not_understood: notUnderstood.optional(),
      silence: silence.optional(),
      unknown: stepName.optional(),
      already_done: stepName.optional(),
      not_now: stepName.optional(),
      none_of_these: stepName.optional(),
      fails: stepName.optional(),
    })
    .optional(),
  steps: z.record(stepName, z.record(z.string(), z.unknown())).refine((steps) => Object.keys(steps).length <= MOST_STEPS, 'too_many_steps'),
});

/** Languages of side files: English, and Spanish with *tú* where it differs from the *usted* of the flow itself. */
export const SIDE_WORDINGS = ['en', 'es-tu'] as const;

export const textsSchema = z.strictObject({
  schema: z.literal(1),
  flow: flowName,
  language: z.enum(SIDE_WORDINGS),
  texts: z.record(z.string(), sentence),
});

const bilingual = z.strictObject({ es: sentence, en: sentence });
export const FACT_TYPES = ['text', 'number', 'time', 'date', 'money', 'yes_no', 'list', 'dbm', 'minutes'] as const;
/** Of these, one is more than the other. */
export const NUMERIC: ReadonlySet<FactType> = new Set(['number', 'money', 'dbm', 'minutes']);
export const TIMED: ReadonlySet<FactType> = new Set(['time', 'date']);
export const COMPARISONS = ['equals', 'one_of', 'above', 'below', 'at_least', 'at_most', 'known'] as const;
const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const CONDITION_SCHEMAS = {
  fact: z.strictObject({
    fact: factName,
    is: z.enum(COMPARISONS),
    value: z.union([scalar, z.array(scalar)]).optional(),
    threshold: z.string().optional(),
    /** Another fact of the same type, and the threshold that says which part of it counts, in per cent; all of it when absent. */
    than: factName.optional(),
    percent: z.string().optional(),
    fresh: duration.optional(),
    about: sentence,
  }),
  all: z.strictObject({ all: z.array(z.string()).min(1), about: sentence }),
  any: z.strictObject({ any: z.array(z.string()).min(1), about: sentence }),
  not: z.strictObject({ not: z.string(), about: sentence }),
} as const;

export const glossarySchema = z.strictObject({
  schema: z.literal(1),
  facts: z
    .record(
      factName,
      z.strictObject({
        type: z.enum(FACT_TYPES),
        about: sentence,
        /** What an agent reads before the value; `about` in Spanish, the name in English without it. */
        label: bilingual.optional(),
        /** Said in place of the value while it is not known; required for a fact that a text shows. */
        missing: bilingual.optional(),
        /** Nobody's to read afterwards, such as a one-time code: the transcript's steps do not show it. */
        secret: z.boolean().optional(),
        /** The list that its values were chosen from: it reads as it was labelled there. */
        named_by: factName.optional(),
        /** How each value of a text fact reads. */
        values: z.record(z.string(), bilingual).optional(),
      }),
    )
    .default({}),
  conditions: z.record(stepName, z.record(z.string(), z.unknown())).default({}),
});

export const thresholdsSchema = z.strictObject({
  schema: z.literal(1),
  thresholds: z.record(stepName, z.strictObject({ value: z.number(), unit: sentence, about: sentence })),
});

type StepOf<K extends Kind> = z.infer<(typeof STEP_SCHEMAS)[K]> & { readonly kind: K };
export type SayStep = StepOf<'say'>;
export type AskStep = StepOf<'ask'>;
export type CheckStep = StepOf<'check'>;
export type DoStep = StepOf<'do'>;
export type DecideStep = StepOf<'decide'>;
export type CallStep = StepOf<'call'>;
export type WaitStep = StepOf<'wait'>;
export type EndStep = StepOf<'end'>;
export type Step = SayStep | AskStep | CheckStep | DoStep | DecideStep | CallStep | WaitStep | EndStep;

export type Text = z.infer<typeof text>;
export type Help = z.infer<typeof help>;
export type Flow = Omit<z.infer<typeof flowSchema>, 'steps'> & { readonly steps: Readonly<Record<string, Step>> };
export type SideWording = (typeof SIDE_WORDINGS)[number];
export type SideTexts = z.infer<typeof textsSchema>;
export type FactType = (typeof FACT_TYPES)[number];
export type FactMeaning = z.infer<typeof glossarySchema>['facts'][string];
export type Condition =
  | ({ readonly kind: 'fact' } & z.infer<typeof CONDITION_SCHEMAS.fact>)
  | ({ readonly kind: 'all' } & z.infer<typeof CONDITION_SCHEMAS.all>)
  | ({ readonly kind: 'any' } & z.infer<typeof CONDITION_SCHEMAS.any>)
  | ({ readonly kind: 'not' } & z.infer<typeof CONDITION_SCHEMAS.not>);
export interface Glossary {
  readonly facts: Readonly<Record<string, FactMeaning>>;
  readonly conditions: Readonly<Record<string, Condition>>;
}
export type Thresholds = z.infer<typeof thresholdsSchema>['thresholds'];
