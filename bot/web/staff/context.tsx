/** What every component of a staff page may ask for: the language, the calls, the user and the hour. */
import { createContext, useContext, useEffect, useState } from 'react';
import type { Language } from '../../../knowledge/language';
import type { StaffUser } from '../contracts';
import type { Ask } from './http';
import { STAFF_TEXTS, type StaffTexts } from './staff-texts';

export interface Staff {
  readonly ask: Ask;
  readonly user: StaffUser;
  /** Changes when somebody signs in again: what was refused meanwhile is asked anew. */
  readonly entry: number;
}

export const StaffContext = createContext<Staff | undefined>(undefined);
export const LanguageContext = createContext<Language>('es');

export function useStaff(): Staff {
  const staff = useContext(StaffContext);
  if (staff === undefined) throw new Error('useStaff stands outside a signed-in page');
  return staff;
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

export function useStaffTexts(): StaffTexts {
  return STAFF_TEXTS[useLanguage()];
}

/** How far the server's hour is ahead of this machine's clock, ms; 0 where nobody told it. */
export const AheadContext = createContext(0);

/** Less apart, two clocks say the same. */
const SAME_MS = 30_000;

/** `at`: the server's hour, ISO. What was known stays unless it is really another. */
export function aheadOf(at: string, known: number): number {
  const ahead = Date.parse(at) - Date.now();
  return Math.abs(ahead - known) < SAME_MS ? known : ahead;
}

/** The hour, refreshed often enough for waiting times in minutes. */
export function useNow(everyMs = 10_000): number {
  const ahead = useContext(AheadContext);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now + ahead;
}
