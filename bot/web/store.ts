/**
 * What survives a reload: the session and every unsent message, in the browser's storage or, where that is
 * forbidden or full, in memory. Each unsent message has a key of its own, so two tabs never overwrite each other.
 */
import { fieldsOf, languageOf, textOf } from './fields';
import type { Unsent } from './outbox';
import type { Picked } from './picture-file';
import type { Language } from '../../knowledge/language';

export interface Session {
  readonly conversationId: string;
  readonly token: string;
  /** Empty: nothing was received yet. */
  readonly watermark: string;
}

/** The part of the browser's `Storage` that is used; its calls may throw. */
export interface Shelf {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Store {
  session(): Session | undefined;
  keepSession(session: Session | undefined): void;
  unsent(): Unsent[];
  keepUnsent(unsent: Unsent): void;
  dropUnsent(clientId: string): void;
  draft(): string;
  keepDraft(text: string): void;
  language(): Language | undefined;
  keepLanguage(language: Language): void;
}

const SESSION = 'hilo.session';
const UNSENT = 'hilo.unsent.';
const LANGUAGE = 'hilo.language';
const DRAFT = 'hilo.draft';

/** `shelf` gives the browser's storage; it may throw (blocked cookies), then memory serves. */
export function openStore(shelf: () => Shelf | undefined): Store {
  const safe = withMemory(shelf);
  return {
    session: () => parseSession(fromJson(safe.get(SESSION))),
    keepSession: (session) => (session === undefined ? safe.drop(SESSION) : safe.put(SESSION, JSON.stringify(session))),
    unsent: () => safe.keys(UNSENT).flatMap((key) => parseUnsent(fromJson(safe.get(key)))).sort((a, b) => a.at - b.at),
    keepUnsent: (unsent) => safe.put(UNSENT + unsent.clientId, JSON.stringify(unsent)),
    dropUnsent: (clientId) => safe.drop(UNSENT + clientId),
    draft: () => safe.get(DRAFT) ?? '',
    keepDraft: (text) => (text === '' ? safe.drop(DRAFT) : safe.put(DRAFT, text)),
    language: () => languageOf(safe.get(LANGUAGE)),
    keepLanguage: (language) => safe.put(LANGUAGE, language),
  };
}

interface SafeShelf {
  get(key: string): string | null;
  put(key: string, value: string): void;
  drop(key: string): void;
  keys(prefix: string): string[];
}

/** A write that the shelf refuses stays in memory and wins over it, so nothing is lost within this page. */
function withMemory(open: () => Shelf | undefined): SafeShelf {
  const memory = new Map<string, string | null>();
  const shelf = attempt(open, undefined);
  const shelved = (): string[] =>
    shelf === undefined ? [] : Array.from({ length: shelf.length }, (_, index) => shelf.key(index)).flatMap((key) => key ?? []);
  const read = (key: string): string | null => attempt(() => shelf?.getItem(key) ?? null, null);
  const write = (key: string, value: string | null): void => {
    const kept = attempt(() => {
      if (value === null) shelf?.removeItem(key);
      else shelf?.setItem(key, value);
      return shelf !== undefined;
    }, false);
    if (kept) memory.delete(key);
    else memory.set(key, value);
  };
  return {
    get: (key) => (memory.has(key) ? (memory.get(key) ?? null) : read(key)),
    put: write,
    drop: (key) => write(key, null),
    keys: (prefix) => [...new Set([...attempt(shelved, []), ...memory.keys()])].filter((key) => key.startsWith(prefix)),
  };
}

function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

function fromJson(text: string | null): unknown {
  return attempt(() => JSON.parse(text ?? 'null') as unknown, undefined);
}

function parseSession(value: unknown): Session | undefined {
  const fields = fieldsOf(value);
  const conversationId = textOf(fields['conversationId']);
  const token = textOf(fields['token']);
  if (conversationId === undefined || token === undefined) return undefined;
  return { conversationId, token, watermark: textOf(fields['watermark']) ?? '' };
}

function parseUnsent(value: unknown): Unsent[] {
  const fields = fieldsOf(value);
  const clientId = textOf(fields['clientId']);
  const text = textOf(fields['text']) ?? '';
  const file = parseFile(fields['file']);
  if (clientId === undefined || (text === '' && file === undefined) || typeof fields['at'] !== 'number') return [];
  return [{ clientId, text, at: fields['at'], body: fieldsOf(fields['body']), ...(file === undefined ? {} : { file }) }];
}

function parseFile(value: unknown): Picked | undefined {
  const fields = fieldsOf(value);
  const [name, type, data] = [textOf(fields['name']), textOf(fields['type']), textOf(fields['data'])];
  return name === undefined || type === undefined || data === undefined ? undefined : { name, type, data };
}
