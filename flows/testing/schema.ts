/** The schema of conversations that test a flow, beside the flow: `tests/<flow>.yaml`. */
import { z } from 'zod';
import { LANGUAGES, LEVELS } from '../../knowledge/language';
import { END_CODES } from '../contracts';
import { factName, flowName, sentence, stepName } from '../names';

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.strictObject({ id: sentence, label: sentence }))]);
const sheet = z.record(factName, value);
const told = z.union([z.literal('fails'), sheet]);
const result = z.union([z.string().min(1), z.strictObject({ result: z.string().min(1), facts: sheet })]);
const orInTurn = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1)]);
const level = z.enum(LEVELS);

/** What is known and what the systems answer: one reaction, or one for each time (the last one stays). */
const given = {
  facts: sheet.optional(),
  checks: orInTurn(told).optional(),
  actions: z.record(z.string(), orInTurn(result)).optional(),
};

const said = z.union([
  sentence,
  z.strictObject({ is: sentence }),
  z.strictObject({ basic: sentence.optional(), intermediate: sentence.optional(), advanced: sentence.optional() }),
]);

const line = z.union([
  z.strictObject({ bot: said }),
  z.strictObject({ customer: sentence }),
  z.strictObject({ choose: z.union([z.string(), z.number()]) }),
  z.strictObject({ silence: z.number().int().min(1).max(5) }),
  z.strictObject({ level }),
]);

const test = z.strictObject({
  level: z.union([level, z.array(level).min(1)]),
  language: z.enum(LANGUAGES).optional(),
  ...given,
  talk: z.array(line).max(100),
  ends: z.strictObject({ code: z.enum(END_CODES).optional(), exit: z.string().optional(), step: stepName.optional() }).optional(),
  assumed: z.array(z.string()).optional(),
  does: z.array(z.string()).optional(),
  packet: sheet.optional(),
});

export const testsSchema = z.strictObject({
  schema: z.literal(1),
  flow: flowName,
  given: z.strictObject(given).optional(),
  tests: z.record(z.string().min(1).max(200), test),
});

export type FlowTests = z.infer<typeof testsSchema>;
export type FlowTest = z.infer<typeof test>;
export type TalkLine = z.infer<typeof line>;
export type Sheet = z.infer<typeof sheet>;
export type Reaction = z.infer<typeof result>;
