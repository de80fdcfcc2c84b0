/** Reading what came from elsewhere without believing its shape. */
import type { Language } from '../../knowledge/language';

type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

export function languageOf(value: unknown): Language | undefined {
  const tag = typeof value === 'string' ? value.slice(0, 2).toLowerCase() : '';
  return tag === 'es' || tag === 'en' ? tag : undefined;
}

/** An https address as it was written, or none. */
export function secureAddress(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined || !text.startsWith('https://')) return undefined;
  try {
    return new URL(text).hostname === '' ? undefined : text;
  } catch {
    return undefined;
  }
}
