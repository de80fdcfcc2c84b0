/**
 * A transcript entry as WhatsApp messages: one whenever it fits, since each is billed. A label that is too long or doubled
 * fails a whole message at Meta, so every limit is kept here, and what no control can hold becomes a numbered list that
 * every phone shows. Limits: Meta's reference of `POST /messages`.
 */
import { tapId } from '../../../dialogs/tap';
import { isForCustomer, type AgentEntry, type BotEntry, type Entry } from '../../../dialogs/transcript';
import type { Attachment } from '../../../dialogs/attachment';
import { WHATSAPP_ROOM } from '../../../flows/warnings/whatsapp-room';
import type { Language } from '../../../knowledge/language';
import type { Option } from '../../../knowledge/question';
import { idOf } from '../../media/ref';
import { linkedText, type LinkOf } from '../linked';
import { numberedLines } from '../numbered';
import { pieces, shortened } from './cut';

export const LIMITS = {
  ...WHATSAPP_ROOM, text: 4_096, caption: 1_024, buttonId: 256, rows: 10, rowId: 200,
} as const;

export interface ReplyButton {
  readonly type: 'reply';
  readonly reply: { readonly id: string; readonly title: string };
}

export interface Row {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
}

export type Interactive =
  | { readonly type: 'button'; readonly body: Body; readonly action: { readonly buttons: readonly ReplyButton[] } }
  | { readonly type: 'list'; readonly body: Body; readonly action: { readonly button: string; readonly sections: readonly [{ readonly rows: readonly Row[] }] } };

interface Body {
  readonly text: string;
}

/** The part of a Graph request that says what is sent. */
export type Content =
  | { readonly type: 'text'; readonly text: { readonly body: string } }
  | { readonly type: 'interactive'; readonly interactive: Interactive }
  | { readonly type: 'template'; readonly template: Template };

/** A file of ours, which Meta must have before it can be sent. */
export interface OutgoingFile {
  readonly type: 'file';
  readonly as: 'image' | 'document';
  readonly media: string;
  /** How a document is called. */
  readonly filename: string;
  readonly caption: string;
}

export interface Template {
  readonly name: string;
  readonly language: { readonly code: string };
  readonly components: readonly [{ readonly type: 'body'; readonly parameters: readonly [{ readonly type: 'text'; readonly text: string }] }];
}

const OPEN = { es: 'Ver opciones', en: 'See options' } as const satisfies Record<Language, string>;

interface Bubble {
  readonly text: string;
  readonly choices: readonly Option[];
  readonly language: Language;
}

/** The messages that show an entry, in order; none for entries that are not the customer's to see or that she wrote. */
export const render = (entry: Entry, linkOf: LinkOf): readonly (Content | OutgoingFile)[] => {
  if (entry.kind === 'agent' && entry.attachments) return withFiles(entry, entry.attachments, linkOf);
  const bubble = bubbleOf(entry);
  return bubble ? shown(bubble) : [];
};

/** What the bot says, with its choices: buttons, a list, or a numbered text. */
export const shown = (bubble: Bubble): readonly Content[] => {
  if (bubble.text.trim() === '') return [];
  if (bubble.choices.length === 0) return texts(bubble.text);
  const interactive = bubble.text.length <= LIMITS.body ? (buttons(bubble) ?? list(bubble)) : undefined;
  return interactive ? [{ type: 'interactive', interactive }] : numbered(bubble);
};

/** What WhatsApp takes as a file goes as one, the first under the words; of the rest the words tell where it is. */
const withFiles = ({ text }: AgentEntry, attachments: readonly Attachment[], linkOf: LinkOf): readonly (Content | OutgoingFile)[] => {
  const files = attachments.flatMap((one) => fileOf(one) ?? []);
  const words = linkedText({ text, attachments: attachments.filter((one) => !fileOf(one)) }, linkOf);
  const [first, ...others] = files;
  if (!first) return texts(words);
  return words.length <= LIMITS.caption ? [{ ...first, caption: words }, ...others] : [...texts(words), first, ...others];
};

/** Meta, "Media": pictures are JPEG or PNG; of what lies with us PDF alone is a document. */
const AS: Readonly<Record<string, OutgoingFile['as']>> = { 'image/jpeg': 'image', 'image/png': 'image', 'application/pdf': 'document' };

const fileOf = ({ ref, type = '', name }: Attachment): OutgoingFile | undefined => {
  const [media, as] = [idOf(ref), AS[type]];
  return media === undefined || as === undefined ? undefined : { type: 'file', as, media, filename: name ?? 'hilo.pdf', caption: '' };
};

/** Kinds without choices or language of their own are shown too: whatever the allow-list lets through and has a text. */
const bubbleOf = (entry: Entry): Bubble | undefined => {
  if (!isForCustomer(entry) || entry.kind === 'customer') return undefined;
  return {
    text: entry.text,
    choices: entry.kind === 'bot' ? choicesOf(entry) : [],
    language: ('language' in entry ? entry.language : undefined) ?? 'es',
  };
};

/** Buttons never expire on a phone: the id says which question it belonged to, so that an old one is told apart. */
const choicesOf = ({ choices = [], asks }: BotEntry): readonly Option[] =>
  asks === undefined ? choices : choices.map(({ id, label }) => ({ id: tapId(asks, id), label }));

const texts = (text: string): readonly Content[] => pieces(text, LIMITS.text).map((body) => ({ type: 'text', text: { body } }));

const buttons = ({ text, choices }: Bubble): Interactive | undefined => {
  const fit = choices.length <= LIMITS.buttons && choices.every(({ label }) => label.length <= LIMITS.buttonTitle);
  if (!fit || !areSafe(choices, LIMITS.buttonId)) return undefined;
  return { type: 'button', body: { text }, action: { buttons: choices.map(({ id, label }) => ({ type: 'reply', reply: { id, title: label } })) } };
};

const list = ({ text, choices, language }: Bubble): Interactive | undefined => {
  const fit = choices.length <= LIMITS.rows && choices.every(({ label }) => label.length <= LIMITS.description);
  if (!fit || !areSafe(choices, LIMITS.rowId)) return undefined;
  const rows = rowsOf(choices);
  if (!areDistinct(rows.map(({ title }) => title))) return undefined;
  return { type: 'list', body: { text }, action: { button: OPEN[language], sections: [{ rows }] } };
};

/** A long label is its row's description; the short title before it must still be the only one of its kind. */
const rowsOf = (choices: readonly Option[]): readonly Row[] => {
  const titles = choices.map(({ label }) => shortened(label, LIMITS.rowTitle));
  return choices.map(({ id, label }, index): Row => {
    const title = titles[index] ?? label;
    if (title === label) return { id, title };
    const unique = titles.filter((other) => other === title).length === 1;
    return { id, title: unique ? title : shortened(`${index + 1}. ${label}`, LIMITS.rowTitle), description: label };
  });
};

/** Ids and labels that Meta takes: present, without outer blanks, no two alike. */
const areSafe = (choices: readonly Option[], longestId: number): boolean => {
  const clean = (text: string): boolean => text !== '' && text === text.trim() && !text.includes('\n');
  return (
    choices.every(({ id, label }) => clean(id) && clean(label) && id.length <= longestId) &&
    areDistinct(choices.map(({ id }) => id)) &&
    areDistinct(choices.map(({ label }) => label))
  );
};

const areDistinct = (names: readonly string[]): boolean => new Set(names).size === names.length;

/** One message when it fits; otherwise the text goes first and the options stay together. */
const numbered = ({ text, choices, language }: Bubble): readonly Content[] => {
  const lines = numberedLines(choices, language);
  const whole = `${text.trimEnd()}\n\n${lines}`;
  return whole.length <= LIMITS.text ? texts(whole) : [...texts(text), ...texts(lines)];
};
