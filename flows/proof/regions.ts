/**
 * What the proof knows of a fact: not its value but in which *region* it lies, where a region is all values of an age that
 * no condition of the release can tell apart. The real predicates decide for one sample of each region, so the proof
 * cannot read a condition differently from the running machine. Masks are sets of regions, one bit each.
 */
import { compileConditions, type Predicate } from '../conditions';
import { durationMs } from '../duration';
import type { FactValue } from '../facts';
import { NOBODY } from '../machine';
import type { AskStep, Condition, FactType, Glossary, Thresholds } from '../schema';
import type { Definitions } from '../sources';

/** A bit of a mask is one region; more do not fit, and such a fact is then not followed at all. */
const MOST_REGIONS = 30;
/** Bit 0: not known. */
export const MISSING = 1;

export interface Domain {
  readonly fact: string;
  /** Samples of the values that conditions tell apart. */
  readonly values: readonly FactValue[];
  /** Ages that conditions tell apart, ms, rising; the last is `Infinity`. */
  readonly ages: readonly number[];
  /** All regions. */
  readonly all: number;
  /** Known, and as young as can be. */
  readonly fresh: number;
}

export interface Words {
  readonly glossary: Glossary;
  readonly thresholds: Thresholds;
  readonly domains: readonly Domain[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Of each condition that looks at one followed fact: the regions that fulfil it. */
  readonly masks: ReadonlyMap<string, number>;
}

const OTHER = '(other)';

/** No fact is followed: every condition may hold or not. Fewer situations, and true of facts that grow old meanwhile. */
export const blindWords = ({ glossary, thresholds }: Definitions): Words => ({
  glossary: glossary.value, thresholds: thresholds.value, domains: [], indexOf: new Map(), masks: new Map(),
});

export const wordsOf = ({ flows, glossary, thresholds }: Definitions): Words => {
  const asks = flows.flatMap(({ value }) => Object.values(value.steps)).filter((step): step is AskStep => step.kind === 'ask');
  const conditions = Object.values(glossary.value.conditions);
  const domains = [...new Set([...conditions.flatMap(factOf), ...asks.flatMap(({ fact }) => fact ?? [])])]
    .map((fact) => domainOf(fact, { conditions, asks, type: glossary.value.facts[fact]?.type ?? 'text', thresholds: thresholds.value }))
    .filter((domain) => domain !== null);
  const indexOf = new Map(domains.map(({ fact }, index) => [fact, index]));
  const predicates = compileConditions(glossary.value, thresholds.value);
  const masks = new Map<string, number>();
  for (const [name, condition] of Object.entries(glossary.value.conditions)) {
    const domain = condition.kind === 'fact' ? domains[indexOf.get(condition.fact) ?? -1] : undefined;
    const predicate = predicates.get(name);
    if (domain !== undefined && predicate !== undefined) masks.set(name, maskWhere(domain, predicate));
  }
  return { glossary: glossary.value, thresholds: thresholds.value, domains, indexOf, masks };
};

const factOf = (condition: Condition): readonly string[] => (condition.kind === 'fact' ? [condition.fact] : []);

interface Users {
  readonly conditions: readonly Condition[];
  readonly asks: readonly AskStep[];
  readonly type: FactType;
  readonly thresholds: Thresholds;
}

const domainOf = (fact: string, { conditions, asks, type, thresholds }: Users): Domain | null => {
  const tests = conditions.filter((condition) => condition.kind === 'fact').filter((condition) => condition.fact === fact);
  const askers = asks.filter((step) => step.fact === fact);
  const operands = tests.flatMap(({ threshold, value }) => (threshold === undefined ? (value ?? []) : (thresholds[threshold]?.value ?? [])));
  const told = askers.flatMap((step) => Object.keys(step.options ?? {}));
  const spans = [...tests, ...askers].flatMap(({ fresh }) => (fresh === undefined ? [] : [durationMs(fresh)]));
  const values = samples(type, [...operands, ...told]);
  const ages = [...new Set([...spans, Infinity])].sort((a, b) => a - b);
  const regions = 1 + values.length * ages.length;
  if (regions > MOST_REGIONS) return null;
  const fresh = values.reduce<number>((mask, _, index) => mask | (1 << (1 + index * ages.length)), 0);
  return { fact, values, ages, all: 2 ** regions - 1, fresh };
};

type Scalar = string | number | boolean;

const NUMERIC: ReadonlySet<FactType> = new Set(['number', 'money', 'dbm', 'minutes']);

const samples = (type: FactType, operands: readonly Scalar[]): readonly FactValue[] => {
  if (type === 'yes_no') return [true, false];
  if (NUMERIC.has(type)) return numberSamples(operands.filter((value) => typeof value === 'number'));
  return [...new Set(operands), OTHER];
};

/** Below the first cut, each cut, between two, above the last. */
const numberSamples = (cuts: readonly number[]): readonly number[] => {
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  if (sorted.length === 0) return [0];
  const between = sorted.flatMap((cut, index) => {
    const next = sorted[index + 1];
    return next === undefined ? [cut, cut + 1] : [cut, (cut + next) / 2];
  });
  return [(sorted[0] ?? 0) - 1, ...between];
};

const maskWhere = (domain: Domain, holds: Predicate): number => {
  const { ages, fact, values } = domain;
  const oldest = (ages.at(-2) ?? 0) + 1;
  let mask = holds({ ...NOBODY, now: 0 }) ? MISSING : 0;
  values.forEach((value, index) => {
    ages.forEach((age, rank) => {
      const at = -(age === Infinity ? oldest : age);
      if (holds({ ...NOBODY, facts: { [fact]: { value, source: 'proof', at } } })) mask |= 1 << (1 + index * ages.length + rank);
    });
  });
  return mask;
};

/** The regions in which an answer to a question with `fresh` counts as known already. */
export const knownMask = (domain: Domain, answer: string, freshMs: number): number =>
  domain.values.reduce<number>((mask, value, index) => {
    if (answer !== 'any' && answerOf(value) !== answer) return mask;
    return domain.ages.reduce<number>((inner, age, rank) => (age <= freshMs ? inner | (1 << (1 + index * domain.ages.length + rank)) : inner), mask);
  }, 0);

/** The regions that a fact is in once the customer has answered so. */
export const answeredMask = (domain: Domain, answer: string): number => {
  const index = domain.values.findIndex((value) => answerOf(value) === answer);
  const other = domain.values.indexOf(OTHER);
  const found = index >= 0 ? index : answer === 'any' ? -1 : other;
  return found < 0 ? domain.fresh : 1 << (1 + found * domain.ages.length);
};

const answerOf = (value: FactValue): FactValue => (value === true ? 'yes' : value === false ? 'no' : value);
