/** What the judge of a run finds, and the key by which messages are told apart. */
import type { Entry } from '../../dialogs/transcript';

export type Kind = 'lost' | 'doubled' | 'disordered' | 'uncertain' | 'unanswered' | 'refused';

export interface Finding {
  readonly kind: Kind;
  readonly what: string;
}

export const finding = (kind: Kind, what: string): Finding => ({ kind, what });

/** The key under which a customer's entry was sent. */
export const keyOf = (entry: Entry): string | undefined => {
  if (entry.kind !== 'customer') return undefined;
  const { clientActivityID, whatsapp } = (entry.channelData ?? {}) as { clientActivityID?: string; whatsapp?: { wamid?: string } };
  return clientActivityID ?? whatsapp?.wamid;
};
