/** Texts: one for every level that reads it, one in English for every one in Spanish, and only places that can be filled. */
import type { Fault, Place } from './faults';
import { faultAt, unknownName } from './faults';
import type { Located } from './parse';
import type { Flow } from './schema';
import type { Slot } from './slots';
import { flatTexts, slotsOf } from './slots';
import type { Definitions } from './sources';
import { ASSUMED, placesOf, splitTemplate } from './template';

export const textFaults = (located: Located<Flow>, definitions: Definitions): Fault[] => {
  const slots = slotsOf(located.value);
  return [...levelFaults(located, slots), ...translationFaults(located, slots, definitions), ...placeFaults(located, slots, definitions)];
};

const levelFaults = ({ source }: Located<Flow>, slots: readonly Slot[]): Fault[] =>
  slots.flatMap((slot) => {
    const { text } = slot;
    if (typeof text === 'string') return [];
    return slot.levels
      .filter((level) => text[level] === undefined)
      .map((level) => faultAt(source.at(slot.path, 'key'), `Falta el texto de «${slot.key}» para ${level}`, `the text of "${slot.key}" for ${level} is missing`));
  });

const translationFaults = ({ value: flow, source, unread }: Located<Flow>, slots: readonly Slot[], { texts }: Definitions): Fault[] => {
  const sides = texts.filter(({ value }) => value.flow === flow.flow);
  const translated = new Set(sides.filter(({ value }) => value.language === 'en').flatMap(({ value }) => Object.keys(value.texts)));
  const wanted = slots.flatMap((slot) => flatTexts(slot));
  const keys = wanted.map(([key]) => key);
  const missing = wanted
    .filter(([key]) => !translated.has(key))
    .map(([key, , path]) => faultAt(source.at(path), `Falta en inglés: «${key}»`, `missing in English: "${key}"`));
  const idle = sides.flatMap((side) =>
    Object.keys(side.value.texts)
      .filter((key) => !keys.includes(key) && unread?.has(key.split('.')[0] ?? '') !== true)
      .map((key) => unknownName(side.source.at(['texts', key], 'key'), { es: 'Texto', en: 'text', name: key }, keys)),
  );
  return [...missing, ...idle];
};

const placeFaults = ({ value: flow, source }: Located<Flow>, slots: readonly Slot[], { texts, glossary, unread }: Definitions): Fault[] => {
  if (unread.words) return [];
  const own = slots.flatMap((slot) => flatTexts(slot)).map(([, text, path]) => ({ text, place: () => source.at(path) }));
  const sides = texts
    .filter(({ value }) => value.flow === flow.flow)
    .flatMap((side) => Object.entries(side.value.texts).map(([key, text]) => ({ text, place: () => side.source.at(['texts', key]) })));
  const known = [ASSUMED, ...Object.keys(glossary.value.facts)];
  return [...own, ...sides].flatMap(({ text, place }) => namesIn(text).flatMap((name) => nameFaults(name, place, known, glossary.value.facts)));
};

const namesIn = (text: string): readonly string[] => placesOf(splitTemplate(text));

const nameFaults = (name: string, place: () => Place, known: readonly string[], facts: Readonly<Record<string, { missing?: unknown }>>): Fault[] => {
  if (!known.includes(name)) return [unknownName(place(), { es: 'Dato', en: 'fact', name }, known)];
  if (name === ASSUMED || facts[name]?.missing !== undefined) return [];
  return [faultAt(place(), `El glosario no dice qué decir si falta «${name}» («missing»)`, `the glossary does not say what stands for a missing "${name}" ("missing")`)];
};
