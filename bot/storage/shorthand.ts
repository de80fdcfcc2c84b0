/**
 * Shorter forms of the few fields that repeat in every transcript: step outcomes, choices, levels. What does not fit
 * the short form exactly is kept in its long form, which is told apart by its JSON type; nothing is ever dropped.
 */
const LEVEL_WORDS = ['basic', 'intermediate', 'advanced'];
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

const OPTION = ['id', 'label'];
const SHORTHANDS: Readonly<Record<string, { readonly pack: Packer; readonly unpack: Packer }>> = {
  level: { pack: packWord(LEVEL_WORDS), unpack: unpackWord(LEVEL_WORDS) },
  outcomes: { pack: each(packOutcome), unpack: each(unpackOutcome) },
  choices: { pack: each(packRow(OPTION, 2)), unpack: each(unpackRow(OPTION)) },
};

export const packed = (field: string, long: unknown): unknown => {
  const shorthand = SHORTHANDS[field];
  return shorthand ? shorthand.pack(long) : long;
};

export const unpacked = (field: string, short: unknown): unknown => {
  const shorthand = SHORTHANDS[field];
  return shorthand ? shorthand.unpack(short) : short;
};
