/** Parses at the demo's doors: a typed value, or every fault with the path of the value at fault. */
import type { z } from 'zod';

export interface Fault {
  /** Where in the value, outermost first. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly Fault[] };

export const parseWith = <T>(schema: z.ZodType<T>, input: unknown): Parsed<T> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const faults = parsed.error.issues.map(({ path, message }) => ({
    path: path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
    message,
  }));
  return { ok: false, faults };
};
