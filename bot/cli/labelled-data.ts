/**
 * Labelled sentences and replies from files of JSON lines, checked at the door: a fault is told with its file, its line
 * and the labels that exist, since people edit these files by hand.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { REPLY_LABELS } from '../../knowledge/answers/reply-model';
import { LEVEL_LABELS } from '../../knowledge/expertise';
import { QUESTION_KINDS, type AnswerValue, type Question } from '../../knowledge/question';
import { INTENTS } from '../../knowledge/understanding';
import { ROOT } from '../root';

/** The project's own files: what is learnt, what is developed with, what is only judged by. */
export const OWN = {
  training: path.join(ROOT, 'knowledge/model/training'),
  development: path.join(ROOT, 'knowledge/model/development'),
  heldOut: path.join(ROOT, 'knowledge/model/held-out'),
} as const;

const INTENT_ROW = z.object({ text: z.string().min(1), intent: z.enum(INTENTS), also: z.array(z.enum(INTENTS)).optional() });
const LEVEL_ROW = z.object({ text: z.string().min(1), level: z.enum(LEVEL_LABELS) });
const QUESTION = z.object({
  kind: z.enum(QUESTION_KINDS),
  text: z.string().optional(),
  options: z.array(z.object({ id: z.string(), label: z.string() })).optional(),
  now: z.string().optional(),
});
const ANSWER_ROW = z.object({ question: QUESTION, text: z.string(), value: z.unknown() });
/** Many ways of saying one thing to any of several questions. */
const REPLIES_ROW = z.object({ questions: z.array(z.string().min(1)).min(1), value: z.enum(REPLY_LABELS), texts: z.array(z.string().min(1)) });

export type IntentRow = z.infer<typeof INTENT_ROW>;
export type LevelRow = z.infer<typeof LEVEL_ROW>;
export interface AnswerRow {
  readonly question: Question;
  readonly text: string;
  readonly value: AnswerValue;
}

export interface Labelled {
  readonly intents: readonly IntentRow[];
  readonly levels: readonly LevelRow[];
  readonly answers: readonly AnswerRow[];
}

/** Questions that each text of a group is joined with. */
const QUESTIONS_A_TEXT = 2;

/** All labelled lines of a folder; a file that is not there holds none. */
export function readLabelled(folder: string): Labelled {
  const answers = readLines(folder, 'answers.jsonl', ANSWER_ROW) as readonly AnswerRow[];
  const replies = readLines(folder, 'replies.jsonl', REPLIES_ROW).flatMap(({ questions, value, texts }, group) =>
    texts.flatMap((text, i) => Array.from({ length: Math.min(QUESTIONS_A_TEXT, questions.length) }, (_, k): AnswerRow => ({ question: { kind: 'yes_no', text: questions[(i * 3 + k * 5 + group) % questions.length] ?? '' }, text, value }))),
  );
  return { intents: readLines(folder, 'intents.jsonl', INTENT_ROW), levels: readLines(folder, 'expertise.jsonl', LEVEL_ROW), answers: [...answers, ...replies] };
}

function readLines<Row>(folder: string, file: string, shape: z.ZodType<Row>): readonly Row[] {
  const where = path.join(folder, file);
  if (!existsSync(where)) return [];
  return readFileSync(where, 'utf8')
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [parseLine(line, `${where}:${i + 1}`, shape)]));
}

function parseLine<Row>(line: string, place: string, shape: z.ZodType<Row>): Row {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    throw new Error(`${place}: this line is not JSON`);
  }
  const parsed = shape.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Error(`${place}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
}
