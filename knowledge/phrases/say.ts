/** A phrase, a voice and values to text. */
import type { Language } from '../language';
import { en } from './en';
import { es, type Phrase } from './es';
import { esTu } from './es-tu';

/** How customers are addressed in Spanish: respectful *usted* by default, *tú* where the operator's brand wants it. */
export type Treatment = 'usted' | 'tu';

export interface Voice {
  readonly language: Language;
  readonly treatment: Treatment;
}

export const say = (voice: Voice, phrase: Phrase, values: Readonly<Record<string, string | number>> = {}): string =>
  template(voice, phrase)
    .replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
    // `8:00 a. m.` already ends with the point that follows it.
    .replace(/\bm\.\.(?!\.)/g, 'm.');

const template = (voice: Voice, phrase: Phrase): string => {
  if (voice.language === 'en') return en[phrase];
  return (voice.treatment === 'tu' ? esTu[phrase] : undefined) ?? es[phrase];
};
