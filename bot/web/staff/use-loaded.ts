/** Something a part of a page needs once, and again when its path changes: on its way, there, or not to be had. */
import { useEffect, useState } from 'react';
import { useLanguage, useStaff } from './context';
import { explain } from './explain';

export type Loaded<T> = { readonly kind: 'loading' } | { readonly kind: 'there'; readonly body: T } | { readonly kind: 'failed'; readonly why: string };

interface Latest<T> {
  readonly path: string;
  readonly loaded: Loaded<T>;
}

/** `path` from `/api/staff` on; nothing is asked without one. `round` asks anew. */
export function useLoaded<T>(path: string | undefined, round = 0): Loaded<T> {
  const { ask, entry } = useStaff();
  const language = useLanguage();
  const [latest, setLatest] = useState<Latest<T>>();
  useEffect(() => {
    if (path === undefined) return undefined;
    let left = false;
    void ask<T>({ method: 'GET', path }).then((reply) => {
      if (left) return;
      setLatest({ path, loaded: reply.kind === 'ok' ? { kind: 'there', body: reply.body } : { kind: 'failed', why: explain(reply, language) } });
    });
    return () => {
      left = true;
    };
  }, [ask, entry, language, path, round]);
  return latest !== undefined && latest.path === path ? latest.loaded : { kind: 'loading' };
}
