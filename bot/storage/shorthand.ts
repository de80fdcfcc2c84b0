/**
 * Shorter forms of the few fields that repeat in every transcript: step outcomes, choices, levels, what is always said. What does not fit
 * the short form exactly is kept in its long form, which is told apart by its JSON type; nothing is ever dropped.
 */
import { PARAGRAPHS } from './paragraphs.data';

const LEVEL_WORDS = ['basic', 'intermediate', 'advanced'];
const LANGUAGE_WORDS = ['es', 'en', 'es-CO', 'en-US'];
const OUTCOME_WORDS = [
  'asked', 'not_understood', 'silent', 'reminded', 'waited', 'answered', 'known', 'result', 'assumed', 'skipped', 'decided',
];

type Packer = (long: unknown) => unknown;

const isBag = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with exactly these fields, the optional last one never null: then its values in order say it all. */
const packRow = (fields: readonly string[], needed: number): Packer => (long) => {
  if (!isBag(long)) return long;
  const values: unknown[] = [];
  for (const field of fields) {
    const value = long[field];
    if (value === undefined && values.length >= needed) break;
    if (value === undefined || value === null) return long;
    values.push(value);
  }
  let present = 0;
  for (const field in long) if (long[field] !== undefined) present += 1;
  return present === values.length ? values : long;
};

const unpackRow = (fields: readonly string[]): Packer => (short) =>
  Array.isArray(short) ? Object.fromEntries(short.map((value, index) => [fields[index], value])) : short;

const packWord = (words: readonly string[]): Packer => (long) => {
  const place = typeof long === 'string' ? words.indexOf(long) : -1;
  return place < 0 ? long : place;
};

const unpackWord = (words: readonly string[]): Packer => (short) => (typeof short === 'number' ? (words[short] ?? short) : short);

const OUTCOME = ['step', 'outcome', 'value'];
const packOutcomeRow = packRow(OUTCOME, 2);
const unpackOutcomeRow = unpackRow(OUTCOME);
const packOutcomeWord = packWord(OUTCOME_WORDS);
const unpackOutcomeWord = unpackWord(OUTCOME_WORDS);

const packOutcome: Packer = (long) => {
  const row = packOutcomeRow(long);
  return Array.isArray(row) ? [row[0], packOutcomeWord(row[1]), ...row.slice(2)] : row;
};

const unpackOutcome: Packer = (short) =>
  unpackOutcomeRow(Array.isArray(short) ? [short[0], unpackOutcomeWord(short[1]), ...short.slice(2)] : short);

const each = (packer: Packer): Packer => (list) => (Array.isArray(list) ? list.map(packer) : list);

/** The flow's name and its outcomes, one passage behind the other; outcomes are never text. A list of objects is as it was. */
const packPassages: Packer = (long) => (Array.isArray(long) && long.length > 0 && long.every(isPassage) ? long.flatMap(({ flow, outcomes }) => [flow, ...outcomes.map(packOutcome)]) : long);

const isPassage = (value: unknown): value is { readonly flow: string; readonly outcomes: readonly unknown[] } =>
  isBag(value) && Object.keys(value).length === 2 && typeof value['flow'] === 'string' && Array.isArray(value['outcomes']) && value['outcomes'].every((one) => typeof one === 'object');

const unpackPassages: Packer = (short) => {
  if (!Array.isArray(short) || typeof short[0] !== 'string') return short;
  const passages: { flow: string; outcomes: unknown[] }[] = [];
  for (const part of short) {
    if (typeof part === 'string') passages.push({ flow: part, outcomes: [] });
    else passages.at(-1)?.outcomes.push(unpackOutcome(part));
  }
  return passages;
};

/** The field that Direct Line clients always send and mostly alone. */
const ECHOED = 'clientActivityID';
const packChannelData: Packer = (long) => (isBag(long) && typeof long[ECHOED] === 'string' && Object.keys(long).length === 1 ? long[ECHOED] : long);
const unpackChannelData: Packer = (short) => (typeof short === 'string' ? { [ECHOED]: short } : short);

/** What separates the parts of one bubble. */
const BLANK_LINE = '\n\n';
const placeOfParagraph: ReadonlyMap<string, number> = new Map(PARAGRAPHS.map((paragraph, place) => [paragraph, place]));
const packText: Packer = (long) => {
  if (typeof long !== 'string') return long;
  const parts = long.split(BLANK_LINE).map((part) => placeOfParagraph.get(part) ?? part);
  return parts.some((part) => typeof part === 'number') ? parts : long;
};
const unpackText: Packer = (short) => (Array.isArray(short) ? short.map((part) => (typeof part === 'number' ? PARAGRAPHS[part] : part)).join(BLANK_LINE) : short);

const OPTION = ['id', 'label'];

interface Field {
  readonly pack: Packer;
  readonly unpack: Packer;
}

/** Which form a field has, by its name. */
export class Shorthand {
  constructor(private readonly fields: Readonly<Record<string, Field>>) {}

  packed(field: string, long: unknown): unknown {
    const short = this.fields[field];
    return short ? short.pack(long) : long;
  }

  unpacked(field: string, short: unknown): unknown {
    const long = this.fields[field];
    return long ? long.unpack(short) : short;
  }
}

const COMMON: Readonly<Record<string, Field>> = {
  level: { pack: packWord(LEVEL_WORDS), unpack: unpackWord(LEVEL_WORDS) },
  outcomes: { pack: each(packOutcome), unpack: each(unpackOutcome) },
  choices: { pack: each(packRow(OPTION, 2)), unpack: each(unpackRow(OPTION)) },
};

/** Of events and effects, which are gone when they were decided and performed. */
export const ofOthers = new Shorthand(COMMON);

/** Of transcript entries, which stay. */
export const ofEntries = new Shorthand({
  ...COMMON,
  language: { pack: packWord(LANGUAGE_WORDS), unpack: unpackWord(LANGUAGE_WORDS) },
  passages: { pack: packPassages, unpack: unpackPassages },
  channelData: { pack: packChannelData, unpack: unpackChannelData },
  text: { pack: packText, unpack: unpackText },
});
