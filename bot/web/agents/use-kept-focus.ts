/** A row that moves to another section is drawn anew there: the focus goes with it instead of being lost. */
import { useLayoutEffect, useRef, type FocusEvent } from 'react';

export interface KeptFocus {
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

export function useKeptFocus(): KeptFocus {
  const row = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (row.current === undefined || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`[data-thread="${CSS.escape(row.current)}"]`)?.focus();
  });
  return {
    onFocus: ({ target }) => {
      row.current = target.closest<HTMLElement>('[data-thread]')?.dataset['thread'];
    },
    // A row that is taken away tells of no blur, or of one that leads nowhere while it is gone already.
    onBlur: ({ target }) => {
      if (target.isConnected) row.current = undefined;
    },
  };
}
