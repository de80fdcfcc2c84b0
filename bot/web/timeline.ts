/** Turns the state into the rows of the screen: days, groups of one speaker, notices. Pure, so that the view only draws. */
import type { ChatState, Item, Message } from './chat-state';
import { tagOf, textsIn } from './texts';
import type { Language } from '../../knowledge/language';

export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  readonly message: Message;
  /** The first of one speaker's run; it shows the speaker. */
  readonly first: boolean;
  /** The last of the run; it shows the time. */
  readonly last: boolean;
}

export type Row = MessageRow | { readonly kind: 'day' | 'notice'; readonly key: string; readonly label: string };

const GROUP_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/** `now` in ms since 1970. */
export function rowsOf(state: ChatState, now: number): Row[] {
  const items: readonly Item[] = [...state.items, ...state.pending];
  const rows: Row[] = [];
  let day = dayOf(now);
  items.forEach((item, index) => {
    if (item.kind === 'notice') {
      rows.push({ kind: 'notice', key: item.key, label: textsIn(state.language).replaced });
      return;
    }
    const itsDay = item.at === 0 ? day : dayOf(item.at);
    if (itsDay !== day) rows.push({ kind: 'day', key: `day/${item.key}`, label: dayLabel(item.at, now, state.language) });
    day = itsDay;
    const first = !joined(items[index - 1], item);
    const last = !joined(item, items[index + 1]);
    rows.push({ kind: 'message', key: item.key, message: item, first, last });
  });
  return rows;
}

function dayLabel(at: number, now: number, language: Language): string {
  const texts = textsIn(language);
  if (dayOf(at) === dayOf(now)) return texts.today;
  if (dayOf(at) === dayOf(now - DAY_MS)) return texts.yesterday;
  return new Intl.DateTimeFormat(tagOf(language), { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

export function timeLabel(at: number, language: Language): string {
  return at === 0 ? '' : new Intl.DateTimeFormat(tagOf(language), { hour: 'numeric', minute: '2-digit' }).format(at);
}

function joined(before: Item | undefined, after: Item | undefined): boolean {
  if (before?.kind !== 'message' || after?.kind !== 'message') return false;
  const close = before.at === 0 || after.at === 0 || Math.abs(after.at - before.at) < GROUP_MS;
  return close && before.author === after.author && before.name === after.name && before.notice === after.notice && dayOf(before.at) === dayOf(after.at);
}

function dayOf(at: number): string {
  return new Date(at).toDateString();
}
