/** Unpublished texts, one entry per file, kept in this browser over reloads, sign-outs and power cuts. */
import type { Shelf } from '../staff/preferences';
import type { Draft, Drafts } from './workbench';

const PREFIX = 'hilo.studio.draft/';

/** Which files have a draft: new ones are known to nobody else. */
const INDEX = 'hilo.studio.drafts';

export function takeUpDrafts(shelf: Shelf, files: readonly string[]): Drafts {
  const names = new Set([...files, ...namesIn(shelf.getItem(INDEX))]);
  const found = [...names].map((file) => [file, parse(shelf.getItem(PREFIX + file))] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, Draft] => entry[1] !== undefined));
}

/** Writes what is there and removes what is not. */
export function putDownDrafts(shelf: Shelf, files: readonly string[], drafts: Drafts): void {
  for (const file of new Set([...files, ...namesIn(shelf.getItem(INDEX)), ...Object.keys(drafts)])) {
    const draft = drafts[file];
    if (draft === undefined) shelf.removeItem(PREFIX + file);
    else shelf.setItem(PREFIX + file, JSON.stringify(draft));
  }
  shelf.setItem(INDEX, JSON.stringify(Object.keys(drafts)));
}

function namesIn(text: string | null): readonly string[] {
  try {
    const names: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

function parse(text: string | null): Draft | undefined {
  if (text === null) return undefined;
  try {
    const { text: kept, from } = JSON.parse(text) as Partial<Draft>;
    return isText(kept) && isText(from) ? { text: kept, from } : undefined;
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string | null => typeof value === 'string' || value === null;

/** Which shared draft was open here, and the version whose texts stood here. */
const OPEN = 'hilo.studio.open-draft';

export function takeUpOpen(shelf: Shelf): { readonly id: string; readonly version: number } | undefined {
  const [id, version] = (shelf.getItem(OPEN) ?? '').split(' ');
  return id === undefined || id === '' || version === undefined ? undefined : { id, version: Number(version) };
}

export function putDownOpen(shelf: Shelf, open: { readonly id: string; readonly version: number } | undefined): void {
  if (open === undefined) shelf.removeItem(OPEN);
  else shelf.setItem(OPEN, `${open.id} ${open.version}`);
}
