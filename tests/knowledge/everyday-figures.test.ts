/** What was measured stays: floors under the figures on lines that no model was trained on, and that they are just that. */
import { OWN, readLabelled, type AnswerRow, type Labelled } from '../../bot/cli/labelled-data';
import { understand } from '../../knowledge/understand';
import { fold } from '../../knowledge/text';

const share = (rights: readonly boolean[]): number => rights.filter(Boolean).length / rights.length;
const plain = (text: string): string => fold(text).replace(/[^a-z0-9]+/g, ' ').trim();

const training = readLabelled(OWN.training);
const judging: readonly (readonly [string, Labelled])[] = [
  ['the lines to develop with', readLabelled(OWN.development)],
  ['the lines to judge by', readLabelled(OWN.heldOut)],
];

describe.each(judging)('%s', (_, { intents, levels, answers }) => {
  it('keep intents, levels and answers at what was measured', () => {
    expect(share(intents.map(({ text, intent, also }) => [intent, ...(also ?? [])].includes(understand(text).intent)))).toBeGreaterThanOrEqual(0.94);
    expect(share(levels.map(({ text, level }) => understand(text).level === level))).toBeGreaterThanOrEqual(0.93);
    expect(share(answers.map(({ text, question, value }) => JSON.stringify(understand(text, question).answer) === JSON.stringify(value)))).toBeGreaterThanOrEqual(0.94);
  });

  it('stand in no file that is learnt from', () => {
    const learnt = { intents: new Set(training.intents.map(({ text }) => plain(text))), levels: new Set(training.levels.map(({ text }) => plain(text))) };
    const pair = ({ question, text }: AnswerRow): string => `${plain(question.text ?? '')} | ${plain(text)}`;
    const replies = new Set(training.answers.map(pair));
    expect(intents.filter(({ text }) => learnt.intents.has(plain(text)))).toEqual([]);
    expect(levels.filter(({ text }) => learnt.levels.has(plain(text)))).toEqual([]);
    expect(answers.filter((row) => row.question.kind === 'yes_no' && replies.has(pair(row)))).toEqual([]);
  });
});
