/** A simulated conversation kept as a test of its flow: what the systems told, what was said, how it ended. */
import type { PlayAsked, PlayMove, Scene } from './worker/messages';
import { scalar } from './yaml-edit';

const LONGEST = 70;

/** The YAML of one test, without its name. Systems' answers are kept in the order in which they were given. */
export function recordedTest(asked: PlayAsked, scene: Scene): string {
  const checks: string[] = [];
  const actions = new Map<string, string[]>();
  for (const move of asked.moves) {
    if (move.move !== 'result') continue;
    if (move.action === undefined) checks.push(move.result === 'fails' ? 'fails' : inline(move.facts));
    else actions.set(move.action, [...(actions.get(move.action) ?? []), reaction(move)]);
  }
  const lines = [
    `level: ${asked.level}`,
    ...(asked.language === 'en' ? ['language: en'] : []),
    ...(Object.keys(asked.facts).length > 0 ? [`facts: ${inline(asked.facts)}`] : []),
    ...(checks.length > 0 ? ['checks:', ...checks.map((one) => `  - ${one}`)] : []),
    ...(actions.size > 0 ? ['actions:', ...[...actions].map(([name, all]) => `  ${name}: ${all.length === 1 ? all[0] ?? '' : `[ ${all.join(', ')} ]`}`)] : []),
    'talk:', ...talkOf(asked, scene).map((line) => `  - ${line}`),
    ...(scene.end === undefined ? [] : [`ends: { code: ${scene.end.code}, exit: ${scene.end.exit} }`]),
    // A conversation that is not over goes on in the test by itself: what follows was not played.
    ...(scene.end !== undefined && scene.assumed.length > 0 ? [`assumed: [${scene.assumed.join(', ')}]`] : []),
    ...(scene.end !== undefined && scene.done.length > 0 ? [`does: [${scene.done.join(', ')}]`] : []),
  ];
  return lines.join('\n');
}

const reaction = ({ facts, result }: Extract<PlayMove, { move: 'result' }>): string =>
  Object.keys(facts).length === 0 ? result : `{ result: ${result}, facts: ${inline(facts)} }`;

const inline = (sheet: Readonly<Record<string, unknown>>): string => {
  const pairs = Object.entries(sheet).map(([name, value]) => `${name}: ${typeof value === 'string' ? scalar(value) : JSON.stringify(value)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
};

function talkOf({ moves }: PlayAsked, { talk }: Scene): readonly string[] {
  const said = (after: number): readonly string[] => talk.filter((line) => line.who === 'bot' && line.after === after).map(({ text }) => `bot: ${JSON.stringify(beginningOf(text))}`);
  return [...said(0), ...moves.flatMap((move, index) => [...lineOf(move), ...said(index + 1)])];
}

/** Enough of what was said to know it again. */
export const beginningOf = (text: string): string => (text.split('\n')[0] ?? '').slice(0, LONGEST).trim();

const lineOf = (move: PlayMove): readonly string[] => {
  switch (move.move) {
    case 'answer':
      if (move.typed === true) return [`customer: ${JSON.stringify(move.words)}`];
      return [typeof move.value === 'object' ? `customer: ${JSON.stringify(move.words)}` : `choose: ${typeof move.value === 'string' ? JSON.stringify(move.value) : move.value}`];
    case 'not_understood':
      return [`customer: ${JSON.stringify(move.words)}`];
    case 'silence':
      return ['silence: 1'];
    case 'level':
      return [`level: ${move.level}`];
    case 'result':
    case 'waited':
      return [];
  }
};
