/** Conditions are names of the glossary (no expression language): each becomes a predicate over what is known. */
import { durationMs } from './duration';
import type { Fact, FactValue } from './facts';
import type { View } from './run';
import type { Condition, Glossary, Thresholds } from './schema';

export type Predicate = (view: View) => boolean;

/** Conditions that need no entry in the glossary. */
export const BUILT_IN: Readonly<Record<string, Predicate>> = {
  nothing_assumed: (view) => view.assumed.length === 0,
};

/** Epoch milliseconds and a span: is the fact known and not older? A fact from after `now` counts as fresh. */
export const isFresh = (fact: Fact | undefined, now: number, spanMs: number): boolean => fact !== undefined && now - fact.at <= spanMs;

/** The glossary has been checked: every name is known and no condition rests on itself. */
export const compileConditions = (glossary: Glossary, thresholds: Thresholds): ReadonlyMap<string, Predicate> => {
  const made = new Map<string, Predicate>(Object.entries(BUILT_IN));
  const named = (name: string): Predicate => {
    const ready = made.get(name);
    if (ready !== undefined) return ready;
    const condition = glossary.conditions[name];
    const predicate = condition === undefined ? () => false : build(condition, named, thresholds);
    made.set(name, predicate);
    return predicate;
  };
  for (const name of Object.keys(glossary.conditions)) named(name);
  return made;
};

const build = (condition: Condition, named: (name: string) => Predicate, thresholds: Thresholds): Predicate => {
  switch (condition.kind) {
    case 'all': {
      const parts = condition.all.map(named);
      return (view) => parts.every((part) => part(view));
    }
    case 'any': {
      const parts = condition.any.map(named);
      return (view) => parts.some((part) => part(view));
    }
    case 'not': {
      const part = named(condition.not);
      return (view) => !part(view);
    }
    case 'fact':
      return factPredicate(condition, thresholds);
  }
};

export type FactCondition = Condition & { readonly kind: 'fact' };

/** What is not known (or not fresh) fulfils no comparison. */
const factPredicate = (condition: FactCondition, thresholds: Thresholds): Predicate => {
  const spanMs = condition.fresh === undefined ? Infinity : durationMs(condition.fresh);
  const holds = condition.than === undefined ? withLimit(condition, thresholds) : withFact(condition, condition.than, thresholds);
  return (view) => {
    const fact = view.facts[condition.fact];
    return fact !== undefined && isFresh(fact, view.now, spanMs) && holds(fact.value, view);
  };
};

type Holds = (value: FactValue, view: View) => boolean;

const withLimit = (condition: FactCondition, thresholds: Thresholds): Holds =>
  comparison(condition.is, condition.threshold === undefined ? condition.value : thresholds[condition.threshold]?.value);

/** `fresh` is asked of the first fact alone: what it is measured against, such as a plan, changes seldom. */
const withFact = ({ is, percent }: FactCondition, than: string, thresholds: Thresholds): Holds => {
  const share = percent === undefined ? 100 : (thresholds[percent]?.value ?? Number.NaN);
  return (value, view) => {
    const other = view.facts[than]?.value;
    if (other === undefined) return false;
    const [left, right] = [measured(value), measured(other)];
    if (typeof left !== 'number' || typeof right !== 'number') return comparison(is, right)(left, view);
    return comparison(is, (right * share) / 100)(left, view);
  };
};

/** Times compare as moments, whatever offset they are written with. */
const measured = (value: FactValue): FactValue => {
  const at = typeof value === 'string' && ISO.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? value : at;
};

const ISO = /^\d{4}-\d\d-\d\d(?:T|$)/;

const comparison = (is: FactCondition['is'], operand: unknown): Holds => {
  const limit = typeof operand === 'number' ? operand : Number.NaN;
  switch (is) {
    case 'known':
      return () => true;
    case 'equals':
      return (value) => value === operand;
    case 'one_of':
      return (value) => Array.isArray(operand) && operand.includes(value);
    case 'above':
      return (value) => typeof value === 'number' && value > limit;
    case 'below':
      return (value) => typeof value === 'number' && value < limit;
    case 'at_least':
      return (value) => typeof value === 'number' && value >= limit;
    case 'at_most':
      return (value) => typeof value === 'number' && value <= limit;
  }
};
