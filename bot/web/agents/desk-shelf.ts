/**
 * What an agent typed and what has not arrived yet, per case, kept over a reload of this tab, but for the bytes of files. In
 * the tab's own storage and under the agent's id, so that nobody else finds a customer's words there.
 */
import type { Outgoing, Voice } from './open-case';

export type TabShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Kept {
  readonly draft: string;
  readonly voice: Voice;
  readonly unsent: readonly Outgoing[];
}

const NOTHING: Kept = { draft: '', voice: 'answer', unsent: [] };

export function takeUp(shelf: TabShelf, agentId: string, thread: string): Kept {
  const text = shelf.getItem(keyOf(agentId, thread));
  if (text === null) return NOTHING;
  try {
    const kept = JSON.parse(text) as Kept;
    // A page from before files could be sent may have written it.
    return { ...kept, unsent: kept.unsent.map((one) => ({ ...one, files: (one.files as Outgoing['files'] | undefined) ?? [] })) };
  } catch {
    return NOTHING;
  }
}

export function putDown(shelf: TabShelf, place: { readonly agentId: string; readonly thread: string }, kept: Kept): void {
  const key = keyOf(place.agentId, place.thread);
  if (kept.draft === '' && kept.unsent.length === 0) return shelf.removeItem(key);
  shelf.setItem(key, JSON.stringify({ ...kept, unsent: kept.unsent.map(withoutBytes) }));
}

/** A tab's storage is small, and is written with every letter. */
function withoutBytes(outgoing: Outgoing): Outgoing {
  return { ...outgoing, files: outgoing.files.map(({ data: _, ...file }) => file) };
}

function keyOf(agentId: string, thread: string): string {
  return `hilo.agents.${agentId}/${thread}`;
}
