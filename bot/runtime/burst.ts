/**
 * People write one thought in several messages. Those that wait together are decided as one turn, where nothing is asked or
 * the question takes any words: elsewhere the first of them may be the answer, and the second one to what comes next.
 * Each message keeps its own entry in the transcript and its own dedupe mark (I1).
 */
import type { ThreadState } from '../../dialogs/conversation/state';
import type { MessageEvent, ThreadEvent } from '../../dialogs/event';
import type { QuestionKind } from '../../knowledge/question';

/** What the understanding reads at once stays short. */
const MOST_MESSAGES = 5;
const LONGEST_TEXT = 600;

export interface Burst {
  readonly event: ThreadEvent;
  /** How many of the waiting events it stands for. */
  readonly consumed: number;
}

/** Whether any words are welcome now. `asked`: the kind of the flow's open question, `null` when none is open. */
export const isOpenEnded = (state: ThreadState | null, asked: QuestionKind | null): boolean => {
  if (state === null) return true;
  if (state.pending !== undefined || state.owner.kind !== 'bot') return false;
  return state.mode === 'idle' || (state.mode === 'guided' && asked === 'text');
};

/** The first of the waiting events, together with the texts that follow it at once from the same address. */
export const burstOf = (events: readonly [ThreadEvent, ...ThreadEvent[]]): Burst => {
  const [first, ...others] = events;
  if (!isPlainText(first)) return { event: first, consumed: 1 };
  let event = first;
  let consumed = 1;
  for (const next of others) {
    if (!isPlainText(next) || next.from !== first.from || consumed >= MOST_MESSAGES) break;
    if (event.text.length + next.text.length > LONGEST_TEXT) break;
    event = { ...event, ...next, text: `${event.text}\n${next.text}` };
    consumed += 1;
  }
  return { event, consumed };
};

const PLAIN: ReadonlySet<string> = new Set(['kind', 'at', 'from', 'text', 'language', 'phone']);

/** A tapped button or a picture is an answer of its own. */
const isPlainText = (event: ThreadEvent): event is MessageEvent =>
  event.kind === 'message' && Object.entries(event).every(([field, value]) => PLAIN.has(field) || value === undefined);
