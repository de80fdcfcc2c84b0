/**
 * Errors of the staff API, in both languages: a stable code, what to do next, and the field at fault. Written for the
 * person in front of the page; what the library that parses bodies would say never reaches them.
 */
import type { z } from 'zod';
import type { HttpReply } from '../http/route';

export interface Problem {
  readonly code: string;
  readonly en: string;
  readonly es: string;
  /** Path of the field at fault, e.g. `scope.0`. */
  readonly field?: string;
  /** Further facts beside the message, e.g. who has the case. */
  readonly more?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `{ error: { code, message, message_es, field? } }`. */
export const staffProblem = (status: number, { code, en, es, field, more, headers }: Problem): HttpReply => ({
  status,
  json: { error: { code, message: en, message_es: es, ...(field !== undefined && { field }), ...more } },
  ...(headers && { headers }),
});

export const notFound = (what: { en: string; es: string }): HttpReply =>
  staffProblem(404, { code: 'NotFound', en: `${what.en} was not found.`, es: `No se encontró ${what.es}.` });

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reply: HttpReply };

/** The one door for bodies of this API: a typed value, or a 400 that names the field. */
export const parseBody = <S extends z.ZodType>(schema: S, body: unknown): Parsed<z.infer<S>> => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, reply: badField(issue?.path.join('.') ?? '', issue === undefined ? GENERAL : reasonOf(issue)) };
};

interface Reason {
  readonly en: string;
  readonly es: string;
}

const GENERAL: Reason = { en: 'is not valid', es: 'no es válido' };

export const badField = (field: string, reason: Reason): HttpReply => {
  const name = field === '' ? { en: 'The body', es: 'El contenido' } : { en: `"${field}"`, es: `«${field}»` };
  return staffProblem(400, {
    code: 'BadArgument', en: `${name.en} ${reason.en}.`, es: `${name.es} ${reason.es}.`, ...(field !== '' && { field }),
  });
};

const reasonOf = (issue: z.core.$ZodIssue): Reason => {
  switch (issue.code) {
    case 'invalid_type':
      return { en: `is missing or is not a ${issue.expected}`, es: 'falta o no es del tipo esperado' };
    case 'too_small':
      return { en: `is too short or too small (at least ${issue.minimum})`, es: `es demasiado corto o pequeño (mínimo ${issue.minimum})` };
    case 'too_big':
      return { en: `is too long or too large (at most ${issue.maximum})`, es: `es demasiado largo o grande (máximo ${issue.maximum})` };
    case 'invalid_value':
      return { en: `must be one of ${issue.values.join(', ')}`, es: `debe ser uno de ${issue.values.join(', ')}` };
    case 'invalid_format':
      return { en: `is not written as expected (${issue.format})`, es: `no está escrito como se espera (${issue.format})` };
    case 'unrecognized_keys':
      return { en: `has unknown fields: ${issue.keys.join(', ')}`, es: `tiene campos desconocidos: ${issue.keys.join(', ')}` };
    default:
      return GENERAL;
  }
};
