/**
 * The packet in the agent's language: what a step asked, from the flow's own texts in that language, and how a fact is
 * called and read, from the glossary of the release. What nobody named shows its technical name, made readable.
 */
import type { CompiledFlow } from '../../flows/compile';
import type { Facts, FactValue } from '../../flows/facts';
import { tell } from '../../flows/format';
import type { Glossary } from '../../flows/schema';
import { renderTemplate } from '../../flows/template';
import type { Language, Level } from '../../knowledge/language';
import { ANSWER_WORDS } from '../web/answer-words';
import { knownName, valueWord } from '../web/agents/names';
import type { ShownFact } from '../web/contracts';
import { actionWords, systemWords } from '../web/action-words';
import { isoOf, isTellable, valueText } from './lines';

export interface Reader {
  /** The agent's. */
  readonly language: Language;
  readonly level: Level;
  readonly now: number;
  readonly facts: Facts;
  readonly glossary: Glossary;
}

/** The step's question or sentence, or what it does or looks at; undefined for a step that says and does nothing. */
export const stepLabel = (flow: CompiledFlow | undefined, step: string, reader: Reader): string | undefined => {
  const text = flow && (wordsOf(flow, `${step}.ask`, reader) ?? wordsOf(flow, `${step}.say`, reader) ?? wordsOf(flow, `${step}.text`, reader));
  return text === undefined ? workLabel(flow, step, reader.language) : questionIn(text);
};

const WAIT: Readonly<Record<Language, string>> = { es: 'Espera anunciada', en: 'Announced wait' };
const CUT_SHORT: Readonly<Record<Language, string>> = { es: 'el cliente siguió antes', en: 'the customer went on before it was over' };
/** What became of a wait that she did not wait for. */
export const cutShort = (language: Language): string => CUT_SHORT[language];
const LOOK: Readonly<Record<Language, string>> = { es: 'Consulta', en: 'Look-up' };

/** What a step does or looks at in the operator's systems. */
export const workLabel = (flow: CompiledFlow | undefined, step: string, language: Language): string | undefined => {
  const found = flow?.flow.steps[step];
  if (found?.kind === 'do') return actionWords(found.do, language);
  if (found?.kind === 'wait') return WAIT[language];
  return found?.kind === 'check' ? `${LOOK[language]}: ${found.check.map((system) => systemWords(system, language)).join(', ')}` : undefined;
};

/** How an answer reads: the label of the option that was chosen. */
export const answerLabel = (flow: CompiledFlow | undefined, { step, value }: { readonly step: string; readonly value: string }, reader: Reader): string =>
  (flow?.flow.steps[step]?.kind === 'wait' ? cutShort(reader.language) : undefined) ?? (flow && wordsOf(flow, `${step}.options.${value}`, reader)) ?? ANSWER_WORDS[value]?.[reader.language] ?? value;

const wordsOf = ({ texts, glossary }: CompiledFlow, key: string, { language, level, now, facts }: Reader): string | undefined => {
  const template = texts.get(key)?.[language][level];
  const text = template && renderTemplate(template, { language, level, now, facts, assumed: [] }, glossary);
  return text === undefined || text === '' ? undefined : text;
};

const LONGEST_QUESTION = 160;
const SHORTEST_QUESTION = 30;

/** Up to the first stop that is none inside an hour or a number: `a las 7:49 a. m. de ayer`. */
const ABOUT = /^(?:[^.,:;?]|(?<=\d)[.,:](?=\d)|(?<=\b[ap])\.(?= m)|(?<=\b[ap]\. m)\.)+/;

/** The last sentence with a question mark; `¿Cómo está?` alone says too little and gets what it speaks of before it. */
export const questionIn = (text: string): string => {
  const paragraphs = text.trim().split(/\n{2,}/);
  const paragraph = paragraphs.findLast((one) => one.includes('?')) ?? paragraphs.at(-1) ?? text;
  const sentence = (paragraph.match(/[^.!?\n:]*\?/g)?.at(-1) ?? paragraph).trim();
  const about = ABOUT.exec(paragraph)?.[0].trim() ?? '';
  const whole = sentence.length < SHORTEST_QUESTION && !about.startsWith('¿') && !sentence.startsWith(about) ? `${about}… ${sentence}` : sentence;
  return whole.slice(0, LONGEST_QUESTION);
};

/** The facts of some sources as people read them. */
export const shownFacts = (reader: Reader, accept: (name: string, source: string) => boolean): readonly ShownFact[] =>
  Object.entries(reader.facts)
    .filter(([name, { source, value }]) => isTellable(name) && !Array.isArray(value) && accept(name, source))
    .map(([name, { value, at }]) => ({ name, label: factLabel(name, reader), value: factText(name, value, reader), at: isoOf(at) }));

const factLabel = (name: string, { glossary, language }: Reader): string => {
  const meaning = glossary.facts[name];
  const plain = name.replaceAll(/[._]+/g, ' ');
  return meaning?.label?.[language] ?? knownName(name, language) ?? (language === 'es' ? meaning?.about : undefined) ?? plain;
};

const factText = (name: string, value: FactValue, { glossary, language, now }: Reader): string => {
  const meaning = glossary.facts[name];
  return valueWord(name, String(value), language) ?? (meaning && tell(value, meaning, { language, now })) ?? ANSWER_WORDS[String(value)]?.[language] ?? valueText(value);
};
