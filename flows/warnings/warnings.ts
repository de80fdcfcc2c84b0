/**
 * What may be published and still deserves a second look: texts that a channel cuts, that ask two things, that are hard
 * for a beginner or sound wrong with *tú*; ends that one level never meets; too much asked before help is offered.
 */
import { LEVELS, type Level } from '../../knowledge/language';
import { faultAt, type Fault } from '../faults';
import type { Located } from '../parse';
import { exampleOf } from '../proof/example';
import { onceEach, type LevelProof } from '../proof/prove';
import type { Flow } from '../schema';
import { slotsOf, type Slot } from '../slots';
import type { Definitions } from '../sources';
import { channelWarnings } from './channel';
import { hasUsted, jargonIn, longSentenceIn, questionsIn } from './reading';

export const warningsOf = (definitions: Definitions, proofs: readonly LevelProof[]): readonly Fault[] =>
  definitions.flows.flatMap((located) => {
    const own = proofs.filter(({ flow }) => flow === located.value.flow);
    return [
      ...endWarnings(located, own),
      ...helpWarnings(located, own, definitions),
      ...slotsOf(located.value).flatMap((slot) => [...readingWarnings(located, slot), ...channelWarnings(located, slot)]),
      ...treatmentWarnings(located, definitions),
    ];
  });

const endWarnings = ({ value: flow, source }: Located<Flow>, proofs: readonly LevelProof[]): readonly Fault[] => {
  const at = new Map(proofs.map(({ level, reached }) => [level, new Set([...reached].flatMap((name) => endName(flow, name)))]));
  return Object.keys(flow.steps).flatMap((name) => {
    const [end] = endName(flow, name);
    if (end === undefined || !proofs.some(({ reached }) => reached.has(name))) return [];
    const without = LEVELS.filter((level) => at.get(level)?.has(end) === false);
    if (without.length === 0) return [];
    const levels = without.join(', ');
    return [faultAt(source.at(['steps', name], 'key'), `Al final ${end} no se llega como ${levels}`, `the end ${end} cannot be reached as ${levels}`)];
  });
};

const endName = (flow: Flow, name: string): readonly string[] => {
  const step = flow.steps[name];
  return step?.kind === 'end' ? [`${step.end.code} (${step.end.exit})`] : [];
};

/** What a customer may have to do before a visit or a person is offered. */
const MOST_ACTIONS = 6;

const helpWarnings = ({ value: flow, source }: Located<Flow>, proofs: readonly LevelProof[], { glossary }: Definitions): readonly Fault[] => onceEach(
  proofs.flatMap(({ level, measured }) => {
    const most = measured.start.beforeHelp;
    if (most <= MOST_ACTIONS) return [];
    const es = `Se le pueden pedir ${most} cosas (${level}) antes de ofrecerle visita o persona; lo acordado son ${MOST_ACTIONS}`;
    const en = `${most} things may be asked (${level}) before a visit or a person is offered; ${MOST_ACTIONS} are agreed`;
    const telling = { flow, level, glossary: glossary.value, inner: () => [] };
    return [{ ...faultAt(source.at(['start']), es, en), example: exampleOf(telling, measured.longest('beforeHelp')) }];
  }),
);

const readingWarnings = ({ source }: Located<Flow>, { key, levels, path, text }: Slot): readonly Fault[] => {
  const worded = (level: Level): string | undefined => (levels.includes(level) ? (typeof text === 'string' ? text : text[level]) : undefined);
  const at = (level: Level) => source.at(typeof text === 'string' ? path : [...path, level]);
  const twice = new Map(LEVELS.flatMap((level) => (key.endsWith('.ask') && questionsIn(worded(level) ?? '') > 1 ? [[worded(level), at(level)] as const] : [])));
  const warnings = [...twice.values()].map((place) => faultAt(place, `«${key}» pregunta dos cosas`, `"${key}" asks two things`));
  const basic = key.startsWith('title') ? undefined : worded('basic');
  const hard = basic === undefined ? undefined : jargonIn(basic);
  const long = basic === undefined ? undefined : longSentenceIn(basic);
  if (hard !== undefined) warnings.push(faultAt(at('basic'), `«${key}» le dice «${hard}» a quien empieza`, `"${key}" says "${hard}" to a beginner`));
  if (long !== undefined) warnings.push(faultAt(at('basic'), `«${key}» tiene una frase de ${long.words} palabras para quien empieza`, `"${key}" has a sentence of ${long.words} words for a beginner`));
  return warnings;
};

const treatmentWarnings = ({ value: flow, source }: Located<Flow>, { texts }: Definitions): readonly Fault[] => {
  const sides = texts.filter(({ value }) => value.flow === flow.flow && value.language === 'es-tu');
  const told = new Set(sides.flatMap(({ value }) => Object.keys(value.texts)));
  const missing = slotsOf(flow).flatMap(({ key, text }) =>
    typeof text === 'string' ? (hasUsted(text) ? [key] : []) : LEVELS.flatMap((level) => (hasUsted(text[level] ?? '') ? [`${key}.${level}`] : [])),
  ).filter((key) => !told.has(key));
  if (missing.length === 0) return [];
  const [first] = missing;
  return [faultAt(source.at(['flow']), `Faltan ${missing.length} textos con tú, como «${first}»`, `${missing.length} texts with tú are missing, such as "${first}"`)];
};
