/** The same fixed work before every row, printed in milliseconds: rows are comparable when it took about the same time. */
import { createHash } from 'node:crypto';

const ROUNDS = 6000;

const work = (): number => {
  const record = { id: 'x', items: Array.from({ length: 40 }, (_, i) => ({ i, text: `elemento ${i}` })) };
  let sum = 0;
  for (let i = 0; i < ROUNDS; i += 1) {
    const copy = JSON.parse(JSON.stringify(record)) as typeof record;
    sum += copy.items.sort((a, b) => b.i - a.i).length + (createHash('sha256').update(`${i}`).digest()[0] ?? 0);
  }
  return sum;
};

const start = performance.now();
work();
console.log(Math.round(performance.now() - start));
