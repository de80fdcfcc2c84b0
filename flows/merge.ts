/**
 * The glossary and the thresholds may stand in several files, so that several people write without meeting: here they
 * become one, each name once, and every later fault still finds the file where the name stands.
 */
import { faultAt, type Fault } from './faults';
import type { Located } from './parse';
import type { Path, Source } from './parse-yaml';
import type { Glossary, Thresholds } from './schema';

export interface Merged<T> {
  readonly value: Located<T>;
  readonly faults: readonly Fault[];
}

export const mergeGlossaries = (parts: readonly [Located<Glossary>, ...Located<Glossary>[]]): Merged<Glossary> => {
  const [facts, conditions] = (['facts', 'conditions'] as const).map((part) => owners(parts, part, (glossary) => glossary[part]));
  const value: Glossary = {
    facts: Object.assign({}, ...parts.map((part) => part.value.facts)),
    conditions: Object.assign({}, ...parts.map((part) => part.value.conditions)),
  };
  const unread = new Set(parts.flatMap((part) => [...(part.unread ?? [])]));
  const owner = (path: Path): Source => (path[0] === 'facts' ? facts : conditions)?.of.get(String(path[1])) ?? parts[0].source;
  return { value: { value, source: joined(parts[0].source, owner), unread }, faults: [...(facts?.faults ?? []), ...(conditions?.faults ?? [])] };
};

export const mergeThresholds = (parts: readonly [Located<Thresholds>, ...Located<Thresholds>[]]): Merged<Thresholds> => {
  const { of, faults } = owners(parts, 'thresholds', (thresholds) => thresholds);
  const source = joined(parts[0].source, (path) => of.get(String(path[1])) ?? parts[0].source);
  return { value: { value: Object.assign({}, ...parts.map(({ value }) => value)), source }, faults };
};

interface Owners {
  readonly of: ReadonlyMap<string, Source>;
  readonly faults: readonly Fault[];
}

const owners = <T>(parts: readonly Located<T>[], section: string, names: (value: T) => object): Owners => {
  const of = new Map<string, Source>();
  const faults: Fault[] = [];
  for (const { value, source } of parts) {
    for (const name of Object.keys(names(value))) {
      const first = of.get(name);
      if (first === undefined) of.set(name, source);
      else faults.push(faultAt(source.at([section, name], 'key'), `«${name}» ya está en ${first.file}`, `"${name}" is already in ${first.file}`));
    }
  }
  return { of, faults };
};

const joined = (first: Source, owner: (path: Path) => Source): Source => ({
  file: first.file,
  value: first.value,
  at: (path, part) => owner(path).at(path, part),
});
