/** Unpublished texts, one entry per file, kept in this browser over reloads, sign-outs and power cuts. */
import type { Shelf } from '../staff/preferences';
import type { Draft, Drafts } from './workbench';

const PREFIX = 'hilo.studio.draft/';

export function takeUpDrafts(shelf: Shelf, files: readonly string[]): Drafts {
  const found = files.map((file) => [file, parse(shelf.getItem(PREFIX + file))] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, Draft] => entry[1] !== undefined));
}

/** Writes what is there and removes what is not. */
export function putDownDrafts(shelf: Shelf, files: readonly string[], drafts: Drafts): void {
  for (const file of files) {
    const draft = drafts[file];
    if (draft === undefined) shelf.removeItem(PREFIX + file);
    else shelf.setItem(PREFIX + file, JSON.stringify(draft));
  }
}

function parse(text: string | null): Draft | undefined {
  if (text === null) return undefined;
  try {
    const { text: kept, from } = JSON.parse(text) as Partial<Draft>;
    return typeof kept === 'string' && typeof from === 'string' ? { text: kept, from } : undefined;
  } catch {
    return undefined;
  }
}
