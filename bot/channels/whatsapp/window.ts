/**
 * Whether a person may still be written to freely: WhatsApp takes anything for 24 hours from her last message and approved
 * templates after that. Read from the transcript, which every process shares and a restart keeps; what this process itself
 * saw of her spares it the look. When nothing is known Meta decides, and is believed.
 * Source: Meta, "Send messages", customer service windows.
 */
import type { Address } from '../../../dialogs/ids';
import type { Entry } from '../../../dialogs/transcript';
import type { ThreadStore } from '../../runtime/ports';
import type { About } from '../channel';
import { WINDOW_CLOSED } from './verdict';

const DAY_MS = 24 * 3_600_000;
/** Meta's clock and ours are not the same one. */
const MARGIN_MS = 5 * 60_000;
/** So far back in a transcript somebody's last message is looked for. */
const FARTHEST = 200;

export interface WindowParts {
  readonly threads: Pick<ThreadStore, 'peek' | 'read'>;
  /** Business time. */
  readonly now: () => number;
  /** When this process heard her last, epoch ms. */
  readonly heardAt: (from: Address) => number | undefined;
}

/** Tells that it is closed only when that is known. */
export type IsClosed = (to: Address, about: About) => Promise<boolean>;

export const makeWindow = ({ threads, now, heardAt }: WindowParts): IsClosed => async (to, { thread, late }) => {
  const heard = heardAt(to);
  if (!late && heard !== undefined && now() - heard < DAY_MS - MARGIN_MS) return false;
  const length = (await threads.peek(thread))?.length ?? 0;
  const last = await threads.read(thread, Math.max(0, length - FARTHEST), FARTHEST);
  const telling = last.findLast(({ entry }) => isFrom(entry, to) || isRefusal(entry))?.entry;
  return telling !== undefined && (isRefusal(telling) || now() - telling.at >= DAY_MS);
};

/** Whether a sign under a message opens the window is not known: it is not counted. */
const isFrom = (entry: Entry, from: Address): boolean => entry.kind === 'customer' && entry.from === from && entry.attachments?.[0]?.kind !== 'reaction';

/** Meta told late that the window was closed. */
const isRefusal = (entry: Entry): boolean => entry.kind === 'event' && entry.name === 'undelivered' && entry.detail?.startsWith(String(WINDOW_CLOSED)) === true;
