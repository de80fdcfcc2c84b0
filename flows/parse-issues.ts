/** Turns what the schema says about a value into faults that a person can act on, each at its line and column. */
import type { z } from 'zod';
import type { Fault } from './faults';
import { faultAt, unknownName } from './faults';
import { MOST_FAULTS, type Path, type Source } from './parse-yaml';

type Issue = z.core.$ZodIssue;

/** What was read, by which schema, and where in the file it stands. */
export interface Reading {
  readonly schema: z.ZodType;
  readonly source: Source;
  readonly base: Path;
}

export const issuesToFaults = (issues: readonly Issue[], reading: Reading): Fault[] => issues.flatMap((issue) => issueFaults(issue, reading, []));

/** `inside`: where in the schema the issue's own path starts. */
const issueFaults = (issue: Issue, reading: Reading, inside: Path): Fault[] => {
  const { base, schema, source } = reading;
  const own = [...inside, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  const path = [...base, ...own];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, MOST_FAULTS).map((key) =>
        unknownName(source.at([...path, key], 'key'), { es: 'Campo', en: 'field', name: key }, keysAt(schema, own)),
      );
    case 'invalid_union':
      return unionFaults(issue, reading, own);
    case 'invalid_key':
      return [faultAt(source.at(path, 'key'), `Nombre no válido: «${String(path.at(-1))}»`, `invalid name: "${String(path.at(-1))}"`)];
    case 'invalid_type':
      return [typeFault(issue, source, path)];
    case 'invalid_value':
      return [valueFault(issue, source, path)];
    case 'invalid_format':
      return [formatFault(issue.message, source, path)];
    case 'custom':
      return [formatFault(issue.message, source, path)];
    default:
      return [faultAt(source.at(path), `Valor no válido: ${issue.message}`, `invalid value: ${issue.message}`)];
  }
};

/** Of several shapes, speak of the one that the author evidently meant: the one that fails deepest. */
const unionFaults = (issue: Issue & { code: 'invalid_union' }, reading: Reading, own: Path): Fault[] => {
  const meant = issue.errors.find((branch) => branch.some((one) => one.path.length > 0 || one.code === 'unrecognized_keys'));
  if (meant === undefined) return [faultAt(reading.source.at([...reading.base, ...own]), 'Valor no válido o vacío', 'invalid or empty value')];
  return meant.flatMap((one) => issueFaults(one, reading, own));
};

/** The words that may stand at a place, by the schema itself. */
const keysAt = (schema: z.ZodType, [head, ...rest]: Path): readonly string[] => {
  const { def } = schema as z.ZodType & { readonly def: SchemaParts };
  if (def.innerType !== undefined) return keysAt(def.innerType, head === undefined ? [] : [head, ...rest]);
  if (def.options !== undefined) return def.options.flatMap((option) => keysAt(option, head === undefined ? [] : [head, ...rest]));
  if (head === undefined) return Object.keys(def.shape ?? {});
  const inner = def.shape?.[head] ?? def.valueType ?? def.element;
  return inner === undefined ? [] : keysAt(inner, rest);
};

/** Of zod's definition of a schema, what words stand in. */
interface SchemaParts {
  readonly shape?: Readonly<Record<string | number, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
}

const typeFault = (issue: Issue & { code: 'invalid_type' }, source: Source, path: Path): Fault => {
  const name = String(path.at(-1) ?? 'file');
  if (valueAt(source.value, path) === undefined) {
    return faultAt(source.at(path.slice(0, -1), 'key'), `Falta «${name}»`, `"${name}" is missing`);
  }
  return faultAt(source.at(path), `«${name}» debe ser de tipo ${issue.expected}`, `"${name}" must be of type ${issue.expected}`);
};

const valueFault = (issue: Issue & { code: 'invalid_value' }, source: Source, path: Path): Fault => {
  const value = valueAt(source.value, path);
  if (value === undefined) return typeFault({ ...issue, code: 'invalid_type', expected: 'string' }, source, path);
  return unknownName(source.at(path), { es: 'Valor', en: 'value', name: String(value) }, issue.values.map(String));
};

const FORMATS: Readonly<Record<string, { es: string; en: string }>> = {
  duration: { es: 'Se espera una duración como «30 min», «2 h» o «1 d»', en: 'a duration such as "30 min", "2 h" or "1 d" is expected' },
  step_name: { es: 'Un paso se nombra con minúsculas, cifras y guion bajo', en: 'a step is named with lower case letters, digits and underscores' },
  flow_name: { es: 'Un flujo se nombra con minúsculas, cifras y guiones', en: 'a flow is named with lower case letters, digits and hyphens' },
  fact_name: { es: 'Un dato se nombra «grupo.dato»', en: 'a fact is named "group.fact"' },
  option_name: { es: 'Una opción se nombra con minúsculas, cifras y guion bajo', en: 'an option is named with lower case letters, digits and underscores' },
  too_many_steps: { es: 'Son demasiados pasos para un solo flujo (más de 400): divídalo', en: 'too many steps for one flow (more than 400): divide it' },
  exit_name: { es: 'Una salida se nombra con minúsculas, cifras y guion bajo', en: 'an exit is named with lower case letters, digits and underscores' },
};

const formatFault = (format: string, source: Source, path: Path): Fault => {
  const message = FORMATS[format] ?? { es: 'Formato no válido', en: 'invalid format' };
  return faultAt(source.at(path), message.es, message.en);
};

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, part) => (typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[part] : undefined), value);
