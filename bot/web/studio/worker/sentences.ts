/** What a draft makes different, in sentences a colleague understands: steps, words, ways. Layout and comments never count. */
import { exitsOf } from '../../../../flows/exits';
import { reachedFrom } from '../../../../flows/proof/level-graph';
import type { Flow } from '../../../../flows/schema';
import { flatTexts, slotsOf } from '../../../../flows/slots';
import type { Language } from '../../../../knowledge/language';

export type Sentence = Readonly<Record<Language, string>>;

const tell = (es: string, en: string): Sentence => ({ es, en });

export const flowSentences = (before: Flow | undefined, after: Flow | undefined): readonly Sentence[] => {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [tell('Flujo nuevo.', 'New flow.')];
  if (after === undefined) return [tell('El flujo se quita.', 'The flow is taken away.')];
  const both = { before, after };
  const found = [...headSentences(both), ...stepSentences(both), ...textSentences(both), ...waySentences(both), ...endSentences(both)];
  return found.length === 0 && JSON.stringify(before) !== JSON.stringify(after) ? [tell('Cambian ajustes de los pasos.', 'Settings of steps change.')] : found;
};

interface Both {
  readonly before: Flow;
  readonly after: Flow;
}

const headSentences = ({ after, before }: Both): readonly Sentence[] => {
  const sentences: Sentence[] = [];
  if (before.start !== after.start) sentences.push(tell(`Ahora comienza en «${after.start}».`, `It begins at "${after.start}" now.`));
  if (before.intents.join() !== after.intents.join()) sentences.push(tell('Cambian los motivos que lo abren.', 'The intents that open it change.'));
  if (before.max_turns.turns !== after.max_turns.turns) {
    sentences.push(tell(`El límite de turnos pasa de ${before.max_turns.turns} a ${after.max_turns.turns}.`, `The turn limit goes from ${before.max_turns.turns} to ${after.max_turns.turns}.`));
  }
  return sentences;
};

const stepSentences = ({ after, before }: Both): readonly Sentence[] => {
  const [old, next] = [Object.keys(before.steps), Object.keys(after.steps)];
  const added = next.filter((name) => !old.includes(name)).map((name) => tell(`Paso nuevo: «${name}».`, `New step: "${name}".`));
  const gone = old.filter((name) => !next.includes(name)).map((name) => tell(`Se quita el paso «${name}».`, `The step "${name}" is removed.`));
  return [...added, ...gone];
};

const wordsIn = (flow: Flow): ReadonlyMap<string, string> => new Map(slotsOf(flow).flatMap((slot) => flatTexts(slot).map(([key, text]) => [key, text] as const)));

const MOST_WORDS = 70;
const cut = (text: string): string => (text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS)}…` : text);

const textSentences = ({ after, before }: Both): readonly Sentence[] => {
  const [old, next] = [wordsIn(before), wordsIn(after)];
  return [...next].flatMap(([key, text]) => {
    const was = old.get(key);
    if (was === undefined || was === text) return [];
    return [tell(`«${key}» decía «${cut(was)}» y dirá «${cut(text)}».`, `"${key}" said "${cut(was)}" and will say "${cut(text)}".`)];
  });
};

/** Of steps that were there before: where their exits lead. */
const waySentences = ({ after, before }: Both): readonly Sentence[] =>
  Object.keys(after.steps).filter((name) => Object.hasOwn(before.steps, name)).flatMap((name) => {
    const own = (flow: Flow): ReadonlyMap<string, string> => new Map(exitsOf(flow, name).filter(({ path }) => path[0] === 'steps').map(({ go, on }) => [on, go]));
    const [old, next] = [own(before), own(after)];
    const led = [...next].flatMap(([on, go]) => {
      const was = old.get(on);
      if (was === go) return [];
      return [was === undefined ? tell(`De «${name}», «${on}» lleva a «${go}»; antes no existía.`, `From "${name}", "${on}" leads to "${go}"; it did not exist.`)
        : tell(`De «${name}», «${on}» llevaba a «${was}» y llevará a «${go}».`, `From "${name}", "${on}" led to "${was}" and will lead to "${go}".`)];
    });
    const lost = [...old.keys()].filter((on) => !next.has(on)).map((on) => tell(`De «${name}» se pierde la salida «${on}».`, `"${name}" loses the exit "${on}".`));
    return [...led, ...lost];
  });

/** Ends that customers come to now, or no longer. */
const endSentences = ({ after, before }: Both): readonly Sentence[] => {
  const ends = (flow: Flow): readonly string[] => {
    const edges = new Map(Object.keys(flow.steps).map((name) => [name, exitsOf(flow, name)]));
    return [...reachedFrom(flow.start, edges)].flatMap((name) => {
      const step = flow.steps[name];
      return step?.kind === 'end' ? [`${step.end.code} (${step.end.exit})`] : [];
    });
  };
  const [old, next] = [new Set(ends(before)), new Set(ends(after))];
  return [
    ...[...next].filter((end) => !old.has(end)).map((end) => tell(`Ahora se puede terminar en ${end}.`, `It can end in ${end} now.`)),
    ...[...old].filter((end) => !next.has(end)).map((end) => tell(`Ya no se puede terminar en ${end}.`, `It can no longer end in ${end}.`)),
  ];
};

export const countSentence = (before: string | undefined, after: string | null): Sentence => {
  if (before === undefined) return tell('Archivo nuevo.', 'New file.');
  if (after === null) return tell('El archivo se quita.', 'The file is taken away.');
  const [old, next] = [new Set(before.split('\n')), new Set(after.split('\n'))];
  const added = [...next].filter((line) => !old.has(line)).length;
  const gone = [...old].filter((line) => !next.has(line)).length;
  return tell(`Líneas nuevas o cambiadas: ${added}; quitadas: ${gone}.`, `Lines new or changed: ${added}; gone: ${gone}.`);
};
