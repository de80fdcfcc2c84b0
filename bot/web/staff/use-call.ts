/** One call of a dialog: under way, or refused with a sentence for its user. The same call may be made again, and a second press does nothing twice. */
import { useRef, useState } from 'react';
import { useLanguage, useStaff } from './context';
import { explain } from './explain';
import type { Call } from './http';

export interface Calling {
  readonly busy: boolean;
  readonly error?: string;
  /** What came back; nothing when it failed, and `error` says why, or while another one is under way. */
  call<T>(call: Call): Promise<T | undefined>;
}

export function useCall(): Calling {
  const { ask } = useStaff();
  const language = useLanguage();
  const [state, setState] = useState<{ readonly busy: boolean; readonly error?: string }>({ busy: false });
  const isBusy = useRef(false);
  return {
    ...state,
    async call<T>(call: Call): Promise<T | undefined> {
      if (isBusy.current) return undefined;
      isBusy.current = true;
      setState({ busy: true });
      const reply = await ask<T>(call);
      isBusy.current = false;
      setState(reply.kind === 'ok' ? { busy: false } : { busy: false, error: explain(reply, language) });
      return reply.kind === 'ok' ? reply.body : undefined;
    },
  };
}
