/** The glossary and the thresholds: every condition rests on known facts, limits and conditions, and on none in a circle. */
import { BUILT_IN, type FactCondition } from './conditions';
import type { Fault, Place } from './faults';
import { faultAt, unknownName } from './faults';
import { NUMERIC, TIMED, type Condition, type FactMeaning, type Glossary } from './schema';
import type { Definitions } from './sources';

/** All that a decision may name, also what could not be read. */
export const conditionNames = ({ glossary }: Definitions): readonly string[] => [
  ...Object.keys(glossary.value.conditions), ...(glossary.unread ?? []), ...Object.keys(BUILT_IN),
];

export const glossaryFaults = (definitions: Definitions): Fault[] => {
  const { glossary, unread } = definitions;
  // With a part of the words unread, what seems unknown may stand there.
  if (unread.words) return [];
  const { conditions } = glossary.value;
  const names = conditionNames(definitions);
  const faults: Fault[] = Object.entries(glossary.value.facts).flatMap(([name, meaning]) => listFaults(name, meaning, definitions));
  for (const [name, condition] of Object.entries(conditions)) {
    const at = (...path: (string | number)[]): Place => glossary.source.at(['conditions', name, ...path]);
    for (const part of partsOf(condition)) {
      if (!names.includes(part)) faults.push(unknownName(at(condition.kind), { es: 'Condición', en: 'condition', name: part }, names));
    }
    if (restsOnItself(name, name, conditions, new Set())) faults.push(faultAt(at(), `La condición «${name}» se apoya en sí misma`, `the condition "${name}" rests on itself`));
    else if (weightOf(name, conditions, new Map()) > HEAVIEST) faults.push(faultAt(at(), `La condición «${name}» se apoya en demasiadas otras`, `the condition "${name}" rests on too many others`));
    if (condition.kind === 'fact') faults.push(...factFaults(condition, at, definitions));
  }
  return faults;
};

const listFaults = (name: string, { named_by: list }: FactMeaning, { glossary }: Definitions): Fault[] => {
  if (list === undefined) return [];
  const { facts } = glossary.value;
  const lists = Object.keys(facts).filter((fact) => facts[fact]?.type === 'list');
  return lists.includes(list) ? [] : [unknownName(glossary.source.at(['facts', name, 'named_by']), { es: 'Lista', en: 'list', name: list }, lists)];
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

type At = (...path: string[]) => Place;

const factFaults = (condition: FactCondition, at: At, { glossary, thresholds }: Definitions): Fault[] => {
  const facts = Object.keys(glossary.value.facts);
  const limits = Object.keys(thresholds.value);
  const named = (part: 'fact' | 'than' | 'threshold' | 'percent', what: { es: string; en: string }, known: readonly string[]): Fault[] => {
    const name = condition[part];
    return name === undefined || known.includes(name) ? [] : [unknownName(at(part), { ...what, name }, known)];
  };
  return [
    ...named('fact', { es: 'Dato', en: 'fact' }, facts),
    ...named('than', { es: 'Dato', en: 'fact' }, facts),
    ...named('threshold', { es: 'Límite', en: 'threshold' }, limits),
    ...named('percent', { es: 'Límite', en: 'threshold' }, limits),
    ...countFaults(condition, at),
    ...operandFaults(condition, at),
    ...pairFaults(condition, at, glossary.value.facts),
  ];
};

const countFaults = ({ is, than, threshold, value }: FactCondition, at: At): Fault[] => {
  const given = [value, threshold, than].filter((operand) => operand !== undefined).length;
  if (given === (is === 'known' ? 0 : 1)) return [];
  const [es, en] = is === 'known' ? ['ningún valor', 'no value'] : ['un valor, un límite u otro dato, solo uno', 'one value, threshold or other fact'];
  return [faultAt(at('is'), `«${is}» necesita ${es}`, `"${is}" takes ${en}`)];
};

const operandFaults = ({ is, value }: FactCondition, at: At): Fault[] => {
  if (value === undefined) return [];
  const wanted = is === 'one_of' ? Array.isArray(value) : is === 'equals' ? !Array.isArray(value) : typeof value === 'number';
  return wanted ? [] : [faultAt(at('value'), `«${is}» no se compara con ese valor`, `"${is}" does not compare with that value`)];
};

/** Two facts compare when they are of one type, and by size only when that type has an order. */
const pairFaults = ({ fact, is, percent, than }: FactCondition, at: At, facts: Glossary['facts']): Fault[] => {
  if (than === undefined) return percent === undefined ? [] : [faultAt(at('percent'), '«percent» necesita «than»', '"percent" needs "than"')];
  const [one, other] = [facts[fact]?.type, facts[than]?.type];
  if (fact === than) return [faultAt(at('than'), `«${fact}» se compara consigo mismo`, `"${fact}" is compared with itself`)];
  if (is === 'one_of') return [faultAt(at('than'), '«one_of» no se compara con otro dato', '"one_of" does not compare with another fact')];
  if (one === undefined || other === undefined) return [];
  if (one !== other) return [faultAt(at('than'), `«${fact}» es de clase ${one} y «${than}» de clase ${other}: no se comparan`, `"${fact}" is of type ${one} and "${than}" of type ${other}: they do not compare`)];
  if (one === 'list' || (is !== 'equals' && !NUMERIC.has(one) && !TIMED.has(one))) return [faultAt(at('is'), `«${is}» no compara datos de clase ${one}`, `"${is}" does not compare facts of type ${one}`)];
  if (percent !== undefined && !NUMERIC.has(one)) return [faultAt(at('percent'), `De un dato de clase ${one} no se toma un porcentaje`, `there is no percentage of a fact of type ${one}`)];
  return [];
};
