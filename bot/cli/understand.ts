/**
 * `npm run understand`: JSON lines `{"text", "question"?}` on standard input, one JSON line each on standard output, in
 * the same order. A malformed line is answered with its fault and its number, and the rest goes on.
 */
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { QUESTION_KINDS, type Question } from '../../knowledge/question';
import { understand } from '../../knowledge/understand';

const OPTION = z.object({ id: z.string(), label: z.string() });
const QUESTION = z.object({
  kind: z.enum(QUESTION_KINDS),
  text: z.string().optional(),
  options: z.array(OPTION).optional(),
  now: z.string().optional(),
});
const LINE = z.object({ text: z.string(), question: QUESTION.nullish() });

/** Lines answered before they are written out together. */
const BATCH = 200;

function questionOf(parsed: z.infer<typeof QUESTION>): Question {
  const { kind, text, options, now } = parsed;
  return { kind, ...(text === undefined ? {} : { text }), ...(options === undefined ? {} : { options }), ...(now === undefined ? {} : { now }) };
}

/** The answer to one line, itself one line of JSON. */
function answerLine(line: string, number: number): string {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch (fault) {
    return JSON.stringify({ error: `line ${number}: not JSON: ${fault instanceof Error ? fault.message : String(fault)}` });
  }
  const parsed = LINE.safeParse(data);
  if (!parsed.success) return JSON.stringify({ error: `line ${number}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`).join('; ')}` });
  const { text, question } = parsed.data;
  const { why: _why, cut: _cut, surely: _surely, ...meant } = understand(text, question == null ? undefined : questionOf(question));
  return JSON.stringify(meant);
}

async function main(): Promise<void> {
  let number = 0;
  let waiting: string[] = [];
  const flush = (): void => {
    if (waiting.length > 0) process.stdout.write(`${waiting.join('\n')}\n`);
    waiting = [];
  };
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    waiting.push(answerLine(number === 1 ? line.replace(/^\ufeff/, '') : line, number));
    if (waiting.length >= BATCH) flush();
  }
  flush();
}

if (require.main === module) void main();
