/** A checked flow to an XState machine and its texts, once per release. */
import type { Language } from '../knowledge/language';
import { buildMachine, type FlowMachine } from './build-machine';
import { clocksOf, type Clock } from './clocks';
import type { Predicate } from './conditions';
import type { Assuming } from './machine';
import type { Assumption } from './run';
import type { Flow, Glossary, SideWording } from './schema';
import { flatTexts, slotsOf, TITLE } from './slots';
import { makeStepper, type Stepper } from './stepper';
import type { LevelledTemplate } from './template';
import { levelledTemplate, renderTemplate, wordingOf } from './template';

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
  /** By step. */
  readonly clocks: ReadonlyMap<string, Clock>;
}

export interface FlowSource {
  readonly release: string;
  readonly flow: Flow;
  /** Texts of the side files by flat key. */
  readonly sides: Readonly<Record<SideWording, Readonly<Record<string, string>>>>;
}

export const compileFlow = ({ release, flow, sides }: FlowSource, words: Words): CompiledFlow => {
  const texts = compileTexts(flow, sides);
  const assuming: Assuming = (step, view): Assumption | undefined => {
    const assumed = flow.steps[step]?.kind === 'ask' ? flow.steps[step].assume?.[view.level] : undefined;
    const template = texts.get(`${step}.assume.${view.level}`)?.[wordingOf(view)][view.level];
    if (assumed === undefined || template === undefined) return undefined;
    return { flow: flow.flow, step, answer: assumed.answer, text: renderTemplate(template, view, words.glossary) };
  };
  const machine = buildMachine(flow, words.conditions, assuming);
  const title = { es: flow.title, en: sides.en[TITLE] ?? flow.title };
  return { name: flow.flow, release, title, intents: flow.intents, flow, machine, stepper: makeStepper(machine, { conditions: words.conditions, assuming }), glossary: words.glossary, texts, assuming, clocks: clocksOf(flow) };
};

const compileTexts = (flow: Flow, sides: FlowSource['sides']): ReadonlyMap<string, LevelledTemplate> => {
  const slots = slotsOf(flow);
  const es = new Map(slots.flatMap((slot) => flatTexts(slot).map(([key, text]) => [key, text] as const)));
  const en = new Map(Object.entries(sides.en));
  const tu = new Map([...es, ...Object.entries(sides['es-tu'])]);
  return new Map(slots.map((slot) => [slot.key, levelledTemplate(slot.key, { es, 'es-tu': tu, en })]));
};
