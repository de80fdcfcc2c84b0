/**
 * What is told beside an open question: a name, a step that she took, since when, what she sees. It was heard, and she is told so; who she is
 * stays asked, since none of it is a refusal to say it (P1). Pure.
 */
import { tellsSteps } from '../../knowledge/steps-taken';
import { tellsName } from '../../knowledge/tells-name';
import { plainOf } from '../../knowledge/text';
import type { AnswerValue } from '../../knowledge/question';
import type { Understanding } from '../../knowledge/understanding';
import type { OpenQuestion } from '../../flows/run';
import { askOtherwise } from './asked-again';
import { explain, placeName } from './clarify';
import { offerPerson, tell, type Draft } from './draft';
import { advance, askAgain } from './guide';
import { standAgain } from './stand';
import { isAboutFault, isHere, namesHere } from './topics';

export interface Beside {
  readonly open: OpenQuestion;
  readonly heard: Understanding;
  readonly text: string;
}

/** «Volvamos a lo del wifi»: where she is going back to is where she is. */
export const heardBackHere = (draft: Draft, text: string): boolean => {
  if (!BACK_HERE.test(plainOf(text)) && !(FIRST_THIS.test(plainOf(text)) && namesHere(draft, text))) return false;
  tell(draft, 'stillHere');
  askAgain(draft);
  return true;
};
/** «Lo de la factura primero», when it is. */
const FIRST_THIS = /\b(?:primero|first)\W*$/;
const BACK_HERE = /^\W*(?:(?:bueno|ok|okay|listo|y|pero|entonces|ah|well|so)[\s,]+)*(?:volvamos|sigamos|volviendo|regresemos|retomemos|continuemos|let s go back|back|let s continue) (?:a|con|to|with) (?:lo|la|el|mi|the|my)(?: (?:del?|de la|de mi|que|anterior|of)\b)?(?: \w+){0,3}\W*$/;

/** Beside the question who she is, a step that she took answers nothing, and what she knows nothing of is explained once. */
export const heardBesideKey = (draft: Draft, answer: AnswerValue | undefined, { open, heard, text }: Beside): boolean => {
  if (open.question.kind !== 'document') return false;
  if (answer === 'already_done' && tellsSteps(text)) {
    noteTaken(draft);
    return true;
  }
  if (answer === 'not_now' && !LATER.test(plainOf(text)) && tellsOfTrouble(draft, { heard, text })) return noteBeside(draft, open, 'noted');
  return false;
};

/** Who says how little she knows of such things has not said that she does not know this one: it is explained, once. */
export const heardUnskilled = (draft: Draft, answer: AnswerValue | undefined, { open, text }: Beside): boolean => {
  const isExplained = draft.state.explained?.at === placeName(draft);
  return answer === 'unknown' && !isExplained && (open.question.kind === 'document' || open.help !== undefined) && NOTHING_OF_IT.test(plainOf(text)) && explain(draft, open);
};
/** «Estoy en el cuarto» tells where it fails, and asks for no time. */
const LATER = /\b(?:esper\w+|momento|momentico|segundo|minutos?|rat\w+|ya (?:voy|le|se)|voy|ahora|ahorita|luego|despues|tarde|manana|trabajo|trabajando|calle|manejando|ocupad\w|no estoy|wait|hold|moment|second|later|busy|driving|not at)\b/;
const NOTHING_OF_IT = /\b(?:de eso (?:se|sabe) (?:\w+ )?(?:poco|poquito|normal|basico|nada)|(?:muy |de lo mas |mas )(?:brut[oa]|negad[oa]|mal[oa]) (?:pa|para|con|en)\b.{0,20}|(?:doesn t|don t|does not|do not|didn t) (?:know|understand) (?:much |anything |a thing |a lot )?(?:about|of)|nada de (?:eso|esto|esas|esos|estas)|no (?:se|entiendo) (?:mucho |bien )?de (?:eso|esto|esas cosas)|anything about (?:that|this|it)|nothing about (?:that|this|it))\b/;

/** A step that she took, told where another thing was asked, is kept for the question that it answers. */
export const noteTaken = (draft: Draft): void => {
  tell(draft, 'stepNoted');
  standAgain(draft);
};

/** A person knows it. */
export const cannotAnswer = (draft: Draft): true => {
  tell(draft, 'cannotAnswer');
  offerPerson(draft);
  standAgain(draft);
  return true;
};

/** What answers nothing and was understood. It takes the turn of what was not: the flow still finds its way out. */
export const heardBeside = (draft: Draft, beside: Beside): boolean => {
  const { open, text } = beside;
  if (saysDone(text)) {
    noteTaken(draft);
    return true;
  }
  if (open.question.kind === 'document' && OTHER_PAPER.test(plainOf(text))) return noteBeside(draft, open, 'anyDocument');
  if (ASKS.test(plainOf(text))) return cannotAnswer(draft);
  const isNamed = tellsName(text);
  if (!isNamed && !tellsOfTrouble(draft, beside)) return false;
  if (open.question.kind === 'document') return noteBeside(draft, open, isNamed ? 'nameAlone' : 'noted');
  tell(draft, 'noted');
  advance(draft, { type: 'not_understood' });
  return true;
};

/** Another paper than the one that was asked for. */
const OTHER_PAPER = /\b(?:nit|ppt|pep|extranjeri\w+|extranjer[oa]|foreigner|empresa|company|venezolan[oa])\b/;

const noteBeside = (draft: Draft, open: OpenQuestion, phrase: 'noted' | 'nameAlone' | 'anyDocument'): true => {
  tell(draft, phrase);
  standAgain(draft);
  askOtherwise(draft, open);
  return true;
};

/** Asked in the middle of a sentence: «y eso cuándo lo arreglan». */
const ASKS = /^\W*(?:\w+ ){0,3}(?:cuando|cuanto|cuantos|por que|a que hora|how long|when|why) (?!no\b|se cae\b|llueve\b|hay\b|it rains\b)\w+/;
/** That she did it, and not what came of it. */
export const saysDone = (text: string): boolean => DID.test(plainOf(text));
const DID = /^\W*(?:(?:listo|si|ok|ah|yes|pues|eso|todo eso)[\s,]+)*(?:ya (?:lo|la|los|las|le|eso) (?:hice|mire|revise|vi|probe|intente)|i (?:already )?(?:did|tried) (?:that|it)|already did(?: that| it)?)(?:[\s,.!]+[a-z]+){0,2}\W*$/;

/** About the trouble that is open, or the figures and the hour of it. */
export const tellsOfTrouble = (draft: Draft, { heard, text }: Pick<Beside, 'heard' | 'text'>): boolean =>
  isAboutFault(draft) && heard.answer !== 'frustrated' && ((heard.intent !== 'other' && heard.confidence >= CLEAR && isHere(draft, heard.intent)) || SINCE.test(plainOf(text)) || MEASURED.test(plainOf(text)));
const CLEAR = 0.6;
const SINCE = /^\W*(?:(?:es que|y|eso|fue|empezo|esta asi|it s been|it started|me pasa)[\s,]+)*(?:desde|hace|since|for)(?: (?:el|la|las|los|que|como|mas de|about|over|this|last))* (?:\w+ ){0,2}(?:ayer|anoche|antier|hoy|manana|tarde|noche|madrugada|lunes|martes|miercoles|jueves|viernes|sabado|domingo|rat\w+|minutos?|horas?|dias?|semanas?|mes(?:es)?|yesterday|morning|afternoon|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday|minutes|hours|days|weeks?|a while)\b/;
const MEASURED = /\b\d{1,4}(?:[.,]\d+)? ?(?:de ping|ping|ms|megas?|mbps|mb|dbm|luces|lights)\b|\bping (?:de|of) \d/;
