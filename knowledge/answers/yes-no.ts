/**
 * Yes or no in the sense of the question that was asked: «sigue igual» is *no* to «¿Ya funciona?» and *yes* to
 * «¿Sigue sin internet?». «No sé» is never *no*. Rules tell what is certain by its form, each by its name, in order; a
 * trained model knows how people speak and decides where it is sure or no rule says anything.
 */
import { findPhrases, type Hit } from '../phrase-matcher';
import type { ReplyWord } from '../question';
import { answerToAbsence, type Absence } from './absence';
import { saysSomething } from './known-words';
import type { Reply, Verdict } from './reply';
import type { ReplyCue } from './reply-cues';
import { readAsked, type SenseCue } from './question-sense';
import { likelyReply, type ReplyScene } from './reply-model';
import { YES_NO_CUES, type YesNoCue } from './yes-no-cues';

export type YesNoValue = 'yes' | 'no' | ReplyWord;

/** «Haciéndolo», «buscándola»: the step is under way. */
const DOING = /(ando|endo)(l[oa]s?)?$/;

const SAME = /^(igual|tambien)/;
/** «No alcanzo a ver» does not know, «no alcanzo el enchufe» cannot. */
const SEEING = new Set(['ber', 'mirar', 'leer', 'distinguir']);

interface Scene {
  readonly reply: Reply;
  readonly sounds: readonly string[];
  readonly said: ReadonlySet<YesNoCue>;
  readonly cues: ReadonlySet<ReplyCue>;
  readonly sense: ReadonlySet<SenseCue>;
  readonly absence: Absence | undefined;
  /** The word before the first comma, when the reply opens with a bare yes or no. */
  readonly opening: 'yes' | 'no' | 'none';
}

type Rule = readonly [name: string, decide: (scene: Scene) => YesNoValue | undefined];

const YES_WORDS = new Set(['si', 'sip', 'sisas', 'klaro', 'yes', 'yep', 'yeah', 'yup', 'aja', 'obio', 'sure', 'korekto', 'exakto', 'okay', 'bueno', 'dale', 'listo', 'sep', 'bale', 'efektibamente', 'eso']);
const NO_WORDS = new Set(['no', 'nop', 'nope', 'nel', 'nones', 'nah', 'negatibo']);
const FILLERS = new Set(['ui', 'ai', 'ah', 'pues', 'eh', 'mmm', 'mira', 'mire', 'bea', 'be', 'parse', 'oiga', 'mano', 'ombe', 'uf', ',']);
const ADDRESS = new Set(['senor', 'senora', 'senorita', 'mijo', 'mija', 'mano', 'parse', 'sumerse', 'besi', 'besino', 'doktor', 'nino', 'nina', 'grasias', 'pues', 'ermano', 'amigo', 'amiga', 'joben', 'no', 'si', 'papi', 'klaro', 'porfabor']);

function openingOf(sounds: readonly string[]): Scene['opening'] {
  let at = 0;
  while (FILLERS.has(sounds[at] ?? '')) at += 1;
  const first = sounds[at] ?? '';
  const next = sounds[at + 1];
  const closed = next === undefined || next === ',' || next === '?' || ADDRESS.has(next);
  if (first === 'eso' && next !== undefined && next !== ',') return 'none';
  if (YES_WORDS.has(first)) return first === 'si' || closed ? 'yes' : 'none';
  return NO_WORDS.has(first) && closed ? 'no' : 'none';
}

/** Working or failing, turned into the sense of the question. */
function stateAnswer({ said, sense }: Scene): YesNoValue | undefined {
  const fails = said.has('fails');
  if (!fails && !said.has('works')) return undefined;
  if (sense.has('fails')) return fails ? 'yes' : 'no';
  if (sense.has('works')) return fails ? 'no' : 'yes';
  return undefined;
}

const RULES: readonly Rule[] = [
  ['asks for a person', ({ cues, sense }) => (cues.has('wantsHuman') ? (sense.has('human') ? 'yes' : 'wants_human') : undefined)],
  ['asks to be let be', ({ cues, opening, said }) => (cues.has('letBe') && opening === 'none' && !said.has('yes') && !said.has('works') ? 'frustrated' : undefined)],
  ['looked, and tells nothing of it', ({ cues, sense, said }) => (cues.has('looked') && !said.has('works') && !said.has('fails') && (sense.has('works') || sense.has('fails')) && !sense.has('action') && !sense.has('asksDone') ? 'repeat_question' : undefined)],
  ['tells what is absent', ({ absence, sounds, opening, cues }) => (absence === undefined || (cues.has('unknown') && absence.of !== 'off') ? undefined : answerToAbsence(absence, sounds, opening))],
  ['regrets', ({ cues, opening }) => (cues.has('regrets') && opening !== 'yes' ? 'no' : undefined)],
  ['corrects to yes', ({ sounds }) => (correctedTo(sounds, YES_WORDS) ? 'yes' : undefined)],
  ['agrees by a negation', ({ said }) => (said.has('yesDespite') ? 'yes' : undefined)],
  ['contradicts itself', ({ cues }) => (cues.has('contradicts') ? 'unknown' : undefined)],
  ['asks again', ({ cues, opening }) => (cues.has('repeat') && opening === 'none' && !knowsNot(cues) ? 'repeat_question' : undefined)],
  ['did not understand', ({ cues, opening, reply }) => (cues.has('repeat') && opening === 'none' && repeatsFirst(reply) ? 'repeat_question' : undefined)],
  ['cannot reach it', ({ sense, sounds }) => (sense.has('action') && sounds.some((word, i) => word === 'alkanso' && sounds[i - 1] === 'no' && !SEEING.has(sounds[i + 2] ?? '')) ? 'no' : undefined)],
  ['does not know', ({ cues, opening, sounds }) => (cues.has('unknown') && (opening === 'none' || sounds[0] === 'no' || opening === 'no') ? 'unknown' : undefined)],
  ['did it and tells the light', (scene) => (scene.cues.has('alreadyDone') && scene.opening === 'none' ? litAfter(scene) : undefined)],
  ['done before', (scene) => (doneBefore(scene) ? (scene.sense.has('asksDone') ? 'yes' : 'already_done') : undefined)],
  ['is doing it', ({ sounds, opening, said }) => (opening === 'none' && !said.has('works') && sounds.some((word, i) => word === 'estoi' && DOING.test(sounds[i + 1] ?? '')) ? 'not_now' : undefined)],
  ['another place', ({ said, opening }) => (said.has('wrongPlace') && opening !== 'yes' ? 'no' : undefined)],
  ['later, though willing', ({ cues, opening, sense }) => (cues.has('notNow') && opening === 'none' ? (sense.has('more') ? undefined : 'not_now') : undefined)],
  ['only thanks', ({ said, sense, cues, sounds }) => (said.has('thanks') && said.size === 1 && cues.size === 0 && sounds.length <= 3 && (!sense.has('works') || sense.has('light')) && !sense.has('offer') && !sense.has('more') ? 'off_topic' : undefined)],
  ['needs nothing more', ({ said, sense }) => (sense.has('more') && said.has('thanks') && !said.has('more') ? 'no' : undefined)],
  ['needs more', ({ said, sense, opening }) => (sense.has('more') && said.has('more') && opening !== 'no' ? 'yes' : undefined)],
  ['tried what was asked for', triedIt],
  ['opens with yes or no', ({ opening, said, sense }) => (opening === 'no' && said.has('yes') && !sense.has('action') && said.has('works') && sense.has('works') ? 'yes' : opening === 'none' ? undefined : opening)],
  ['anger without an answer', ({ cues, said }) => (cues.has('frustrated') && !said.has('works') && !said.has('fails') ? 'frustrated' : undefined)],
  ['tells the state', stateAnswer],
  ['tells the light', lightAnswer],
  ['wants something else', ({ cues, sense, said }) => (sense.has('more') && cues.has('offTopic') && !said.has('thanks') ? 'yes' : undefined)],
  ['fails everywhere', ({ sense, sounds }) => (sense.has('scope') && sounds.includes('en') && sounds.some((word) => word.startsWith('ningun')) ? 'yes' : undefined)],
  ['the same elsewhere', ({ sense, sounds }) => (sense.has('scope') && SAME.test(sounds[0] ?? '') ? 'yes' : undefined)],
  ['tells the scope', ({ said, sense }) => (sense.has('scope') && said.has('no') && !said.has('yes') ? 'no' : undefined)],
  ['another topic', ({ cues, said }) => (cues.has('offTopic') && !said.has('no') ? 'off_topic' : undefined)],
  ['denies', ({ said, sense }) => (said.has('no') || (said.has('fails') && !sense.has('fails')) ? 'no' : undefined)],
  ['affirms', ({ said, sense }) => (said.has('yes') || (said.has('works') && !sense.has('fails')) ? 'yes' : undefined)],
  ['anger', ({ cues }) => (cues.has('frustrated') ? 'frustrated' : undefined)],
  ['thanks for the offer', ({ said, sense }) => (said.has('thanks') && (sense.has('works') || sense.has('offer')) ? 'yes' : undefined)],
  ['repeats the question', (scene) => echoes(scene)],
];

const knowsNot = (cues: ReadonlySet<ReplyCue>): boolean => cues.has('unknown');

/** «No entiendo, no sé» asks for the question; «no sé qué es el tono» does not know. */
function repeatsFirst(reply: Reply): boolean {
  const repeat = reply.hits.find((hit) => hit.cue === 'repeat');
  const unknown = reply.hits.filter((hit) => hit.cue === 'unknown').sort((a, b) => b.to - a.to)[0];
  return repeat !== undefined && (unknown === undefined || repeat.from < unknown.from || repeat.to > unknown.to + 1);
}

const CORRECTIONS = new Set(['digo', 'mentiras', 'korijo', 'mejor', 'mentira']);
function correctedTo(sounds: readonly string[], words: ReadonlySet<string>): boolean {
  const at = sounds.findIndex((word) => CORRECTIONS.has(word));
  return at >= 0 && sounds.slice(at + 1, at + 4).some((word) => words.has(word));
}

function doneBefore({ cues, sense, opening, said }: Scene): boolean {
  if (!cues.has('alreadyDone') || opening === 'no') return false;
  if (sense.has('works') && !sense.has('action')) return false;
  return sense.has('action') || sense.has('offer') || (!said.has('works') && opening === 'none');
}

/** «Sí, ya probé sin VPN» to «Sin VPN, ¿ya abre?» tells that she tried; «… y nada», what came of it. */
const IN_VAIN = new Set(['nada', 'no', 'tampoko', 'igual', 'nothing', 'not']);
function triedIt({ cues, sense, said, opening, sounds }: Scene): YesNoValue | undefined {
  if (opening !== 'yes' || !cues.has('alreadyDone') || !sense.has('works') || sense.has('asksDone') || said.has('works')) return undefined;
  return said.has('fails') || sounds.some((word) => IN_VAIN.has(word)) ? 'no' : 'already_done';
}

/** «Ya lo conecté y sí prendió» to an action with a question about its light: what came of it counts more than that it was done. */
function litAfter(scene: Scene): YesNoValue | undefined {
  const { sense, sounds } = scene;
  const addsYes = sounds.some((word, i) => word === 'si' && [',', 'y'].includes(sounds[i - 1] ?? '') && sounds[i + 1] !== 'no');
  if (addsYes && sense.has('light') && scene.said.has('on') && !scene.said.has('off')) return 'yes';
  return lightAnswer(scene) ?? (sense.has('light') && addsYes ? 'yes' : undefined);
}

function lightAnswer({ said, sense }: Scene): YesNoValue | undefined {
  if (!sense.has('light')) return undefined;
  if (sense.has('red')) {
    if (said.has('red') && !said.has('no')) return 'yes';
    if (said.has('colour') || said.has('off') || said.has('no')) return 'no';
    return undefined;
  }
  if (said.has('off') || said.has('no')) return 'no';
  return said.has('on') || said.has('colour') ? 'yes' : undefined;
}

const COMMON = new Set(['est', 'par', 'kom', 'per', 'tie', 'alg', 'tod', 'kua', 'kon', 'por', 'des', 'ser', 'mas', 'ust', 'the', 'you', 'ten']);

/** A reply that uses the words of the question affirms it. */
function echoes({ reply, sounds }: Scene): YesNoValue | undefined {
  const stems = (words: readonly string[]): string[] => words.filter((word) => word.length > 3).map((word) => word.slice(0, 3)).filter((stem) => !COMMON.has(stem));
  const asked = new Set(stems(reply.asked.sounds));
  return !sounds.includes('?') && stems(sounds).some((stem) => asked.has(stem)) ? 'yes' : undefined;
}

/** The share from which the model counts more than a rule: more where a state is told, less where a single word decided. */
const SURE = 0.85;
const SURE_OF: Readonly<Record<string, number>> = { 'tells what is absent': 1, 'asks to be let be': 1, 'only thanks': 1, regrets: 1, 'looked, and tells nothing of it': 1, 'did it and tells the light': 1, 'tried what was asked for': 1, 'tells the state': 0.95, affirms: 0.6, denies: 0.6, 'repeats the question': 0.6, 'another topic': 0.6 };
const GUESS = 0.3;

const DENYING = new Set(['no', 'ni', 'nada', 'nadie', 'sin', 'not', 't']);

const TURNED = new Set([',', 'ya', 'si']);

/** «No se ha arreglado» tells a failure, «no, ya funciona» does not. */
function inItsSense({ cue, from }: Hit<YesNoCue>, sounds: readonly string[]): YesNoCue {
  if (cue !== 'works' || TURNED.has(sounds[from] ?? '')) return cue;
  for (let i = from - 1; i >= Math.max(0, from - 3) && !TURNED.has(sounds[i] ?? ''); i -= 1) {
    if (DENYING.has(sounds[i] ?? '')) return 'fails';
  }
  return cue;
}

/** What the rules and the model look at in a reply. */
export function sceneOf(reply: Reply): { readonly ruled: Scene; readonly likely: ReplyScene } {
  const { text, words, cues } = reply;
  const said = new Set(findPhrases(YES_NO_CUES, text.sounds).map((hit) => inItsSense(hit, text.sounds)));
  const asked = readAsked(reply.question.text ?? '');
  return {
    ruled: { reply, sounds: text.sounds, said, cues, sense: asked.senses, absence: asked.absence, opening: openingOf(text.sounds) },
    likely: { text, words, sense: asked.sense, cues, said, asked: asked.text.sounds },
  };
}

export const asksWhetherItWorks = (question: string): boolean => readAsked(question).senses.has('works');

/** To a question whether it works: these words say that it does not, and nothing else. */
export function statesFailure(reply: Reply): boolean {
  const { said, sense } = sceneOf(reply).ruled;
  return sense.has('works') && said.has('fails') && !said.has('works');
}

/** The meaning of a reply to a yes-or-no question; `guess` is the model, another one when it is judged. */
export function readYesNo(reply: Reply, guess = likelyReply): Verdict<YesNoValue> {
  const scene = sceneOf(reply);
  const { cues, said, sounds } = scene.ruled;
  if (cues.size === 0 && said.size === 0 && (isFigure(sounds) || !saysSomething(sounds, reply.asked.sounds))) return { value: 'off_topic', why: 'no word known' };
  const ruled = byRule(scene.ruled);
  const { value, share } = guess(scene.likely);
  const knowsNo = value === 'no' && reply.cues.has('unknown');
  if (!knowsNo && share >= (ruled === undefined ? GUESS : (SURE_OF[ruled.why] ?? SURE))) return { value, why: `as people say it, ${Math.round(share * 100)} %` };
  if (ruled?.value === 'no' && value === 'unknown') return { value, why: 'in doubt never no' };
  return ruled ?? { value: reply.cues.has('unknown') ? 'unknown' : 'off_topic', why: 'no cue' };
}

/** «443» is no yes to «¿Quiere que la pida?», whatever replies it resembles; «1» may be the first of what was offered. */
const isFigure = (sounds: readonly string[]): boolean => sounds.length > 0 && sounds.every((word) => /^\d{2,}$/.test(word));

function byRule(scene: Scene): Verdict<YesNoValue> | undefined {
  for (const [name, decide] of RULES) {
    const value = decide(scene);
    if (value !== undefined) return { value, why: name };
  }
  return undefined;
}
