/** The glossary and the thresholds: every condition rests on known facts, limits and conditions, and on none in a circle. */
import { BUILT_IN } from './conditions';
import type { Fault, Place } from './faults';
import { faultAt, unknownName } from './faults';
import type { Condition } from './schema';
import type { Definitions } from './sources';

/** All that a decision may name, also what could not be read. */
export const conditionNames = ({ glossary }: Definitions): readonly string[] => [
  ...Object.keys(glossary.value.conditions), ...(glossary.unread ?? []), ...Object.keys(BUILT_IN),
];

export const glossaryFaults = (definitions: Definitions): Fault[] => {
  const { glossary, thresholds, unread } = definitions;
  // With a part of the words unread, what seems unknown may stand there.
  if (unread.words) return [];
  const { facts, conditions } = glossary.value;
  const names = conditionNames(definitions);
  const faults: Fault[] = [];
  for (const [name, condition] of Object.entries(conditions)) {
    const at = (...path: (string | number)[]): Place => glossary.source.at(['conditions', name, ...path]);
    for (const part of partsOf(condition)) {
      if (!names.includes(part)) faults.push(unknownName(at(condition.kind), { es: 'Condición', en: 'condition', name: part }, names));
    }
    if (restsOnItself(name, name, conditions, new Set())) faults.push(faultAt(at(), `La condición «${name}» se apoya en sí misma`, `the condition "${name}" rests on itself`));
    else if (weightOf(name, conditions, new Map()) > HEAVIEST) faults.push(faultAt(at(), `La condición «${name}» se apoya en demasiadas otras`, `the condition "${name}" rests on too many others`));
    if (condition.kind === 'fact') faults.push(...factFaults(condition, at, Object.keys(facts), Object.keys(thresholds.value)));
  }
  return faults;
};

const partsOf = (condition: Condition): readonly string[] => {
  switch (condition.kind) {
    case 'all':
      return condition.all;
    case 'any':
      return condition.any;
    case 'not':
      return [condition.not];
    case 'fact':
      return [];
  }
};

const restsOnItself = (name: string, goal: string, conditions: Readonly<Record<string, Condition>>, seen: Set<string>): boolean => {
  const condition = conditions[name];
  if (condition === undefined) return false;
  return partsOf(condition).some((part) => part === goal || (!seen.has(part) && restsOnItself(part, goal, conditions, seen.add(part))));
};

/** How often facts are looked at to decide a condition, at most; every name counts each time it is used. */
const HEAVIEST = 1_000;

const weightOf = (name: string, conditions: Readonly<Record<string, Condition>>, known: Map<string, number>): number => {
  const found = known.get(name);
  const condition = conditions[name];
  if (found !== undefined || condition === undefined) return found ?? 1;
  // Until it is known: a circle, which is told apart.
  known.set(name, 1);
  const weight = partsOf(condition).reduce((sum, part) => Math.min(HEAVIEST + 1, sum + weightOf(part, conditions, known)), 1);
  known.set(name, weight);
  return weight;
};

type FactCondition = Condition & { kind: 'fact' };

const factFaults = (condition: FactCondition, at: (...path: string[]) => Place, facts: readonly string[], limits: readonly string[]): Fault[] => {
  const faults: Fault[] = [];
  if (!facts.includes(condition.fact)) faults.push(unknownName(at('fact'), { es: 'Dato', en: 'fact', name: condition.fact }, facts));
  const { threshold } = condition;
  if (threshold !== undefined && !limits.includes(threshold)) faults.push(unknownName(at('threshold'), { es: 'Límite', en: 'threshold', name: threshold }, limits));
  const given = Number(condition.value !== undefined) + Number(threshold !== undefined);
  if (given !== (condition.is === 'known' ? 0 : 1)) {
    faults.push(faultAt(at('is'), `«${condition.is}» necesita ${condition.is === 'known' ? 'ningún valor' : 'un valor o un límite, solo uno'}`, `"${condition.is}" takes ${condition.is === 'known' ? 'no value' : 'one value or threshold'}`));
  }
  return [...faults, ...operandFaults(condition, at)];
};

const operandFaults = ({ is, value }: FactCondition, at: (...path: string[]) => Place): Fault[] => {
  if (value === undefined) return [];
  const wanted = is === 'one_of' ? Array.isArray(value) : is === 'equals' ? !Array.isArray(value) : typeof value === 'number';
  return wanted ? [] : [faultAt(at('value'), `«${is}» no se compara con ese valor`, `"${is}" does not compare with that value`)];
};
