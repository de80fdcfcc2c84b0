/** How the general answers of a guide read, in one table for the card that the server writes and the lines that the page words. */
import type { Language } from '../../knowledge/language';

export const ANSWER_WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  yes: { es: 'sí', en: 'yes' },
  no: { es: 'no', en: 'no' },
  true: { es: 'sí', en: 'yes' },
  false: { es: 'no', en: 'no' },
  unknown: { es: 'no sabe', en: 'does not know' },
  already_done: { es: 'ya lo hizo', en: 'already did it' },
  not_now: { es: 'ahora no puede', en: 'not now' },
  none_of_these: { es: 'ninguna de esas', en: 'none of these' },
};
