/** Systems, actions and what came of them as people read them: the same words that agents see on a card. */
import type { Language } from '../../../knowledge/language';
import { actionWords, resultWords, systemWords } from '../action-words';
import type { SimulatorTexts } from './simulator-texts';

export interface Asked {
  readonly action?: string | undefined;
  readonly checks: readonly string[];
}

export const askedWords = ({ action, checks }: Asked, language: Language): string =>
  action === undefined ? checks.map((system) => systemWords(system, language)).join(', ') : actionWords(action, language);

interface Telling {
  readonly texts: SimulatorTexts;
  readonly language: Language;
}

/** Each result in words; those that read alike keep their name beside it. */
export const resultLabels = (results: readonly string[], { texts, language }: Telling): readonly string[] => {
  const words = results.map((result) => texts.results[result] ?? resultWords(result, language) ?? result);
  return words.map((label, index) => (words.indexOf(label) === words.lastIndexOf(label) ? label : `${label} (${results[index] ?? ''})`));
};
