/** Texts with `{fact.name}` and `{assumed}` places, split once when a release is compiled and joined when they are said. */
import type { Language, Level } from '../knowledge/language';
import { LEVELS } from '../knowledge/language';
import type { FactValue } from './facts';
import { tell } from './format';
import type { View } from './run';
import type { FactMeaning, Glossary } from './schema';

/** Literal text at even places, names at odd ones. */
export type Template = readonly string[];

/** The list of what was taken for granted, one numbered line each. */
export const ASSUMED = 'assumed';

const PLACE = /\{([^{}]*)\}/;

export const splitTemplate = (text: string): Template => text.split(PLACE);

export const placesOf = (template: Template): readonly string[] => template.filter((_, index) => index % 2 === 1);

export const renderTemplate = (template: Template, view: View, glossary: Glossary): string => {
  if (template.length === 1) return template[0] ?? '';
  return template.reduce((said, part, index) => said + (index % 2 === 0 ? sentenceEnd(said, part) : placeText(part, view, glossary)), '');
};

/** `8:00 a. m.` already ends with the point that would follow it. */
const sentenceEnd = (said: string, next: string): string => (said.endsWith('.') && /^\.(?!\.)/.test(next) ? next.slice(1) : next);

const placeText = (name: string, view: View, glossary: Glossary): string => {
  if (name === ASSUMED) return view.assumed.map((assumption, index) => `${index + 1}. ${assumption.text}`).join('\n');
  const meaning = glossary.facts[name];
  if (meaning === undefined) return '';
  const fact = view.facts[name];
  const told = fact === undefined ? undefined : (labelOf(fact.value, meaning, view) ?? tell(fact.value, meaning, view));
  return told ?? meaning.missing?.[view.language] ?? '';
};

/** As the option read that was chosen, while the list is known. */
const labelOf = (value: FactValue, { named_by: list }: FactMeaning, { facts }: View): string | undefined => {
  const options = list === undefined ? undefined : facts[list]?.value;
  return Array.isArray(options) ? options.find(({ id }) => id === value)?.label : undefined;
};

/** A language, and in Spanish how the customer is addressed: `es` is *usted*. */
export type Wording = Language | 'es-tu';

export const wordingOf = ({ language, treatment }: Pick<View, 'language' | 'treatment'>): Wording =>
  language === 'es' && treatment === 'tu' ? 'es-tu' : language;

/** One text for each wording and level, ready to join. */
export type LevelledTemplate = Readonly<Record<Wording, Readonly<Record<Level, Template>>>>;

/** The nearest wording for a level that has none: a level may change while a question is open. */
const NEAREST: Readonly<Record<Level, readonly Level[]>> = {
  basic: ['basic', 'intermediate', 'advanced'],
  intermediate: ['intermediate', 'basic', 'advanced'],
  advanced: ['advanced', 'intermediate', 'basic'],
};

/** `texts` are flat: `key` for all levels or `key.<level>`. */
export const levelledTemplate = (key: string, texts: Readonly<Record<Wording, ReadonlyMap<string, string>>>): LevelledTemplate => {
  const of = (language: Wording): Record<Level, Template> => {
    const split = (level: Level): Template => {
      const near = NEAREST[level].map((other) => texts[language].get(`${key}.${other}`)).find((text) => text !== undefined);
      return splitTemplate(texts[language].get(key) ?? near ?? '');
    };
    return Object.fromEntries(LEVELS.map((level) => [level, split(level)])) as Record<Level, Template>;
  };
  return { es: of('es'), 'es-tu': of('es-tu'), en: of('en') };
};
