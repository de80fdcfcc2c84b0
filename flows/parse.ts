/**
 * The door of the flow language: text in, a typed definition or located faults out. Names are checked against each
 * other in `validate.ts`; behind both nothing is checked again.
 */
import type { z } from 'zod';
import type { Fault, Parsed } from './faults';
import { faultAt, nearest } from './faults';
import { FORGETFUL, type Memory } from './memory';
import { issuesToFaults } from './parse-issues';
import { parseYaml } from './parse-yaml';
import type { Path, Source } from './parse-yaml';
import type { Condition, Flow, Glossary, Kind, SideTexts, Step, Thresholds } from './schema';
import { CONDITION_SCHEMAS, flowSchema, glossarySchema, KINDS, STEP_SCHEMAS, textsSchema, thresholdsSchema } from './schema';
import type { FlowTests } from './testing/schema';
import { testsSchema } from './testing/schema';
import { parseSteps } from './yaml-steps';

/** A definition and where its parts stand in the file. */
export interface Located<T> {
  readonly value: T;
  readonly source: Source;
  /** Steps or conditions that stand in the file but could not be read: their names are known all the same. */
  readonly unread?: ReadonlySet<string>;
}

/** What could be read of a file, and everything that is wrong with it. */
export interface Read<T> {
  readonly value?: Located<T>;
  readonly faults: readonly Fault[];
}

/** With a memory only the steps that changed are read again. */
export const parseFlow = (file: string, text: string, memory: Memory = FORGETFUL): Read<Flow> => {
  const known = memory === FORGETFUL ? undefined : parseSteps(file, text, memory);
  const head = known === undefined ? parseWith(flowSchema, file, text) : fitted(flowSchema, known);
  const readStep = (raw: Raw): Parsed<Step> => keyed<Step>(STEP_SCHEMAS, KINDS, raw);
  const steps = readParts(head.source, 'steps', (raw) => memory.of(`${file} read ${raw.path.join()}`, [raw.raw], () => onlyGood(readStep(raw))) ?? readStep(raw));
  const faults = [...head.faults, ...steps.faults];
  if (head.value === undefined || head.source === undefined) return { faults };
  return { value: { value: { ...head.value, steps: steps.read }, source: head.source, unread: steps.unread }, faults };
};

/** Where faults stand moves with the lines above: they are told anew. */
const onlyGood = <T>(parsed: Parsed<T>): Parsed<T> | undefined => (parsed.ok ? parsed : undefined);

const CONDITION_KINDS = ['fact', 'all', 'any', 'not'] as const;

export const parseGlossary = (file: string, text: string): Read<Glossary> => {
  const head = parseWith(glossarySchema, file, text);
  const conditions = readParts(head.source, 'conditions', (raw) => keyed<Condition>(CONDITION_SCHEMAS, CONDITION_KINDS, raw));
  const faults = [...head.faults, ...conditions.faults];
  if (head.value === undefined || head.source === undefined) return { faults };
  return { value: { value: { facts: head.value.facts, conditions: conditions.read }, source: head.source, unread: conditions.unread }, faults };
};

export const parseThresholds = (file: string, text: string): Read<Thresholds> => {
  const { value, source, faults } = parseWith(thresholdsSchema, file, text);
  return value === undefined || source === undefined ? { faults } : { value: { value: value.thresholds, source }, faults };
};

export const parseTexts = (file: string, text: string): Read<SideTexts> => {
  const { value, source, faults } = parseWith(textsSchema, file, text);
  return value === undefined || source === undefined ? { faults } : { value: { value, source }, faults };
};

export const parseTests = (file: string, text: string): Read<FlowTests> => {
  const { value, source, faults } = parseWith(testsSchema, file, text);
  return value === undefined || source === undefined ? { faults } : { value: { value, source }, faults };
};

interface Head<T> {
  readonly value?: T;
  /** Absent when the text is no YAML. */
  readonly source?: Source;
  readonly faults: readonly Fault[];
}

const parseWith = <S extends z.ZodType>(schema: S, file: string, text: string): Head<z.infer<S>> => {
  const yaml = parseYaml(file, text);
  return yaml.ok ? fitted(schema, yaml.value) : { faults: yaml.faults };
};

const fitted = <S extends z.ZodType>(schema: S, source: Source): Head<z.infer<S>> => {
  const result = schema.safeParse(source.value);
  if (result.success) return { value: result.data, source, faults: [] };
  return { source, faults: issuesToFaults(result.error.issues, { schema, source, base: [] }) };
};

interface Parts<T> {
  readonly read: Readonly<Record<string, T>>;
  readonly unread: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}

/** Reads the named things of a section one by one, so that one that is broken does not hide the faults of the others. */
const readParts = <T>(source: Source | undefined, section: string, read: (raw: Raw) => Parsed<T>): Parts<T> => {
  const found = new Map<string, T>();
  const unread = new Set<string>();
  const faults: Fault[] = [];
  const all = isRecord(source?.value) ? source.value[section] : undefined;
  if (source === undefined || !isRecord(all)) return { read: {}, unread, faults };
  for (const [name, raw] of Object.entries(all)) {
    // The head has complained about anything else.
    if (!isRecord(raw)) {
      unread.add(name);
      continue;
    }
    const part = read({ raw, source, path: [section, name] });
    if (part.ok) found.set(name, part.value);
    else unread.add(name);
    if (!part.ok) faults.push(...part.faults);
  }
  return { read: Object.fromEntries(found), unread, faults };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

interface Raw {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly source: Source;
  readonly path: Path;
}

/** Reads a thing whose kind is the one key of `kinds` that it carries. */
const keyed = <T extends { readonly kind: string }>(
  schemas: Readonly<Record<string, z.ZodType>>,
  kinds: readonly (Kind | Condition['kind'])[],
  { raw, source, path }: Raw,
): Parsed<T> => {
  const found = kinds.filter((kind) => kind in raw);
  const [kind] = found;
  const schema = kind === undefined ? undefined : schemas[kind];
  if (found.length !== 1 || kind === undefined || schema === undefined) {
    return { ok: false, faults: [kindFault({ raw, source, path }, kinds, found.length === 0)] };
  }
  const result = schema.safeParse(raw);
  if (!result.success) return { ok: false, faults: issuesToFaults(result.error.issues, { schema, source, base: path }) };
  return { ok: true, value: { ...(result.data as object), kind } as unknown as T };
};

const kindFault = ({ raw, source, path }: Raw, kinds: readonly string[], none: boolean): Fault => {
  const slips = Object.keys(raw).map((key) => ({ key, near: nearest(key, kinds) }));
  const slip = none ? slips.find(({ near }) => near !== undefined) : undefined;
  const place = slip === undefined ? source.at(path, 'key') : source.at([...path, slip.key], 'key');
  const list = kinds.join(', ');
  const es = slip === undefined ? '' : `; en lugar de «${slip.key}», ¿quiso decir «${slip.near}»?`;
  const en = slip === undefined ? '' : `; for "${slip.key}" did you mean "${slip.near}"?`;
  return faultAt(place, `«${String(path.at(-1))}» debe tener exactamente uno de: ${list}${es}`, `"${String(path.at(-1))}" must have exactly one of: ${list}${en}`);
};
