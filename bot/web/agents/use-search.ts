/** A search over all cases, closed ones too: asked of the server once the typing rests. */
import { useEffect, useState } from 'react';
import type { CaseSummary } from '../contracts';
import type { CaseList } from '../desk-contracts';
import { useStaff } from '../staff/context';

const PAUSE_MS = 250;
const MOST_FOUND = 50;

export interface Search {
  readonly typed: string;
  readonly found: readonly CaseSummary[] | undefined;
  type(text: string): void;
}

export function useSearch(): Search {
  const { ask } = useStaff();
  const [typed, type] = useState('');
  const [found, setFound] = useState<readonly CaseSummary[]>();
  const asked = typed.trim();
  useEffect(() => {
    let left = false;
    const timer = setTimeout(() => {
      if (asked === '') return setFound(undefined);
      void ask<CaseList>({ method: 'GET', path: `/cases?limit=${MOST_FOUND}&q=${encodeURIComponent(asked)}` }).then((reply) => {
        if (!left && reply.kind === 'ok') setFound(reply.body.cases);
      });
    }, PAUSE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [ask, asked]);
  return { typed, type, found: asked === '' ? undefined : found };
}
