/** A search over all cases, closed ones too: asked of the server once the typing rests. What is found of other words is not shown for these. */
import { useState } from 'react';
import type { CaseList } from '../desk-contracts';
import { useLoaded, type Loaded } from '../staff/use-loaded';
import { useSettled } from '../staff/use-settled';

const MOST_FOUND = 50;

export interface Search {
  readonly typed: string;
  /** Absent when nothing is sought. */
  readonly found: Loaded<CaseList> | undefined;
  type(text: string): void;
}

export function useSearch(): Search {
  const [typed, type] = useState('');
  const asked = useSettled(typed.trim());
  const loaded = useLoaded<CaseList>(asked === '' ? undefined : `/cases?limit=${MOST_FOUND}&q=${encodeURIComponent(asked)}`);
  return { typed, type, found: typed.trim() === '' ? undefined : loaded };
}
