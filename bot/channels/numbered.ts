/** Choices as lines with numbers, for channels whose controls cannot hold them: every client shows text, and a number is an answer. */
import type { Language } from '../../knowledge/language';
import type { Option } from '../../knowledge/question';

const TYPE = { es: 'Basta con escribir el número.', en: 'Just type the number.' } as const satisfies Record<Language, string>;

export const numberedLines = (choices: readonly Option[], language: Language): string =>
  [...choices.map(({ label }, index) => `${index + 1}. ${label}`), '', TYPE[language]].join('\n');
