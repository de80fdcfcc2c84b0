/** What should have come by itself and did not, or came twice or too soon, is found in the transcript. */
import type { Positioned } from '../../bot/runtime/ports';
import type { Entry } from '../../dialogs/transcript';
import { address } from '../../dialogs/ids';
import type { Kind } from './finding';
import { timesIn } from './times';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

type Happening = readonly [minutes: number, what: 'asked' | 'reminded' | 'silent' | 'waited' | 'answered' | 'wrote' | 'ended' | 'handed off' | 'asked beside', step?: string];

const entryOf = ([minutes, what, step = 'power']: Happening): Entry => {
  const at = minutes * MINUTE;
  switch (what) {
    case 'wrote':
      return { kind: 'customer', at, text: 'no sé', from: address('web', 'one') };
    case 'ended':
      return { kind: 'end', at, flow: 'f', release: 'r', step, code: 'ESPERA' };
    case 'handed off':
      return { kind: 'event', at, name: 'handed_off' };
    case 'asked beside':
      return { kind: 'bot', at, text: '¿Cómo prefiere que le ayude?', choices: [{ id: 'basic', label: 'Con calma' }], language: 'es' };
    case 'answered':
      return { kind: 'steps', at, release: 'r', level: 'basic', passages: [{ flow: 'f', outcomes: [{ step, outcome: what, value: 'yes' }] }] };
    default:
      return { kind: 'steps', at, release: 'r', level: 'basic', passages: [{ flow: 'f', outcomes: [{ step, outcome: what }] }] };
  }
};

const found = (happened: readonly Happening[], endedAt: number): Kind[] => {
  const transcript = happened.map((one, position): Positioned => ({ position, entry: entryOf(one) }));
  return timesIn({ name: 'one', channel: 'web', sent: [], seen: [], refusals: [], guided: true, transcript }, endedAt).map(({ kind }) => kind);
};

describe('what comes by itself', () => {
  test.each<[string, readonly Happening[], number]>([
    ['a reminder, then the end of the place that was kept', [[0, 'asked'], [30, 'reminded'], [10_110, 'silent'], [10_110, 'ended']], 9 * DAY],
    ['a question that is answered after its reminder', [[0, 'asked'], [30, 'reminded'], [31, 'wrote'], [31, 'answered'], [31, 'ended']], 9 * DAY],
    ['a question asked a moment ago', [[0, 'asked'], [1, 'answered'], [2, 'asked', 'lights']], 3 * MINUTE],
    ['two questions, each with its reminder', [[0, 'asked'], [30, 'reminded'], [31, 'answered'], [31, 'asked', 'lights'], [61, 'reminded', 'lights']], DAY],
    ['the same question again after another wait, and its reminder', [[0, 'asked'], [30, 'reminded'], [60, 'waited', 'boot'], [60, 'asked'], [90, 'reminded']], DAY],
    ['a question beside the flow', [[0, 'asked'], [1, 'wrote'], [1, 'answered'], [1, 'asked beside']], 9 * DAY],
    ['a person who has the case', [[0, 'asked'], [1, 'wrote'], [1, 'handed off']], 9 * DAY],
  ])('given %s, nothing is wrong', (_, happened, endedAt) => {
    expect(found(happened, endedAt)).toEqual([]);
  });

  test.each<[string, readonly Happening[], number, Kind]>([
    ['a question nobody was reminded of', [[0, 'asked']], 3 * DAY, 'lost'],
    ['a place that is kept for ever', [[0, 'asked'], [30, 'reminded']], 9 * DAY, 'lost'],
    ['a flow that stands still behind an answer', [[0, 'asked'], [1, 'wrote'], [1, 'answered']], 3 * DAY, 'lost'],
    ['two reminders of one question', [[0, 'asked'], [30, 'reminded'], [30, 'reminded']], DAY, 'doubled'],
    ['a second reminder after a word beside the question', [[0, 'asked'], [30, 'reminded'], [40, 'wrote'], [70, 'reminded']], DAY, 'doubled'],
    ['a reminder of a question that was only just asked', [[0, 'asked'], [1, 'reminded']], DAY, 'disordered'],
    ['a wait that ends twice', [[0, 'waited', 'boot'], [0, 'waited', 'boot'], [0, 'asked']], DAY, 'doubled'],
  ])('given %s, it is found', (_, happened, endedAt, kind) => {
    expect(found(happened, endedAt)).toEqual([kind]);
  });
});
