/** The texts of a flow side by side: what is missing, what does not fit on WhatsApp, how hard it is to read. */
import type { Flow } from '../../../flows/schema';
import { flatTexts, slotsOf } from '../../../flows/slots';
import { hasUsted } from '../../../flows/warnings/reading';
import { WHATSAPP_ROOM } from '../../../flows/warnings/whatsapp-room';
import type { YamlPath } from './yaml-edit';
import { readDocument } from './yaml-edit';

export interface Wording {
  readonly key: string;
  readonly path: YamlPath;
  readonly es: string;
  readonly en: string;
  readonly tu: string;
  /** The words address her as usted, and nobody has said how tú would sound. */
  readonly wantsTu: boolean;
  /** How many letters WhatsApp has room for. */
  readonly most: number;
  /** 0 hard to 100 easy; of texts long enough to tell. */
  readonly ease?: number;
}

export function wordingsOf(flow: Flow, sides: { readonly en: string; readonly tu: string }): readonly Wording[] {
  const [en, tu] = [textsIn(sides.en), textsIn(sides.tu)];
  return slotsOf(flow).flatMap((slot) =>
    flatTexts(slot).map(([key, es, path]): Wording => {
      const ease = readingEase(es);
      return { key, path, es, en: en[key] ?? '', tu: tu[key] ?? '', wantsTu: hasUsted(es) && tu[key] === undefined, most: roomFor(flow, slot.key), ...(ease !== undefined && { ease }) };
    }),
  );
}

export const isGap = ({ en, es, most, wantsTu }: Wording): boolean => en === '' || wantsTu || es.length > most;

/** The texts of a side file, by key. */
export function textsIn(side: string): Readonly<Record<string, string>> {
  const value: unknown = side === '' ? {} : readDocument(side).toJS();
  const texts = typeof value === 'object' && value !== null && 'texts' in value ? value.texts : {};
  return typeof texts === 'object' && texts !== null ? (texts as Readonly<Record<string, string>>) : {};
}

function roomFor(flow: Flow, key: string): number {
  const [name = '', part] = key.split('.');
  const step = flow.steps[name];
  if (step?.kind !== 'ask') return Infinity;
  if (part === 'options') return Object.keys(step.options ?? {}).length <= WHATSAPP_ROOM.buttons ? WHATSAPP_ROOM.buttonTitle : WHATSAPP_ROOM.rowTitle;
  return part === 'ask' ? WHATSAPP_ROOM.body : Infinity;
}

const FEWEST_WORDS = 6;

/** Fernández Huerta's index for Spanish. */
export function readingEase(text: string): number | undefined {
  const words = text.match(/\p{L}+/gu) ?? [];
  if (words.length < FEWEST_WORDS) return undefined;
  const sentences = Math.max(1, text.split(/[.!?:;]+(?:\s|$)|\n+/).filter((part) => /\p{L}/u.test(part)).length);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return Math.round(206.84 - (60 * syllables) / words.length - (1.02 * words.length) / sentences);
}

/** Strong vowels stand apart, weak ones lean on them, accented weak ones do not. */
const syllablesOf = (word: string): number => Math.max(1, (word.toLowerCase().match(/[íú]|[iuü]*[aeoáéó][iuüy]?|[iuü]+|y$/g) ?? []).length);
