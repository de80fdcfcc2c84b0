/**
 * The way back: the last answered questions of a case, kept small. Going back forgets what was answered there and nothing
 * else; what was done meanwhile and cannot be undone (a visit, a ticket) ends the way back.
 */
import type { Action } from '../../flows/contracts';
import type { OpenQuestion, Position } from '../../flows/run';
import { stopTimer, tell, type Draft } from './draft';
import { advance } from './guide';
import { standAgain } from './stand';
import type { Place } from './stored-places';

const MOST_PLACES = 4;

/** Actions after which an earlier answer may still be changed. */
const UNDONE_EASILY: ReadonlySet<Action> = new Set<Action>(['recognize', 'find_customer', 'send_code', 'offer_slots', 'restart_equipment', 'reset_session']);

/** Where the thread stands, to come back to. */
export const placeOf = ({ state }: Draft, { fact }: OpenQuestion): Place => ({
  at: state.stack.map(({ flow, step }) => `${flow}/${step}`), ...(fact !== undefined && { fact }), assumed: state.assumed.length,
});

/** Keeps a place that an answer just left; staying at the same question leaves nothing to go back to. */
export const keepPlace = ({ state }: Draft, place: Place): void => {
  const top = state.stack.at(-1);
  if (!top || place.at.at(-1) === `${top.flow}/${top.step}`) return;
  state.path = [...(state.path ?? []), place].slice(-MOST_PLACES);
};

export const closeWayBack = ({ state }: Draft, action: Action | undefined): void => {
  if (action !== undefined && !UNDONE_EASILY.has(action)) delete state.path;
};

export const goBack = (draft: Draft): void => {
  const { state, world } = draft;
  const place = state.path?.at(-1);
  const release = state.stack[0]?.release;
  if (!place || release === undefined || state.mode !== 'guided') {
    tell(draft, 'nothingBefore');
    return standAgain(draft);
  }
  state.path = state.path?.slice(0, -1) ?? [];
  state.stack = place.at.map((at, depth) => positionAt(at, release, state.stack[depth]));
  state.assumed = state.assumed.slice(0, place.assumed);
  delete state.told;
  if (place.fact !== undefined) state.facts = without(state.facts, place.fact);
  stopTimer(draft);
  draft.entries.push({ kind: 'event', at: world.now, name: 'went_back', detail: place.at.at(-1) ?? '' });
  tell(draft, 'wentBack');
  advance(draft, { type: 'reenter' });
};

/** Counters of a flow that is still under way stay, so that going back and forth keeps its bounds. */
const positionAt = (at: string, release: string, now: Position | undefined): Position => {
  const slash = at.indexOf('/');
  const [flow, step] = [at.slice(0, slash), at.slice(slash + 1)];
  return now?.flow === flow ? { ...now, step } : { flow, release, step, turns: 0 };
};

const without = <T>(all: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([other]) => other !== name));
