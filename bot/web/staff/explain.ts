/** A reply that is not a success, as a sentence that says what to do next. */
import type { Language } from '../../../knowledge/language';
import type { Reply } from './http';
import { STAFF_TEXTS } from './staff-texts';

export type Failure = Exclude<Reply<never>, { readonly kind: 'ok' }>;

export function explain(failure: Failure, language: Language): string {
  const texts = STAFF_TEXTS[language];
  switch (failure.kind) {
    case 'unreachable':
      return failure.said?.[language] || texts.unreachable;
    case 'signed-out':
      return texts.expiredAbout;
    case 'refused':
      if (failure.status === 403) return texts.forbidden;
      return failure.said[language] || texts.refused;
  }
}
