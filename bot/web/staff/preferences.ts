/** The reader's language and theme, kept in this browser once chosen. A browser without storage still works: nothing is kept then. */
import type { Language } from '../../../knowledge/language';
import { pickLanguage } from '../texts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const LANGUAGE_KEY = 'hilo.staff.chosen-language';
const THEME_KEY = 'hilo.staff.theme';

/** What was chosen here; until then the first language of the browser that we speak. */
export function languageFor(shelf: Shelf, ofBrowser: readonly string[]): Language {
  return pickLanguage([shelf.getItem(LANGUAGE_KEY), ...ofBrowser]);
}

export function storedTheme(shelf: Shelf): Theme {
  const kept = shelf.getItem(THEME_KEY);
  return THEMES.find((theme) => theme === kept) ?? 'auto';
}

export function keepLanguage(shelf: Shelf, language: Language): void {
  shelf.setItem(LANGUAGE_KEY, language);
}

export function keepTheme(shelf: Shelf, theme: Theme): void {
  shelf.setItem(THEME_KEY, theme);
}

export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
}

/** A shelf that never throws: storage may be forbidden or full. */
export function safeShelf(open: () => Shelf): Shelf {
  const attempt = <T>(work: (shelf: Shelf) => T, otherwise: T): T => {
    try {
      return work(open());
    } catch {
      return otherwise;
    }
  };
  return {
    getItem: (key) => attempt((shelf) => shelf.getItem(key), null),
    setItem: (key, value) => attempt((shelf) => shelf.setItem(key, value), undefined),
    removeItem: (key) => attempt((shelf) => shelf.removeItem(key), undefined),
  };
}
