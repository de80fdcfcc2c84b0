/** Unpublished texts, one entry per file, kept in this browser over reloads, sign-outs and power cuts. */
import type { Shelf } from '../staff/preferences';
import type { KeptDraft } from './draft-state';
import type { Draft, Drafts } from './workbench';

const PREFIX = 'hilo.studio.draft/';

/** Which files have a draft: new ones are known to nobody else. */
const INDEX = 'hilo.studio.drafts';

export function takeUpDrafts(shelf: Shelf, files: readonly string[]): Drafts {
  const names = new Set([...files, ...namesIn(shelf.getItem(INDEX))]);
  const found = [...names].map((file) => [file, parse(shelf.getItem(PREFIX + file))] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, Draft] => entry[1] !== undefined));
}

/** With every keystroke: writes only what is not there as it is. `before`: what was taken up or put down last. */
export function putDownDrafts(shelf: Shelf, drafts: Drafts, before: Drafts): void {
  const names = Object.keys(drafts);
  for (const file of Object.keys(before)) if (drafts[file] === undefined) shelf.removeItem(PREFIX + file);
  for (const file of names) if (drafts[file] !== before[file]) shelf.setItem(PREFIX + file, JSON.stringify(drafts[file]));
  if (names.join() !== Object.keys(before).join()) shelf.setItem(INDEX, JSON.stringify(names));
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

/** Which shared draft was open here, the version whose texts stood here, and whether all of them were saved. */
const OPEN = 'hilo.studio.open-draft';

export function takeUpOpen(shelf: Shelf): KeptDraft | undefined {
  const [id, version, how] = (shelf.getItem(OPEN) ?? '').split(' ');
  return id === undefined || id === '' || version === undefined ? undefined : { id, version: Number(version), saved: how === 'saved' };
}

export function putDownOpen(shelf: Shelf, open: KeptDraft | undefined): void {
  if (open === undefined) shelf.removeItem(OPEN);
  else shelf.setItem(OPEN, `${open.id} ${open.version} ${open.saved ? 'saved' : 'typing'}`);
}
