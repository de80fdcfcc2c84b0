/**
 * What she writes while a person has the thread or is about to (I6): it stays with the case, and the bot keeps silent; once while she waits
 * she hears that it does, and whenever she asks that nobody has forgotten her. Who would rather go on with the bot leaves the queue and goes on at the exact step (P4).
 */
import { plainOf } from '../../knowledge/text';
import { isQuestion, type Wish } from '../../knowledge/wishes';
import { heardNumberAsked } from './case-questions';
import { isMereGreeting } from './returning';
import { cause, stopTimer, tell, type Draft } from './draft';
import { resumeHeard } from './guide';
import { touch } from './human';
import { standAgain } from './stand';
import { hearTold } from './told';
import { names } from './topics';

interface Said {
  readonly text: string;
  readonly wish: Wish | undefined;
  /** When she wrote before this, business time. */
  readonly before: number;
}

/** True when she left the queue: what she told in it, while nothing else was open, is heard now (P1). */
export const hearBesidePerson = (draft: Draft, said: Said): boolean => {
  const { state } = draft;
  if (state.owner.kind === 'queue') {
    if (STAYS.test(plainOf(said.text))) return leaveQueue(draft);
    tellKept(draft, said, state.owner.since);
    // Who goes on with the bot after all has taken back that she asked for a person.
    if (state.stack.length === 0 && said.wish !== 'person' && !names(said.text, 'talk_to_human')) state.deferred = [...(state.deferred ?? []), { text: said.text }].slice(-MOST_KEPT);
  }
  if (state.stack.length > 0) hearTold(draft, said.text);
  touch(draft);
  return false;
};

const MOST_KEPT = 3;

const tellKept = (draft: Draft, { text, wish, before }: Said, since: number): void => {
  if (wish !== undefined && ABOUT_DATA.has(wish)) tell(draft, 'dataAtDesk');
  else if (heardNumberAsked(draft, text)) return;
  else if (isQuestion(text)) tell(draft, 'inQueue');
  else if (before < since && !isMereGreeting(text)) tell(draft, 'atDesk');
};

const ABOUT_DATA: ReadonlySet<Wish> = new Set<Wish>(['my_data', 'data_copy', 'delete_data', 'correct_data']);

const STAYS = new RegExp(
  [
    '\\b(?:sigo|seguir|seguimos|sigamos|continuo|continuar|quedo|quedarme) (?:\\w+ )?(?:con (?:usted|ud|vos|hilo|el bot|el robot|el asistente|este chat)|contigo)\\b',
    '\\bya no (?:quiero|necesito) (?:a |hablar con |que me atienda )?(?:un |una |el |la |al |ningun |ninguna )?(?:asesor\\w*|persona|agente|humano|nadie)\\b',
    '\\b(?:stay|continue|go on|carry on|keep going) with (?:you|hilo|the bot)\\b|\\b(?:no longer|don t|do not) (?:need|want) (?:an? |the |to talk to an? )?(?:agent|person|human)\\b',
  ].join('|'),
);

const leaveQueue = (draft: Draft): true => {
  const { state, world } = draft;
  state.owner = { kind: 'bot' };
  state.epoch += 1;
  delete state.human;
  stopTimer(draft);
  cause(draft, () => ({ kind: 'case', status: 'with_bot' }));
  draft.entries.push({ kind: 'event', at: world.now, name: 'went_back', detail: 'queue' });
  tell(draft, state.stack.length === 0 && state.deferred === undefined ? 'givenBackIdle' : 'givenBack');
  if (state.stack.length > 0 && state.mode === 'guided') resumeHeard(draft);
  else if (state.deferred === undefined) standAgain(draft);
  return true;
};
