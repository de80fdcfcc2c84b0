/**
 * Whether what comes by itself came, once and not before its time: reminders, the end of waits, the end of a place that was
 * kept for who does not come back. The transcript tells each of them with its business time.
 */
import type { StepsEntry } from '../../dialogs/transcript';
import { finding, type Finding } from './finding';
import type { Conversation } from './observed';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** No question of the flows waits shorter than ten minutes, by the clocks of two processes. */
const SHORTEST_SILENCE_MS = 9 * MINUTE;
/** Whatever a flow waits for, an answer apart, has come by then; so has the reminder of any question. */
const LONGEST_WAIT_MS = 2 * DAY;
/** Who was reminded is waited for no longer than this. */
const LONGEST_KEPT_MS = 8 * DAY;

type Outcome = StepsEntry['passages'][number]['outcomes'][number]['outcome'];

interface Passed {
  readonly step: string;
  readonly outcome: Outcome;
  readonly at: number;
}

interface Course {
  readonly faults: readonly Finding[];
  readonly asked: Passed | null;
  /** What she was reminded of since that question. */
  readonly reminded: readonly string[];
  readonly last: Passed | null;
}

const BEGINNING: Course = { faults: [], asked: null, reminded: [], last: null };

export const timesIn = ({ transcript, guided }: Conversation, endedAt: number): readonly Finding[] => {
  if (!guided) return [];
  const course = transcript.reduce<Course>((so, { entry }) => {
    if (entry.kind === 'end' || (entry.kind === 'event' && entry.name === 'handed_off')) return { ...so, last: null };
    // A question beside the flow, such as how she wants to be helped, waits for her as long as she likes.
    if (entry.kind === 'bot' && entry.choices && entry.asks === undefined) return { ...so, last: null };
    return entry.kind === 'steps' ? passedIn(entry).reduce(follow, so) : so;
  }, BEGINNING);
  return [...course.faults, ...leftOver(course, endedAt)];
};

const passedIn = ({ at, passages }: StepsEntry): readonly Passed[] =>
  passages.flatMap(({ flow, outcomes }) => outcomes.map(({ step, outcome }) => ({ step: `${flow}/${step}`, outcome, at })));

const follow = (course: Course, passed: Passed): Course => {
  const { step, outcome, at } = passed;
  const { faults, asked, reminded, last } = course;
  switch (outcome) {
    case 'asked':
      return { faults, asked: passed, reminded: [], last: passed };
    case 'reminded': {
      const early = asked && at - asked.at < SHORTEST_SILENCE_MS ? [finding('disordered', `she was reminded of ${step} ${at - asked.at} ms after ${asked.step} was asked`)] : [];
      const twice = reminded.includes(step) ? [finding('doubled', `she was reminded of ${step} twice`)] : [];
      return { faults: [...faults, ...early, ...twice], asked, reminded: [...reminded, step], last: passed };
    }
    case 'silent':
    case 'waited': {
      const twice = last?.outcome === outcome && last.step === step ? [finding('doubled', `${step} was ${outcome} twice`)] : [];
      return { ...course, faults: [...faults, ...twice], last: passed };
    }
    default:
      return { ...course, last: passed };
  }
};

/** Where the conversation stands must be a place whose time has not come. */
const leftOver = ({ last }: Course, endedAt: number): readonly Finding[] => {
  if (!last) return [];
  const longest = last.outcome === 'reminded' ? LONGEST_KEPT_MS : LONGEST_WAIT_MS;
  return endedAt - last.at > longest ? [finding('lost', `${last.step} was ${last.outcome} and nothing came by itself in ${Math.round((endedAt - last.at) / DAY)} days`)] : [];
};
