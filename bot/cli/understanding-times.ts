/** How long a message takes to be understood, in microseconds, warm. */
import { QUESTION_KINDS, type Question } from '../../knowledge/question';
import { understand } from '../../knowledge/understand';

interface Timed {
  readonly text: string;
  readonly question?: Question;
}

const ROUNDS = 5;

/** Each message by the best of some rounds: what other programs take of the machine is not its cost. */
function time(name: string, lines: readonly Timed[]): void {
  const spent = lines.map(({ text, question }) => {
    const rounds = Array.from({ length: ROUNDS }, () => {
      const from = process.hrtime.bigint();
      understand(text, question);
      return Number(process.hrtime.bigint() - from) / 1000;
    });
    return Math.min(...rounds);
  });
  spent.sort((a, b) => a - b);
  const at = (share: number): string => (spent[Math.floor(share * (spent.length - 1))] ?? 0).toFixed(0);
  if (lines.length > 0) console.log(`  ${name.padEnd(16)} p50 ${at(0.5).padStart(4)} µs  p99 ${at(0.99).padStart(5)} µs`);
}

export function printTimes(lines: readonly Timed[]): void {
  const messages = lines.filter(({ question }) => question === undefined);
  time('first message', messages);
  for (const kind of QUESTION_KINDS) time(kind, lines.filter(({ question }) => question?.kind === kind));
  const joined = messages.map(({ text }) => text).join(', ');
  time('300 characters', messages.map((_, i) => ({ text: joined.slice(i * 40, i * 40 + 300), question: { kind: 'yes_no', text: '¿Ya le funciona?' } })));
}
