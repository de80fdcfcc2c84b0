/** An outage in a few lines for social networks: what, since when, until when, and where it is kept up to date. */
import { toldCause, toldTitle } from '../../../dialogs/outages/told-texts';
import type { Language } from '../../../knowledge/language';
import type { Outage } from '../contracts';
import { dayAndClock } from '../staff/format';

const WORDS = {
  es: { since: 'Desde', until: 'Solución estimada', noHour: 'todavía sin hora', from: 'Empieza', ends: 'Termina', over: 'El servicio ya volvió.', more: 'Novedades' },
  en: { since: 'Since', until: 'Estimated repair', noHour: 'no hour yet', from: 'Begins', ends: 'Ends', over: 'The service is back.', more: 'Updates' },
} as const;

/** `origin`: where customers reach us, `https://chat.example.co`. */
export function socialText(outage: Outage, language: Language, origin: string): string {
  const { title, titleEn, cause, causeEn, since, eta, planned, state } = outage;
  const words = WORDS[language];
  const written = { planned: planned === true };
  const why = cause === undefined ? undefined : toldCause({ es: cause, en: causeEn ?? cause }, written)[language];
  const until = eta === undefined ? words.noHour : dayAndClock(eta, language);
  const hours = state === 'restored' ? words.over
    : `${planned === true ? words.from : words.since}: ${dayAndClock(since, language)}. ${planned === true ? words.ends : words.until}: ${until}.`;
  return [
    `${toldTitle({ es: title, en: titleEn ?? title }, written)[language]}.`,
    ...(why === undefined ? [] : [`${why.charAt(0).toUpperCase()}${why.slice(1).replace(/\.$/, '')}.`]),
    hours, `${words.more}: ${origin}/estado${language === 'en' ? '/en' : ''}#${outage.id}`,
  ].join(' ').replaceAll('..', '.');
}
