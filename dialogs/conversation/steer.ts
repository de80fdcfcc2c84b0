/** What the customer asks of the conversation itself: back, start over, another topic, simpler, another language, her data. */
import { LEVELS, type Language, type Level } from '../../knowledge/language';
import { fold, readOwn } from '../../knowledge/text';
import type { Wish } from '../../knowledge/wishes';
import { changeMode, endAll, leaveGuide, offerPerson, setLevel, stopPending, stopTimer, tell, type Draft } from './draft';
import { switchTopic } from './cases';
import { explain } from './clarify';
import { requestHuman } from './human';
import { advance, currentQuestion } from './guide';
import { withoutService } from './known-facts';
import { soothe } from './mood';
import { copyData, meansHerData, requestAboutData, showData } from './my-data';
import { goBack } from './path';
import { standAgain } from './stand';
import { askStartOver, reopen } from './start-over';
import { tellsWhich } from './told-choice';
import { forgetCustomer } from './who';

/** True when the wish was one for here and is answered. */
export const steer = (draft: Draft, wish: Wish | undefined, text: string): boolean => {
  if (wish === undefined && meansHerData(draft, text)) return done(requestAboutData(draft, 'data_deletion', text));
  if (wish === undefined && meansOther(draft, text)) return done(changeService(draft));
  if (wish === undefined && MOCKS.test(fold(text))) return done(soothe(draft));
  if (wish === undefined || isLabel(draft, text)) return false;
  switch (wish) {
    case 'person':
      return done(requestHuman(draft));
    case 'back':
      return draft.state.mode !== 'idle' && done(goBack(draft));
    case 'start_over':
      return done(askStartOver(draft));
    case 'other_topic':
      return otherTopic(draft);
    case 'simpler':
    case 'technical':
      return isAboutUs(draft, text) && done(changeLevel(draft, stepped(draft, wish), wish));
    case 'basic':
    case 'advanced':
      return draft.state.mode !== 'choosing_level' && done(changeLevel(draft, wish, wish === 'basic' ? 'simpler' : 'technical'));
    case 'spanish':
      return done(speak(draft, 'es'));
    case 'english':
      return done(speak(draft, 'en'));
    case 'my_data':
      return done(showData(draft));
    case 'data_copy':
      return done(copyData(draft));
    case 'delete_data':
      return done(requestAboutData(draft, 'data_deletion', text));
    case 'correct_data':
      return done(requestAboutData(draft, 'data_correction', text));
    case 'other_service':
      return draft.state.stack.length > 0 && done(changeService(draft));
    case 'never_mind':
      return (isLeftOpen(draft) || isOffered(draft)) && done(leaveIt(draft));
    case 'who_are_you':
      return done(sayWhoWeAre(draft));
    case 'not_me':
      return draft.state.facts['customer.id'] !== undefined && done(otherCustomer(draft));
  }
};

/** «Ay no, perdón, la otra», after she chose among several. */
const meansOther = ({ state: { facts } }: Draft, text: string): boolean =>
  facts['service.id']?.source === 'customer' && Number(facts['services.count']?.value ?? 0) > 1 && OTHER_ONE.test(fold(text));
const OTHER_ONE = /^\W*(?:(?:h?ay|uy|no|nop|perdon|disculpe|espere|mejor|sorry|wait|oops)[\s,.]+)+(?:(?:era|es|digo|quise decir|i meant|it s|it is)[\s,]+)?(?:(?:la|el) otr[oa]|the other(?: one)?)\W*$/;

/** Thanks that are none. */
const MOCKS = /^\W*(?:muchas )?gracias por nada\W*$|^\W*thanks for nothing\W*$/;

/** Where nothing is open, only a few words are about the conversation: «hay una forma más fácil de pagar» is not. */
const isAboutUs = ({ state }: Draft, text: string): boolean =>
  state.mode !== 'choosing_level' && (state.mode !== 'idle' || text.trim().split(/\s+/).length <= FEW_WORDS);

const FEW_WORDS = 4;

const done = (_answered: void): true => true;

/** A choice that reads like a wish is a choice. */
const isLabel = (draft: Draft, text: string): boolean => {
  if (draft.state.mode !== 'guided') return false;
  const said = fold(text);
  return (currentQuestion(draft)?.question.options ?? []).some(({ label }) => readOwn(label).folded === said);
};

const otherTopic = (draft: Draft): boolean => {
  const { state } = draft;
  if ((state.mode === 'guided' || state.mode === 'resuming') && state.stack.length > 0) return done(switchTopic(draft));
  if (state.mode === 'idle') return done(tell(draft, 'tellMe'));
  return false;
};

/** One step, as far as there is one. */
const stepped = ({ state }: Draft, wish: 'simpler' | 'technical'): Level => {
  if (state.level === null) return wish === 'simpler' ? 'basic' : 'advanced';
  return LEVELS[LEVELS.indexOf(state.level) + (wish === 'simpler' ? -1 : 1)] ?? state.level;
};

const changeLevel = (draft: Draft, level: Level, wish: 'simpler' | 'technical'): void => {
  const { state } = draft;
  const open = currentQuestion(draft);
  const isSimplest = wish === 'simpler' && state.level === 'basic';
  if (level !== state.level) setLevel(draft, level, 'said', [wish === 'simpler' ? 'más sencillo' : 'más técnico']);
  tell(draft, wish === 'simpler' ? 'simplerNow' : 'technicalNow');
  if (state.mode === 'idle') return changeMode(draft, { type: 'unclear' });
  if (state.mode !== 'guided' || !open) return standAgain(draft);
  // Words that cannot be simpler are helped with what explains the step, or by somebody who shows her.
  if (isSimplest && explain(draft, open)) return;
  stopTimer(draft);
  advance(draft, { type: 'reenter' });
};

const speak = (draft: Draft, language: Language): void => {
  draft.state.language = language;
  tell(draft, 'inLanguage');
  standAgain(draft);
};

/** To «¿la dejamos así?» it is an answer; where nothing is open, it is about what was done before. */
const isLeftOpen = (draft: Draft): boolean =>
  (draft.state.stack.length > 0 || draft.state.waiting !== undefined) && draft.state.mode !== 'returning' && !/dejamos así|leave it/.test(currentQuestion(draft)?.text ?? '');

/** Nothing is under way but our own question. */
const isOffered = ({ state: { mode } }: Draft): boolean => mode === 'clarifying' || mode === 'offering_human';

/** No person is pretended, and one is a word away (P11). */
const sayWhoWeAre = (draft: Draft): void => {
  tell(draft, 'whoAmI');
  offerPerson(draft);
  standAgain(draft);
};

/** She wants nothing of it any more. */
const leaveIt = (draft: Draft): void => {
  delete draft.state.waiting;
  leaveGuide(draft, 'ESPERA');
  tell(draft, 'fine');
};

/**
 * Who chose among several services chooses again, and nothing of the wrong one stays. Where none was chosen, it is the
 * problem itself that was another one: she is asked what fails.
 */
const changeService = (draft: Draft): void => {
  const { state, world } = draft;
  stopTimer(draft);
  stopPending(draft);
  draft.entries.push({ kind: 'event', at: world.now, name: 'went_back', detail: 'service' });
  tell(draft, 'otherService');
  if (state.facts['service.id']?.source === 'customer') {
    state.facts = withoutService(state.facts);
    // What she told of the wrong one would choose it again.
    if (state.told) state.told = state.told.filter((words) => !tellsWhich(words));
    changeMode(draft, { type: 'settled' });
    return reopen(draft);
  }
  endAll(draft, 'ESPERA');
  changeMode(draft, { type: 'flow_ended' });
  changeMode(draft, { type: 'unclear' });
};

/** Somebody else writes here now: nothing of the former customer stays, and she says who she is. */
const otherCustomer = (draft: Draft): void => {
  tell(draft, 'otherCustomer');
  forgetCustomer(draft);
  if (draft.state.mode === 'guided') return reopen(draft);
  standAgain(draft);
};
