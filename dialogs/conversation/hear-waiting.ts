/**
 * A message while a flow waits for equipment or for the network. A wait is not deaf: what ends it ends it, a question is answered, what is told
 * is noted, and anything else hears how long it takes. Pure.
 */
import { understand } from '../../knowledge/understand';
import { fold, plainOf } from '../../knowledge/text';
import type { Understanding } from '../../knowledge/understanding';
import { isQuestion } from '../../knowledge/wishes';
import { answerFromArticle, answerFromPlan } from './asides';
import { offerPerson, tell, type Draft } from './draft';
import { advance } from './guide';
import { heardWorking } from './midway';
import { soothe } from './mood';
import { tellsOfTrouble } from './told-beside';
import { tellWaiting } from './waiting';

/** There is nothing to wait for, or no need to any more. */
export const heardOver = (draft: Draft, text: string): boolean => {
  if (draft.state.stack.length > 0) return heardWorking(draft, text);
  tell(draft, 'greetingAgain');
  return true;
};

export const hearWait = (draft: Draft, text: string, heard: Understanding): void => {
  const { answer } = understand(text, { kind: 'yes_no', text: WAIT_OVER[draft.state.language] });
  if (answer === 'already_done' || (answer === 'yes' && tellsDone(text))) return advance(draft, { type: 'answer', value: answer });
  if (answer === 'frustrated') return soothe(draft);
  if (isQuestion(text)) return hearAsked(draft, text, heard);
  if (tellsOfTrouble(draft, { heard, text })) tell(draft, 'noted');
  tellWaiting(draft);
};

/** How long it still takes is what a wait is asked first. */
const hearAsked = (draft: Draft, text: string, heard: Understanding): void => {
  if (ABOUT_WAIT.test(plainOf(text))) return tellWaiting(draft);
  if (answerFromPlan(draft, text) || answerFromArticle(draft, text, heard)) return;
  tell(draft, 'cannotAnswer');
  offerPerson(draft);
  tellWaiting(draft);
};
const ABOUT_WAIT = /\b(?:cuanto|cuando|por que|porque|demora\w*|tarda\w*|falta|ya|todavia|aun|esper\w+|listo|sigue|paso|pasa|how (?:long|much longer)|when|why|wait\w*|done|ready|yet|work\w*|happen\w*|wrong)\b/;

/** A yes alone may as well mean that she will wait («sí señor»); only what tells of an end is one. The first lights are the beginning of it. */
const tellsDone = (text: string): boolean => {
  const said = fold(text).trim();
  return DONE.test(said) && !AGREES.test(said) && !(ONE_LIGHT.test(said) || (SOME_LIGHTS.test(said) && !STEADY.test(said)));
};
const DONE = /\b(?:ya|list[oa]|termin\w+|acab\w+|prendi\w*|encendi\w*|encend\w+|arranc\w+|volvio|llego|entro|abri\w*|abre|funcion\w+|sirv\w+|quedo|conect\w+|hecho|done|ready|finished|works?|working|back|started|on now|it s on)\b/;
const AGREES = /^(?:si|bueno|ok|okey|okay|vale|dale|claro|esta bien|de acuerdo|yes|sure|fine|all right|alright)(?:[ ,.!]+(?:si|senor|senora|senorita|mijo|mija|gracias|muchas|bueno|pues|claro|espero|aqui|thanks|thank|you|sir))*[ .!]*$/;
const ONE_LIGHT = /\b(?:una|un|one|a) (?:luz|luce[sc]ita|lucesita|bombillit[oa]|light)\b(?!.*\b(?:ya (?:funciona|volvio|quedo|hay)|works|working)\b)/;
const SOME_LIGHTS = /\b(?:luces|luce[sc]itas|bombillit[oa]s|lights)\b/;
const STEADY = /\b(?:todas|verdes|fijas|quietas|normal\w*|funciona|volvio|all|steady|green|works|working)\b/;

const WAIT_OVER = { es: '¿Ya terminó de prender?', en: 'Has it finished starting?' } as const;
