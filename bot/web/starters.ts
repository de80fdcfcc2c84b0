/** What customers most often begin with: one tap instead of a sentence, and every other way in stays open. */
import type { Choice } from './choice';
import type { Language } from '../../knowledge/language';

const said = (title: string): Choice => ({ kind: 'imBack', title, value: title });

export const STARTERS: Readonly<Record<Language, readonly Choice[]>> = {
  es: ['No tengo internet', 'Está lento', 'Mi factura', '¿Hay una falla?'].map(said),
  en: ['My internet is down', 'It is slow', 'My bill', 'Is there an outage?'].map(said),
};
