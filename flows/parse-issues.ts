/** Turns what the schema says about a value into faults that a person can act on, each at its line and column. */
import type { z } from 'zod';
import type { Fault } from './faults';
import { faultAt, unknownName } from './faults';
import type { Path, Source } from './parse-yaml';

type Issue = z.core.$ZodIssue;

export const issuesToFaults = (issues: readonly Issue[], source: Source, base: Path, known: readonly string[]): Fault[] =>
  issues.flatMap((issue) => issueFaults(issue, source, base, known));

/** The fields that stand inside others. */
const INNER = [
  'basic', 'intermediate', 'advanced', 'answer', 'as', 'tries', 'most', 'turns', 'after', 'remind', 'go', 'when', 'else', 'code', 'exit',
  'type', 'about', 'missing', 'values', 'es', 'en', 'value', 'unit', 'not_understood', 'silence', 'unknown', 'already_done', 'not_now', 'fails',
] as const;

const issueFaults = (issue: Issue, source: Source, base: Path, known: readonly string[]): Fault[] => {
  const path = [...base, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        unknownName(source.at([...path, key], 'key'), { es: 'Campo', en: 'field', name: key }, path.length > base.length ? INNER : known),
      );
    case 'invalid_union':
      return unionFaults(issue, source, path);
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
const unionFaults = (issue: Issue & { code: 'invalid_union' }, source: Source, path: Path): Fault[] => {
  const meant = issue.errors.find((branch) => branch.some((one) => one.path.length > 0 || one.code === 'unrecognized_keys'));
  if (meant === undefined) return [faultAt(source.at(path), 'Valor no válido o vacío', 'invalid or empty value')];
  return issuesToFaults(meant, source, path, INNER);
};

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
