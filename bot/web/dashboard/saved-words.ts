/** What is said once a change is saved: whom it really reaches, and that nobody is told when nobody is. */
import type { Language } from '../../../knowledge/language';
import type { Outage } from '../contracts';
import { tagOf } from '../texts';
import { DASHBOARD_TEXTS } from './dashboard-texts';

type Told = Pick<Outage, 'told' | 'state'>;

/** `isNews`: the hour moved or the outage ended, which those who were told hear without asking. */
export function savedWords({ told, state }: Told, isNews: boolean, language: Language): string {
  const texts = DASHBOARD_TEXTS[language];
  const count = told.toLocaleString(tagOf(language));
  if (state === 'restored') return told > 0 ? texts.restoredTold(count) : texts.restored;
  if (!isNews) return texts.saved;
  return told > 0 ? texts.savedTold(count) : texts.savedNobody;
}

/** Whether followers hear of a change by themselves. */
export function isNews(change: Readonly<Record<string, unknown>>): boolean {
  return 'eta' in change || change['state'] === 'restored' || change['state'] === 'cancelled';
}
