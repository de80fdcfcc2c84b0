/**
 * The one host of recognizers-text: the dates that our own rules leave open. Loaded only when first needed,
 * since loading costs half a second; model objects are kept; dates are read on a short window, since their time grows
 * with the text. Its Spanish yes-or-no model is not used: it takes «no sé» for *no*.
 */
import type * as Suite from '@microsoft/recognizers-text-suite';
import type { Language } from './language';

interface Found {
  readonly text: string;
  readonly typeName: string;
  readonly resolution?: { readonly value?: unknown; readonly values?: readonly Readonly<Record<string, string>>[] } | null;
}
interface Model {
  parse(text: string, reference: Date): readonly Found[];
}
type Models = Readonly<Record<Language, Model>>;

/** Characters that the date model may see. */
const DATE_WINDOW = 48;
const CULTURES: Readonly<Record<Language, string>> = { es: 'es-es', en: 'en-us' };

let models: Models | undefined;

function load(): Models {
  if (models !== undefined) return models;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded late on purpose: half a second off the start
  const suite = require('@microsoft/recognizers-text-suite') as typeof Suite;
  // the library keeps one model object for each culture
  const date = (language: Language): Model => ({ parse: (text, reference) => suite.recognizeDateTime(text, CULTURES[language], undefined, reference) as Found[] });
  models = { es: date('es'), en: date('en') };
  return models;
}

/** Loads the models and makes their first, slow call. Half a second of work: call it after the start. */
export function warmRecognizers(): void {
  for (const model of Object.values(load())) model.parse('mañana a las 9', new Date(0));
}

const inWords = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/;

interface Moment {
  /** Local, `YYYY-MM-DDTHH:mm:ss`. */
  readonly now: string;
  readonly past: boolean;
  readonly language: Language;
}

/** A date or date-time of a text relative to now; undefined when none is found. */
export function recognizeWhen(text: string, { now, past, language }: Moment): { date: string } | { dateTime: string } | undefined {
  const reference = new Date(Number(now.slice(0, 4)), Number(now.slice(5, 7)) - 1, Number(now.slice(8, 10)), Number(now.slice(11, 13)), Number(now.slice(14, 16)));
  const values = parsed(load()[language], text.slice(0, DATE_WINDOW), reference).flatMap((found) => found.resolution?.values ?? []);
  const moments = values.map((value) => value['value'] ?? value['start'] ?? '').filter((value) => inWords.test(value)).sort();
  const chosen = past ? moments[0] : moments[moments.length - 1];
  if (chosen === undefined) return undefined;
  return chosen.length > 10 ? { dateTime: chosen.replace(' ', 'T') } : { date: chosen };
}

/** A library that fails on odd input finds nothing; it never stops a conversation. */
function parsed(model: Model, text: string, reference: Date): readonly Found[] {
  try {
    return model.parse(text, reference);
  } catch {
    return [];
  }
}
