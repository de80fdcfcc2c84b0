/** What is typed, once the typing rests: the server is not asked at every letter. */
import { useEffect, useState } from 'react';

const PAUSE_MS = 250;

export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
