/**
 * What the proof knows of a fact: not its value but in which *region* it lies, where a region is all values of an age that
 * no condition of the release can tell apart. The real predicates decide for one sample of each region, so the proof
 * cannot read a condition differently from the running machine. Masks are sets of regions, one bit each.
 */
import { compileConditions, type FactCondition, type Predicate } from '../conditions';
import { durationMs } from '../duration';
import type { FactValue } from '../facts';
import { NOBODY } from '../machine';
import { NUMERIC, TIMED, type AskStep, type FactType, type Glossary, type Thresholds } from '../schema';
import type { Definitions } from '../sources';

/** A bit of a mask is one region; more do not fit, and such a fact is then not followed at all. */
const MOST_REGIONS = 30;
/** Bit 0: not known. */
export const MISSING = 1;

export interface Domain {
  readonly fact: string;
  /** What `fact` is compared with: then the regions are how the two stand to each other, whatever each is by itself. */
  readonly than?: Compared;
  /** Samples of the values that conditions tell apart. */
  readonly values: readonly FactValue[];
  /** Ages that conditions tell apart, ms, rising; the last is `Infinity`. */
  readonly ages: readonly number[];
  /** All regions. */
  readonly all: number;
  /** Known, and as young as can be. */
  readonly fresh: number;
}

interface Compared {
  readonly fact: string;
  /** Of every sample: the values stand to this one as people's facts may stand to each other. */
  readonly sample: FactValue;
}

export interface Cut {
  readonly index: number;
  readonly mask: number;
}

export interface Words {
  readonly glossary: Glossary;
  readonly thresholds: Thresholds;
  readonly domains: readonly Domain[];
  /** Of a fact by itself. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** By fact: all domains that change with it, those of two facts too. */
  readonly touchedBy: ReadonlyMap<string, readonly number[]>;
  /** Of each condition that looks at a followed fact, or at two: its domain, and the regions there that fulfil it. */
  readonly cuts: ReadonlyMap<string, Cut>;
}

const OTHER = '(other)';

/** No fact is followed: every condition may hold or not. Fewer situations, and true of facts that grow old meanwhile. */
export const blindWords = ({ glossary, thresholds }: Definitions): Words => ({
  glossary: glossary.value, thresholds: thresholds.value, domains: [], indexOf: new Map(), touchedBy: new Map(), cuts: new Map(),
});

export const wordsOf = ({ flows, glossary, thresholds }: Definitions): Words => {
  const asks = flows.flatMap(({ value }) => Object.values(value.steps)).filter((step): step is AskStep => step.kind === 'ask');
  const tests = Object.values(glossary.value.conditions).filter((condition) => condition.kind === 'fact');
  const users: Users = { tests, asks, facts: glossary.value.facts, thresholds: thresholds.value };
  const alone = new Set([...tests.filter(({ than }) => than === undefined).map(({ fact }) => fact), ...asks.flatMap(({ fact }) => fact ?? [])]);
  const pairs = new Map(tests.flatMap(({ fact, than }) => (than === undefined ? [] : [[`${fact} ${than}`, { fact, than }] as const])));
  const domains = [...[...alone].map((fact) => domainOf(fact, users)), ...[...pairs.values()].map((pair) => pairDomain(pair, users))].filter((domain) => domain !== null);
  const predicates = compileConditions(glossary.value, thresholds.value);
  const cuts = new Map<string, Cut>();
  for (const [name, condition] of Object.entries(glossary.value.conditions)) {
    const index = condition.kind === 'fact' ? domains.findIndex(({ fact, than }) => fact === condition.fact && than?.fact === condition.than) : -1;
    const domain = domains[index];
    const predicate = predicates.get(name);
    if (domain !== undefined && predicate !== undefined) cuts.set(name, { index, mask: maskWhere(domain, predicate) });
  }
  return { glossary: glossary.value, thresholds: thresholds.value, domains, cuts, ...placesOf(domains) };
};

const placesOf = (domains: readonly Domain[]): Pick<Words, 'indexOf' | 'touchedBy'> => {
  const indexOf = new Map(domains.flatMap(({ fact, than }, index) => (than === undefined ? [[fact, index] as const] : [])));
  const touchedBy = new Map<string, number[]>();
  domains.forEach(({ fact, than }, index) => {
    for (const one of than === undefined ? [fact] : [fact, than.fact]) touchedBy.set(one, [...(touchedBy.get(one) ?? []), index]);
  });
  return { indexOf, touchedBy };
};

interface Users {
  readonly tests: readonly FactCondition[];
  readonly asks: readonly AskStep[];
  readonly facts: Glossary['facts'];
  readonly thresholds: Thresholds;
}

const domainOf = (fact: string, { tests, asks, facts, thresholds }: Users): Domain | null => {
  const own = tests.filter((test) => test.fact === fact && test.than === undefined);
  const askers = asks.filter((step) => step.fact === fact);
  const operands = own.flatMap(({ threshold, value }) => (threshold === undefined ? (value ?? []) : (thresholds[threshold]?.value ?? [])));
  const told = askers.flatMap((step) => Object.keys(step.options ?? {}));
  return domainWith({ fact, values: samples(facts[fact]?.type ?? 'text', [...operands, ...told]), tests: [...own, ...askers] });
};

const pairDomain = ({ fact, than }: { readonly fact: string; readonly than: string }, { tests, facts, thresholds }: Users): Domain | null => {
  const own = tests.filter((test) => test.fact === fact && test.than === than);
  const type = facts[fact]?.type ?? 'text';
  const shares = own.map(({ percent }) => (percent === undefined ? WHOLE : (thresholds[percent]?.value ?? WHOLE)));
  if (NUMERIC.has(type)) return domainWith({ fact, than: { fact: than, sample: WHOLE }, values: numberSamples(shares), tests: own });
  if (TIMED.has(type)) return domainWith({ fact, than: { fact: than, sample: NOON }, values: [BEFORE, NOON, AFTER], tests: own });
  const values = samples(type, [SAME]);
  return domainWith({ fact, than: { fact: than, sample: values[0] ?? SAME }, values, tests: own });
};

/** A share of so much is the same number. */
const WHOLE = 100;
const SAME = '(same)';
const [BEFORE, NOON, AFTER] = ['2026-01-01T11:00:00Z', '2026-01-01T12:00:00Z', '2026-01-01T13:00:00Z'] as const;

interface Draft extends Pick<Domain, 'fact' | 'than' | 'values'> {
  readonly tests: readonly { readonly fresh?: string | undefined }[];
}

const domainWith = ({ fact, than, values, tests }: Draft): Domain | null => {
  const spans = tests.flatMap(({ fresh }) => (fresh === undefined ? [] : [durationMs(fresh)]));
  const ages = [...new Set([...spans, Infinity])].sort((a, b) => a - b);
  const regions = 1 + values.length * ages.length;
  if (regions > MOST_REGIONS) return null;
  const fresh = values.reduce<number>((mask, _, index) => mask | (1 << (1 + index * ages.length)), 0);
  return { fact, ...(than === undefined ? {} : { than }), values, ages, all: 2 ** regions - 1, fresh };
};

type Scalar = string | number | boolean;

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
  const { ages, fact, than, values } = domain;
  const against = than === undefined ? {} : { [than.fact]: { value: than.sample, source: 'proof', at: 0 } };
  const oldest = (ages.at(-2) ?? 0) + 1;
  let mask = holds({ ...NOBODY, now: 0 }) ? MISSING : 0;
  values.forEach((value, index) => {
    ages.forEach((age, rank) => {
      const at = -(age === Infinity ? oldest : age);
      if (holds({ ...NOBODY, facts: { ...against, [fact]: { value, source: 'proof', at } } })) mask |= 1 << (1 + index * ages.length + rank);
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
