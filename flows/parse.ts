/**
 * The door of the flow language: text in, a typed definition or located faults out. Names are checked against each
 * other in `validate.ts`; behind both nothing is checked again.
 */
import type { z } from 'zod';
import type { Fault, Parsed } from './faults';
import { faultAt, nearest } from './faults';
import { issuesToFaults } from './parse-issues';
import { parseYaml } from './parse-yaml';
import type { Path, Source } from './parse-yaml';
import type { Condition, Flow, Glossary, Kind, SideTexts, Step, Thresholds } from './schema';
import { CONDITION_SCHEMAS, flowSchema, glossarySchema, KINDS, STEP_SCHEMAS, textsSchema, thresholdsSchema } from './schema';

/** A definition and where its parts stand in the file. */
export interface Located<T> {
  readonly value: T;
  readonly source: Source;
}

export const parseFlow = (file: string, text: string): Parsed<Located<Flow>> => {
  const head = parseWith(flowSchema, file, text);
  if (!head.ok) return head;
  const { source, value } = head.value;
  const steps: Record<string, Step> = {};
  const faults: Fault[] = [];
  for (const [name, raw] of Object.entries(value.steps)) {
    const step = keyed<Step>(STEP_SCHEMAS, KINDS, { raw, source, path: ['steps', name] });
    if (step.ok) steps[name] = step.value;
    else faults.push(...step.faults);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { value: { ...value, steps }, source } };
};

export const parseGlossary = (file: string, text: string): Parsed<Located<Glossary>> => {
  const head = parseWith(glossarySchema, file, text);
  if (!head.ok) return head;
  const { source, value } = head.value;
  const conditions: Record<string, Condition> = {};
  const faults: Fault[] = [];
  for (const [name, raw] of Object.entries(value.conditions)) {
    const condition = keyed<Condition>(CONDITION_SCHEMAS, ['fact', 'all', 'any', 'not'], { raw, source, path: ['conditions', name] });
    if (condition.ok) conditions[name] = condition.value;
    else faults.push(...condition.faults);
  }
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, value: { value: { facts: value.facts, conditions }, source } };
};

export const parseThresholds = (file: string, text: string): Parsed<Located<Thresholds>> => {
  const parsed = parseWith(thresholdsSchema, file, text);
  if (!parsed.ok) return parsed;
  return { ok: true, value: { value: parsed.value.value.thresholds, source: parsed.value.source } };
};

export const parseTexts = (file: string, text: string): Parsed<Located<SideTexts>> => parseWith(textsSchema, file, text);

const parseWith = <S extends z.ZodType>(schema: S, file: string, text: string): Parsed<Located<z.infer<S>>> => {
  const yaml = parseYaml(file, text);
  if (!yaml.ok) return yaml;
  const result = schema.safeParse(yaml.value.value);
  if (result.success) return { ok: true, value: { value: result.data, source: yaml.value } };
  return { ok: false, faults: issuesToFaults(result.error.issues, yaml.value, [], fieldsOf(schema)) };
};

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
  if (!result.success) return { ok: false, faults: issuesToFaults(result.error.issues, source, path, fieldsOf(schema)) };
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

const fieldsOf = (schema: z.ZodType): string[] => ('shape' in schema ? Object.keys(schema.shape as object) : []);
