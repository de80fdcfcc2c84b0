/**
 * The life of a conversation as one XState machine, run by its pure `transition`: which kind of question the
 * conversation itself has open, beside the untouched position of a flow. Plain answers inside a flow do not come here.
 */
import { initialTransition, setup, transition } from 'xstate';
import type { Phrase } from '../../knowledge/phrases/es';
import type { Mode } from './state';

export type ModeEvent =
  /** A flow was opened. */
  | { type: 'problem' }
  /** The message tells too little to choose a flow. */
  | { type: 'unclear' }
  /** Understood, but no flow helps with it. */
  | { type: 'beyond' }
  /** The next step differs by level and nothing told the level. */
  | { type: 'level_needed' }
  /** The open question of the conversation itself was answered. */
  | { type: 'settled' }
  /** The customer is back after hours: shall we go on? */
  | { type: 'resumed' }
  /** The customer is back after a long time. */
  | { type: 'returned' }
  /** The problem is over. */
  | { type: 'solved' }
  /** The customer wants to start the case over: asked once. */
  | { type: 'start_over' }
  /** A confirmed solution: what was the help worth? */
  | { type: 'rate' }
  /** An outage is over: does hers work too? */
  | { type: 'restored' }
  | { type: 'flow_ended' };

/** What entering a mode says or asks. */
export interface ModeAct {
  readonly kind: 'ask' | 'say';
  readonly phrase: Phrase;
}

const GLAD = { type: 'perform', params: { kind: 'say', phrase: 'glad' } } as const;

const machine = setup({
  types: { events: {} as ModeEvent, context: {} as Record<string, never> },
  actions: { perform: (_, _act: ModeAct) => undefined },
}).createMachine({
  id: 'conversation',
  initial: 'idle',
  context: {},
  on: { flow_ended: '.idle' },
  states: {
    idle: { on: { problem: 'guided', unclear: 'clarifying', beyond: 'offering_human', rate: 'rating', restored: 'confirming' } },
    clarifying: {
      entry: { type: 'perform', params: { kind: 'ask', phrase: 'whatFails' } },
      on: { problem: 'guided', beyond: 'offering_human', unclear: 'offering_human', settled: 'idle' },
    },
    offering_human: {
      entry: { type: 'perform', params: { kind: 'ask', phrase: 'beyond' } },
      on: { problem: 'guided', settled: 'idle' },
    },
    guided: { on: { level_needed: 'choosing_level', resumed: 'resuming', returned: 'returning', start_over: 'starting_over' } },
    choosing_level: {
      entry: { type: 'perform', params: { kind: 'ask', phrase: 'askLevel' } },
      on: { settled: 'guided', returned: 'returning', start_over: 'starting_over' },
    },
    starting_over: {
      entry: { type: 'perform', params: { kind: 'ask', phrase: 'startOverSure' } },
      on: { settled: 'guided', returned: 'returning' },
    },
    rating: {
      entry: { type: 'perform', params: { kind: 'ask', phrase: 'askRating' } },
      on: { settled: 'idle' },
    },
    confirming: {
      entry: { type: 'perform', params: { kind: 'ask', phrase: 'restoredAsk' } },
      on: { settled: 'idle' },
    },
    resuming: {
      entry: { type: 'perform', params: { kind: 'ask', phrase: 'shallWeGoOn' } },
      on: {
        settled: 'guided',
        returned: 'returning',
        start_over: 'starting_over',
        solved: { target: 'idle', actions: GLAD },
      },
    },
    returning: {
      entry: { type: 'perform', params: { kind: 'ask', phrase: 'backLong' } },
      on: {
        settled: 'guided',
        start_over: 'starting_over',
        solved: { target: 'idle', actions: GLAD },
      },
    },
  },
});

const [initial] = initialTransition(machine);

interface Entered {
  readonly mode: Mode;
  readonly acts: readonly ModeAct[];
}

/** The machine has no context and its events carry nothing: each of its few transitions is computed once. */
const computed = new Map<string, Entered>();

/** The next mode and what entering it says. An event that a mode does not know leaves it as it is. */
export const nextMode = (mode: Mode, event: ModeEvent): Entered => {
  const key = `${mode} ${event.type}`;
  const known = computed.get(key) ?? enteredBy(mode, event);
  computed.set(key, known);
  return known;
};

const enteredBy = (mode: Mode, event: ModeEvent): Entered => {
  const from = mode === 'idle' ? initial : machine.resolveState({ value: mode, context: {} });
  const [to, actions] = transition(machine, from, event);
  return {
    mode: to.value,
    acts: actions.flatMap((action) => (action.type === 'perform' ? [action.params] : [])),
  };
};
