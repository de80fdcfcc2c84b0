/** A checked flow to an XState machine and its texts, once per release. */
import type { Language } from '../knowledge/language';
import { buildMachine, type FlowMachine } from './build-machine';
import type { Predicate } from './conditions';
import type { Assuming } from './machine';
import type { Assumption } from './run';
import type { Flow, Glossary } from './schema';
import { flatTexts, slotsOf, TITLE } from './slots';
import { makeStepper, type Stepper } from './stepper';
import type { LevelledTemplate } from './template';
import { levelledTemplate, renderTemplate } from './template';

export interface Words {
  readonly conditions: ReadonlyMap<string, Predicate>;
  readonly glossary: Glossary;
}

export interface CompiledFlow {
  readonly name: string;
  /** The release it belongs to (I7). */
  readonly release: string;
  /** As customers read it: "your problem with ...". */
  readonly title: Readonly<Record<Language, string>>;
  readonly intents: readonly string[];
  readonly flow: Flow;
  readonly machine: FlowMachine;
  readonly stepper: Stepper;
  readonly glossary: Glossary;
  /** By slot key, see `slots.ts`. */
  readonly texts: ReadonlyMap<string, LevelledTemplate>;
  readonly assuming: Assuming;
}

export interface FlowSource {
  readonly release: string;
  readonly flow: Flow;
  /** English by flat key. */
  readonly english: Readonly<Record<string, string>>;
}

export const compileFlow = ({ release, flow, english }: FlowSource, words: Words): CompiledFlow => {
  const texts = compileTexts(flow, english);
  const assuming: Assuming = (step, view): Assumption | undefined => {
    const assumed = flow.steps[step]?.kind === 'ask' ? flow.steps[step].assume?.[view.level] : undefined;
    const template = texts.get(`${step}.assume.${view.level}`)?.[view.language][view.level];
    if (assumed === undefined || template === undefined) return undefined;
    return { flow: flow.flow, step, answer: assumed.answer, text: renderTemplate(template, view, words.glossary) };
  };
  const machine = buildMachine(flow, words.conditions, assuming);
  const title = { es: flow.title, en: english[TITLE] ?? flow.title };
  return { name: flow.flow, release, title, intents: flow.intents, flow, machine, stepper: makeStepper(machine), glossary: words.glossary, texts, assuming };
};

const compileTexts = (flow: Flow, english: Readonly<Record<string, string>>): ReadonlyMap<string, LevelledTemplate> => {
  const slots = slotsOf(flow);
  const es = new Map(slots.flatMap((slot) => flatTexts(slot).map(([key, text]) => [key, text] as const)));
  const en = new Map(Object.entries(english));
  return new Map(slots.map((slot) => [slot.key, levelledTemplate(slot.key, { es, en })]));
};
